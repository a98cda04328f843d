import type {
  Binding,
  CancelToken,
  Completions,
  EventBatch,
  Failure,
  FetchRequest,
  HostCall,
  NativeArguments,
  NativeCallStepper,
  NativeClient,
  NativeEventDecoder,
  NativeEventStream,
  NativeExchange,
  NativeInference,
  NativeLimits,
  NativeOptions,
  NativePayload,
  NativeRequest,
  NativeResponse,
  Settle,
  ThrownDetails,
} from "../native/binding.js";
import { dropWith, type Handle, Instance, soon } from "./instance.js";

// The classes of the native addon, over an instance of the WebAssembly module. After a panic the
// next call starts a fresh instance: clients continue in it, other objects have failed.

const originalFetch = globalThis.fetch;

/** Calls the runtime's own `fetch`, as it was when the package was loaded. */
const builtInFetch: typeof fetch = (...args) => originalFetch(...args);

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

  /** The living instance. */
  get instance(): Instance {
    if (this.#instance === undefined || this.#instance.isDead) {
      const instance: Instance = new Instance(this.#module, () => this.#wake(instance));
      this.#instance = instance;
    }
    return this.#instance;
  }

  hold(settle: Settle): void {
    this.#settle = settle;
    this.schedule();
  }

  /** Hands over outcomes soon. */
  schedule(): void {
    if (this.#isScheduled || this.#settle === undefined || this.#woken.size === 0) return;
    this.#isScheduled = true;
    soon(() => this.#flush());
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

/** An object that lives in one instance. */
class InstanceObject implements Handle {
  readonly instance: Instance;
  readonly id: number;

  constructor(instance: Instance, id: number) {
    this.instance = instance;
    this.id = id;
    dropWith(this, { instance, id });
  }

  protected run(command: unknown, bytes?: Uint8Array): unknown {
    return this.instance.run(command, bytes);
  }
}

/** A client: made anew in a fresh instance. */
class Client {
  readonly #runtime: Runtime;
  readonly #command: unknown;
  #object: InstanceObject | undefined;
  #isClosed = false;

  constructor(runtime: Runtime, command: unknown) {
    this.#runtime = runtime;
    this.#command = command;
  }

  protected get object(): InstanceObject {
    const { instance } = this.#runtime;
    if (this.#object?.instance !== instance) {
      this.#object = new InstanceObject(instance, instance.run(this.#command) as number);
      if (this.#isClosed) instance.run({ close: this.#object.id });
    }
    return this.#object;
  }

  get acceptsInvalidCerts(): boolean {
    // The runtime's `fetch` decides, and warns.
    return false;
  }

  close(): void {
    this.#isClosed = true;
    const { instance, id } = this.object;
    instance.run({ close: id });
  }

  failure(): Failure | null {
    const { instance, id } = this.object;
    return (instance.run({ failure: id }) as Failure | undefined) ?? null;
  }
}

/** The number of a token of this instance: a fresh one has other objects. */
function idOf(token: CancelToken | undefined, instance: Instance): number | undefined {
  const object = token as InstanceObject | undefined;
  return object?.instance === instance ? object.id : undefined;
}

class WasmExchange extends InstanceObject implements NativeExchange {
  static accept(call: HostCall): NativeExchange {
    const { instance, id } = call as unknown as Handle;
    return new WasmExchange(instance, id);
  }

  request(): FetchRequest | null {
    return (this.run({ request: this.id }) as FetchRequest | undefined) ?? null;
  }

  respond(status: number, reason: string, headers: string[]): void {
    this.#report({ respond: { id: this.id, status, reason, headers } });
  }

  nextCallback(_: Completions, callId: number): void {
    this.instance.startCall(callId, { nextCallback: { id: this.id, callId } });
  }

  provide(bytes: Uint8Array): void {
    this.#report({ provide: this.id }, bytes);
  }

  end(): void {
    this.#report({ end: this.id });
  }

  fail(details: ThrownDetails): void {
    this.#report({ fail: { id: this.id, details } });
  }

  /** The calls of an instance that has panicked need no report. */
  #report(command: unknown, bytes?: Uint8Array): void {
    if (!this.instance.isDead) this.run(command, bytes);
  }
}

class WasmEventStream extends InstanceObject implements NativeEventStream {
  next(_: Completions, callId: number, cancelToken?: CancelToken): void {
    const cancel = idOf(cancelToken, this.instance);
    this.instance.startCall(callId, { nextEvents: { id: this.id, callId, cancel } });
  }

  timeoutFailure(): Failure | null {
    return (this.run({ timeoutFailure: this.id }) as Failure | undefined) ?? null;
  }

  close(): void {
    if (!this.instance.isDead) this.run({ close: this.id });
  }
}

class WasmResponse extends InstanceObject implements NativeResponse {
  chunk(_: Completions, callId: number): void {
    this.instance.startCall(callId, { read: { id: this.id, callId, format: "chunk" } });
  }

  events(_: Completions, callId: number): void {
    this.instance.startCall(callId, { read: { id: this.id, callId, format: "events" } });
  }

  text(_: Completions, callId: number): void {
    this.instance.startCall(callId, { read: { id: this.id, callId, format: "text" } });
  }

  failure(status: number, reason: string): string | null {
    const failure = this.run({ incomplete: { id: this.id, status, reason } });
    return (failure as string | undefined) ?? null;
  }

  close(): void {
    if (!this.instance.isDead) this.run({ close: this.id });
  }
}

class WasmCallStepper extends InstanceObject implements NativeCallStepper {
  next(): FetchRequest | null {
    return (this.run({ request: this.id }) as FetchRequest | undefined) ?? null;
  }

  resume(status: number, reason: string): void {
    this.run({ respond: { id: this.id, status, reason, headers: [] } });
  }

  throw(details: ThrownDetails): void {
    this.run({ fail: { id: this.id, details } });
  }

  failure(): Failure | null {
    return (this.run({ failure: this.id }) as Failure | undefined) ?? null;
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
  const sent = (instance: Instance, request: NativeRequest) =>
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
      if (!this.instance.isDead) this.run({ cancel: this.id });
    }
  }

  class WasmClient extends Client implements NativeClient {
    constructor(options: NativeOptions) {
      const { maxRetries } = options;
      const count = maxRetries && Math.min(maxRetries, 2 ** 32 - 1);
      super(runtime, { newClient: { ...options, maxRetries: count } });
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
    ): void {
      const { instance, id } = this.object;
      const cancel = idOf(cancelToken, instance);
      instance.startCall(callId, { call: { id, callId, operation, args, cancel } });
    }

    eventStream(runId: string, timeout: number | undefined, pollInterval: number) {
      const { instance, id } = this.object;
      const events = instance.run({ eventStream: { id, runId, timeout, pollInterval } });
      return new WasmEventStream(instance, events as number);
    }
  }

  class WasmInference extends Client implements NativeInference {
    static limitsFailure(limits: NativeLimits): Failure | null {
      return (run({ limitsFailure: limits }) as Failure | undefined) ?? null;
    }

    constructor(apiKey: string, baseUrl: string, limits: NativeLimits) {
      super(runtime, { newInference: { apiKey, baseUrl, limits } });
    }

    open(_: Completions, callId: number, request: NativeRequest, cancelToken?: CancelToken) {
      const { instance, id } = this.object;
      const cancel = idOf(cancelToken, instance);
      const open = { id, callId, request: sent(instance, request), cancel };
      return new WasmResponse(instance, instance.startCall(callId, { open }) as number);
    }

    stepper(request: NativeRequest): NativeCallStepper {
      const { instance, id } = this.object;
      const stepper = instance.run({ stepper: { id, request: sent(instance, request) } });
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

    failure(status: number, reason: string): string | null {
      const failure = this.run({ incomplete: { id: this.id, status, reason } });
      return (failure as string | undefined) ?? null;
    }
  }

  return {
    fetch: builtInFetch,
    CancelToken: WasmCancelToken,
    Completions: WasmCompletions,
    NativeExchange: WasmExchange,
    NativeClient: WasmClient,
    NativeInference: WasmInference,
    NativePayload: WasmPayload,
    NativeEventDecoder: WasmEventDecoder,
    NativeRequest: {
      predict: (model) => requestOf("predict", model),
      stream: (model) => requestOf("stream", model),
      startTask: (model) => requestOf("startTask", model),
      taskResult: (model, id) => requestOf("taskResult", model, id),
      document: (model, name) => requestOf("document", model, name),
      isRetryableStatus: (status) => run({ isRetryableStatus: status }) as boolean,
      pollDelay: (status, failures) =>
        (run({ pollDelay: { status, failures } }) as number | undefined) ?? null,
    },
  };
}
