import type { NativeBatchStream, NativeEventStream, NativeTrace } from "../native/agents.js";
import type {
  CancelToken,
  Completions,
  Failure,
  FetchRequest,
  Freeable,
  HostCall,
  NativeExchange,
  Result,
  ThrownDetails,
} from "../native/calls.js";
import type { NativeCallStepper, NativeResponse } from "../native/inference.js";
import { freeNow, freeWithOwner, type Handle, type Instance } from "./instance.js";

// Objects of one instance: calls, streams and responses. After a panic of the instance they have failed.

/** @internal An object of one instance. */
export class InstanceObject implements Handle, Freeable {
  readonly instance: Instance;
  readonly id: number;
  #isFreed = false;

  constructor(instance: Instance, id: number) {
    this.instance = instance;
    this.id = id;
    freeWithOwner(this, { instance, id });
  }

  get isFreed(): boolean {
    return this.#isFreed;
  }

  free(): void {
    if (this.#isFreed) return;
    this.#isFreed = true;
    freeNow(this, this);
  }

  protected run(command: unknown, bytes?: Uint8Array): unknown {
    return this.#isFreed ? undefined : this.instance.run(command, bytes);
  }

  protected notify(command: unknown, bytes?: Uint8Array): void {
    if (!this.#isFreed) this.instance.notify(command, bytes);
  }

  /** Starts a call; that of a freed object ends without a result. */
  protected startCall(callId: number, command: unknown, ended?: (result: Result) => void): void {
    if (this.#isFreed) this.instance.endCall(callId);
    else this.instance.startCall(callId, command, ended);
  }
}

/** @internal The number of an object of this instance: a fresh one has other objects. */
export function idOf(
  other: CancelToken | NativeTrace | undefined,
  instance: Instance,
): number | undefined {
  const object = other as InstanceObject | undefined;
  return object?.instance === instance && !object.isFreed ? object.id : undefined;
}

/** @internal */
export class WasmExchange extends InstanceObject implements NativeExchange {
  static accept(call: HostCall): NativeExchange {
    const { instance, id } = call as unknown as Handle;
    return new WasmExchange(instance, id);
  }

  request(): FetchRequest | null {
    return (this.run({ request: this.id }) as FetchRequest | undefined) ?? null;
  }

  respond(status: number, reason: string, headers: string[]): void {
    this.notify({ respond: { id: this.id, status, reason, headers } });
  }

  nextCallback(_: Completions, callId: number): void {
    this.startCall(callId, { nextCallback: { id: this.id, callId } });
  }

  provide(bytes: Uint8Array): void {
    this.notify({ provide: this.id }, bytes);
  }

  end(): void {
    this.notify({ end: this.id });
  }

  fail(details: ThrownDetails): void {
    this.notify({ fail: { id: this.id, details } });
  }
}

/** @internal */
export class WasmTrace extends InstanceObject implements NativeTrace {
  setHeaders(headers: [string, string][]): void {
    this.notify({ traceHeaders: { id: this.id, headers } });
  }

  discardEvents(): void {
    this.notify({ discardEvents: this.id });
  }

  fail(name: string, text: string, isInterruption: boolean, code?: string): void {
    const failure = { name, text, isInterruption, code };
    this.notify({ failTrace: { id: this.id, failure } });
  }

  take(): string | null {
    return (this.run({ takeTrace: this.id }) as string | undefined) ?? null;
  }
}

/** @internal */
export class WasmBatchStream extends InstanceObject implements NativeBatchStream {
  next(_: Completions, callId: number, cancelToken?: CancelToken): void {
    const cancel = idOf(cancelToken, this.instance);
    this.startCall(callId, { nextBatch: { id: this.id, callId, cancel } });
  }

  close(): void {
    this.free();
  }
}

/** @internal */
export class WasmEventStream extends WasmBatchStream implements NativeEventStream {
  record(): string | null {
    return (this.run({ record: this.id }) as string | undefined) ?? null;
  }

  recordHeaders(): string[] | null {
    return (this.run({ recordHeaders: this.id }) as string[] | undefined) ?? null;
  }

  timeoutFailure(): Failure | null {
    return (this.run({ timeoutFailure: this.id }) as Failure | undefined) ?? null;
  }
}

/** @internal */
export class WasmResponse extends InstanceObject implements NativeResponse {
  chunk(_: Completions, callId: number): void {
    this.#read(callId, "chunk", (result) => result === undefined);
  }

  events(_: Completions, callId: number): void {
    // Their end is followed by `failure`.
    this.#read(callId, "events", () => false);
  }

  text(_: Completions, callId: number): void {
    this.#read(callId, "text", () => true);
  }

  failure(status: number, reason: string): string | null {
    const failure = this.run({ incomplete: { id: this.id, status, reason } });
    this.free();
    return (failure as string | undefined) ?? null;
  }

  close(): void {
    this.free();
  }

  /** Reads the body, and frees the response after its last part. */
  #read(callId: number, format: string, isLast: (result: Result) => boolean): void {
    this.startCall(callId, { read: { id: this.id, callId, format } }, (result) => {
      const hasFailed = typeof result === "object" && "kind" in result;
      if (hasFailed || isLast(result)) this.free();
    });
  }
}

/** @internal */
export class WasmCallStepper extends InstanceObject implements NativeCallStepper {
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
    const failure = this.run({ failure: this.id });
    this.free();
    return (failure as Failure | undefined) ?? null;
  }
}
