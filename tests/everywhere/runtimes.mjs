import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import esbuild from "esbuild";

// The package in server runtimes and test runners.

const PACKAGE = "node_modules/flymyai-js-client";
const PROGRAMS = "programs.mjs";
const bin = (name) => join(process.cwd(), "node_modules", ".bin", name);

/** Runs a program and returns what it prints. */
function run(program, args, { cwd = process.cwd(), env = {} } = {}) {
  const { stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return stdout?.trim() || stderr || String(error);
}

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
const testOf = (imports, file) => `${imports}
test("the programs pass", async () => {
  writeFileSync(${JSON.stringify(join(process.cwd(), file))}, JSON.stringify(await runAll(process.env.BASE)));
}, 60000);\n`;

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
  cpSync(PROGRAMS, join("vitest", PROGRAMS));
  const imported = `import { writeFileSync } from "node:fs";
import { test } from "vitest";
import { runAll } from "./programs.mjs";`;
  writeFileSync("vitest/programs.test.mjs", testOf(imported, "vitest/result.json"));
}

/** Runs a test runner; returns the result that its test has written, or what it printed. */
function runTests(base, name, args) {
  const file = join(name, "result.json");
  rmSync(file, { force: true });
  const printed = run(bin(name), args, { env: { BASE: base } });
  return existsSync(file) ? readFileSync(file, "utf8") : printed;
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
  for (const [environment, backend] of [["node", "native"], ["./jest/jsdom.cjs", "wasm"]]) {
    const args = ["--ci", "--rootDir=.", "--testMatch=**/jest/*.test.cjs", `--env=${environment}`];
    const name = environment === "node" ? "jest" : "jest, jsdom with the fetch of Node";
    yield [name, backend, runTests(base, "jest", args)];
  }
  for (const environment of ["node", "jsdom"]) {
    const args = ["run", "--dir=vitest", `--environment=${environment}`];
    yield [`vitest, ${environment}`, "native", runTests(base, "vitest", args)];
  }
}
