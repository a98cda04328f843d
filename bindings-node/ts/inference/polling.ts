import { FlyMyAIError } from "../errors.js";
import { unlessAborted as unlessSignalAborted } from "../native/abort.js";
import type { Json } from "../types/index.js";

// The parts of `predictAsync`, the wait for a task: how a signal ends it, its pauses, and the check
// of its result.

/** @internal The error of an aborted wait, unless a poll was in flight. */
export function abortedError(): FlyMyAIError {
  return new FlyMyAIError("Request aborted");
}

/**
 * @internal
 * Starts `work` unless the signal is already aborted, and rejects as soon as it is.
 */
export async function unlessAborted<T>(
  signal: AbortSignal | null | undefined,
  work: () => Promise<T>,
): Promise<T> {
  return signal ? unlessSignalAborted(signal, work, abortedError) : work();
}

/**
 * @internal
 * Sleeps for `interval` milliseconds. It calls `globalThis.setTimeout`, which tests replace.
 */
export async function sleep(
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

/** @internal Returns the whole result of a finished prediction if it is a success. */
export function successfulResult<T>(result: Json): T {
  const first = result.inference_responses?.[0];
  if (first?.infer_details?.status === 200) return result;
  const reason = first?.response?.detail || first?.error || "Unknown inference error";
  throw new FlyMyAIError(typeof reason === "string" ? reason : JSON.stringify(reason));
}
