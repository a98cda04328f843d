import { camelCase } from "./internal/names.js";
import type { HeaderPairs, NativeLimits } from "./native/calls.js";

// Converts arguments for core. Only the types of JavaScript are checked here; core checks the
// values.

/**
 * @internal
 * A caller's options; `null` is the same as no options.
 */
export function given<T extends object>(
  options: T | null | undefined,
  name = "options",
): Partial<T> {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") {
    throw new TypeError(`${name} must be an object, not ${describe(options)}`);
  }
  return options;
}

/** @internal The id and the options of a call that may have its options first, instead of the id. */
export function idAndOptions<T extends object>(
  first: unknown,
  options: T | undefined,
): [unknown, T | undefined] {
  const isOptions = typeof first === "object" && first !== null && options === undefined;
  return isOptions ? [undefined, first as T] : [first, options];
}

/** @internal Refuses a filter of a list that its iteration does not have. */
export function withoutFilter(options: unknown, name: string, method: string): void {
  if ((options as Record<string, unknown> | null | undefined)?.[name] == null) return;
  throw new TypeError(`${name} is not a filter of this iteration: call ${method} instead`);
}

/** @internal An id as text. A number that may have been rounded is refused. */
export function identifier(value: unknown, name: string): string {
  if (typeof value === "string") return value;
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new TypeError(
      `${name} must be exact, and the number ${value} may be rounded: pass a string or a BigInt`,
    );
  }
  if (typeof value === "bigint" || Number.isFinite(value)) return String(value);
  throw new TypeError(`${name} must be a string or a number, not ${describe(value)}`);
}

/** @internal An optional id as text. */
export function optionalIdentifier(value: unknown, name: string): string | undefined {
  return value === undefined || value === null ? undefined : identifier(value, name);
}

/** @internal An optional text. */
export function optionalText(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  throw new TypeError(`${name} must be a string, not ${describe(value)}`);
}

/** @internal An optional function; `null` is returned unchanged. */
export function optionalFunction<T extends (...args: never[]) => unknown>(
  value: T | null | undefined,
  name: string,
): T | null | undefined {
  if (value === undefined || value === null || typeof value === "function") return value;
  throw new TypeError(`${name} must be a function, not ${describe(value)}`);
}

/** @internal An optional number. */
export function optionalNumber(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return value;
  throw new TypeError(`${name} must be a number, not ${describe(value)}`);
}

/** The largest count of core. */
const MAX_COUNT = 2 ** 32 - 1;

/** @internal An optional count; a larger one than core's largest has the same effect as that. */
export function optionalCount(value: unknown, name: string): number | undefined {
  const count = optionalNumber(value, name);
  if (count === undefined) return undefined;
  if (Number.isSafeInteger(count) && count >= 0) return Math.min(count, MAX_COUNT);
  throw new RangeError(`${name} must be a whole number, 0 or more, not ${count}`);
}

/**
 * @internal
 * Headers as pairs of names and values; core checks both. The error contains no value of a header.
 */
export function headerPairsOf(headers: unknown): HeaderPairs {
  if (headers === undefined || headers === null) return [];
  const given = headers as Iterable<[string, string]> | Record<string, string>;
  if (typeof headers === "object") {
    const pairs: unknown[] = Symbol.iterator in given ? [...given] : Object.entries(given);
    const isPair = (pair: unknown) =>
      Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === "string");
    if (pairs.every(isPair)) return pairs as HeaderPairs;
  }
  throw new TypeError(
    "headers must be an object of names and strings, a Headers object, or an iterable of pairs of " +
      "strings. Convert other values to strings.",
  );
}

/** @internal The options that limit responses; core checks the numbers. */
export function responseLimits(options: {
  maxResponseBytes?: number | undefined;
  responseTimeout?: number | undefined;
}): NativeLimits {
  return {
    maxResponseBytes: optionalNumber(options.maxResponseBytes, "maxResponseBytes"),
    responseTimeout: optionalNumber(options.responseTimeout, "responseTimeout"),
  };
}

