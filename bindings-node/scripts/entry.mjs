// Writes the package's entry files. TypeScript's own output for re-exports marks the module as
// transpiled and hides the names behind getters; users of `require`, of named and of default
// imports all need plain assignments of the very same classes.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const dist = new URL("../dist/", import.meta.url);
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
// For bundlers. An addon cannot be part of a bundle, so the package is found when the bundle runs:
// from the bundle's own file, which a bundler may have replaced by the one it was built from, or
// from the program's.
write("bundler.mjs", [
  'import module from "node:module";',
  "",
  "function here() {",
  "  try {",
  "    return __filename;",
  "  } catch {",
  "    return import.meta.url;",
  "  }",
  "}",
  "",
  "let failure;",
  "function load(anchor) {",
  "  try {",
  '    return module.createRequire(anchor)("flymyai-js-client/dist/my-library.umd.js");',
  "  } catch (error) {",
  "    failure ??= error;",
  "  }",
  "}",
  "",
  "const library = load(here()) ?? load(process.argv[1]);",
  'if (!library && failure.code !== "MODULE_NOT_FOUND") throw failure;',
  "if (!library) {",
  "  throw new Error(",
  '    "flymyai-js-client holds a native addon and cannot be part of a bundle: put its folder, " +',
  '      "node_modules/flymyai-js-client of the project that was bundled, into a node_modules folder " +',
  '      "at or above that of the bundle.",',
  "    { cause: failure },",
  "  );",
  "}",
  "",
  ...names.map((name) => `export const ${name} = library.${name};`),
  "export default library;",
]);
write("index.d.ts", ['export * from "./library.js";']);
write("index.d.mts", [
  'export * from "./library.js";',
  'declare const library: typeof import("./library.js");',
  "export default library;",
]);
