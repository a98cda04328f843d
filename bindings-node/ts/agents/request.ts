import type { Fetch } from "../types/fetch.js";

// The types of a connection: its options, its requests and the heads of responses.

/** @internal The arguments of one call; `fields` has core's names. */
export interface Request {
  id?: string | undefined;
  fields?: Record<string, unknown>;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | null | undefined;
}

/** @internal The options of the client. */
export interface ConnectionOptions {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  timeout?: number | null | undefined;
  maxRetries?: number | undefined;
  maxResponseBytes?: number | undefined;
  responseTimeout?: number | undefined;
  fetch?: Fetch | null | undefined;
}

/** @internal The status and the headers of a response; names and values alternate. */
export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly string[];
}
