import { FlyMyAIError } from "../errors.js";
import { follow, unfollow } from "../native/abort.js";
import type { Json } from "../types/index.js";

/** @internal What an aborted wait rejects with, unless a look was under way. */
export function aborted(): FlyMyAIError {
  return new FlyMyAIError("Request aborted");
}

/**
 * @internal
 * Does something unless the signal is aborted already, and rejects as soon as it is.
 */
export async function unlessAborted<T>(
  signal: AbortSignal | null | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!signal) return work();
  if (signal.aborted) throw aborted();
  let follower: { cancel(): void } | undefined;
  const leaving = new Promise<never>((_, reject) => {
    follower = { cancel: () => reject(aborted()) };
  });
  if (follower) follow(signal, follower);
  try {
    return await Promise.race([work(), leaving]);
  } catch (error) {
    throw signal.aborted ? aborted() : error;
  } finally {
    if (follower) unfollow(signal, follower);
  }
}

/**
 * @internal
 * Waits for so many milliseconds, by the timer that stands on `globalThis`: tests replace it.
 */
export async function pause(
  interval: number,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await unlessAborted(
      signal,
      () =>
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, interval);
        }),
    );
  } finally {
    clearTimeout(timer);
  }
}

/** @internal A finished prediction's answer, if it is a success; it is returned whole. */
export function successful<T>(result: Json): T {
  const first = result.inference_responses?.[0];
  if (first?.infer_details?.status === 200) return result;
  const why = first?.response?.detail || first?.error || "Unknown inference error";
  throw new FlyMyAIError(typeof why === "string" ? why : JSON.stringify(why));
}
