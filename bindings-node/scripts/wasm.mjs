// Builds the WebAssembly module with cargo, makes it small with wasm-opt, and puts it next to the
// compiled TypeScript: `node wasm.mjs [--out FOLDER]`. `make wasm` selects the compiler.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";

const root = fileURLToPath(new URL("../../", import.meta.url));
const target = "wasm32-unknown-unknown";
/** The most bytes that the module may have, compressed as servers do. */
const MAX_BYTES = 220_000;
/** What Node 18 and the browsers of its time run; `--all-features` would use more. */
const features = [
  "bulk-memory",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
];
const { values: options } = parseArgs({
  options: { out: { type: "string", default: join(root, "bindings-node", "dist") } },
});

/** Runs a program, and ends this process the way it ended if it fails. */
function run(program, args, env = {}) {
  const { error, status } = spawnSync(program, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const cargoTarget = join(root, "target", "wasm");
const args = ["build", "--locked", "-p", "flymyai-wasm", "--target", target, "--profile", "wasm"];
run("cargo", args, { CARGO_TARGET_DIR: cargoTarget });

const output = join(resolve(options.out), "flymyai.wasm");
mkdirSync(resolve(options.out), { recursive: true });
const binaryen = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));
run(process.execPath, [
  join(binaryen, "bin", "wasm-opt"),
  "-Oz",
  // These make the module smaller with brotli, by half a percent. The last one leaves functions with
  // one caller apart, which compress better.
  "--converge",
  "--reorder-functions",
  "--one-caller-inline-max-function-size=1",
  ...features.map((feature) => `--enable-${feature}`),
  join(cargoTarget, target, "wasm", "flymyai_wasm.wasm"),
  "-o",
  output,
]);
const compressed = brotliCompressSync(readFileSync(output)).length;
console.log(`flymyai.wasm: ${statSync(output).size} bytes, ${compressed} with brotli`);
if (compressed > MAX_BYTES) {
  console.error(`The module exceeds its limit of ${MAX_BYTES} bytes with brotli.`);
  process.exit(1);
}
