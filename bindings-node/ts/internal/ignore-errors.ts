/**
 * @internal
 * Does what nobody waits for: it may throw, at once or later, or come to no promise at all.
 */
export async function ignoreErrors(stop: () => unknown): Promise<void> {
  try {
    await stop();
  } catch {}
}
