import { isBuiltIn } from "../internal/built-in-fetch.js";
import type {
  NativeArguments,
  NativeClient,
  NativeOptions,
  NativeTrace,
} from "../native/agents.js";
import type { Binding, NativeLog, NativeTrustRoots } from "../native/binding.js";
import type {
  CancelToken,
  Completions,
  EventBatch,
  Failure,
  NativeCallOptions,
  NativeLimits,
  Settle,
} from "../native/calls.js";
import type {
  FormLayout,
  NativeBodySize,
  NativeCallStepper,
  NativeEventDecoder,
  NativeInference,
  NativePayload,
  NativeRequest,
} from "../native/inference.js";
import { Instance } from "./instance.js";
import {
  InstanceObject,
  idOf,
  WasmBatchStream,
  WasmCallStepper,
  WasmEventStream,
  WasmExchange,
  WasmResponse,
  WasmTrace,
} from "./objects.js";

// The classes of the native addon, over an instance of the WebAssembly module. After a panic the
// next call starts a fresh instance: clients continue in it, other objects have failed.

// Taken here, because tests replace the globals.
const { queueMicrotask } = globalThis;
const loadedFetch = globalThis.fetch as typeof fetch | undefined;

/** What requests need; the environment of a test runner may lack some. */
const NEEDED = ["fetch", "Headers", "Response", "ReadableStream", "FormData", "Blob"] as const;

/** The runtime's own `fetch`, unless the package was loaded while another one was in its place. */
const originalFetch = loadedFetch && isBuiltIn(loadedFetch) ? loadedFetch : undefined;
const builtInFetch: typeof fetch = (...args) => (originalFetch ?? fetch)(...args);

/**
 * The `fetch` of the binding.
 *
 * @throws Error that names the globals to add, if this environment lacks some.
 */
function availableFetch(): typeof fetch {
  const missing = NEEDED.filter((name) => globalThis[name] === undefined);
  if (missing.length === 0) return builtInFetch;
  throw new Error(
    `flymyai-js-client sends requests with fetch: add ${missing.join(", ")} to the globals of this ` +
      "environment, or pass the option fetch",
  );
}

/** The instances of one module. */
class Runtime {
  readonly #module: WebAssembly.Module;
  #instance: Instance | undefined;
  /** Instances with outcomes; one that has panicked is here until its calls have failed. */
  readonly #woken = new Set<Instance>();
  #settle: Settle | undefined;
  #isScheduled = false;

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  /** The instance that runs new commands. */
  get instance(): Instance {
    if (this.#instance === undefined || this.#instance.hasFailed) {
      const instance: Instance = new Instance(this.#module, () => this.#wake(instance));
      this.#instance = instance;
    }
    return this.#instance;
  }

  hold(settle: Settle): void {
    this.#settle = settle;
    this.schedule();
  }

  /** Hands over outcomes after the current task, before timers. */
  schedule(): void {
    if (this.#isScheduled || this.#settle === undefined || this.#woken.size === 0) return;
    this.#isScheduled = true;
    queueMicrotask(() => this.#flush());
  }

  #wake(instance: Instance): void {
    this.#woken.add(instance);
    this.schedule();
  }

  #flush(): void {
    this.#isScheduled = false;
    for (const instance of this.#woken) {
      const { callIds, statuses, results, more } = instance.takeOutcomes();
      if (!more) this.#woken.delete(instance);
      this.#settle?.(callIds, statuses, results, more);
    }
  }
}

/** A client: made anew in a fresh instance. */
class Client {
  readonly #runtime: Runtime;
  readonly #make: (instance: Instance) => unknown;
  #object: InstanceObject | undefined;
  #isClosed = false;

  constructor(runtime: Runtime, make: (instance: Instance) => unknown) {
    this.#runtime = runtime;
    this.#make = make;
  }

