import { camelCase } from "../internal/names.js";
import type { Failure } from "./calls.js";

// Errors that both clients make of native failures.

/** @internal Kinds of calls that have ended at a limit on responses. */
export const LIMIT_KINDS: ReadonlySet<string> = new Set(["response_timeout", "response_too_large"]);

/** Arguments that are numbers: an invalid one is a `RangeError`. */
const NUMBERS: ReadonlySet<string | undefined> = new Set([
  "timeout",
  "poll_interval",
  "max_retries",
  "max_response_bytes",
  "response_timeout",
]);

/**
 * @internal
 * The message with the JavaScript names of the arguments in it, or of the option that sets a
 * limit.
 */
export function localizedMessage(failure: Failure): string {
  const { kind, message, argument, arguments: named } = failure;
  if (named) {
    const words = new RegExp(`\\b(?:${named.join("|")})\\b`, "g");
    return message.replace(words, camelCase);
  }
  if (argument === undefined) return message;
  const isNamed = message.startsWith(argument) || LIMIT_KINDS.has(kind);
  return isNamed ? message.replace(argument, camelCase(argument)) : message;
}

/**
 * @internal
 * The same error with the properties that every error of this package has.
 *
 * @param error - The error.
 * @param failure - The failure that it is of.
 */
export function withFacts<E extends Error>(error: E, failure: Failure): E {
  const { errorCode, hint, requestId, attempts, elapsed, operation, runId } = failure;
  const { method, path, resourceId, lastStatus, cursor } = failure;
  const facts = {
    // Some classes and Node's own errors have a code of their own.
    code: Object.hasOwn(error, "code") ? undefined : errorCode,
    ...{ hint, requestId, attempts, elapsed, operation, runId },
    ...{ method, path, resourceId, lastStatus, cursor },
  };
  const known = Object.entries(facts).filter(([, value]) => (value ?? undefined) !== undefined);
  return Object.assign(error, Object.fromEntries(known));
}

const FACTS = ["code", "hint", "requestId", "attempts", "elapsed", "operation", "method", "path"];

/** @internal The same error with the properties of the error that it is made of. */
export function withFactsOf<E extends Error>(error: E, other: unknown): E {
  const facts = Object.entries(Object(other)).filter(([name]) => FACTS.includes(name));
  return Object.assign(error, Object.fromEntries(facts));
}

/** @internal The error of an invalid argument. */
export function argumentError(failure: Failure): Error {
  const message = localizedMessage(failure);
  const isRange = failure.isOutOfRange || NUMBERS.has(failure.argument);
  const error = isRange ? new RangeError(message) : new TypeError(message);
  return withFacts(error, failure);
}

/** @internal An error like Node's own network errors: a message, and a code where one is known. */
export function systemError(message: string, code: string | undefined): Error {
  const error = new Error(message);
  if (code !== undefined) Object.assign(error, { code });
  return error;
}

/** @internal The error of a failure inside this package. */
export function internalError(failure: Failure): Error {
  const [behind] = failure.cause ?? [];
  const error = new Error(failure.message, { cause: behind && internalError(behind) });
  return withFacts(error, failure);
}
