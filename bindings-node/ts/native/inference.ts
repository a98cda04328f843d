import type {
  CancelToken,
  Completions,
  EventBatch,
  Failure,
  FetchRequest,
  Freeable,
  NativeCallOptions,
  ThrownDetails,
} from "./calls.js";

// The types of the native client of the inference API, of its requests and responses.

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

/** @internal A client of the inference API. */
export interface NativeInference {
  /** The same client with other options; see `failure`. */
  withOptions(given: NativeCallOptions): NativeInference;
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
