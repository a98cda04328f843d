import type { ThrownDetails } from "../native/calls.js";

// Describes values that a `fetch` has thrown, so that core can classify them.

/** @internal Thrown values by the numbers under which core refers to them. */
export type ThrownValues = Map<number, unknown>;

/** The maximum number of causes that are followed; a chain of causes may be circular. */
const MAX_CAUSES = 8;

let lastNumber = 0;

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A property; `undefined` if reading it throws. */
function property(value: object, name: string): unknown {
  try {
    return (value as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

/** node-fetch marks its timeouts with a type instead of a code. */
function timeoutType(type: unknown): string | undefined {
  return type === "request-timeout" || type === "body-timeout" ? type : undefined;
}

/**
 * @internal
 * Describes a thrown value for core.
 *
 * @param error - The value.
 * @param hasResponse - Whether the `fetch` had returned its response before.
 * @param thrown - Receives the value under its number.
 */
export function describeThrown(
  error: unknown,
  hasResponse: boolean,
  thrown: ThrownValues,
): ThrownDetails {
  lastNumber = (lastNumber + 1) >>> 0;
  thrown.set(lastNumber, error);
  const details: ThrownDetails = { number: lastNumber, hasResponse };
  let next = error;
  for (let depth = 0; next && typeof next === "object" && depth < MAX_CAUSES; depth += 1) {
    if (depth === 0) {
      details.name = stringOf(property(next, "name"));
      details.message = stringOf(property(next, "message"));
    }
    details.reason = stringOf(property(next, "message")) || details.reason;
    details.code ??= stringOf(property(next, "code")) ?? timeoutType(property(next, "type"));
    details.syscall ??= stringOf(property(next, "syscall"));
    next = property(next, "cause");
  }
  details.reason ??= stringOf(error);
  return details;
}
