import type { Failure } from "./binding.js";

// Errors that both clients make of native failures.

/** @internal An error like Node's own network errors: a message, and a code where one is known. */
export function systemError(message: string, code: string | undefined): Error {
  const error = new Error(message);
  if (code !== undefined) Object.assign(error, { code });
  return error;
}

/** @internal The error of a failure inside this package. */
export function internalError(failure: Failure): Error {
  const [behind] = failure.cause ?? [];
  return new Error(failure.message, { cause: behind && internalError(behind) });
}
