import { FlyMyAIError } from "../errors.js";
import { binding } from "../native.js";
import { quietly } from "../quietly.js";
import { isSuccess } from "./response.js";

type Body = ReadableStream<Uint8Array> | null;

/**
 * @internal
 * The events of a response: the data of each, as text, in batches as they arrive.
 */
export class EventReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #events = new (binding().NativeEvents)();
  readonly #response: Response;

  /** @param response - Has no events unless its status is 2xx; its body is read from here on. */
  constructor(response: Response) {
    this.#response = response;
    const body: Body = response.body;
    if (isSuccess(response)) this.#reader = body?.getReader();
    else void quietly(() => body?.cancel());
  }

  /**
   * The next events, at least one; undefined at the end.
   *
   * @throws FlyMyAIError at the end of a reply that has no event, or stops inside one.
   */
  async next(): Promise<string[] | undefined> {
    while (this.#reader) {
      const { done, value } = await this.#reader.read();
      if (done) return this.#end();
      const events = this.#events.push(value);
      if (events.length > 0) return events;
    }
    // A success without a body, such as 204, has no events either.
    return isSuccess(this.#response) ? this.#end() : undefined;
  }

  #end(): undefined {
    const { status = 200, statusText = "" } = this.#response;
    const fault = this.#events.fault(status, statusText);
    if (fault !== null) throw new FlyMyAIError(fault);
    return undefined;
  }

  /** Stops the response. */
  async cancel(reason?: unknown): Promise<void> {
    await this.#reader?.cancel(reason);
  }
}

/** @internal The events of a response as a stream: one chunk of UTF-8 for the data of each. */
export function eventStream(response: Response): ReadableStream<Uint8Array> {
  const events = new EventReader(response);
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        const batch = await events.next();
        if (batch === undefined) return controller.close();
        for (const event of batch) controller.enqueue(encoder.encode(event));
      },
      cancel: (reason) => events.cancel(reason),
    },
    // Nothing is read that nobody has asked for.
    { highWaterMark: 0 },
  );
}
