import { types } from "node:util";

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

/** How many objects on the way to a class's end have a `dispatch`: it, and undici's base of all. */
const DISPATCHES = 2;

/** Whether it does, or one of its classes, what undici's own class does. */
function isOverridden(dispatcher: object): boolean {
  let count = 0;
  for (let next = dispatcher; next; next = Object.getPrototypeOf(next)) {
    if (Object.hasOwn(next, "dispatch")) count += 1;
  }
  return count !== DISPATCHES;
}

/** Whether it is something else than Node's own dispatcher, such as a mock or a proxy. */
function isForeign(dispatcher: object | undefined): boolean {
  if (dispatcher === undefined) return false;
  // What undici composes with interceptors is a proxy, and bears the name of what is behind it.
  if (types.isProxy(dispatcher) || !OWN.has(dispatcher.constructor?.name)) return true;
  return isOverridden(dispatcher);
}

interface Dispatcher {
  dispatch?: unknown;
}

interface Ambient {
  fetch?: Fetch;
  [place: symbol]: Dispatcher | undefined;
}

// Every call asks, and the answer is nearly always that of the call before.
let seen: readonly unknown[] = [];
let answer: Fetch | undefined;

/** @internal The `fetch` to use instead of the native client, if there is one. */
export function replacedFetch(): Fetch | undefined {
  const ambient = globalThis as Ambient;
  const { fetch, [FIRST]: first, [SECOND]: second } = ambient;
  const now = [fetch, first, second, first?.dispatch, second?.dispatch];
  if (now.some((part, index) => part !== seen[index])) {
    seen = now;
    const isReplaced =
      typeof fetch === "function" && (!isBuiltIn(fetch) || isForeign(first) || isForeign(second));
    answer = isReplaced ? fetch : undefined;
  }
  return answer;
}
