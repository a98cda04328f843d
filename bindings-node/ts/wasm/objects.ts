import type {
  CancelToken,
  Completions,
  Failure,
  FetchRequest,
  HostCall,
  NativeBatchStream,
  NativeCallStepper,
  NativeEventStream,
  NativeExchange,
  NativeResponse,
  ThrownDetails,
} from "../native/binding.js";
import { dropWith, type Handle, type Instance } from "./instance.js";

// Objects of one instance: calls, streams and responses. After a panic of the instance they have failed.

/** @internal An object that lives in one instance. */
export class InstanceObject implements Handle {
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

/** @internal The number of a token of this instance: a fresh one has other objects. */
export function idOf(token: CancelToken | undefined, instance: Instance): number | undefined {
  const object = token as InstanceObject | undefined;
  return object?.instance === instance ? object.id : undefined;
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
    this.instance.notify({ respond: { id: this.id, status, reason, headers } });
  }

  nextCallback(_: Completions, callId: number): void {
    this.instance.startCall(callId, { nextCallback: { id: this.id, callId } });
  }

  provide(bytes: Uint8Array): void {
    this.instance.notify({ provide: this.id }, bytes);
  }

  end(): void {
    this.instance.notify({ end: this.id });
  }

  fail(details: ThrownDetails): void {
    this.instance.notify({ fail: { id: this.id, details } });
  }
}

/** @internal */
export class WasmBatchStream extends InstanceObject implements NativeBatchStream {
  next(_: Completions, callId: number, cancelToken?: CancelToken): void {
    const cancel = idOf(cancelToken, this.instance);
    this.instance.startCall(callId, { nextBatch: { id: this.id, callId, cancel } });
  }

  close(): void {
    this.instance.notify({ close: this.id });
  }
}

/** @internal */
export class WasmEventStream extends WasmBatchStream implements NativeEventStream {
  timeoutFailure(): Failure | null {
    return (this.run({ timeoutFailure: this.id }) as Failure | undefined) ?? null;
  }
}

/** @internal */
export class WasmResponse extends InstanceObject implements NativeResponse {
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
    this.instance.notify({ close: this.id });
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
    return (this.run({ failure: this.id }) as Failure | undefined) ?? null;
  }
}
