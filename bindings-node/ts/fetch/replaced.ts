// Programs and their tests replace `globalThis.fetch`, or Node's dispatcher below it, to see or to
// answer requests. Such a replacement is used for as long as it is in place.

type Fetch = typeof globalThis.fetch;

/**
 * A runtime's own is native, or a thin wrapper around what it loads on demand. A proxy of it, such
 * as a spy, shows no name in its text.
 */
const BUILT_IN =
  /lazyUndici|internal\/deps\/undici|^function fetch\(\)\s*\{\s*\[native code\]|lazyFetch|op_fetch/;

function isBuiltIn(fetch: Fetch): boolean {
  // A bound function hides its text, but not that it is bound.
  return fetch.name === "fetch" && BUILT_IN.test(Function.prototype.toString.call(fetch));
}

/** Where the versions of undici keep their dispatcher. */
const FIRST = Symbol.for("undici.globalDispatcher.1");
const SECOND = Symbol.for("undici.globalDispatcher.2");
const OWN: ReadonlySet<string | undefined> = new Set(["Agent", "Dispatcher1Wrapper"]);

/** Whether it is something else than Node's own dispatcher, such as a mock or a proxy. */
function isForeign(dispatcher: object | undefined): boolean {
  return dispatcher !== undefined && !OWN.has(dispatcher.constructor?.name);
}

interface Ambient {
  fetch?: Fetch;
  [place: symbol]: object | undefined;
}

// Every call asks, and the answer is nearly always that of the call before.
let seen: ReadonlyArray<object | undefined> = [];
let answer: Fetch | undefined;

/** @internal The `fetch` to use instead of the native client, if there is one. */
export function replacedFetch(): Fetch | undefined {
  const ambient = globalThis as Ambient;
  const { fetch, [FIRST]: first, [SECOND]: second } = ambient;
  if (fetch !== seen[0] || first !== seen[1] || second !== seen[2]) {
    seen = [fetch, first, second];
    const isReplaced =
      typeof fetch === "function" && (!isBuiltIn(fetch) || isForeign(first) || isForeign(second));
    answer = isReplaced ? fetch : undefined;
  }
  return answer;
}
