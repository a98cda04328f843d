/** Anything JSON can express; values the service or your agents define are not typed further. */
// biome-ignore lint/suspicious/noExplicitAny: such values are indexed freely, as JSON.parse allows
export type Json = any;

/** A JSON object whose keys belong to you or to the service; they are never renamed. */
export type JsonObject = Record<string, Json>;

/** The id of a run, a compilation or a tool: text or a number, as the service sent it. */
export type ResourceID = string | number;

/** Options of every method that waits. */
export interface RequestOptions {
  /**
   * Aborting it drops the request and rejects the promise with the signal's own `reason`
   * (an `AbortError` unless you gave another one).
   */
  signal?: AbortSignal | null | undefined;
}

/** Timeout and poll interval of a wait. */
export interface WaitOptions extends RequestOptions {
  /**
   * Timeout of the wait in seconds; may be fractional. `null` or `Infinity` is no limit.
   * The last poll is made at the timeout, and may take half a second; with 0 it is the only one.
   *
   * @defaultValue 300
   */
  timeout?: number | null | undefined;
  /**
   * Seconds between a response and the next poll; may be fractional.
   *
   * @defaultValue 2.0, and 1.0 for `runs.streamEvents`
   */
  pollInterval?: number | undefined;
}

/** Options of event streams. */
export interface EventStreamOptions extends WaitOptions {
  /**
   * Whether the events end with a `TimeoutError`, as `wait` does, when `timeout` has passed and
   * the run goes on. Without it, the loop just ends.
   *
   * @defaultValue false
   */
  throwOnTimeout?: boolean | undefined;
}

/** Options of methods that start a run. */
export interface StartOptions extends RequestOptions {
  /** Values for the agent's input schema, under the schema's own names. */
  variables?: JsonObject | null | undefined;
  /**
   * Names this start, so that repeating it cannot start a second run; the client then also
   * retries it after failures that leave open whether the service acted.
   */
  idempotencyKey?: string | undefined;
}

/** A file of an artifact or of an app: its path there, and its content in one of three forms. */
export type ArtifactFileInput = {
  /** Its path there, such as `site/app.js`. */
  readonly path: string;
} & (
  | {
      /** Its content, as text. */
      readonly content: string;
    }
  | {
      /** Its content, as base64. */
      readonly contentBase64: string;
    }
  | {
      /** Its content, as base64, under the service's own name. */
      readonly content_base64: string;
    }
  | {
      /** Its content: a string is sent as text, bytes are sent as base64. */
      readonly data: string | ArrayBuffer | ArrayBufferView | Blob;
    }
);
