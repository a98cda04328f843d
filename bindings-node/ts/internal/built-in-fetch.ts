// Recognises a runtime's own `fetch`.

/**
 * Matches the source text of a runtime's own `fetch`: native code, or a thin wrapper that loads the
 * implementation on demand. The text of a proxy of it, such as a spy, does not match.
 */
const BUILT_IN =
  /lazyUndici|internal\/deps\/undici|^function fetch\(\)\s*\{\s*\[native code\]|lazyFetch|op_fetch/;

/** @internal Whether a `fetch` is a runtime's own. */
export function isBuiltIn(fetch: typeof globalThis.fetch): boolean {
  // The text of a bound function is that of native code, but its name starts with `bound`.
  return fetch.name === "fetch" && BUILT_IN.test(Function.prototype.toString.call(fetch));
}
