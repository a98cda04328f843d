import { HOST_CALL } from "../internal/host-call.js";
import { decodeText, encodeText } from "../internal/utf8.js";
import type { Failure, Result } from "../native/calls.js";
import { fillRandom, variable } from "../platform.js";

// An instance of the WebAssembly module, `bindings-wasm`: commands, timers and outcomes.

/** The functions of the module. */
interface Exports {
  memory: WebAssembly.Memory;
  start(): void;
  allocate(length: number): number;
  free(pointer: number, length: number): void;
  command(pointer: number, length: number, bytes: number, bytesLength: number): bigint;
  next_outcome(isFirst: number): number;
  timer_fired(id: number): void;
}

/** @internal Outcomes that are handed over together. */
export interface Batch {
  callIds: number[];
  statuses: number[];
  results: Result[];
  more: boolean;
}

// The kinds of `outcomes.rs`; others have no content.
const KIND_TEXT = 1;
const KIND_BYTES = 2;
const KIND_JSON = 3;
const KIND_HOST_CALL = 4;

/** The longest time of a timer, in milliseconds. */
const MAX_TIMEOUT = 2 ** 31 - 1;
/** The most bytes of one call of `getRandomValues`. */
const MAX_RANDOM = 65536;

// Taken here, because tests replace the globals.
const { clearTimeout, setTimeout, URL } = globalThis;
const elapsed = performance.now.bind(performance);
const sinceEpoch = Date.now;

/** The normal form of a URL, in a document of the base if there is one; `undefined` if it is invalid. */
function normalUrl(text: string, base: string): string | undefined {
  try {
    return new URL(text, base || undefined).href;
  } catch {
    return undefined;
  }
}

/** Reads JSON in which `null` means a missing property. */
function parseJson(text: string): unknown {
  // A reviver is slow, and most results have no `null`.
  if (!text.includes("null")) return JSON.parse(text);
  return JSON.parse(text, (_, value) => (value === null ? undefined : value));
}

