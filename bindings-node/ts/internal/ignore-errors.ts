// Runs clean-ups that may fail.

/**
 * @internal
 * Runs a clean-up whose errors are of no interest. It may throw or reject, and need not return a
 * promise.
 */
export async function ignoreErrors(cleanUp: () => unknown): Promise<void> {
  try {
    await cleanUp();
  } catch {}
}
