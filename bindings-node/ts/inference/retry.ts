import { FlyMyAIError } from "../errors.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { type Cancellable, cancelOnAbort, stopCancelOnAbort } from "../native/abort.js";
import { binding } from "../native/binding.js";
import { callFacts } from "./call-facts.js";
import { isTransientError } from "./errors.js";

// Connects the retry and poll decisions, which core makes, to errors as JavaScript throws them.
// The loops themselves are in `client.ts`: each attempt is a call of a public method
// (`_createConnection`, `checkAsyncResult`) that a program may have overridden.

/** Statuses of error responses, by their errors, which have no status property. */
const statuses = new WeakMap<Error, number>();

/** @internal An error for the status of a response. */
export function statusError(message: string, response: Response): FlyMyAIError {
  const error = new FlyMyAIError(message);
  const { status } = response;
  // A mock response may have no status, and no headers.
  const code = typeof status === "number" ? binding().NativeRequest.statusCode(status) : undefined;
  const requestId = (response.headers as Headers | undefined)?.get?.("x-request-id");
  Object.assign(error, code, { attempts: 1 }, callFacts(response), requestId && { requestId });
  statuses.set(error, status);
  return error;
}

/**
 * @internal
 * The error for an unsuccessful response; reads the response's body.
 *
 * @param what - The operation that failed, for the text.
 */
export async function responseError(what: string, response: Response): Promise<FlyMyAIError> {
  const body = await response.text();
  const { status, statusText } = response;
  return statusError(`${what}: ${status} ${statusText}. Body: ${body}`, response);
}

/** @internal Whether a request that failed with this error is retried. */
export function isRetryable(error: unknown): boolean {
  const status = error instanceof Error ? statuses.get(error) : undefined;
  return status === undefined || binding().NativeRequest.isRetryableStatus(status);
}

/**
 * @internal
 * Milliseconds until the next poll of a task after a poll that failed; `undefined` if the error
 * ends the wait. The caller applies its own interval as the minimum: a program's interval may be
 * any value that `setTimeout` accepts, and core's durations are not.
 *
 * @param error - The error of the poll.
 * @param failures - How many polls have failed in a row.
 */
export function pollDelayAfter(error: unknown, failures: number): number | undefined {
  const status = error instanceof Error ? statuses.get(error) : undefined;
  if (status === undefined && !isTransientError(error)) return undefined;
  return binding().NativeRequest.pollDelay(status, failures) ?? undefined;
}

/**
 * @internal
 * One attempt at a connection, with a time limit.
 *
 * @param limit - The time limit in milliseconds.
 * @param outer - Ends the attempt early, with the signal's reason.
 * @param connect - Makes the attempt; its signal is aborted when the attempt is abandoned.
 */
export async function attempt(
  limit: number,
  outer: AbortSignal | undefined,
  connect: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const own = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let onAbort: Cancellable | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new FlyMyAIError("Request timed out")), limit);
    onAbort = { cancel: () => reject(outer?.reason) };
  });
  // `connect` may throw synchronously, before the promise has a handler.
  interrupted.catch(() => {});
  if (outer?.aborted) onAbort?.cancel();
  else if (outer && onAbort) cancelOnAbort(outer, onAbort);
  let abandoned = false;
  try {
    const connecting = Promise.resolve(connect(own.signal));
    // The response of an abandoned attempt is cancelled.
    connecting.then(
      (response) => {
        if (abandoned) void ignoreErrors(() => response?.body?.cancel());
      },
      () => {},
    );
    return await Promise.race([connecting, interrupted]);
  } catch (error) {
    abandoned = true;
    own.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    if (outer && onAbort) stopCancelOnAbort(outer, onAbort);
  }
}
