// Which request a signal is for, without a parameter: `_createConnection` and its like are public,
// programs override them and watch their arguments, and those stay what they have always been.
// Calls begin synchronously, so what stands here while one is made is meant for it.

let current: { owner: unknown; signal: AbortSignal } | undefined;

/**
 * @internal
 * Makes a call of `owner`'s methods that `signal` is to stop.
 */
export function withSignal<T>(
  owner: unknown,
  signal: AbortSignal | null | undefined,
  call: () => T,
): T {
  const before = current;
  current = signal ? { owner, signal } : undefined;
  try {
    return call();
  } finally {
    current = before;
  }
}

/** @internal The signal of the call that `owner` is being asked for; to be read first of all. */
export function currentSignal(owner: unknown): AbortSignal | undefined {
  return current !== undefined && current.owner === owner ? current.signal : undefined;
}
