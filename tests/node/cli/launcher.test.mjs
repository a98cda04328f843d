// What the npm package's launcher of the command adds: signals, a terminal, a missing addon.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Account, useEmulator } from "../support/emulator.mjs";
import { environment, launcher, start } from "./launcher.mjs";

useEmulator();

const posix = { skip: process.platform === "win32" };
const createPath = "/api/v1/agents/tasks/agent_abc123/run-loop/";

test("the first interrupt detaches", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 1, polls: 1_000_000 });
  const { child, ended } = start(["watch", "1", "--poll-interval", "10ms"], { account });
  await account.requests(2);
  child.kill("SIGINT");
  const { exit, stderr } = await ended;
  assert.equal(exit, 130);
  assert.match(stderr, /Detached: the run goes on. Continue with: flymyai watch 1\n$/);
});

test("the second interrupt kills", posix, async () => {
  const account = new Account();
  await account.script({ match: { path: createPath }, hold: "start", pass: true });
  const { child, ended } = start(["run", "agent_abc123"], { account });
  await account.requests(1);
  const firstLine = once(child.stderr, "data");
  child.kill("SIGINT");
  await firstLine;
  child.kill("SIGINT");
  assert.equal((await ended).exit, "SIGINT");
});

test("a terminal has a live line", posix, async () => {
  const account = new Account();
  await account.control("runs", { count: 1, polls: 8 });
  const terminal = fileURLToPath(new URL("../../python/support/terminal.py", import.meta.url));
  const command = [process.execPath, launcher, "watch", "1", "--poll-interval", "20ms"];
  const env = environment(account, { TERM: "xterm", PYTHONDONTWRITEBYTECODE: "1" });
  const done = spawnSync("python3", [terminal, "60", ...command], { env, encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
  assert.match(done.stdout, /running · run 1 · Ctrl-C detaches/);
  assert.ok(done.stdout.includes("\u001b[32mcompleted"), done.stdout);
});

test("without the addon, one sentence says what is missing", () => {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-cli-"));
  try {
    const dist = join(folder, "bindings-node", "dist");
    mkdirSync(dist, { recursive: true });
    for (const name of ["cli.js", "addon.js"]) {
      copyFileSync(join(dirname(launcher), name), join(dist, name));
    }
    const done = spawnSync(process.execPath, [join(dist, "cli.js"), "--version"], {
      encoding: "utf8",
    });
    assert.equal(done.status, 5);
    assert.match(done.stderr, /^flymyai: the command needs the native addon: [^\n]+\n$/);
    assert.equal(done.stdout, "");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
