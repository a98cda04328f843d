import { binding, type Cancellation } from "./binding.js";

/** @internal Something that an aborted signal stops. */
export interface Follower {
  cancel(): void;
}

// One listener per signal, however many calls share it: Node warns of a leak at eleven.
const followers = new WeakMap<AbortSignal, Set<Follower>>();

function cancelAll(this: AbortSignal): void {
  for (const cancellation of followers.get(this) ?? []) cancellation.cancel();
}

/** @internal Has `cancellation` cancelled when `signal` is aborted. */
export function follow(signal: AbortSignal, cancellation: Follower): void {
  checkKind(signal);
  let waiting = followers.get(signal);
  if (waiting === undefined) {
    waiting = new Set();
    followers.set(signal, waiting);
    signal.addEventListener("abort", cancelAll, { once: true });
  }
  waiting.add(cancellation);
}

/** @internal Ends what `follow` began. */
export function unfollow(signal: AbortSignal, cancellation: Follower): void {
  const waiting = followers.get(signal);
  waiting?.delete(cancellation);
  if (waiting?.size === 0) {
    followers.delete(signal);
    signal.removeEventListener("abort", cancelAll);
  }
}

function check(signal: AbortSignal): void {
  // The reason is thrown as it is: callers compare it by identity.
  if (signal.aborted) throw signal.reason;
}

/**
 * @internal
 * Runs `start` so that aborting `signal` cancels it, and rejects with the signal's reason.
 *
 * @param signal - The caller's signal.
 * @param start - Starts the work under the given cancellation; settles soon after a cancel.
 * @returns What `start` came to.
 */
export async function abortable<T>(
  signal: AbortSignal,
  start: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  checkKind(signal);
  check(signal);
  const cancellation = new (binding().Cancellation)();
  return following(signal, cancellation, () => start(cancellation));
}

/**
 * @internal
 * Does the work, which `follower` stops when `signal` is aborted; rejects with the signal's reason
 * then.
 */
export async function following<T>(
  signal: AbortSignal,
  follower: Follower,
  work: () => Promise<T>,
): Promise<T> {
  check(signal);
  follow(signal, follower);
  try {
    const result = await work();
    check(signal);
    return result;
  } finally {
    unfollow(signal, follower);
  }
}

function checkKind(signal: AbortSignal): void {
  if (typeof signal !== "object" || typeof signal.addEventListener !== "function") {
    throw new TypeError("signal must be an AbortSignal");
  }
}
