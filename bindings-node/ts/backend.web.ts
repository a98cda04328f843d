import type { Binding } from "./native/binding.js";
import { variable } from "./platform.web.js";
import { wasmBinding } from "./wasm/binding.js";
import { compiledModule } from "./wasm/module.js";

// The only implementation outside of Node; see `backend.ts`.

export type Backend = "native" | "wasm";

const INSTANTIATION =
  "flymyai-js-client cannot start its WebAssembly module. A content security policy must allow it " +
  "with script-src 'wasm-unsafe-eval'";

export function loadBinding(): { backend: Backend; binding: Binding } {
  const selected = variable("FLYMYAI_BACKEND") || undefined;
  if (selected !== undefined && selected !== "wasm") {
    throw new Error(`FLYMYAI_BACKEND must be wasm in this build, not ${selected}`);
  }
  try {
    return { backend: "wasm", binding: wasmBinding(compiledModule()) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${INSTANTIATION} (${reason})`, { cause });
  }
}
