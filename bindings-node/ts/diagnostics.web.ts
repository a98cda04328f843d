// The channels of `node:diagnostics_channel` do not exist outside of Node; see `diagnostics.ts`.

/** @internal The kinds of records that somebody wants, as core's bits. */
export const wantedRecords = (): number => 0;

/** @internal Does nothing. */
export const publishRecords = (): void => undefined;

/** @internal Does the work. */
export function traceRun<T>(_operation: string, _id: unknown, work: () => Promise<T>): Promise<T> {
  return work();
}
