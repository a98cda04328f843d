import { FlyMyAIAgentError } from "../errors.js";
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

/** The rows of a page, and the start of the following one. */
interface Part<T> {
  readonly rows: readonly T[] | undefined;
  readonly next: string | null | undefined;
}

/**
 * @internal
 * Makes an object iterable: over the rows of a page, then over those of the pages after it.
 *
 * @param name - The name of the rows in an error.
 * @param target - The object.
 * @param first - The page.
 * @param part - Reads a page.
 * @param request - Requests the page with this start.
 * @returns The object.
 */
export function rowsOfPages<T, P>(
  name: string,
  target: object,
  first: P,
  part: (page: P) => Part<T>,
  request: (start: string) => Promise<P>,
): P {
  async function* iterate(): AsyncGenerator<T, void, undefined> {
    const seen = new Set<string>();
    let { rows, next } = part(first);
    yield* rows ?? [];
    while (next) {
      if (seen.has(next)) {
        const text = `${name} pagination repeated a cursor; refusing to continue.`;
        throw new FlyMyAIAgentError(text);
      }
      seen.add(next);
      ({ rows, next } = part(await request(next)));
      yield* rows ?? [];
    }
  }
  // Not enumerable: JSON and spread show data only.
  Object.defineProperty(target, Symbol.asyncIterator, { value: iterate });
  return first;
}
