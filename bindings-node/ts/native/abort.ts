import { binding } from "./binding.js";
import type { CancelToken } from "./calls.js";

// Cancels native work when an `AbortSignal` is aborted.

/** @internal Work that an aborted signal cancels. */
export interface Cancellable {
  cancel(): void;
}

// One listener per signal, however many calls share it: Node warns of a leak at eleven.
const targets = new WeakMap<AbortSignal, Set<Cancellable>>();

function cancelAll(this: AbortSignal): void {
  for (const target of targets.get(this) ?? []) target.cancel();
}

/** @internal Calls `target.cancel()` when `signal` is aborted. */
export function cancelOnAbort(signal: AbortSignal, target: Cancellable): void {
  checkSignal(signal);
  let attached = targets.get(signal);
  if (attached === undefined) {
    attached = new Set();
    targets.set(signal, attached);
    signal.addEventListener("abort", cancelAll, { once: true });
  }
  attached.add(target);
}

/** @internal Reverses `cancelOnAbort`. */
export function stopCancelOnAbort(signal: AbortSignal, target: Cancellable): void {
  const attached = targets.get(signal);
  attached?.delete(target);
  if (attached?.size === 0) {
    targets.delete(signal);
    signal.removeEventListener("abort", cancelAll);
  }
}

function throwIfAborted(signal: AbortSignal): void {
  // The reason is thrown unchanged: callers compare it by identity.
  if (signal.aborted) throw signal.reason;
}

/**
 * @internal
 * Runs `start` so that aborting `signal` cancels it, and rejects with the signal's reason then.
 *
 * @param signal - The caller's signal.
 * @param start - Starts the work with the given cancelToken; settles soon after it is cancelled.
 * @returns The result of `start`.
 */
export async function abortable<T>(
  signal: AbortSignal,
  start: (cancelToken: CancelToken) => Promise<T>,
): Promise<T> {
  checkSignal(signal);
  throwIfAborted(signal);
  const cancelToken = new (binding().CancelToken)();
  try {
    return await runAbortable(signal, cancelToken, () => start(cancelToken));
  } finally {
    cancelToken.free?.();
  }
}

/**
 * @internal
 * Runs `work`, cancels `target` when `signal` is aborted, and rejects with the signal's reason then.
 */
export async function runAbortable<T>(
  signal: AbortSignal,
  target: Cancellable,
  work: () => Promise<T>,
): Promise<T> {
  throwIfAborted(signal);
  cancelOnAbort(signal, target);
  try {
    const result = await work();
    throwIfAborted(signal);
    return result;
  } finally {
    stopCancelOnAbort(signal, target);
  }
}

function checkSignal(signal: AbortSignal): void {
  const methods = [signal?.addEventListener, signal?.removeEventListener];
  if (!methods.every((method) => typeof method === "function")) {
    throw new TypeError("signal must be an AbortSignal");
  }
}

/**
 * @internal
 * Starts `work` unless the signal is already aborted, and rejects as soon as it is.
 *
 * @param signal - The caller's signal.
 * @param work - Starts work that can't be cancelled.
 * @param reason - Makes the error; the signal's reason by default.
 */
export async function unlessAborted<T>(
  signal: AbortSignal,
  work: () => T | PromiseLike<T>,
  reason: () => unknown = () => signal.reason,
): Promise<T> {
  if (signal.aborted) throw reason();
  let target: Cancellable | undefined;
  const aborted = new Promise<never>((_, reject) => {
    target = { cancel: () => reject(reason()) };
    cancelOnAbort(signal, target);
  });
  try {
    return await Promise.race([work(), aborted]);
  } catch (error) {
    throw signal.aborted ? reason() : error;
  } finally {
    if (target) stopCancelOnAbort(signal, target);
  }
}
