import type { Json } from "./common.js";

/** The request that a {@link Fetch} sends; any `fetch` accepts it. */
export interface FetchInit {
  /** The method. */
  method: string;
  /** The headers, with the API key among them. */
  headers: Headers;
  /**
   * The body: JSON as text for agents, a `FormData` for the inference API. It has no type,
   * because packages define different types for forms.
   */
  body?: Json;
  /** Requests of the agents API do not follow redirects. */
  redirect?: "manual";
  /** Responses must not come from a cache. */
  cache?: "no-store";
  /** Aborted when the response is no longer needed. */
  signal?: AbortSignal | null;
}

/**
 * The result of a {@link Fetch}: a `Response`, or the parts of one that are needed. Its body is read from
 * the first of `body`, `arrayBuffer()`, `text()` and `json()` that it has.
 */
export interface FetchReply {
  /** The status. */
  readonly status: number;
}

/**
 * A function that sends requests, such as the global `fetch`, that of another package, or the
 * mock of a test.
 *
 * @example
 * ```ts
 * const client = new AgentClient({
 *   apiKey: "fly-***",
 *   fetch: async (url, init) => {
 *     console.log(init.method, url);
 *     return fetch(url, init);
 *   },
 * });
 * const runs = await client.runs.list();
 * ```
 */
export type Fetch = (url: string, init: FetchInit) => PromiseLike<FetchReply>;

/** Headers of requests: names and values, or the `Headers` of `fetch`. */
export type HeadersOption =
  | Readonly<Record<string, string>>
  | Iterable<readonly [name: string, value: string]>;
