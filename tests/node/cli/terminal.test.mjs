// The command `flymyai` of the npm package has the screens of the transcripts in a terminal.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { useEmulator } from "../support/emulator.mjs";
import { environment, launcher } from "./launcher.mjs";
import { entries, lines, withSteps } from "./transcripts.mjs";

useEmulator();

const posix = { skip: process.platform === "win32" };
const program = fileURLToPath(new URL("../../python/support/terminal.py", import.meta.url));

/** The exit codes and screens of commands that run in a terminal, one behind the other. */
function screens(commands) {
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };
  const output = execFileSync("python3", [program], { env, input: JSON.stringify(commands) });
  return JSON.parse(String(output));
}

for (const entry of entries) {
  test(entry.name, posix, async () => {
    await withSteps(entry, (steps, account, home) => {
      const commands = steps.map(({ args, env, stdin }) => ({
        command: [process.execPath, launcher, ...args],
        env: environment(account, { ...env, TERM: "xterm" }),
        cwd: home,
        columns: 200,
        input: stdin,
      }));
      for (const [at, found] of screens(commands).entries()) {
        const { args, exit, terminal = [] } = steps[at];
        const text = JSON.stringify({ args, ...found });
        assert.equal(found.exit, exit, text);
        const screen = lines(found.screen.map((line) => `${line}\n`).join(""), account, home);
        if (terminal) assert.deepEqual(screen, terminal, text);
      }
    });
  });
}
