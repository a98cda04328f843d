import { FlyMyAIError } from "../errors.js";
import type { Failure } from "../native/calls.js";
import {
  internalError,
  LIMIT_KINDS,
  localizedMessage,
  systemError,
  withFacts,
} from "../native/errors.js";

// Failures of core as the errors of the inference client: those of `fetch` for the network,
// `FlyMyAIError` for a model name.

/** undici's error codes for failures that have no code of the operating system. */
const UNDICI_CODES: Readonly<Record<string, string>> = {
  connect_timeout: "UND_ERR_CONNECT_TIMEOUT",
  protocol: "UND_ERR_SOCKET",
};

/** Errors of requests without a response that core classifies as transient. */
const transientErrors = new WeakSet<object>();

/** @internal Records on `error` whether `failure` is transient; returns `error`. */
export function markTransient<T>(error: T, failure: Failure): T {
  if (failure.isTransient && typeof error === "object" && error !== null) {
    transientErrors.add(error);
  }
  return error;
}

/** @internal Whether an error is of a request without a response and another attempt can succeed. */
export function isTransientError(error: unknown): boolean {
  return typeof error === "object" && error !== null && transientErrors.has(error);
}

function errorCode(failure: Failure, phase: string): string | undefined {
  if (failure.code !== undefined) return failure.code;
  if (failure.kind === "read_timeout") {
    return phase === "terminated" ? "UND_ERR_BODY_TIMEOUT" : "UND_ERR_HEADERS_TIMEOUT";
  }
  // The system's resolver reports no code for an unknown host.
  if (failure.kind === "connect" && failure.message.includes("lookup address")) return "ENOTFOUND";
  return UNDICI_CODES[failure.kind];
}

/** An address for an error text: without the name and the password in it. */
function withoutCredentials(url: string): string {
  return url.replace(/^(\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]*).*@/is, "$1***@");
}

/**
 * @internal
 * A network failure as `fetch` reports it: one message for all, with the reason as `cause`.
 *
 * @param failure - The failure.
 * @param phase - `fetch failed` before the response's head, `terminated` after it.
 */
export function networkError(failure: Failure, phase: "fetch failed" | "terminated"): Error {
  if (failure.kind === "internal") return internalError(failure);
  const message = localizedMessage(failure);
  const cause = systemError(message, errorCode(failure, phase));
  // `fetch` has no errors for these limits, so the text is a part of the message.
  const isLimit = LIMIT_KINDS.has(failure.kind) || failure.kind === "invalid_url";
  const text = isLimit ? `${phase}: ${message}` : phase;
  return markTransient(withFacts(new TypeError(text, { cause }), failure), failure);
}

/**
 * @internal
 * The error of a request that was not sent, or has no response.
 *
 * @param failure - The failure.
 * @param baseUrl - The client's address, for the text.
 */
export function requestError(failure: Failure, baseUrl: string): Error {
  return withFacts(errorOfRequest(failure, baseUrl), failure);
}

function errorOfRequest(failure: Failure, baseUrl: string): Error {
  if (failure.kind !== "argument") return networkError(failure, "fetch failed");
  switch (failure.argument) {
    case "base_url":
      return new TypeError(`Failed to parse URL from ${withoutCredentials(baseUrl)}`, {
        cause: new TypeError(failure.message),
      });
    case "model":
      return new FlyMyAIError(failure.message);
    default:
      return new TypeError(failure.message);
  }
}
