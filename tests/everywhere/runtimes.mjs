import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";
import { bin, run, runTests } from "./run-program.mjs";

// The package in server runtimes and test runners.

const PACKAGE = "node_modules/flymyai-js-client";
const PROGRAMS = "programs.mjs";

/** Makes a project whose package has no addon, as on a platform without one. */
function withoutAddon() {
  const folder = join(process.cwd(), "without-addon");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  cpSync(PACKAGE, join(folder, PACKAGE), {
    recursive: true,
    filter: (file) => !file.endsWith(".node"),
  });
  for (const file of [PROGRAMS, "start.mjs"]) cpSync(file, join(folder, file));
  writeFileSync(join(folder, "package.json"), "{}");
  return folder;
}

/** The environment of jsdom lacks what pages have; programs add it as this one does. */
const JSDOM = `
const { TestEnvironment } = require("jest-environment-jsdom");
const NAMES = ["Blob", "fetch", "FormData", "Headers", "ReadableStream", "Request", "Response",
  "TextDecoder", "TextEncoder", "WebAssembly", "AbortController", "AbortSignal", "Uint8Array"];
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const name of NAMES) this.global[name] = globalThis[name];
  }
};`;

/** The programs as a test of a runner, which writes their result to a file. */
const testOf = (imports, file, result = "JSON.stringify(await runAll(process.env.BASE))") => `${imports}
test("the programs pass", async () => {
  writeFileSync(${JSON.stringify(join(process.cwd(), file))}, ${result});
}, 60000);\n`;

/**
 * Adds a `fetch` without streams. It adds a parameter to the query of requests that are not to be cached,
 * which the emulator's lists refuse.
 */
const POLYFILL = `require("whatwg-fetch");
const added = globalThis.fetch;
globalThis.fetch = (url, { cache, ...init } = {}) => added(url, init);\n`;

/** What the package says in an environment without `fetch`. */
const NO_FETCH = /^flymyai-js-client sends requests with fetch: add fetch, \S.* to the globals/;
/** The messages of both clients; the last one is shown if they differ. */
const MESSAGES = `(await Promise.all([
    new AgentClient({ apiKey: "fly-k", baseUrl: process.env.BASE }).runs.get(1),
    new FlyMyAI({ apiKey: "fly-k" }).asyncPredict({ prompt: "a" }, "demo/echo"),
  ].map((call) => call.then(String, ({ message }) => message))))
    .reduce((first, second) => (first === second ? first : second))`;

function makeTests() {
  for (const folder of ["jest", "vitest"]) mkdirSync(folder, { recursive: true });
  esbuild.buildSync({
    entryPoints: [PROGRAMS],
    bundle: true,
    format: "cjs",
    packages: "external",
    outfile: "jest/programs.cjs",
  });
  writeFileSync("jest/jsdom.cjs", JSDOM);
  const required = `const { writeFileSync } = require("node:fs");
const { runAll } = require("./programs.cjs");`;
  writeFileSync("jest/programs.test.cjs", testOf(required, "jest/result.json"));
  writeFileSync("jest/polyfill.test.cjs", testOf(`${POLYFILL}${required}`, "jest/result.json"));
  const packaged = `const { writeFileSync } = require("node:fs");
const { AgentClient, FlyMyAI } = require("flymyai-js-client");`;
  writeFileSync("jest/bare.test.cjs", testOf(packaged, "jest/result.json", MESSAGES));
  cpSync(PROGRAMS, join("vitest", PROGRAMS));
  const imported = `import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { runAll } from "./programs.mjs";`;
  writeFileSync("vitest/programs.test.mjs", testOf(imported, "vitest/result.json"));
}

/** Yields each environment with its backend and the text of its result. */
export async function* runtimes(base) {
  writeFileSync(
    "start.mjs",
    `import process from "node:process";
import { runAll } from "./programs.mjs";
console.log(JSON.stringify(await runAll(process.argv[2])));\n`,
  );
  const start = ["start.mjs", base];
  const deno = ["run", "--quiet", "--allow-all", "--node-modules-dir=manual"];
  const bare = { cwd: withoutAddon() };
  yield ["Node", "native", run(process.execPath, start)];
  for (const backend of ["native", "wasm"]) {
    const env = { FLYMYAI_BACKEND: backend };
    yield [`Node, FLYMYAI_BACKEND=${backend}`, backend, run(process.execPath, start, { env })];
  }
  yield ["Node without the addon", "wasm", run(process.execPath, start, bare)];
  yield ["Bun", "native", run(bin("bun"), start)];
  yield ["Bun without the addon", "wasm", run(bin("bun"), start, bare)];
  yield ["Deno", "native", run(bin("deno"), [...deno, ...start])];
  yield ["Deno without the addon", "wasm", run(bin("deno"), [...deno, ...start], bare)];
  makeTests();
  for (const [name, backend, environment, test, expected] of [
    ["jest", "native", "node", "programs"],
    ["jest, jsdom with the fetch of Node", "wasm", "./jest/jsdom.cjs", "programs"],
    ["jest, jsdom with whatwg-fetch", "wasm", "jsdom", "polyfill"],
    ["jest, jsdom without fetch", "-", "jsdom", "bare", NO_FETCH],
  ]) {
    const args = ["--ci", "--rootDir=.", `--testMatch=**/jest/${test}.test.cjs`, `--env=${environment}`];
    yield [name, backend, runTests(bin("jest"), "jest", args, { BASE: base }), expected];
  }
  for (const environment of ["node", "jsdom"]) {
    const args = ["run", "--dir=vitest", `--environment=${environment}`];
    yield [`vitest, ${environment}`, "native", runTests(bin("vitest"), "vitest", args, { BASE: base })];
  }
}