/** @internal Seconds for the phases of a request; infinity for none. */
export function secondsOrInfinity(timeout: number | null | undefined): number | undefined {
  return timeout === null ? Number.POSITIVE_INFINITY : optionalNumber(timeout, "timeout");
}

/** @internal Seconds until a deadline; `undefined` if there is none. */
export function deadline(value: number | null | undefined): number | undefined {
  const seconds = optionalNumber(value, "timeout");
  return seconds === Number.POSITIVE_INFINITY ? undefined : seconds;
}

/** A short text for a value in a message, without the content of objects and texts. */
function describe(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/**
 * @internal
 * A required argument. `null` is a value, unless it is sent in the query, which has no null.
 */
export function required<T>(value: T, name: string, isInQuery = false): T {
  if (value === undefined || (value === null && isInQuery)) {
    throw new TypeError(`${name} is required`);
  }
  return value;
}

/** @internal An integer; core decides which integers are valid. */
export function integer(value: unknown, name: string): unknown {
  if (value === undefined || value === null) return value;
  if (typeof value !== "number") throw new TypeError(`${name} must be an integer`);
  if (Number.isSafeInteger(value)) return value;
  const exact = Number.isInteger(value) ? "an exact integer" : "an integer";
  throw new RangeError(`${name} must be ${exact}, not ${value}`);
}

/** Arguments whose content belongs to the user: it is sent as `JSON.stringify` writes it. */
const USER_JSON: ReadonlySet<string> = new Set([
  "arguments",
  "input_schema",
  "output_schema",
  "user_config",
  "user_prompt_source",
  "user_response",
  "variables",
]);

/** The depth to which values are checked; no argument of the service is deeper. */
const CHECKED_DEPTH = 8;

/** @internal The fields as one JSON object; an undefined one is left out. */
export function serialize(fields: Record<string, unknown>): string {
  for (const [name, value] of Object.entries(fields)) {
    checkJson(value, camelCase(name), USER_JSON.has(name) ? 1 : CHECKED_DEPTH);
    if (name === "connections") checkSlots(value);
  }
  try {
    return JSON.stringify(fields);
  } catch (error) {
    throw withArgumentName(fields, error);
  }
}

/** Refuses a value that `JSON.stringify` would replace by null, or by an empty object. */
function checkJson(value: unknown, name: string, depth: number): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${name} must not be or contain ${value}`);
  }
  if (typeof value === "function" || typeof value === "symbol" || isEmptied(value)) {
    const kind = typeof value === "object" ? tagOf(value) : typeof value;
    throw new TypeError(`${name} cannot be sent as JSON: it is or contains a ${kind}`);
  }
  if (depth === 1 || typeof value !== "object" || value === null || hasJsonForm(value)) return;
  for (const inner of Object.values(value)) checkJson(inner, name, depth - 1);
}

/** Refuses connections that `JSON.stringify` would leave out. */
function checkSlots(connections: unknown): void {
  if (typeof connections !== "object" || connections === null) return;
  for (const [slot, value] of Object.entries(connections)) {
    if (value === undefined) {
      throw new TypeError(`connections has no value for the slot ${JSON.stringify(slot)}`);
    }
  }
}

/** @internal Whether the JSON of an object lacks its content, such as that of a `Map`. */
export function isEmptied(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (hasJsonForm(value) || Object.keys(value).length > 0) return false;
  if (Symbol.iterator in value || Symbol.asyncIterator in value) return !(value instanceof String);
  return !["Object", "String", "Number", "Boolean", "BigInt"].includes(tagOf(value));
}

function hasJsonForm(value: object): boolean {
  return typeof (value as { toJSON?: unknown }).toJSON === "function";
}

/** The kind of an object: `Map` or `Promise`. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** The error that names the argument without a JSON form, such as a bigint or a circular object. */
function withArgumentName(fields: Record<string, unknown>, error: unknown): unknown {
  for (const [name, value] of Object.entries(fields)) {
    try {
      JSON.stringify(value);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      return new TypeError(`${camelCase(name)} cannot be sent as JSON: ${reason}`, { cause });
    }
  }
  return error;
}
