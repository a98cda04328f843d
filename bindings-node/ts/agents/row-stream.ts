import { abortable } from "../native/abort.js";
import type { CancelToken } from "../native/binding.js";
import type { Outcome } from "../native/completions.js";
import type { Page, Reader } from "../records.js";
import { parseOutcome } from "./errors.js";

// The async generators over the rows of lists.

const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

/** @internal Requests the pages of a list. */
export interface RowPolls {
  /** Waits for the rows of the next page. */
  next(cancelToken?: CancelToken): Promise<Outcome>;
  /** Ends the list, and settles a request in flight without a result. */
  close(): void;
}

/** An open list, and the signal that ends it. */
interface Opened {
  readonly polls: RowPolls;
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * @internal
 * The rows of a list as an async generator: a page is requested when its first row is needed.
 *
 * It is a class for the reason that `EventStream` is one.
 */
export class RowStream<T> implements AsyncGenerator<T, void, undefined> {
  readonly #open: () => Opened;
  readonly #read: Reader<T>;
  #opened: Opened | undefined;
  /** Rows that have arrived and were not returned yet, the next one last. */
  #arrived: unknown[] = [];
  #ended = false;
  /** The latest `next()`: overlapping calls settle in order. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param open - Opens the list; called by the first `next()`, and may throw.
   * @param read - Makes a row a record.
   */
  constructor(open: () => Opened, read: Reader<T>) {
    this.#open = open;
    this.#read = read;
  }

  /** Resolves with the next row, or the end. */
  next(): Promise<IteratorResult<T, void>> {
    const result = this.#last.then(() => this.#advance());
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the list; a request in flight is cancelled. */
  async return(): Promise<IteratorResult<T, void>> {
    this.#end();
    return { done: true, value: undefined };
  }

  /** Ends the list like `return()`, and rejects with `error`. */
  async throw(error?: unknown): Promise<IteratorResult<T, void>> {
    this.#end();
    throw error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [asyncDispose](): Promise<void> {
    this.#end();
  }

  get [Symbol.toStringTag](): string {
    return "RowStream";
  }

  async #advance(): Promise<IteratorResult<T, void>> {
    try {
      if (!this.#ended && this.#arrived.length === 0) await this.#request();
      if (!this.#ended && this.#arrived.length > 0) {
        return { done: false, value: this.#read(this.#arrived.pop(), 200) };
      }
    } catch (error) {
      this.#end();
      throw error;
    }
    this.#end();
    return { done: true, value: undefined };
  }

  /** Requests the next page that has rows. */
  async #request(): Promise<void> {
    this.#opened ??= this.#open();
    const { polls, signal } = this.#opened;
    const poll = (cancelToken?: CancelToken) => polls.next(cancelToken);
    const outcome = await (signal ? abortable(signal, poll) : poll());
    if (this.#ended) return;
    const rows = parseOutcome(outcome);
    if (Array.isArray(rows)) this.#arrived = rows.reverse();
  }

  #end(): void {
    this.#ended = true;
    this.#arrived = [];
    // It also settles a pending request, without a result.
    this.#opened?.polls.close();
    this.#opened = undefined;
  }
}

/** @internal The rows of a page, and those of the pages after it. */
export async function* rowsFrom<T>(
  page: Page<T>,
  follow: (() => AsyncGenerator<T, void, undefined>) | undefined,
): AsyncGenerator<T, void, undefined> {
  const rows = Object.values(page).find((value) => Array.isArray(value));
  yield* (rows ?? []) as T[];
  if (follow) yield* follow();
}
