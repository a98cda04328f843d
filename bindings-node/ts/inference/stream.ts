import { FlyMyAIError } from "../errors.js";
import { messageOf } from "./failure.js";

/** @internal Where the events of a stream come from. */
export interface Events {
  /** The texts of the next events, at least one; undefined at the end. */
  next(): Promise<string[] | undefined>;
  /** Stops them. */
  cancel(): Promise<void>;
}

/** @internal The events of a stream of bytes that holds one per chunk. */
export function chunksOf(stream: ReadableStream<Uint8Array>): Events {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? undefined : [decoder.decode(value)];
    },
    cancel: async () => reader.cancel(),
  };
}

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
  /** Events that arrived together and are still to be handed out, the next one last. */
  #arrived: string[] = [];
  #state: "new" | "open" | "ended" = "new";
  /** The latest `next()`: calls that overlap are answered in order. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param open - Sends the request; the signal is aborted when nobody wants it any more. */
  constructor(open: (signal: AbortSignal) => Promise<Events>) {
    this.#open = open;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const result = this.#last.then(() => this.#advance());
    this.#last = result.catch(() => {});
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
    try {
      const text = await this.#nextText();
      if (text !== undefined) return { done: false, value: JSON.parse(text) as T };
    } catch (error) {
      // Whoever has left does not want to hear that it stopped.
      if (this.#state !== "ended") {
        this.#end();
        throw failed(error);
      }
    }
    this.#end();
    return { done: true, value: undefined };
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
    if (this.#arrived.length === 0 && this.#events) {
      const arrived = await this.#events.next();
      if (!this.#over()) this.#arrived = arrived?.reverse() ?? [];
    }
    return this.#arrived.pop();
  }

  #over(): boolean {
    return this.#state === "ended";
  }

  #end(): void {
    this.#state = "ended";
    this.#arrived = [];
    this.#leaving.abort();
    void this.#events?.cancel().catch(() => {});
    this.#events = undefined;
  }
}
