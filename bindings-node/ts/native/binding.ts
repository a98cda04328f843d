import { type Backend, loadBinding } from "../backend.js";
import type { Fetch } from "../types/fetch.js";
import type { NativeTimeline } from "./timeline.js";

// The interface of the native addon, with the names of `../../src`, and of the WebAssembly module,
// `../wasm`. It is private and may change in any version.

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

/** @internal */
export interface NativeOptions {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  /** Seconds; infinity sets no limit. */
  timeout?: number | undefined;
  maxRetries?: number | undefined;
  limits?: NativeLimits | undefined;
}

/** @internal Options in place of those of a client; a missing one stays as it is. */
export interface NativeOverrides {
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

/** @internal */
export interface NativeArguments {
  id?: string | undefined;
  fields?: string | undefined;
  /** Seconds; no limit if missing. */
  timeout?: number | undefined;
  pollInterval?: number | undefined;
  idempotencyKey?: string | undefined;
  headers?: HeaderPairs | undefined;
}

/** @internal Headers of the requests of a call, by names and values. */
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

/** @internal Root certificates. */
export interface NativeTrustRoots {
  /** An opaque value. */
  readonly kind?: never;
}

/** @internal A client of the agents API. */
export interface NativeClient {
  /** The same client with other options; see `failure`. */
  withOptions(given: NativeOverrides): NativeClient;
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
    headers?: HeaderPairs,
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

/** @internal What one call has done so far, for a span. */
export interface NativeTrace extends Freeable {
  /** Sets the headers with the context of the span. */
  setHeaders(headers: [string, string][]): void;
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

/** @internal A field of a form, without the content of its file. */
export type FormField =
  | { text: { name: string; text: string } }
  | { file: { name: string; filename: string; contentType: string } };

/** @internal A form that JavaScript sends: its text, and the indexes of the fields with files. */
export interface FormLayout {
  readonly contentType: string;
  readonly parts: readonly (string | number)[];
}

/** @internal A form; a request takes its fields. */
export interface NativePayload {
  text(name: string, value: string): void;
  bytes(name: string, filename: string, contentType: string, bytes: Uint8Array): void;
  file(name: string, filename: string, contentType: string, file: NativeFile): void;
  clear(): void;
}

/** @internal A file or a stream that is read on demand. */
export interface NativeFile {
  /** Waits until core reads; the outcome is empty when core reads no more. */
  nextCallback(completions: Completions, callId: number): void;
  provide(bytes: Uint8Array): void;
  fail(reason: string): void;
}

/** @internal A request; it is sent once. */
export interface NativeRequest {
  /** An opaque value. */
  readonly kind?: never;
}

/** @internal The log of the clients. */
export interface NativeLog {
  /** Sets the kinds of records that `take` returns, as core's bits. */
  subscribe(kinds: number): void;
  /** Takes the waiting records, as a JSON list, if there are any. */
  take(): string | null;
}

/** @internal A client of the inference API. */
export interface NativeInference {
  /** The same client with other options; see `failure`. */
  withOptions(given: NativeOverrides): NativeInference;
  failure(): Failure | null;
  readonly acceptsInvalidCerts: boolean;
  open(
    completions: Completions,
    callId: number,
    request: NativeRequest,
    cancelToken?: CancelToken,
  ): NativeResponse;
  /** Starts a call whose request a `fetch` sends. */
  stepper(request: NativeRequest): NativeCallStepper;
}

/** @internal A call that runs on JavaScript's thread, up to its request and then to its end. */
export interface NativeCallStepper {
  /** The request to send; `null` if there is none. */
  next(): FetchRequest | null;
  resume(status: number, reason: string): void;
  throw(details: ThrownDetails): void;
  /** The failure of the call, if it has failed. Frees the call. */
  failure(): Failure | null;
}

/** @internal A response; the first read determines the format of its body. */
export interface NativeResponse {
  chunk(completions: Completions, callId: number): void;
  events(completions: Completions, callId: number): void;
  text(completions: Completions, callId: number): void;
  /** The reason if the events have ended without a complete prediction; otherwise `null`. */
  failure(status: number, reason: string): string | null;
  close(): void;
}

/** @internal Decodes server-sent events. */
export interface NativeEventDecoder extends Freeable {
  push(bytes: Uint8Array): EventBatch;
  /** The reason if the events have ended without a complete prediction; otherwise `null`. */
  failure(status: number, reason: string): string | null;
}

/** @internal Counts the bytes of a body. */
export interface NativeBodySize extends Freeable {
  /** Adds the bytes of a chunk; the failure of a response that exceeds the limit. */
  add(bytes: number): Failure | null;
}

/** @internal A server with the API, in this process. It stops when it is collected. */
export interface NativeEmulator {
  readonly url: string;
  environment(key: string, lower?: string, upper?: string): Record<string, string>;
  control(key: string, operation: string, parameters: string): string;
  report(key: string): string;
  stop(): void;
}

/** @internal The files of a directory, or why it can't be sent. */
export interface DirectoryFiles {
  files: Array<{ path: string } & ({ content: string } | { contentBase64: string })>;
  failure?: DirectoryFailure;
}

/** @internal Why a directory can't be sent. */
export interface DirectoryFailure {
  message: string;
  /** The directory or the file that is the reason. */
  path: string;
  /** The system's name of the failure, such as `ENOENT`. */
  code?: string;
}

/** @internal */
export interface Binding {
  /** The environment variable with the API key. */
  API_KEY_ENV: string;
  /** The environment variable with the URL of the agents API. */
  BASE_URL_ENV: string;
  /** Sends the requests of all calls, if the binding has no transport. */
  fetch?: Fetch;
  CancelToken: new () => CancelToken;
  Completions: new () => Completions;
  NativeExchange: { accept(call: HostCall): NativeExchange };
  /** Without a text, the system's roots. Missing if the binding has no transport. */
  NativeTrustRoots?: new (
    pem?: string,
  ) => NativeTrustRoots;
  /** Missing if the binding has no transport. */
  NativeLog?: new (
    level?: string,
  ) => NativeLog;
  /** Missing in WebAssembly, which has no terminal. */
  NativeTimeline?: new (
    runId: string,
    isTerminal: boolean,
  ) => NativeTimeline;
  NativeClient: {
    new (options: NativeOptions, roots?: NativeTrustRoots, log?: NativeLog): NativeClient;
    runFailure(id: string, status: string, why?: string): Failure | null;
    outputFailure(id: string, status: string, problems: [string, string][]): Failure;
  };
  NativeInference: {
    new (
      apiKey: string,
      baseUrl: string,
      limits: NativeLimits,
      roots?: NativeTrustRoots,
      log?: NativeLog,
    ): NativeInference;
    limitsFailure(limits: NativeLimits): Failure | null;
  };
  directoryFiles(root: string): Promise<DirectoryFiles>;
  /** Starts a server. Missing in WebAssembly, which opens no sockets. */
  NativeEmulator?: new () => NativeEmulator;
  NativePayload: new () => NativePayload;
  /**
   * The form of these fields, of whose streams those with the indexes in `consumed` were read; only
   * if the binding has no transport.
   */
  formLayout?(fields: FormField[], consumed: number[]): FormLayout | Failure;
  /**
   * The failure of a stream in such a form; without a reason, it has no data. Only if the binding has
   * no transport.
   */
  streamFailure?(reason?: string): Failure;
  /** Missing if the binding has no transport: it needs no form. */
  NativeFile?: new (
    length?: number,
  ) => NativeFile;
  /** The limits have passed `limitsFailure`. */
  NativeEventDecoder: new (
    limits: NativeLimits,
  ) => NativeEventDecoder;
  /** The limits have passed `limitsFailure`. */
  NativeBodySize: new (
    limits: NativeLimits,
  ) => NativeBodySize;
  NativeRequest: {
    predict(model: string, payload: NativePayload): NativeRequest;
    stream(model: string, payload: NativePayload): NativeRequest;
    startTask(model: string, payload: NativePayload): NativeRequest;
    taskResult(model: string, predictionId: string): NativeRequest;
    document(model: string, name: string): NativeRequest;
    isRetryableStatus(status: number): boolean;
    statusCode(status: number): { code: string; hint: string };
    pollDelay(status: number | undefined, failures: number): number | null;
  };
}

let loaded: { backend: Backend; binding: Binding } | undefined;

/**
 * @internal
 * The native addon, or the WebAssembly module. It is loaded on first use: importing the package
 * stays cheap.
 */
export function binding(): Binding {
  loaded ??= loadBinding();
  return loaded.binding;
}

/**
 * The implementation that sends the requests of this package: `native`, an addon for the platform,
 * or `wasm`, WebAssembly over the runtime's `fetch`. The addon is used where one is installed and
 * loads; the environment variable `FLYMYAI_BACKEND` selects one.
 *
 * @returns The name of the implementation.
 * @throws Error if `FLYMYAI_BACKEND` selects an implementation that does not load.
 *
 * @example
 * ```ts
 * import { backend } from "flymyai-js-client";
 *
 * console.log(backend()); // "native"
 * ```
 */
export function backend(): Backend {
  loaded ??= loadBinding();
  return loaded.backend;
}
