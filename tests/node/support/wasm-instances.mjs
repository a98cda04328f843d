// The WebAssembly backend in this process, with commands that a test can make trap.
import process from "node:process";

process.env.FLYMYAI_BACKEND = "wasm";

const { Instance } = WebAssembly;
const decoder = new TextDecoder();
/** No memory of the module has this address. */
const NOWHERE = -1;
let trapping;

/** The memories of the instances, the latest last. */
export const memories = [];

/** Makes the next command with this name trap. */
export function trapAt(name) {
  trapping = name;
}

// The exports of an instance are constant, so the instance has a copy.
WebAssembly.Instance = class {
  constructor(module, imports) {
    const { exports } = new Instance(module, imports);
    const { memory } = exports;
    memories.push(memory);
    const command = (pointer, length, ...bytes) => {
      const text = decoder.decode(new Uint8Array(memory.buffer, pointer >>> 0, length));
      if (trapping === undefined || !text.startsWith(`{"${trapping}"`)) {
        return exports.command(pointer, length, ...bytes);
      }
      trapping = undefined;
      return exports.command(NOWHERE, length, 0, 0);
    };
    this.exports = { ...exports, command };
  }
};
