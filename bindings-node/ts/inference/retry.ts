import { FlyMyAIError } from "../errors.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { follow, unfollow } from "../native/abort.js";
import { binding } from "../native/binding.js";
import { isTransientError } from "./errors.js";

/** Statuses of refusals, by their errors, which say them in words only. */
const statuses = new WeakMap<Error, number>();

/** @internal The error of a responseError, which keeps in mind which status that had. */
export function statusError(message: string, status: number): FlyMyAIError {
  const error = new FlyMyAIError(message);
  statuses.set(error, status);
  return error;
}

/**
 * @internal
 * The error of a reply that is no success; reads the reply's body for it.
 *
 * @param what - What has failed, for the text.
 */
export async function responseError(what: string, response: Response): Promise<FlyMyAIError> {
  const body = await response.text();
  const { status, statusText } = response;
  return statusError(`${what}: ${status} ${statusText}. Body: ${body}`, status);
}

/** @internal Whether another attempt may fare better than one that ended with this error. */
export function isRetryable(error: unknown): boolean {
  const status = error instanceof Error ? statuses.get(error) : undefined;
  return status === undefined || binding().NativeRequest.isPassingStatus(status);
}

/**
 * @internal
 * Milliseconds until a wait looks again after a look that failed with this error; nothing when the
 * error ends the wait.
 *
 * @param error - What the look was rejected with.
 * @param failures - How many looks have failed in a row.
 */
export function pollDelayAfter(error: unknown, failures: number): number | undefined {
  const status = error instanceof Error ? statuses.get(error) : undefined;
  if (status === undefined && !isTransientError(error)) return undefined;
  return binding().NativeRequest.pollDelay(status, failures) ?? undefined;
}

/**
 * @internal
 * One attempt at a connection, dropped when it takes too long or nobody wants it any more.
 *
 * @param limit - How long it may take, in milliseconds.
 * @param outer - Ends it early, with the signal's reason.
 * @param connect - Makes the attempt under a signal of its own.
 */
export async function attempt(
  limit: number,
  outer: AbortSignal | undefined,
  connect: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const own = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let follower: { cancel(): void } | undefined;
  const given = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new FlyMyAIError("Request timed out")), limit);
    follower = { cancel: () => reject(outer?.reason) };
  });
  // An overriding method may throw before anybody listens.
  given.catch(() => {});
  if (outer?.aborted) follower?.cancel();
  else if (outer && follower) follow(outer, follower);
  let abandoned = false;
  try {
    const connecting = Promise.resolve(connect(own.signal));
    // What an abandoned attempt still comes to is of no use to anybody.
    connecting.then(
      (response) => {
        if (abandoned) void ignoreErrors(() => response?.body?.cancel());
      },
      () => {},
    );
    return await Promise.race([connecting, given]);
  } catch (error) {
    abandoned = true;
    own.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    if (outer && follower) unfollow(outer, follower);
  }
}
