// Passes the signal of a call to overridable methods such as `_createConnection` without a
// parameter: programs override these methods and check their arguments, which must not change.
// A call reads the signal synchronously when it starts, so one module variable is enough.

let current: { owner: unknown; signal: AbortSignal } | undefined;

/**
 * @internal
 * Runs `call`, which starts a call of a method of `owner`, with `signal` as that call's signal.
 */
export function withSignal<T>(
  owner: unknown,
  signal: AbortSignal | null | undefined,
  call: () => T,
): T {
  const previous = current;
  current = signal ? { owner, signal } : undefined;
  try {
    return call();
  } finally {
    current = previous;
  }
}

/** @internal The signal of the call of a method of `owner` that starts now; read it first. */
export function currentSignal(owner: unknown): AbortSignal | undefined {
  return current !== undefined && current.owner === owner ? current.signal : undefined;
}