  protected get object(): InstanceObject {
    const { instance } = this.#runtime;
    if (this.#object?.instance !== instance) {
      this.#object = new InstanceObject(instance, this.#make(instance) as number);
      if (this.#isClosed) instance.notify({ close: this.#object.id });
    }
    return this.#object;
  }

  get acceptsInvalidCerts(): boolean {
    // The runtime's `fetch` decides, and warns.
    return false;
  }

  close(): void {
    this.#isClosed = true;
    const { object } = this;
    object.instance.notify({ close: object.id });
    // Calls after this one make a closed client.
    this.#object = undefined;
    object.free();
  }

  /** Makes a client with other options. The object of this client is in the same instance. */
  protected derive(given: NativeCallOptions): (instance: Instance) => unknown {
    return (instance) => instance.run({ withOptions: { id: this.object.id, given } });
  }

  failure(): Failure | null {
    const { instance, id } = this.object;
    return (instance.run({ failure: id }) as Failure | undefined) ?? null;
  }
}

/** A form is sent as a `FormData`, which JavaScript makes; core sees none. */
class WasmPayload implements NativePayload {
  text(): void {}
  bytes(): void {}
  file(): void {}
  clear(): void {}
}

/** A request before it is sent: the arguments of its command. */
interface WasmRequest extends NativeRequest {
  readonly command: { kind: string; model: string; name: string };
}

function requestOf(kind: string, model: string, name = ""): NativeRequest {
  return { command: { kind, model, name } } as WasmRequest as NativeRequest;
}

/**
 * @internal
 * The interface of the native addon over a module.
 *
 * @param module - The compiled module, `flymyai.wasm`.
 */
export function wasmBinding(module: WebAssembly.Module): Binding {
  const runtime = new Runtime(module);
  const run = (command: unknown) => runtime.instance.run(command);
  const createRequest = (instance: Instance, request: NativeRequest) =>
    instance.run({ newRequest: (request as unknown as WasmRequest).command }) as number;

  class WasmCompletions implements Completions {
    hold(settle: Settle): void {
      runtime.hold(settle);
    }

    resume(): void {
      runtime.schedule();
    }

    release(): void {}
  }

  class WasmCancelToken extends InstanceObject implements CancelToken {
    constructor() {
      const { instance } = runtime;
      super(instance, instance.run("newCancelToken") as number);
    }

    cancel(): void {
      this.notify({ cancel: this.id });
    }
  }

  class WasmClient extends Client implements NativeClient {
    constructor(options: NativeOptions | ((instance: Instance) => unknown)) {
      const make = (instance: Instance) => instance.run({ newClient: options });
      super(runtime, typeof options === "function" ? options : make);
    }

    withOptions(given: NativeCallOptions): NativeClient {
      return new WasmClient(this.derive(given));
    }

    get baseUrl(): string {
      const { instance, id } = this.object;
      return instance.run({ baseUrl: id }) as string;
    }

    call(
      _: Completions,
      callId: number,
      operation: string,
      args: NativeArguments,
      cancelToken: CancelToken | undefined,
      _usesFetch: boolean,
      trace?: NativeTrace,
    ): string | null {
      const { instance, id } = this.object;
      const cancel = idOf(cancelToken, instance);
      const call = { id, callId, operation, args, cancel, trace: idOf(trace, instance) };
      return (instance.startCall(callId, { call }) as string | undefined) ?? null;
    }

    trace(operation: string, subject?: string): NativeTrace | null {
      const { instance, id } = this.object;
      const trace = instance.run({ trace: { id, operation, subject } });
      return trace === undefined ? null : new WasmTrace(instance, trace as number);
    }

    static runFailure(id: string, status: string, why?: string): Failure | null {
      return (run({ runFailure: { id, status, why } }) as Failure | undefined) ?? null;
    }

    static outputFailure(id: string, status: string, problems: [string, string][]): Failure {
      return run({ outputFailure: { id, status, problems } }) as Failure;
    }

    unreadableFailure(operation: string): Failure | null {
      return (run({ unreadableFailure: operation }) as Failure | undefined) ?? null;
    }

    eventStream(
      runId: string,
      timeout: number | undefined,
      pollInterval: number,
      _?: Completions,
      trace?: NativeTrace,
    ) {
      const { instance, id } = this.object;
      const stream = { id, runId, timeout, pollInterval, trace: idOf(trace, instance) };
      const events = instance.run({ eventStream: stream });
      return new WasmEventStream(instance, events as number);
    }

    runStream(operation: string, args: NativeArguments, _?: Completions, trace?: NativeTrace) {
      const { instance, id } = this.object;
      const stream = { id, operation, args, trace: idOf(trace, instance) };
      const events = instance.run({ runStream: stream });
      return new WasmEventStream(instance, events as number);
    }

    pageStream(operation: string, args: NativeArguments) {
      const { instance, id } = this.object;
      const rows = instance.run({ pageStream: { id, operation, args } });
      return new WasmBatchStream(instance, rows as number);
    }
  }

  class WasmInference extends Client implements NativeInference {
    static limitsFailure(limits: NativeLimits): Failure | null {
      return (run({ limitsFailure: limits }) as Failure | undefined) ?? null;
    }

    constructor(
      apiKey: string,
      baseUrl: string,
      limits: NativeLimits,
      _roots?: NativeTrustRoots,
      _log?: NativeLog,
      make?: (instance: Instance) => unknown,
    ) {
      const command = { newInference: { apiKey, baseUrl, limits } };
      super(runtime, make ?? ((instance) => instance.run(command)));
    }

    withOptions(given: NativeCallOptions): NativeInference {
      return new WasmInference("", "", {}, undefined, undefined, this.derive(given));
    }

    open(_: Completions, callId: number, request: NativeRequest, cancelToken?: CancelToken) {
      const { instance, id } = this.object;
      const cancel = idOf(cancelToken, instance);
      const open = { id, callId, request: createRequest(instance, request), cancel };
      return new WasmResponse(instance, instance.startCall(callId, { open }) as number);
    }

    stepper(request: NativeRequest): NativeCallStepper {
      const { instance, id } = this.object;
      const stepper = instance.run({ stepper: { id, request: createRequest(instance, request) } });
      return new WasmCallStepper(instance, stepper as number);
    }
  }

  class WasmEventDecoder extends InstanceObject implements NativeEventDecoder {
    constructor(limits: NativeLimits) {
      const { instance } = runtime;
      super(instance, instance.run({ newDecoder: limits }) as number);
    }

    push(bytes: Uint8Array): EventBatch {
      const result = this.run({ push: this.id }, bytes) as EventBatch | string;
      if (typeof result === "string") throw new Error(result);
      return result;
    }

    /** Frees the decoder, whose events have ended. */
    failure(status: number, reason: string): string | null {
      const failure = this.run({ incomplete: { id: this.id, status, reason } });
      this.free();
      return (failure as string | undefined) ?? null;
    }
  }

  class WasmBodySize extends InstanceObject implements NativeBodySize {
    constructor(limits: NativeLimits) {
      const { instance } = runtime;
      super(instance, instance.run({ newBodySize: limits }) as number);
    }

    add(bytes: number): Failure | null {
      return (this.run({ addSize: { id: this.id, bytes } }) as Failure | undefined) ?? null;
    }
  }

  const variables = () => run("variableNames") as { apiKey: string; baseUrl: string };
  return {
    get API_KEY_ENV() {
      return variables().apiKey;
    },
    get BASE_URL_ENV() {
      return variables().baseUrl;
    },
    get fetch() {
      return availableFetch();
    },
    CancelToken: WasmCancelToken,
    Completions: WasmCompletions,
    NativeExchange: WasmExchange,
    NativeClient: WasmClient,
    NativeInference: WasmInference,
    directoryFiles: async (path) => {
      return { files: [], failure: { message: run("directoryFailure") as string, path } };
    },
    NativePayload: WasmPayload,
    formLayout: (fields, consumed) =>
      run({ formLayout: { fields, consumed } }) as FormLayout | Failure,
    streamFailure: (reason) => run({ streamFailure: reason ?? null }) as Failure,
    NativeEventDecoder: WasmEventDecoder,
    NativeBodySize: WasmBodySize,
    NativeRequest: {
      predict: (model) => requestOf("predict", model),
      stream: (model) => requestOf("stream", model),
      startTask: (model) => requestOf("startTask", model),
      taskResult: (model, id) => requestOf("taskResult", model, id),
      document: (model, name) => requestOf("document", model, name),
      isRetryableStatus: (status) => run({ isRetryableStatus: status }) as boolean,
      statusCode: (status) => run({ statusCode: status }) as { code: string; hint: string },
      pollDelay: (status, failures) =>
        (run({ pollDelay: { status, failures } }) as number | undefined) ?? null,
    },
  };
}
