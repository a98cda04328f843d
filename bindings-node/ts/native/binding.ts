import { type Backend, loadBinding } from "../backend.js";
import type { Fetch } from "../types/fetch.js";
import type { NativeClient, NativeOptions } from "./agents.js";
import type {
  CancelToken,
  Completions,
  Failure,
  HostCall,
  NativeExchange,
  NativeLimits,
} from "./calls.js";
import type {
  FormField,
  FormLayout,
  NativeBodySize,
  NativeEventDecoder,
  NativeFile,
  NativeInference,
  NativePayload,
  NativeRequest,
} from "./inference.js";
import type { NativeTimeline } from "./timeline.js";

// The interface of the native addon, with the names of `../../src`, and of the WebAssembly module,
// `../wasm`. The types of the clients are in the modules beside this one. All of it is private and may
// change in any version.

/** @internal Types that `tracing.ts` takes from here. */
export type { NativeClient, NativeTrace } from "./agents.js";

/** @internal Root certificates. */
export interface NativeTrustRoots {
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
