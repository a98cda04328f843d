import type { HeadersOption } from "../types/fetch.js";

// Options in place of those of a client.

/** Options of `client.withOptions`; one that is missing stays as it is. */
export interface CallOptions {
  /** As for the constructor: seconds for each phase of a request; `null` sets no limit. */
  timeout?: number | null | undefined;
  /** As for the constructor: the number of retries of a failed request. */
  maxRetries?: number | undefined;
  /**
   * Headers that each request has, too. A name replaces the values that the client has for it; other
   * headers of the client stay. They are never sent to another origin, and never logged.
   */
  headers?: HeadersOption | undefined;
}
