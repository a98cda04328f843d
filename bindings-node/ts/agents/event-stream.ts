import { abortable } from "../native/abort.js";
import type { CancelToken } from "../native/binding.js";
import { executionLog } from "../records/runs.js";
import type { ExecutionLog } from "../types/index.js";
import type { EventPolls } from "./connection.js";
import { parseOutcome } from "./errors.js";

type Result = IteratorResult<ExecutionLog, void>;

// The async generator that `runs.streamEvents` returns.

// Node has this symbol from 18.18 on; earlier versions get one with the name that Node uses.
const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

/**
 * @internal
 * The events of one run as an async generator.
 *
 * It is a class because a generator function queues `return()` behind a pending `next()`, and
 * `return()` must stop the polling immediately.
 */
export class EventStream implements AsyncGenerator<ExecutionLog, void, undefined> {
  readonly #open: () => EventPolls;
  readonly #signal: AbortSignal | null | undefined;
  readonly #throwsOnTimeout: boolean;
  #polls: EventPolls | undefined;
  /** Events that have arrived and were not returned yet, the next one last. */
  #arrived: unknown[] = [];
  #ended = false;
  /** The latest `next()`: overlapping calls settle in order. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param open - Opens the stream; called by the first `next()`, and may throw.
   * @param signal - Ends the stream with the signal's reason.
   * @param throwsOnTimeout - Whether the timeout ends the stream with an error.
   */
  constructor(open: () => EventPolls, signal?: AbortSignal | null, throwsOnTimeout = false) {
    this.#open = open;
    this.#signal = signal;
    this.#throwsOnTimeout = throwsOnTimeout;
  }

  /** Resolves with the next event, or the end. */
  next(): Promise<Result> {
    const result = this.#last.then(() => this.#advance());
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the stream; a poll in flight is cancelled, and no further one is sent. */
  async return(): Promise<Result> {
    this.#end();
    return { done: true, value: undefined };
  }

  /** Ends the stream like `return()`, and rejects with `error`. */
  async throw(error?: unknown): Promise<Result> {
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
    return "EventStream";
  }

  async #advance(): Promise<Result> {
    try {
      await this.#fill();
    } catch (error) {
      this.#end();
      throw error;
    }
    const event = this.#arrived.pop();
    if (event !== undefined) return { done: false, value: executionLog(event, 200) };
    this.#end();
    return { done: true, value: undefined };
  }

  /** Polls until events have arrived or the stream has ended. */
  async #fill(): Promise<void> {
    while (!this.#ended && this.#arrived.length === 0) {
      this.#polls ??= this.#open();
      const polls = this.#polls;
      const poll = (cancelToken?: CancelToken) => polls.next(cancelToken);
      const outcome = await (this.#signal ? abortable(this.#signal, poll) : poll());
      if (this.#ended) return;
      const events = parseOutcome(outcome);
      if (events === undefined) {
        const error = this.#throwsOnTimeout ? polls.timeoutError() : undefined;
        if (error) throw error;
        return;
      }
      this.#arrived = (events as unknown[]).reverse();
    }
    if (!this.#ended && this.#signal?.aborted) throw this.#signal.reason;
  }

  #end(): void {
    this.#ended = true;
    this.#arrived = [];
    // It also settles a pending poll, without a result.
    this.#polls?.close();
    this.#polls = undefined;
  }
}
