import { camelCase } from "./internal/names.js";
import type { NativeLimits } from "./native/binding.js";

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

/** @internal An optional count. */
export function optionalCount(value: unknown, name: string): number | undefined {
  const count = optionalNumber(value, name);
  if (count === undefined || (Number.isSafeInteger(count) && count >= 0)) return count;
  throw new RangeError(`${name} must be a whole number, 0 or more, not ${count}`);
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

/** @internal The fields as one JSON object; an undefined one is left out. */
export function serialize(fields: Record<string, unknown>): string {
  try {
    return JSON.stringify(fields);
  } catch (error) {
    throw withArgumentName(fields, error);
  }
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
