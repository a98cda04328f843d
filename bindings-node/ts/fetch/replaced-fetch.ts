import { isBuiltIn } from "../internal/built-in-fetch.js";
import { isProxy } from "../platform.js";

// Detects whether a program or its tests have replaced `globalThis.fetch`, or undici's global
// dispatcher below it. The clients send their requests through such a replacement.

type Fetch = typeof globalThis.fetch;

/** The properties of `globalThis` where versions of undici keep their global dispatcher. */
const DISPATCHER_1 = Symbol.for("undici.globalDispatcher.1");
const DISPATCHER_2 = Symbol.for("undici.globalDispatcher.2");
/** The classes of the dispatchers that Node sets itself. */
const DEFAULT_CLASSES: ReadonlySet<string | undefined> = new Set(["Agent", "Dispatcher1Wrapper"]);

/** How many objects in a default dispatcher's prototype chain have an own `dispatch`. */
const DEFAULT_DISPATCH_COUNT = 2;

/** Whether the dispatcher or one of its classes overrides `dispatch`. */
function overridesDispatch(dispatcher: object): boolean {
  let count = 0;
  for (let next = dispatcher; next; next = Object.getPrototypeOf(next)) {
    if (Object.hasOwn(next, "dispatch")) count += 1;
  }
  return count !== DEFAULT_DISPATCH_COUNT;
}

/** Whether a dispatcher is not Node's default, but for example a mock or a proxy. */
function isCustomDispatcher(dispatcher: object | undefined): boolean {
  if (dispatcher === undefined) return false;
  // A dispatcher with interceptors is a proxy with the class name of its target.
  if (isProxy(dispatcher) || !DEFAULT_CLASSES.has(dispatcher.constructor?.name)) return true;
  return overridesDispatch(dispatcher);
}

interface Dispatcher {
  dispatch?: unknown;
}

interface FetchGlobals {
  fetch?: Fetch;
  [dispatcher: symbol]: Dispatcher | undefined;
}

// The result is cached until one of the inputs changes, because every call needs it.
let lastInputs: readonly unknown[] = [];
let lastResult: Fetch | undefined;

/** @internal The replaced `fetch`; `undefined` if the built-in transport is to be used. */
export function replacedFetch(): Fetch | undefined {
  const globals = globalThis as FetchGlobals;
  const { fetch, [DISPATCHER_1]: first, [DISPATCHER_2]: second } = globals;
  const inputs = [fetch, first, second, first?.dispatch, second?.dispatch];
  if (inputs.some((input, index) => input !== lastInputs[index])) {
    lastInputs = inputs;
    const isReplaced =
      typeof fetch === "function" &&
      (!isBuiltIn(fetch) || isCustomDispatcher(first) || isCustomDispatcher(second));
    lastResult = isReplaced ? fetch : undefined;
  }
  return lastResult;
}
