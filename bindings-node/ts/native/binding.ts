import { loadAddon } from "../addon.js";

// The native addon's interface: the same names in the same order as in ../src. It is private
// and may change in any version.

/** @internal */
export interface Failure {
  kind: string;
  message: string;
  status?: number;
  body?: string;
  problems?: Array<{ field?: string; text: string }>;
  argument?: string;
  lastStatus?: string;
  code?: string;
  /** Whether another try may succeed. */
  isTransient: boolean;
  /** The number of what a `fetch` has thrown. */
  thrown?: number;
  /** None or one. */
  cause?: Failure[];
}

/** @internal The head of a reply whose body comes in pieces. */
export interface Head {
  reason: string;
  /** Names and values in turn. */
  headers: string[];
  url: string;
}

/** @internal The data of events that arrived together. */
export interface EventBatch {
  /** The data of all, one behind the other. */
  text: string;
  /** Where the data of each ends in the text. */
  ends: number[];
}

/**
 * @internal
 * How a call ended: with the reply's text, with a failure, or with nothing; with the head of a
 * reply, a piece of its body or events in it, where that was asked for. A request is no end, and
 * has `ASKED` for its status.
 */
export type Result =
  | string
  | Failure
  | undefined
  | Head
  | Uint8Array<ArrayBuffer>
  | NativeExchange
  | EventBatch;

/** @internal See `Result`. */
export const ASKED = 1;

/** @internal What a `fetch` is to send. */
export interface FetchRequest {
  method: string;
  url: string;
  /** Names and values in turn. */
  headers: string[];
  body?: string | Uint8Array<ArrayBuffer>;
}

/** @internal What is known of a thrown value. */
export interface ThrownFacts {
  number: number;
  name?: string | undefined;
  message?: string | undefined;
  reason?: string | undefined;
  code?: string | undefined;
  syscall?: string | undefined;
  isLate: boolean;
}

/** @internal One request for a `fetch`, and the way back for its reply. */
export interface NativeExchange {
  request(): FetchRequest | null;
  answer(status: number, reason: string, headers: string[]): void;
  wanted(completions: Completions, ticket: number): void;
  provide(bytes: Uint8Array): void;
  end(): void;
  fail(facts: ThrownFacts): void;
}

/** @internal */
export interface NativeOptions {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  /** Seconds; infinity is without a limit. */
  timeout?: number | undefined;
  maxRetries?: number | undefined;
}

/** @internal */
export interface NativeArguments {
  id?: string | undefined;
  fields?: string | undefined;
  /** Seconds; missing is without a limit. */
  timeout?: number | undefined;
  pollInterval?: number | undefined;
  idempotencyKey?: string | undefined;
}

/** @internal */
export interface Cancellation {
  cancel(): void;
}

/** @internal Takes what has arrived: tickets, statuses, results, and whether more is there. */
export type Settle = (
  tickets: number[],
  statuses: number[],
  results: Result[],
  more: boolean,
) => void;

/** @internal */
export interface Completions {
  hold(settle: Settle): void;
  resume(): void;
  release(): void;
}

/** @internal Trusted roots. */
export interface NativeRoots {
  /** Roots are given to clients, and hold nothing to read. */
  readonly kind?: never;
}

/** @internal */
export interface NativeClient {
  failure(): Failure | null;
  readonly trustsAll: boolean;
  readonly baseUrl: string;
  call(
    completions: Completions,
    ticket: number,
    operation: string,
    args: NativeArguments,
    cancellation: Cancellation | undefined,
    throughFetch: boolean,
  ): void;
  /** With `completions`, its requests go through a `fetch`. */
  eventStream(
    runId: string,
    timeout: number | undefined,
    pollInterval: number,
    completions?: Completions,
  ): NativeEventStream;
  close(): void;
}

/** @internal */
export interface NativeEventStream {
  next(completions: Completions, ticket: number, cancellation?: Cancellation): void;
  timeoutFailure(): Failure | null;
  close(): void;
}

/** @internal A form, field by field; one request takes all of it. */
export interface NativePayload {
  text(name: string, value: string): void;
  bytes(name: string, filename: string, contentType: string, bytes: Uint8Array): void;
  file(name: string, filename: string, contentType: string, file: NativeFile): void;
  clear(): void;
}

/** @internal A file or a stream that is read on demand. */
export interface NativeFile {
  wanted(completions: Completions, ticket: number): void;
  provide(bytes: Uint8Array): void;
  fail(why: string): void;
}

/** @internal */
export interface NativeRequest {
  /** One request is sent once. */
  readonly kind?: never;
}

/** @internal */
export interface NativeInference {
  failure(): Failure | null;
  readonly trustsAll: boolean;
  open(
    completions: Completions,
    ticket: number,
    request: NativeRequest,
    cancellation?: Cancellation,
  ): NativeReply;
  through(request: NativeRequest): NativeSending;
}

/** @internal A request that JavaScript sends, and tells at once how that went. */
export interface NativeSending {
  request(): FetchRequest | null;
  answer(status: number, reason: string): void;
  fail(facts: ThrownFacts): void;
  failure(): Failure | null;
}

/** @internal Its body is read in one of three ways. */
export interface NativeReply {
  piece(completions: Completions, ticket: number): void;
  events(completions: Completions, ticket: number): void;
  text(completions: Completions, ticket: number): void;
  fault(status: number, reason: string): string | null;
  close(): void;
}

/** @internal */
export interface NativeEvents {
  push(bytes: Uint8Array): EventBatch;
  fault(status: number, reason: string): string | null;
}

/** @internal */
export interface Binding {
  Cancellation: new () => Cancellation;
  Completions: new () => Completions;
  /** Without a text, the system's roots. */
  NativeRoots: new (
    pem?: string,
  ) => NativeRoots;
  NativeClient: new (options: NativeOptions, roots?: NativeRoots) => NativeClient;
  NativeInference: new (apiKey: string, baseUrl: string, roots?: NativeRoots) => NativeInference;
  NativePayload: new () => NativePayload;
  NativeFile: new (length?: number) => NativeFile;
  NativeEvents: new () => NativeEvents;
  NativeRequest: {
    predict(model: string, payload: NativePayload): NativeRequest;
    stream(model: string, payload: NativePayload): NativeRequest;
    startTask(model: string, payload: NativePayload): NativeRequest;
    taskResult(model: string, predictionId: string): NativeRequest;
    document(model: string, name: string): NativeRequest;
    isPassingStatus(status: number): boolean;
    pollDelay(status: number | undefined, failures: number): number | null;
  };
}

let loaded: Binding | undefined;

/**
 * @internal
 * The native addon, loaded when it is first needed, so that importing the package stays cheap and
 * a machine without a build can still import it.
 */
export function binding(): Binding {
  loaded ??= loadAddon() as Binding;
  return loaded;
}
