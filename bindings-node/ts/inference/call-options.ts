import type { HeadersOption } from "../types/fetch.js";

// Options in place of those of a client.

/** Options of `client.withOptions`; one that is missing stays as it is. */
export interface InferenceCallOptions {
  /**
   * Seconds (not milliseconds) for each phase of a request (connecting, sending, each read) of the
   * built-in transport; `null` or `Infinity` sets no limit. Before the first event, `stream` has a
   * limit of 10 seconds of its own.
   */
  timeout?: number | null | undefined;
  /**
   * Headers that each request has, too. A name replaces the values that the client has for it; other
   * headers of the client stay. They are never sent to another origin, and never logged.
   */
  headers?: HeadersOption | undefined;
}
