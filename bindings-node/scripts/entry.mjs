// Writes the package's entry files, and removes the output of sources that were deleted.
// TypeScript's own output for re-exports marks the module as transpiled and makes the names
// getters; `require`, named imports and default imports need plain assignments of the same classes.
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const dist = new URL("../dist/", import.meta.url);
const sources = new URL("../ts/", import.meta.url);

for (const file of readdirSync(dist, { recursive: true }).map(String)) {
  const isOutput = /\.(js|d\.ts)$/.test(file) && !/^(index|my-library|wasm-bytes)\./.test(file);
  const source = file.replaceAll("\\", "/").replace(/\.(js|d\.ts)$/, ".ts");
  if (isOutput && !existsSync(new URL(source, sources))) rmSync(new URL(file, dist));
}

const names = Object.keys(createRequire(import.meta.url)("../dist/library.js")).sort();
const write = (file, lines) => writeFileSync(new URL(file, dist), `${lines.join("\n")}\n`);

write("index.js", [
  '"use strict";',
  'const library = require("./library.js");',
  ...names.map((name) => `exports.${name} = library.${name};`),
]);
write("index.mjs", [
  'import library from "./index.js";',
  ...names.map((name) => `export const ${name} = library.${name};`),
  "export default library;",
]);
// For bundles that run on servers. An addon cannot be part of a bundle, so the package is resolved
// when the bundle runs: from the bundle's file, whose name a bundler may have replaced by that of a
// source, or from the program's. Without the package, the bundle uses its WebAssembly module.
write("bundler.mjs", [
  'import module from "node:module";',
  'import inlined from "./inline.mjs";',
  "",
  "function here() {",
  "  try {",
  "    return __filename;",
  "  } catch {",
  "    return import.meta.url;",
  "  }",
  "}",
  "",
  "function load(anchor) {",
  "  try {",
  '    return module.createRequire(anchor)("flymyai-js-client/dist/my-library.umd.js");',
  "  } catch (error) {",
  "    const isMissing =",
  '      error.code === "MODULE_NOT_FOUND" && error.message.includes("\'flymyai-js-client/");',
  "    if (!isMissing && anchor) throw error;",
  "  }",
  "}",
  "",
  "const library = load(here()) ?? load(process.argv[1]) ?? inlined;",
  "",
  ...names.map((name) => `export const ${name} = library.${name};`),
  "export default library;",
]);
// `require` of the entry for tests gets TypeScript's own output; `import` gets the same classes.
const testing = Object.keys(createRequire(import.meta.url)("../dist/testing.js")).sort();
write("testing.mjs", [
  'import testing from "./testing.js";',
  ...testing.map((name) => `export const ${name} = testing.${name};`),
]);
write("testing.d.mts", ['export * from "./testing.js";']);
write("index.d.ts", ['export * from "./library.js";']);
write("index.d.mts", [
  'export * from "./library.js";',
  'declare const library: typeof import("./library.js");',
  "export default library;",
]);
