/** Any JSON value. Values that the service or your agents define have no further type. */
// biome-ignore lint/suspicious/noExplicitAny: such values are indexed freely, as JSON.parse allows
export type Json = any;

/** A JSON object whose keys belong to you or to the service; they are never renamed. */
export type JsonObject = Record<string, Json>;

/** The id of a run, a compilation or a tool: text or a number, as the service sent it. */
export type ResourceID = string | number;

/**
 * A schema that checks an output: one that implements Standard Schema, such as those of zod, valibot
 * and arktype.
 */
export interface OutputSchema<Output = unknown> {
  /** The interface of Standard Schema, version 1. */
  readonly "~standard": {
    /** The version of the interface. */
    readonly version: 1;
    /** The library that the schema is of. */
    readonly vendor: string;
    /** Reads a value: returns an object with `value`, or with `issues`. */
    readonly validate: (value: unknown) => unknown;
    /** The types that the schema reads and returns; there is no such value. */
    readonly types?:
      | {
          /** The type of the values that it reads. */
          readonly input: unknown;
          /** The type of its results. */
          readonly output: Output;
        }
      | undefined;
  };
}

/** The type that a schema reads an output as. */
export type OutputOf<Schema extends OutputSchema> = NonNullable<
  Schema["~standard"]["types"]
>["output"];

/** A JSON Schema, or a schema object that it is made of, such as one of zod 4. */
export type SchemaSource = JsonObject | OutputSchema;

/** Options of every method that waits. */
export interface RequestOptions {
  /**
   * An abort ends the request and rejects the promise with the signal's own `reason`
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
   * Whether the iteration ends with a `TimeoutError`, as `wait` does, if the run has not ended at
   * the `timeout`. Otherwise it ends without an error.
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
   * The key of this start: a second call with the same key does not start a second run. With a
   * key, the client also retries the start after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** A file of an artifact or of an app: its path, and its content in one of three forms. */
export type ArtifactFileInput = {
  /** Its path in the artifact or app, such as `site/app.js`. */
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
