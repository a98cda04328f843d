import type { Fetch } from "../types/fetch.js";

// Options of the client and of its calls.

/** Options of the `FlyMyAI` client. */
export interface FlyMyAIConfig {
  /** Your API key. */
  apiKey: string;
  /**
   * Sends the requests instead of the built-in transport. It is called as `fetch(url, init)` and
   * returns a `Response`. Tests pass a mock.
   * `null` selects the built-in transport even if `globalThis.fetch` was replaced, as Next.js does.
   *
   * @defaultValue `globalThis.fetch` if it was replaced, else the built-in transport
   */
  fetch?: Fetch | null | undefined;
  /**
   * Bytes that a response, or an event of a stream, may have, decompressed.
   *
   * @defaultValue the environment variable `FLYMYAI_MAX_RESPONSE_BYTES`, else 512 MiB
   */
  maxResponseBytes?: number | undefined;
  /**
   * Seconds (not milliseconds) that the body of a response may take to arrive, a prediction and an
   * event of a stream included; `Infinity` sets no limit.
   *
   * @defaultValue the environment variable `FLYMYAI_RESPONSE_TIMEOUT`, else 600, and 86400 for a
   * prediction and between two events
   */
  responseTimeout?: number | undefined;
}

/** Options of `FlyMyAI.predictAsync`. */
export interface PredictAsyncOptions {
  /**
   * Milliseconds between two polls.
   *
   * @defaultValue 5000
   */
  interval?: number | undefined;
  /** Ends the wait; the prediction continues on the server. */
  signal?: AbortSignal | null | undefined;
}
