// The types of calls and of their outcomes, of the clients of both APIs.

/** @internal The failure of a call. */
export interface Failure {
  /** Core's name of the error's kind. */
  kind: string;
  message: string;
  status?: number;
  body?: string;
  problems?: Array<{ field?: string; text: string }>;
  /** The invalid argument, by core's name. */
  argument?: string;
  /** The arguments that the message names, by core's names. */
  arguments?: string[];
  /** Whether the invalid argument is a number that is too small or too large. */
  isOutOfRange?: boolean;
  lastStatus?: string;
  /** The idempotency key of a call whose outcome is unknown. */
  idempotencyKey?: string;
  /** The operating system's code of a network failure. */
  code?: string;
  /** The code of the error. */
  errorCode: string;
  /** The next step, one sentence. */
  hint: string;
  requestId?: string;
  /** The number of requests. */
  attempts: number;
  /** Seconds. */
  elapsed?: number;
  operation?: string;
  runId?: string;
  method?: string;
  path?: string;
  resourceId?: string;
  cursor?: string;
  /** Whether another attempt can succeed. */
  isTransient: boolean;
  /** The number of the value that a `fetch` has thrown. */
  thrown?: number;
  /** The failure that caused this one: none or one. */
  cause?: Failure[];
}

/** @internal The head of a response, without the status. */
export interface ResponseHead {
  reason: string;
  /** Names and values alternate. */
  headers: string[];
  url: string;
}

/** @internal A response with its headers, without the status. */
export interface RawResult {
  body?: string | null;
  /** Names and values alternate. */
  headers: string[];
}

/** @internal The data of events that arrived together. */
export interface EventBatch {
  /** The data of all events, concatenated. */
  text: string;
  /** The end of each event's data. */
  ends: number[];
}

/** @internal A request that a `fetch` is to send; see `NativeExchange.accept`. */
export interface HostCall {
  /** An opaque value. */
  readonly opaque?: never;
}

/**
 * @internal
 * The outcome of a call: the response's body, a failure, or nothing; for a response whose body is
 * read later, its head, a chunk of the body, or events. A `HostCall` is not an outcome; its status
 * is `HOST_CALL`.
 */
export type Result =
  | string
  | Failure
  | undefined
  | ResponseHead
  | Uint8Array<ArrayBuffer>
  | HostCall
  | EventBatch
  | RawResult;

/** @internal The arguments of a `fetch`. */
export interface FetchRequest {
  method: string;
  url: string;
  /** Names and values alternate. */
  headers: string[];
  body?: string;
}

/** @internal Properties of a thrown value. */
export interface ThrownDetails {
  /** The number under which the value is kept. */
  number: number;
  name?: string | undefined;
  message?: string | undefined;
  /** The message of the innermost cause. */
  reason?: string | undefined;
  code?: string | undefined;
  syscall?: string | undefined;
  /** Whether the head of the response had arrived before. */
  hasResponse: boolean;
}

/** @internal An object that the binding holds. */
export interface Freeable {
  /**
   * Frees the object; later calls of its methods have no effect. Missing where the garbage collector
   * frees it in time.
   */
  free?(): void;
}

/** @internal One request that a `fetch` sends, and its response. */
export interface NativeExchange extends Freeable {
  request(): FetchRequest | null;
  respond(status: number, reason: string, headers: string[]): void;
  /** Waits until core requests a chunk; the outcome is empty when the exchange has ended. */
  nextCallback(completions: Completions, callId: number): void;
  provide(bytes: Uint8Array): void;
  end(): void;
  fail(details: ThrownDetails): void;
}

/** @internal Options in place of those of a client; a missing one stays as it is. */
export interface NativeCallOptions {
  /** Seconds; infinity sets no limit. */
  timeout?: number | undefined;
  maxRetries?: number | undefined;
  headers: HeaderPairs;
  /** Whether the outcomes of calls are `RawResult` objects. */
  keepsHeaders: boolean;
}

/** @internal The limits on responses; infinity sets no limit. */
export interface NativeLimits {
  maxResponseBytes?: number | undefined;
  /** Seconds. */
  responseTimeout?: number | undefined;
}

/** @internal Headers of requests, by names and values. */
export type HeaderPairs = [name: string, value: string][];

/** @internal Cancels the calls that it was passed to. */
export interface CancelToken extends Freeable {
  cancel(): void;
}

/** @internal Receives a batch: call ids, statuses and results, and whether more are ready. */
export type Settle = (
  callIds: number[],
  statuses: number[],
  results: Result[],
  more: boolean,
) => void;

/** @internal The completion queue. */
export interface Completions {
  hold(settle: Settle): void;
  resume(): void;
  release(): void;
}
