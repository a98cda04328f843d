// Runs the test files against the WebAssembly backend: `node run.mjs [FILE...]`. A test fails this run
// if it fails and is not among the exceptions, or passes although it is.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { run } from "node:test";
import { fileURLToPath } from "node:url";

process.env.FLYMYAI_BACKEND = "wasm";
const folder = fileURLToPath(new URL("../", import.meta.url));
const given = process.argv.slice(2);
/** Tests that fail, or may, with this backend, and files that do not run. */
const exceptions = JSON.parse(readFileSync(new URL("exceptions.json", import.meta.url), "utf8"));
const leftOut = exceptions.flatMap(({ files = [] }) => files);
const files = given.length
  ? given
  : readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith(".test.mjs") && !leftOut.includes(file.replaceAll("\\", "/")))
      .map((file) => join(folder, file));
/** The reason of each failing test, by its name. */
const reasons = new Map();
for (const { reason, tests = [], mayPass } of exceptions) {
  for (const name of tests) reasons.set(name, { reason, mayPass });
}

let passed = 0;
/** The files whose tests have results. */
const tested = new Set();
const problems = [];
const seen = new Set();
const events = run({ files, concurrency: 4 });
const finished = (hasPassed) => (event) => {
  const { name, file, skip, todo, details } = event;
  const error = details?.error;
  if (files.includes(name)) {
    // The result of a file: it fails without a failed test if it ends early, or has a late error.
    if (error && error.failureType !== "subtestsFailed") problems.push(`fails: ${name}\n${error}`);
    return;
  }
  tested.add(file);
  if (skip || todo || details?.type === "suite") return;
  const exception = reasons.get(name);
  seen.add(name);
  if (hasPassed) passed += 1;
  if (hasPassed && exception && !exception.mayPass) problems.push(`passes: ${name}`);
  if (!hasPassed && !exception) problems.push(`fails: ${name}\n${error?.cause ?? ""}`);
};
events.on("test:pass", finished(true));
events.on("test:fail", finished(false));
events.resume();
await new Promise((resolve) => events.on("end", resolve));
for (const file of files) if (!tested.has(resolve(file))) problems.push(`has no tests: ${file}`);
if (given.length === 0) {
  for (const name of reasons.keys()) if (!seen.has(name)) problems.push(`is missing: ${name}`);
}
console.log(`${passed} tests pass, ${reasons.size} are exceptions.`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
