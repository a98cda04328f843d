// The classes of the WebAssembly module, without the package above them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const dist = dirname(require.resolve("flymyai-js-client"));
const { wasmBinding } = require(join(dist, "wasm", "binding.js"));
const module = new WebAssembly.Module(readFileSync(join(dist, "flymyai.wasm")));

/** A binding whose outcomes are promises by call id. */
export function driver() {
  const binding = wasmBinding(module);
  const pending = new Map();
  const exchanges = [];
  const completions = new binding.Completions();
  completions.hold((ids, statuses, results) => {
    for (const [index, id] of ids.entries()) {
      if (statuses[index] === 1) exchanges.push(binding.NativeExchange.accept(results[index]));
      else pending.get(id)?.({ status: statuses[index], result: results[index] });
    }
  });
  const outcome = (id) => new Promise((resolve) => pending.set(id, resolve));
  return { binding, completions, exchanges, outcome };
}

/** Ends the instance of an object: no memory has this size. */
export function trap(object) {
  object.instance.startCall(99, { provide: object.id });
  const bytes = new Uint8Array(1);
  Object.defineProperty(bytes, "length", { value: 2 ** 31 });
  assert.throws(() => object.instance.run({ provide: object.id }, bytes), /please report it/);
}

/** Lets the event loop run until something is true. */
export async function turns(isDone) {
  while (!isDone()) await new Promise((resolve) => setImmediate(resolve));
}
