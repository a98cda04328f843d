import { FlyMyAIError } from "../errors.js";
import { messageOf } from "./errors.js";
import type { Events, Texts } from "./events.js";

const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

function failed(error: unknown): Error {
  const message = messageOf(error);
  return new FlyMyAIError(
    message === undefined
      ? "Streaming failed due to an unknown error."
      : `Streaming failed: ${message}`,
  );
}

/**
 * @internal
 * A prediction in pieces, as an async generator; sends nothing before its first `next()`.
 *
 * It is written out rather than generated, because a generated one queues `return()` behind a
 * pending `next()`, and leaving must stop the request at once.
 */
export class PredictionStream<T> {
  readonly #open: (signal: AbortSignal) => Promise<Events>;
  readonly #leaving = new AbortController();
  #events: Events | undefined;
  /** Events that arrived together and are still to be handed out. */
  #arrived: Texts | undefined;
  #state: "new" | "open" | "ended" = "new";
  /** The latest `next()`, while it is pending: calls that overlap are answered in order. */
  #last: Promise<unknown> | undefined;

  /** @param open - Sends the request; the signal is aborted when nobody wants it any more. */
  constructor(open: (signal: AbortSignal) => Promise<Events>) {
    this.#open = open;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    // What is there already costs no more than its parsing.
    const text = this.#last ? undefined : this.#arrived?.next();
    if (text !== undefined) return this.#parsed(text);
    const result = this.#last ? this.#last.then(() => this.#advance()) : this.#advance();
    const settled = () => {
      if (this.#last === last) this.#last = undefined;
    };
    const last = result.then(settled, settled);
    this.#last = last;
    return result;
  }

  async return<R>(value?: R | PromiseLike<R>): Promise<IteratorResult<T, R | undefined>> {
    this.#end();
    return { done: true, value: await value };
  }

  async throw(error?: unknown): Promise<IteratorResult<T, undefined>> {
    const open = this.#state === "open";
    this.#end();
    throw open ? failed(error) : error;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [asyncDispose](): Promise<void> {
    this.#end();
  }

  async #advance(): Promise<IteratorResult<T, undefined>> {
    let text: string | undefined;
    try {
      text = await this.#nextText();
    } catch (error) {
      // Whoever has left does not want to hear that it stopped.
      if (!this.#over()) throw this.#failed(error);
    }
    if (text !== undefined) return this.#parsed(text);
    this.#end();
    return { done: true, value: undefined };
  }

  async #parsed(text: string): Promise<IteratorResult<T, undefined>> {
    try {
      return { done: false, value: JSON.parse(text) as T };
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): Error {
    this.#end();
    return failed(error);
  }

  async #nextText(): Promise<string | undefined> {
    if (this.#state === "new") {
      this.#state = "open";
      const events = await this.#open(this.#leaving.signal);
      // Left while it was opened.
      if (this.#over()) {
        await events.cancel();
        return undefined;
      }
      this.#events = events;
    }
    const text = this.#arrived?.next();
    if (text !== undefined || !this.#events) return text;
    const arrived = await this.#events.next();
    if (this.#over()) return undefined;
    this.#arrived = arrived;
    return arrived?.next();
  }

  #over(): boolean {
    return this.#state === "ended";
  }

  #end(): void {
    this.#state = "ended";
    this.#arrived = undefined;
    this.#leaving.abort();
    void this.#events?.cancel().catch(() => {});
    this.#events = undefined;
  }
}
