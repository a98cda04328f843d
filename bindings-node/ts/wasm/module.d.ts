// Made by `scripts/web.mjs` for each build: inlined, or imported as a file or a module.

/** @internal The compiled WebAssembly module. */
export function compiledModule(): WebAssembly.Module;
