import { FlyMyAIError } from "../errors.js";
import type { Failure } from "../native/binding.js";
import { toError } from "../native/errors.js";

/** Limits without an error of `fetch`; the error's own text names them. */
const LIMIT_KINDS: ReadonlySet<string> = new Set(["response_timeout", "response_too_large"]);

/** The names that fetch gives to failures that have none of the system's. */
const UNDICI_CODES: Readonly<Record<string, string>> = {
  connect_timeout: "UND_ERR_CONNECT_TIMEOUT",
  protocol: "UND_ERR_SOCKET",
};

/** Errors that stand for a request without a reply, where another one may have it. */
const transientErrors = new WeakSet<object>();

/** @internal Keeps in mind what the core says of a failure; returns the error that stands for it. */
export function markTransient<T>(error: T, failure: Failure): T {
  if (failure.isTransient && typeof error === "object" && error !== null)
    transientErrors.add(error);
  return error;
}

/** @internal Whether an error stands for a request without a reply, where another one may have it. */
export function isTransientError(error: unknown): boolean {
  return typeof error === "object" && error !== null && transientErrors.has(error);
}

function code(failure: Failure, phase: string): string | undefined {
  if (failure.code !== undefined) return failure.code;
  if (failure.kind === "read_timeout") {
    return phase === "terminated" ? "UND_ERR_BODY_TIMEOUT" : "UND_ERR_HEADERS_TIMEOUT";
  }
  // The system's resolver has no name for it that the core could pass on.
  if (failure.kind === "connect" && failure.message.includes("lookup address")) return "ENOTFOUND";
  return UNDICI_CODES[failure.kind];
}

/**
 * @internal
 * A failure of the network as `fetch` reports it: one text for all, and the reason as `cause`.
 *
 * @param failure - What happened.
 * @param phase - `fetch failed` before the head of a reply, `terminated` after it.
 */
export function networkError(failure: Failure, phase: "fetch failed" | "terminated"): Error {
  if (failure.kind === "internal") return toError(failure);
  const cause = new Error(failure.message);
  const name = code(failure, phase);
  if (name !== undefined) Object.assign(cause, { code: name });
  const text = LIMIT_KINDS.has(failure.kind) ? `${phase}: ${failure.message}` : phase;
  return markTransient(new TypeError(text, { cause }), failure);
}

/**
 * @internal
 * Why a request could not be sent, or got no answer.
 *
 * @param failure - What happened.
 * @param baseUrl - The client's address, for the text.
 */
export function requestError(failure: Failure, baseUrl: string): Error {
  if (failure.kind !== "argument") return networkError(failure, "fetch failed");
  switch (failure.argument) {
    case "base_url":
      return new TypeError(`Failed to parse URL from ${baseUrl}`, {
        cause: new TypeError(failure.message),
      });
    case "model":
      return new FlyMyAIError(failure.message);
    default:
      return new TypeError(failure.message);
  }
}

/** @internal The text of an error; undefined for what is none. */
export function messageOf(error: unknown): string | undefined {
  // By its tag: an error of another realm is one, too.
  const isError =
    error instanceof Error || Object.prototype.toString.call(error) === "[object Error]";
  return isError ? (error as Error).message : undefined;
}