/** Writes JSON: numbers that it does not have as text, and text as UTF-8 can hold it. */
function writeJson(command: unknown): string {
  return JSON.stringify(command, (_, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) return String(value);
    return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function failureOf(message: string): Failure {
  const hint = "Report this error with its text: it is a defect of the package.";
  return {
    kind: "internal",
    errorCode: "internal",
    hint,
    message,
    attempts: 0,
    isTransient: false,
  };
}

/** @internal An exchange or another object of one instance. */
export interface Handle {
  readonly instance: Instance;
  readonly id: number;
}

// Workers may lack it; objects are also freed at their known ends.
const registry =
  typeof FinalizationRegistry === "function"
    ? new FinalizationRegistry<Handle>(({ instance, id }) => instance.notify({ free: id }))
    : undefined;

/** @internal Frees the object of the module when JavaScript's is collected. */
export function freeWithOwner(owner: object, handle: Handle): void {
  registry?.register(owner, handle, owner);
}

/** @internal Frees the object of the module now. */
export function freeNow(owner: object, { instance, id }: Handle): void {
  registry?.unregister(owner);
  instance.notify({ free: id });
}

/** @internal One instance. After a panic, it and its calls have failed. */
export class Instance {
  readonly #exports: Exports;
  readonly #wake: () => void;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  /** The calls without an outcome, and who is told its result. */
  readonly #calls = new Map<number, ((result: Result) => void) | undefined>();
  /** Calls that have ended before they were started. */
  readonly #ended: number[] = [];
  #panic: string | undefined;
  #failure: Failure | undefined;

  /**
   * @param module - The compiled module.
   * @param wake - Is called when outcomes are ready, possibly within a command.
   */
  constructor(module: WebAssembly.Module, wake: () => void) {
    this.#wake = wake;
    const host = {
      elapsed,
      since_epoch: sinceEpoch,
      start_timer: (id: number, milliseconds: number) => this.#startTimer(id, milliseconds),
      stop_timer: (id: number) => this.#stopTimer(id),
      fill_random: (pointer: number, length: number) => {
        const bytes = this.#view(pointer, length);
        for (let start = 0; start < length; start += MAX_RANDOM) {
          fillRandom(bytes.subarray(start, start + MAX_RANDOM));
        }
      },
      variable: (pointer: number, length: number) => {
        return this.#pack(variable(decodeText(this.#view(pointer, length))));
      },
      normal_url: (pointer: number, length: number, base: number, baseLength: number) => {
        const text = decodeText(this.#view(pointer, length));
        return this.#pack(normalUrl(text, decodeText(this.#view(base, baseLength))));
      },
      panicked: (pointer: number, length: number) => {
        this.#panic = decodeText(this.#view(pointer, length));
      },
      wake,
    };
    const { exports } = new WebAssembly.Instance(module, { host });
    this.#exports = exports as unknown as Exports;
    this.#exports.start();
  }

  /** Whether the instance has failed: it has panicked. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * Runs a command.
   *
   * @param command - The command, as `command.rs` reads it.
   * @param bytes - Its bytes, if it takes some.
   * @returns The result; `undefined` if there is none.
   * @throws Error when the instance panics or has panicked.
   */
  run(command: unknown, bytes?: Uint8Array): unknown {
    // As the addon does: mocks of a `fetch` may return anything.
    if (bytes !== undefined && !(bytes instanceof Uint8Array) && !ArrayBuffer.isView(bytes)) {
      throw new TypeError("bytes must be a Uint8Array");
    }
    const text = encodeText(writeJson(command));
    const [pointer, length] = this.#write(text);
    const [bytesPointer, bytesLength] = bytes ? this.#write(bytes) : [0, 0];
    const packed = this.#enter((exports) =>
      exports.command(pointer, length, bytesPointer, bytesLength),
    );
    const result = packed && this.#take(Number(packed >> 32n), Number(packed & 0xffffffffn));
    if (!result) return undefined;
    const value = parseJson(decodeText(result));
    const { malformed } = (value ?? {}) as { malformed?: string };
    if (malformed !== undefined) throw new Error(`invalid command: ${malformed}`);
    return value;
  }

  /**
   * Runs a command that starts a call. A panic is the call's outcome.
   *
   * @param callId - The id of the call.
   * @param command - The command.
   * @param ended - Is called with the result of the call.
   */
  startCall(callId: number, command: unknown, ended?: (result: Result) => void): unknown {
    this.#calls.set(callId, ended);
    try {
      return this.run(command);
    } catch (error) {
      if (this.hasFailed) {
        this.#wake();
        return undefined;
      }
      this.#calls.delete(callId);
      throw error;
    }
  }

  /** Ends a call without a result. */
  endCall(callId: number): void {
    this.#ended.push(callId);
    this.#wake();
  }

  /**
   * Runs a command without a result. A panic is not thrown, since the pending calls report it: the
   * callers of this method have no caller that could handle it.
   */
  notify(command: unknown, bytes?: Uint8Array): void {
    if (this.hasFailed) return;
    try {
      this.run(command, bytes);
    } catch (error) {
      if (!this.hasFailed) throw error;
    }
  }

  /** Takes the outcomes that are ready, up to a limit. */
  takeOutcomes(): Batch {
    const batch: Batch = { callIds: [], statuses: [], results: [], more: false };
    const add = (callId: number, status: number, result: Result) => {
      batch.callIds.push(callId);
      batch.statuses.push(status);
      batch.results.push(result);
    };
    const next = (isFirst: number) => this.#enter((exports) => exports.next_outcome(isFirst));
    try {
      for (let record = next(1); record !== 0; record = next(0)) {
        const fields = new Uint32Array(this.#exports.memory.buffer, record, 6);
        const [callId = 0, status = 0, kind = 0, pointer = 0, length = 0, more = 0] = fields;
        batch.more = more !== 0;
        if (kind === KIND_HOST_CALL) {
          add(callId, HOST_CALL, { instance: this, id: pointer } as Result);
        } else {
          const result = this.#content(kind, pointer, length);
          add(callId, status, result);
          const ended = this.#calls.get(callId);
          this.#calls.delete(callId);
          ended?.(result);
        }
      }
    } catch {
      // The calls have failed.
    }
    for (const callId of this.#ended.splice(0)) add(callId, 0, undefined);
    if (this.#failure) {
      for (const callId of this.#calls.keys()) add(callId, 0, this.#failure);
      this.#calls.clear();
      batch.more = false;
    }
    return batch;
  }

  /** The content of an outcome; a failure if it can't be read, for example for lack of memory. */
  #content(kind: number, pointer: number, length: number): Result {
    try {
      const bytes = this.#take(pointer, length);
      if (kind === KIND_BYTES) return bytes;
      if (kind === KIND_TEXT) return decodeText(bytes);
      return kind === KIND_JSON ? (parseJson(decodeText(bytes)) as Result) : undefined;
    } catch (error) {
      if (this.#failure) throw error;
      return failureOf(`the outcome of the call can't be read: ${reasonOf(error)}`);
    }
  }

  /** Calls the module and nothing else: what it throws is a trap, which ends the instance. */
  #enter<T>(work: (exports: Exports) => T): T {
    if (this.#failure) throw new Error(this.#failure.message);
    try {
      return work(this.#exports);
    } catch (error) {
      const { message } = this.#fail(this.#panic ?? reasonOf(error));
      throw new Error(message, { cause: error });
    }
  }

  /** Ends the instance; its calls have this failure. */
  #fail(reason: string): Failure {
    // The module may have called a function that has called the module.
    if (this.#failure) return this.#failure;
    this.#failure = failureOf(`internal error in flymyai-js-client, please report it: ${reason}`);
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#wake();
    return this.#failure;
  }

  #startTimer(id: number, milliseconds: number): void {
    const fired = () => {
      this.#timers.delete(id);
      try {
        this.#enter((exports) => exports.timer_fired(id));
      } catch {
        // The calls have failed.
      }
    };
    const timer = setTimeout(fired, Math.min(Math.ceil(milliseconds), MAX_TIMEOUT));
    this.#timers.set(id, timer);
  }

  #stopTimer(id: number): void {
    const timer = this.#timers.get(id);
    this.#timers.delete(id);
    clearTimeout(timer);
  }

  /** Copies bytes into the memory of the module, which takes them over. */
  #write(bytes: Uint8Array): [pointer: number, length: number] {
    if (bytes.length === 0) return [0, 0];
    const pointer = this.#enter((exports) => exports.allocate(bytes.length));
    this.#view(pointer, bytes.length).set(bytes);
    return [pointer >>> 0, bytes.length];
  }

  /** Copies a text into the memory of the module: its address and length as one number. */
  #pack(text: string | undefined): bigint {
    if (!text) return 0n;
    const [address, size] = this.#write(encodeText(text));
    return (BigInt(address) << 32n) | BigInt(size);
  }

  /** Copies bytes out of the memory of the module, and frees them there. */
  #take(pointer: number, length: number): Uint8Array<ArrayBuffer> {
    try {
      return this.#view(pointer, length).slice();
    } finally {
      if (length > 0) this.#enter((exports) => exports.free(pointer, length));
    }
  }

  // Made anew each time: the memory may have grown.
  #view(pointer: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#exports.memory.buffer as ArrayBuffer, pointer >>> 0, length);
  }
}
