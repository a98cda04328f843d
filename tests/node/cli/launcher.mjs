// The command `flymyai` of the package, and what tests expect of it.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const manifest = createRequire(import.meta.url).resolve("flymyai-js-client/package.json");
const { bin } = JSON.parse(readFileSync(manifest, "utf8"));

export const launcher = join(dirname(manifest), bin.flymyai);

/** The environment of a command: this account, and nothing of the machine's own settings. */
export function environment(account, changes = {}) {
  const names = ["PATH", "SYSTEMROOT", "TEMP", "TMP"].filter((name) => name in process.env);
  return {
    ...Object.fromEntries(names.map((name) => [name, process.env[name]])),
    FLYMYAI_API_KEY: account.key,
    FLYMYAI_AGENTS_BASE_URL: account.url,
    FLYMYAI_DSN: account.url,
    ...changes,
  };
}

/** Starts the command; `ended` resolves with its exit code or signal, and its output. */
export function start(args, { account, env = {}, input, cwd }) {
  const child = spawn(process.execPath, [launcher, ...args], {
    env: environment(account, env),
    cwd,
  });
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) {
    child[name].setEncoding("utf8").on("data", (text) => {
      output[name] += text;
    });
  }
  if (input !== null) child.stdin.end(input ?? "");
  const ended = new Promise((resolve) => {
    child.on("close", (code, signal) => resolve({ exit: code ?? signal, ...output }));
  });
  return { child, ended };
}
