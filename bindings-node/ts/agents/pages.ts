// Iterates over the rows of a list whose method returns one page.

/** @internal The rows of a page, and the position of the next page. */
export interface Part<T> {
  readonly rows: readonly T[] | undefined;
  readonly next: string | null | undefined;
}

/** @internal The rows of a page, and those of the pages after it. */
export async function* rowsFrom<T>(
  rows: readonly T[],
  follow: (() => AsyncGenerator<T, void, undefined>) | undefined,
): AsyncGenerator<T, void, undefined> {
  yield* rows;
  if (follow) yield* follow();
}
