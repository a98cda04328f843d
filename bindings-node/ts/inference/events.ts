import { FlyMyAIError } from "../errors.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { binding, type EventBatch } from "../native/binding.js";
import { direct, isSuccess } from "./response.js";

type Body = ReadableStream<Uint8Array> | null;

/** @internal Texts that arrived together, cut out of one when they are asked for. */
export class Texts {
  readonly #text: string;
  readonly #ends: readonly number[];
  #index = 0;
  #start = 0;

  /**
   * @param text - All of them, one behind the other.
   * @param ends - Where each ends.
   */
  constructor(text: string, ends: readonly number[]) {
    this.#text = text;
    this.#ends = ends;
  }

  /** The next one; undefined when there is none. */
  next(): string | undefined {
    const end = this.#ends[this.#index];
    if (end === undefined) return undefined;
    const text = this.#text.slice(this.#start, end);
    this.#index += 1;
    this.#start = end;
    return text;
  }
}

/** @internal Where the events of a stream come from. */
export interface Events {
  /** The texts of the next events, at least one; undefined at the end. */
  next(): Promise<Texts | undefined>;
  /** Stops them. */
  cancel(reason?: unknown): Promise<void>;
}

function textsOf(batch: EventBatch | undefined): Texts | undefined {
  return batch && new Texts(batch.text, batch.ends);
}

/**
 * Refuses a reply that has ended, and had no event or stopped inside one.
 *
 * @param decoder - What has decoded it.
 */
function ended(
  decoder: { fault(status: number, reason: string): string | null },
  response: Response,
): undefined {
  const { status = 200, statusText = "" } = response;
  const fault = decoder.fault(status, statusText);
  if (fault !== null) throw new FlyMyAIError(fault);
  return undefined;
}

/** The events in the bytes of a successful response. */
function decoded(response: Response): Events {
  const body: Body = response.body;
  const reader = body?.getReader();
  const decoder = new (binding().NativeEvents)();
  return {
    async next() {
      while (reader) {
        const { done, value } = await reader.read();
        if (done) break;
        const batch = decoder.push(value);
        if (batch.ends.length > 0) return textsOf(batch);
      }
      // A success without a body, such as 204, has no events either.
      return ended(decoder, response);
    },
    cancel: async (reason) => reader?.cancel(reason),
  };
}

/**
 * @internal
 * The events of a response: the data of each, as text.
 *
 * @param response - Has no events unless its status is 2xx; its body is read from here on.
 * @throws FlyMyAIError from `next`, at the end of a reply that has no event, or stops inside one.
 */
export function eventsOf(response: Response): Events {
  if (!isSuccess(response)) {
    void ignoreErrors(() => response.body?.cancel());
    return { next: async () => undefined, cancel: async () => {} };
  }
  const reply = direct(response);
  if (!reply) return decoded(response);
  return {
    next: async () => textsOf(await reply.events()) ?? ended(reply, response),
    cancel: async () => reply.close(),
  };
}

/** @internal The events of a stream of bytes that holds one per chunk. */
export function chunksOf(stream: ReadableStream<Uint8Array>): Events {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  return {
    async next() {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const text = decoder.decode(value);
      return new Texts(text, [text.length]);
    },
    cancel: async (reason) => reader.cancel(reason),
  };
}

/** @internal The events of a response as a stream: one chunk of UTF-8 for the data of each. */
export function eventStream(response: Response): ReadableStream<Uint8Array> {
  const events = eventsOf(response);
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const texts = await events.next();
        if (texts === undefined) return controller.close();
        for (let text = texts.next(); text !== undefined; text = texts.next()) {
          controller.enqueue(encoder.encode(text));
        }
      },
      cancel: (reason) => events.cancel(reason),
    },
    // Nothing is read that nobody has asked for.
    { highWaterMark: 0 },
  );
}
