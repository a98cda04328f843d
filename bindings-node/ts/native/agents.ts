import type {
  CancelToken,
  Completions,
  Failure,
  Freeable,
  NativeCallOptions,
  NativeLimits,
} from "./calls.js";

// The types of the native client of the agents API.

/** @internal */
export interface NativeOptions {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  /** Seconds; infinity sets no limit. */
  timeout?: number | undefined;
  maxRetries?: number | undefined;
  limits?: NativeLimits | undefined;
}

/** @internal */
export interface NativeArguments {
  id?: string | undefined;
  fields?: string | undefined;
  /** Seconds; no limit if missing. */
  timeout?: number | undefined;
  pollInterval?: number | undefined;
  idempotencyKey?: string | undefined;
}

/** @internal A client of the agents API. */
export interface NativeClient {
  /** The same client with other options; see `failure`. */
  withOptions(given: NativeCallOptions): NativeClient;
  failure(): Failure | null;
  readonly acceptsInvalidCerts: boolean;
  readonly baseUrl: string;
  /** Returns the idempotency key that the call sends. */
  call(
    completions: Completions,
    callId: number,
    operation: string,
    args: NativeArguments,
    cancelToken: CancelToken | undefined,
    usesFetch: boolean,
    trace?: NativeTrace,
  ): string | null;
  /** The trace of a call of an operation; `null` if it is not traced. */
  trace(operation: string, id?: string): NativeTrace | null;
  unreadableFailure(operation: string): Failure | null;
  /** With `completions`, a `fetch` sends the requests. */
  eventStream(
    runId: string,
    timeout: number | undefined,
    pollInterval: number,
    completions?: Completions,
    trace?: NativeTrace,
  ): NativeEventStream;
  /** Starts a run; with `completions`, a `fetch` sends the requests. */
  runStream(
    operation: string,
    args: NativeArguments,
    completions?: Completions,
    trace?: NativeTrace,
  ): NativeEventStream;
  /** With `completions`, a `fetch` sends the requests. */
  pageStream(
    operation: string,
    args: NativeArguments,
    completions?: Completions,
  ): NativeBatchStream;
  close(): void;
}

/** @internal The facts of one call so far, for a span. */
export interface NativeTrace extends Freeable {
  /** Sets the headers with the context of the span. */
  setHeaders(headers: [string, string][]): void;
  /** Stops collecting events, for a span that is not recorded or has ended. */
  discardEvents(): void;
  /** The call has ended with an error of this class; `isInterruption` if the signal ended it. */
  fail(name: string, text: string, isInterruption: boolean, code?: string): void;
  /** The span so far, as JSON; `null` after `free`. */
  take(): string | null;
}

/** @internal A stream that arrives in batches, such as the rows of a list, page by page. */
export interface NativeBatchStream {
  next(completions: Completions, callId: number, cancelToken?: CancelToken): void;
  close(): void;
}

/** @internal The events of a run. */
export interface NativeEventStream extends NativeBatchStream {
  /** The run's record as JSON, once the run has ended. */
  record(): string | null;
  /** The headers of the response with the record, if the client keeps them. */
  recordHeaders(): string[] | null;
  timeoutFailure(): Failure | null;
  /** The start of the run and its status, as far as they are known; only the addon has it. */
  state?(): [createdAt?: string | null, status?: string | null];
}
