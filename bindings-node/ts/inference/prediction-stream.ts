import { FlyMyAIError } from "../errors.js";
import { messageOf } from "../internal/error-message.js";
import { withFactsOf } from "../native/errors.js";
import type { EventReader, EventTexts } from "./events.js";

// The async generator that `FlyMyAI.stream` returns.

const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose");

function streamingError(error: unknown): Error {
  const message = messageOf(error);
  const text =
    message === undefined
      ? "Streaming failed due to an unknown error."
      : `Streaming failed: ${message}`;
  return withFactsOf(new FlyMyAIError(text), error);
}

/**
 * @internal
 * The events of a streamed prediction as an async generator. The first `next()` sends the request.
 *
 * It is a class because a generator function queues `return()` behind a pending `next()`, and
 * `return()` must stop the request immediately.
 */
export class PredictionStream<T> {
  readonly #open: (signal: AbortSignal) => Promise<EventReader>;
  readonly #abandoned = new AbortController();
  #events: EventReader | undefined;
  /** Events that have arrived and were not returned yet. */
  #arrived: EventTexts | undefined;
  #state: "new" | "open" | "ended" = "new";
  /** The latest `next()` while it is pending: overlapping calls settle in order. */
  #last: Promise<unknown> | undefined;

  /** @param open - Sends the request; its signal is aborted when the stream ends. */
  constructor(open: (signal: AbortSignal) => Promise<EventReader>) {
    this.#open = open;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    // The fast path for events that have already arrived.
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
    throw open ? streamingError(error) : error;
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
      // The caller has ended the stream and expects no error.
      if (!this.#hasEnded()) throw this.#failed(error);
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
    return streamingError(error);
  }

  async #nextText(): Promise<string | undefined> {
    if (this.#state === "new") {
      this.#state = "open";
      const events = await this.#open(this.#abandoned.signal);
      // The stream was ended while it was opened.
      if (this.#hasEnded()) {
        await events.cancel();
        return undefined;
      }
      this.#events = events;
    }
    const text = this.#arrived?.next();
    if (text !== undefined || !this.#events) return text;
    const arrived = await this.#events.next();
    if (this.#hasEnded()) return undefined;
    this.#arrived = arrived;
    return arrived?.next();
  }

  #hasEnded(): boolean {
    return this.#state === "ended";
  }

  #end(): void {
    this.#state = "ended";
    this.#arrived = undefined;
    this.#abandoned.abort();
    void this.#events?.cancel().catch(() => {});
    this.#events = undefined;
  }
}
