import { FlyMyAIError } from "../errors.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { Turns } from "../internal/turns.js";
import { decodeText, encodeText } from "../internal/utf8.js";
import { binding } from "../native/binding.js";
import type { EventBatch, NativeLimits } from "../native/calls.js";
import { bodyReader } from "./body.js";
import { isSuccess, takeNativeResponse } from "./response.js";

// The server-sent events of a response. Core's decoder finds them: in the native response, or in
// the bytes of a `Response` that a program has made.

/** @internal The data of events that arrived together; each is cut from one string on demand. */
export class EventTexts {
  readonly #text: string;
  readonly #ends: readonly number[];
  #index = 0;
  #start = 0;

  /**
   * @param text - The data of all events, concatenated.
   * @param ends - The end of each event's data.
   */
  constructor(text: string, ends: readonly number[]) {
    this.#text = text;
    this.#ends = ends;
  }

  /** The next event's data; `undefined` at the end. */
  next(): string | undefined {
    const end = this.#ends[this.#index];
    if (end === undefined) return undefined;
    const text = this.#text.slice(this.#start, end);
    this.#index += 1;
    this.#start = end;
    return text;
  }
}

/** @internal A source of events. */
export interface EventReader {
  /** The next events, at least one; `undefined` at the end. */
  next(): Promise<EventTexts | undefined>;
  /** Stops reading. */
  cancel(reason?: unknown): Promise<void>;
}

function textsOf(batch: EventBatch | undefined): EventTexts | undefined {
  return batch && new EventTexts(batch.text, batch.ends);
}

/**
 * Throws if a response has ended without an event or inside one.
 *
 * @param decoder - The decoder of the response.
 */
function checkComplete(
  decoder: { failure(status: number, reason: string): string | null },
  response: Response,
): undefined {
  const { status = 200, statusText = "" } = response;
  const failure = decoder.failure(status, statusText);
  if (failure !== null) throw new FlyMyAIError(failure);
  return undefined;
}

/** Decodes the events in the bytes of a successful response. */
function decodeEvents(response: Response, limits: NativeLimits): EventReader {
  const reader = bodyReader(response);
  const decoder = new (binding().NativeEventDecoder)(limits);
  const turns = new Turns();
  return {
    async next() {
      while (reader) {
        if (turns.isOver) await turns.yield();
        const { done, value } = await reader.read();
        if (done || value === undefined) break;
        const batch = decoder.push(value);
        if (batch.ends.length > 0) return textsOf(batch);
      }
      // A success without a body, such as 204, has no event either.
      return checkComplete(decoder, response);
    },
    cancel: async (reason) => {
      decoder.free?.();
      await reader?.cancel(reason);
    },
  };
}

/**
 * @internal
 * Reads the events of a response. From then on, the body belongs to the reader.
 *
 * @param response - A response; one outside 2xx has no events.
 * @throws FlyMyAIError from `next`, if the response ends without an event or inside one.
 */
export function readEvents(response: Response, limits: NativeLimits): EventReader {
  if (!isSuccess(response)) {
    void ignoreErrors(() => response.body?.cancel());
    return { next: async () => undefined, cancel: async () => {} };
  }
  const native = takeNativeResponse(response);
  if (!native) return decodeEvents(response, limits);
  return {
    next: async () => textsOf(await native.events()) ?? checkComplete(native, response),
    cancel: async () => native.close(),
  };
}

/** @internal Reads a stream that has one event's data per chunk. */
export function readChunks(stream: ReadableStream<Uint8Array>): EventReader {
  const reader = stream.getReader();
  return {
    async next() {
      const { done, value } = await reader.read();
      if (done) return undefined;
      const text = decodeText(value);
      return new EventTexts(text, [text.length]);
    },
    cancel: async (reason) => reader.cancel(reason),
  };
}

/** @internal The events of a response as a stream with one UTF-8 chunk per event. */
export function eventStream(response: Response, limits: NativeLimits): ReadableStream<Uint8Array> {
  const events = readEvents(response, limits);
  return new ReadableStream(
    {
      async pull(controller) {
        const texts = await events.next();
        if (texts === undefined) return controller.close();
        for (let text = texts.next(); text !== undefined; text = texts.next()) {
          controller.enqueue(encodeText(text));
        }
      },
      cancel: (reason) => events.cancel(reason),
    },
    // Reads only on demand.
    { highWaterMark: 0 },
  );
}
