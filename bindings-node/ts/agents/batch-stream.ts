import { abortable } from "../native/abort.js";
import type { CancelToken } from "../native/calls.js";
import type { Outcome } from "../native/completions.js";
import type { Reader } from "../records.js";
import { type CallSpan, endWithOwner } from "../tracing.js";
import { parseOutcome, withOperation } from "./errors.js";

// The async generator over a native stream: the events of a run, the rows of a list.

// Node has this symbol from 18.18 on; earlier versions get one with the name that Node uses.
const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

/** @internal Requests the batches of a native stream. */
export interface BatchSource {
  /** Waits for the next batch. */
  next(cancelToken?: CancelToken): Promise<Outcome>;
  /** The error at the end, if the program requested one; `undefined` for another end. */
  endError?(): Error | undefined;
  /** The stream has failed with this error; `close` follows. */
  failed?(error: unknown): void;
  /** Ends the stream, and settles a request in flight without a result. */
  close(): void;
}

/** @internal An open stream, and the signal that ends it. */
export interface Opened {
  readonly source: BatchSource;
  readonly signal?: AbortSignal | null | undefined;
}

/**
 * @internal
 * The items of a stream as an async generator: a batch is requested when its first item is needed.
 *
 * It is a class because a generator function queues `return()` behind a pending `next()`, and
 * `return()` must stop the request immediately.
 */
export class BatchStream<T> implements AsyncGenerator<T, void, undefined> {
  readonly #name: string;
  readonly #operation: string;
  readonly #open: () => Opened;
  readonly #read: Reader<T>;
  #opened: Opened | undefined;
  /** Items that have arrived and were not returned yet, the next one last. */
  #arrived: unknown[] = [];
  #ended = false;
  /** The latest `next()`: overlapping calls settle in order. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param name - The name of the stream, which a printed stream shows.
   * @param operation - The operation, which the error of an item that can't be read has.
   * @param open - Opens the stream; called by the first `next()`, and may throw.
   * @param read - Converts an item to a record.
   */
  constructor(name: string, operation: string, open: () => Opened, read: Reader<T>) {
    this.#name = name;
    this.#operation = operation;
    this.#open = open;
    this.#read = read;
  }

  /** Resolves with the next item, or the end. */
  next(): Promise<IteratorResult<T, void>> {
    const result = this.#last.then(() => this.#advance());
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the stream; a request in flight is cancelled, and no further one is sent. */
  async return(): Promise<IteratorResult<T, void>> {
    this.#end();
    return { done: true, value: undefined };
  }

  /** Ends the stream like `return()`, and rejects with `error`. */
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
    return this.#name;
  }

  async #advance(): Promise<IteratorResult<T, void>> {
    try {
      await this.#fill();
      if (this.#arrived.length > 0) {
        return { done: false, value: this.#read(this.#arrived.pop(), 200) };
      }
    } catch (error) {
      const failure = withOperation(error, this.#operation);
      this.#opened?.source.failed?.(failure);
      this.#end();
      throw failure;
    }
    this.#end();
    return { done: true, value: undefined };
  }

  /** Requests batches until items have arrived or the stream has ended. */
  async #fill(): Promise<void> {
    while (!this.#ended && this.#arrived.length === 0) {
      this.#opened ??= this.#open();
      const { source, signal } = this.#opened;
      const request = (cancelToken?: CancelToken) => source.next(cancelToken);
      const outcome = await (signal ? abortable(signal, request) : request());
      if (this.#ended) return;
      const items = parseOutcome(outcome);
      if (items === undefined) {
        const error = source.endError?.();
        if (error) throw error;
        return;
      }
      this.#arrived = (items as unknown[]).reverse();
    }
    const signal = this.#opened?.signal;
    if (!this.#ended && signal?.aborted) throw signal.reason;
  }

  #end(): void {
    this.#ended = true;
    this.#arrived = [];
    // It also settles a pending request, without a result.
    this.#opened?.source.close();
    this.#opened = undefined;
  }
}

/** @internal The source of a stream whose span ends with it. */
export function tracedSource(
  source: BatchSource,
  span: CallSpan,
  signal: AbortSignal | null | undefined,
): BatchSource {
  const traced = {
    ...source,
    next: (cancelToken?: CancelToken) => span.run(() => source.next(cancelToken)),
    failed: (error: unknown) => span.fail(error, signal),
    close: () => {
      source.close();
      span.end();
    },
  };
  endWithOwner(traced, span);
  return traced;
}
