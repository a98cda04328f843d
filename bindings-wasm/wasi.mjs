// Runs a program that is built for WASI, with the rights to read the current folder:
// `node wasi.mjs PROGRAM [ARGUMENT...]`. Cargo runs the tests of core with it.
import { readFileSync } from "node:fs";
import process from "node:process";
import { WASI } from "node:wasi";

const [program, ...args] = process.argv.slice(2);
const folder = process.cwd();
const wasi = new WASI({
  version: "preview1",
  args: [program, ...args],
  env: process.env,
  preopens: { [folder]: folder },
});
const module = new WebAssembly.Module(readFileSync(program));
process.exitCode = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
