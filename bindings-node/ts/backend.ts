import { AddonError, loadAddon } from "./addon.js";
import { type Backend, selectedBackend } from "./backend-selection.js";
import type { Binding } from "./native/binding.js";
import { warn } from "./platform.js";
import { wasmBinding } from "./wasm/binding.js";

// Selects the implementation of the binding in Node. Builds for other platforms have `backend.web.ts` in
// place of this module.

export type { Backend };

/** The WebAssembly module. Its bytes are a module as well, so that bundlers find them. */
function loadWasm(): Binding {
  const bytes = require("./wasm-bytes.js") as string;
  return wasmBinding(new WebAssembly.Module(Buffer.from(bytes, "base64")));
}

/**
 * @internal
 * Loads the native addon if there is one for this machine, and the WebAssembly module otherwise. An
 * addon that does not load, or whose package is missing, causes a warning with the reason.
 *
 * @throws Error if `FLYMYAI_BACKEND` selects an implementation that does not load, or if none does.
 */
export function loadBinding(): { backend: Backend; binding: Binding } {
  const selected = selectedBackend(["native", "wasm"]);
  if (selected === "wasm") return { backend: "wasm", binding: loadWasm() };
  try {
    return { backend: "native", binding: loadAddon() as Binding };
  } catch (error) {
    if (selected === "native") throw error;
    let binding: Binding;
    try {
      binding = loadWasm();
    } catch (wasmError) {
      const { message } = error as Error;
      throw new AggregateError([error, wasmError], message, { cause: error });
    }
    if (error instanceof AddonError && error.isUnexpected) {
      const advice = "FLYMYAI_BACKEND=wasm selects it without this warning.";
      warn(`${error.message} Until then, the package uses WebAssembly; ${advice}`);
    }
    return { backend: "wasm", binding };
  }
}
