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
write("index.d.ts", ['export * from "./library.js";']);
write("index.d.mts", [
  'export * from "./library.js";',
  'declare const library: typeof import("./library.js");',
  "export default library;",
]);
