import { abortable } from "../native/abort.js";
import type { Cancellation } from "../native/binding.js";
import { content } from "../native/completions.js";
import { executionLog } from "../records.js";
import type { ExecutionLog } from "../types/index.js";
import type { Looks } from "./connection.js";

type Result = IteratorResult<ExecutionLog, void>;

// Node 18 got the symbol in 18.18; before that, this stands in under the name Node uses.
const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

/**
 * @internal
 * The events of one run, as an async generator.
 *
 * It is written out rather than generated, because a generated one queues `return()` behind a
 * pending `next()`, and leaving must stop the polling at once.
 */
export class EventStream implements AsyncGenerator<ExecutionLog, void, undefined> {
  readonly #open: () => Looks;
  readonly #signal: AbortSignal | null | undefined;
  readonly #throwsOnTimeout: boolean;
  #looks: Looks | undefined;
  /** Events that arrived together and are still to be handed out, the next one last. */
  #arrived: unknown[] = [];
  #ended = false;
  /** The latest `next()`: calls that overlap are answered in order. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param open - Opens the stream; called at the first `next()`, and may throw.
   * @param signal - Ends the stream with the signal's reason.
   * @param throwsOnTimeout - Whether the timeout ends the stream with an error.
   */
  constructor(open: () => Looks, signal?: AbortSignal | null, throwsOnTimeout = false) {
    this.#open = open;
    this.#signal = signal;
    this.#throwsOnTimeout = throwsOnTimeout;
  }

  /** The next event, or the end. */
  next(): Promise<Result> {
    const result = this.#last.then(() => this.#advance());
    this.#last = result.catch(() => {});
    return result;
  }

  /** Ends the stream; a look that is under way is dropped, and nothing polls any more. */
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

  /** Looks for events until there are some, or the stream has ended. */
  async #fill(): Promise<void> {
    while (!this.#ended && this.#arrived.length === 0) {
      this.#looks ??= this.#open();
      const looks = this.#looks;
      const look = (cancellation?: Cancellation) => looks.look(cancellation);
      const outcome = await (this.#signal ? abortable(this.#signal, look) : look());
      if (this.#ended) return;
      const events = content(outcome);
      if (events === undefined) {
        const error = this.#throwsOnTimeout ? looks.timeoutError() : undefined;
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
    // It also settles a pending look, without a result.
    this.#looks?.close();
    this.#looks = undefined;
  }
}
