import type { Page } from "../records.js";

// Iterates over the rows of a list whose method returns one page.

/** @internal The rows of a page, and those of the pages after it. */
export async function* rowsFrom<T>(
  page: Page<T>,
  follow: (() => AsyncGenerator<T, void, undefined>) | undefined,
): AsyncGenerator<T, void, undefined> {
  const rows = Object.values(page).find((value) => Array.isArray(value));
  yield* (rows ?? []) as T[];
  if (follow) yield* follow();
}
