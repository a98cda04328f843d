// Runs the programs in the environments of JavaScript, with the packed tarball in an empty project:
// `node run.mjs EMULATOR CHROMIUM`, in a folder that has it and the tools of package.json installed.
// Prints one table: environment, backend, programs passed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { helpers } from "./helpers.mjs";
import { nextApps } from "./next.mjs";
import { pages } from "./pages.mjs";
import { runtimes } from "./runtimes.mjs";
import { troubles } from "./troubles.mjs";
import { workers } from "./workers.mjs";

const [emulatorFile, chromium] = process.argv.slice(2);
const emulators = [];

/** Starts an emulator whose runs take this many seconds for each event; returns its address. */
async function emulate(pace) {
  const emulator = spawn(emulatorFile, ["--port", "0", "--pace", pace, "--exit-with-stdin"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  emulators.push(emulator);
  const [line] = await once(emulator.stdout, "data");
  return String(line).match(/FLYMYAI_EMULATOR_URL=(\S+)/)[1];
}

const base = await emulate("0.05");
// Slow enough for a person to see, and to cancel a run.
const slowBase = await emulate("0.5");
const rows = [];
const problems = [];

/**
 * Adds a row.
 *
 * @param {string} environment - Its name.
 * @param {string} backend - The backend that it must have; "-" if the page's text is to match.
 * @param {string} text - What it printed: the result of `runAll` as JSON.
 * @param {RegExp} [expected] - The error that it must show in place of a result.
 */
function add(environment, backend, text, expected) {
  let result;
  try {
    result = JSON.parse(text);
  } catch {}
  const passes = expected
    ? expected.test(text)
    : result?.backend === backend && result.passed === result.total;
  const passed = expected ? (passes ? "the expected error" : "-") : `${result?.passed ?? 0}/${result?.total ?? "?"}`;
  rows.push([environment, result?.backend ?? "-", passes ? passed : `${passed} FAILED`]);
  console.log(formatted(rows.at(-1)));
  if (!passes) problems.push(`${environment}\n${result?.failed?.join("\n") ?? text}`);
}

function formatted([environment, backend, passed]) {
  return `${environment.padEnd(48)} ${backend.padEnd(8)} ${passed}`;
}

console.log(formatted(["environment", "backend", "programs passed"]));
for (const source of [
  runtimes(base),
  helpers(),
  nextApps(base),
  workers(base),
  pages(base, slowBase, chromium),
  troubles(base, chromium),
]) {
  for await (const row of source) add(...row);
}
for (const emulator of emulators) emulator.stdin.end();
for (const problem of problems) console.error(`\n${problem}`);
process.exitCode = problems.length ? 1 : 0;
