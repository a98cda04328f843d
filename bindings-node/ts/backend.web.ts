import { type Backend, selectedBackend } from "./backend-selection.js";
import type { Binding } from "./native/binding.js";
import { wasmBinding } from "./wasm/binding.js";
import { compiledModule } from "./wasm/module.js";

// The only implementation outside of Node; see `backend.ts`.

export type { Backend };

const INSTANTIATION = "flymyai-js-client cannot start its WebAssembly module.";
const POLICY =
  "A content security policy must allow it with script-src 'wasm-unsafe-eval'. The reason: ";

export function loadBinding(): { backend: Backend; binding: Binding } {
  selectedBackend(["wasm"]);
  try {
    return { backend: "wasm", binding: wasmBinding(compiledModule()) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // Each browser has its own words for that.
    const isPolicy = /content security policy|unsafe-eval|\bCSP\b/i.test(reason);
    throw new Error(`${INSTANTIATION} ${isPolicy ? POLICY : ""}${reason}`, { cause });
  }
}
