import type { NativeClient, NativeTrace } from "./native/binding.js";
import { sendsTraceHeaders, warn } from "./platform.js";

// The spans of OpenTelemetry for calls that follow runs, if the program has registered its API. Core
// determines the names, attributes and events of the spans; see `CallTrace` there.

/** The global in which `@opentelemetry/api` 1.x keeps what a program has registered. */
const API = Symbol.for("opentelemetry.js.api.1");
/** The key of the span in a context, as the API makes it. */
const SPAN_KEY = Symbol.for("OpenTelemetry Context Key SPAN");
const TRACER = "flymyai-js-client";
/** Values of the API's enums `SpanKind` and `SpanStatusCode`. */
const CLIENT = 2;
const ERROR = 2;

type Attributes = Record<string, string | number>;

/** @internal The context of a span, as the API defines it. */
export interface Context {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): Context;
  deleteValue(key: symbol): Context;
}

interface Span {
  /** The SDK's spans have it; the API does not define it. */
  readonly name?: string;
  updateName(name: string): unknown;
  isRecording(): boolean;
  setAttributes(attributes: Attributes): unknown;
  addEvent(name: string, attributes: Attributes, time?: [number, number]): unknown;
  recordException(error: unknown): void;
  setStatus(status: { code: number; message: string }): unknown;
  end(): void;
}

interface Tracer {
  startSpan(
    name: string,
    options: { kind: number; attributes: Attributes },
    context: Context,
  ): Span;
}

/** The objects that a program registers. */
interface Api {
  trace?: { getTracer(name: string): Tracer };
  context?: { active(): Context; with<T>(context: Context, work: () => T): T };
  propagation?: {
    inject(context: Context, carrier: unknown, setter: unknown): void;
  };
}

/** The state of a span as core writes it. */
interface State {
  /** Missing for a call that makes no span. */
  name?: string;
  attributes: Attributes;
  events: { name: string; attributes: Attributes; time?: [number, number] }[];
  failure?: { type: string; text: string; isException: boolean };
}

/** An empty context, for a program without a context manager. */
class OwnContext implements Context {
  readonly #values: ReadonlyMap<symbol, unknown>;

  constructor(values: ReadonlyMap<symbol, unknown> = new Map()) {
    this.#values = values;
  }

  getValue(key: symbol): unknown {
    return this.#values.get(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new OwnContext(new Map([...this.#values, [key, value]]));
  }

  deleteValue(key: symbol): Context {
    return new OwnContext(new Map([...this.#values].filter(([name]) => name !== key)));
  }
}

let hasWarned = false;

/**
 * Does a step of a span. Its error is not that of the call, whose result must not be lost: the first
 * one of the process is a warning, and the step is left out.
 */
function guarded<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!hasWarned) {
      hasWarned = true;
      const text = "OpenTelemetry has failed; calls continue without a part of their spans";
      warn(`${text}: ${error instanceof Error ? error.message : typeof error}`);
    }
    return undefined;
  }
}

function registered(): Api | undefined {
  const api = (globalThis as unknown as Record<symbol, Api | undefined>)[API];
  return api?.trace && api;
}

/** @internal The caller's context, if something is traced. */
export function callerContext(): Context | undefined {
  return guarded(() => registered()?.context?.active());
}

/**
 * @internal
 * The span of a call; `undefined` if nothing is traced, or the call has none.
 *
 * @param native - The client.
 * @param operation - The name of the operation in core.
 * @param id - The id that it is called with.
 * @param parent - The context of the caller, if it is not that of now.
 */
export function callSpan(
  native: NativeClient,
  operation: string,
  id: string | undefined,
  parent?: Context,
): CallSpan | undefined {
  const api = registered();
  const trace = api && native.trace(operation, id);
  return trace ? new CallSpan(api, trace, parent) : undefined;
}

/** @internal The span of one call. No error of OpenTelemetry leaves its methods. */
export class CallSpan {
  /** The facts of the call, which core collects. */
  readonly trace: NativeTrace;
  readonly #api: Api;
  #context: Context;
  #span: Span | undefined;
  #name: string | undefined;
  #hasEnded = false;

  constructor(api: Api, trace: NativeTrace, parent: Context | undefined) {
    this.trace = trace;
    this.#api = api;
    this.#context = parent ?? guarded(() => api.context?.active()) ?? new OwnContext();
    guarded(() => this.#start());
    if (!guarded(() => this.#span?.isRecording())) trace.discardEvents();
    if (sendsTraceHeaders()) guarded(() => this.#setHeaders());
  }

  #start(): void {
    const { name, attributes } = this.#take();
    if (name === undefined) return;
    this.#name = name;
    const tracer = this.#api.trace?.getTracer(TRACER);
    this.#span = tracer?.startSpan(name, { kind: CLIENT, attributes }, this.#context);
    this.#context = this.#context.setValue(SPAN_KEY, this.#span);
  }

  #setHeaders(): void {
    const headers: [string, string][] = [];
    const set = (_: unknown, name: string, value: unknown) => headers.push([name, String(value)]);
    this.#api.propagation?.inject(this.#context, headers, { set });
    this.trace.setHeaders(headers);
  }

  /** Does the work of the call in the context of the span, and ends the span. */
  async follow<T>(
    work: (trace: NativeTrace) => Promise<T>,
    signal: AbortSignal | null | undefined,
  ): Promise<T> {
    let result: T;
    try {
      result = await this.run(() => work(this.trace));
    } catch (error) {
      this.fail(error, signal);
      throw error;
    }
    this.end();
    return result;
  }

  /** Does work in the context of the span. */
  run<T>(work: () => T): T {
    const { context } = this.#api;
    if (!context) return work();
    // The result is kept here: the context manager may fail before the work and after it.
    let done: (() => T) | undefined;
    guarded(() =>
      context.with(this.#context, () => {
        done = settled(work);
      }),
    );
    return done ? done() : work();
  }

  /** Opens the stream of the call; a failure ends the span. */
  open<T>(open: () => T): T {
    try {
      return open();
    } catch (error) {
      this.fail(error, undefined);
      throw error;
    }
  }

  /** Ends the span; later calls have no effect. */
  end(): void {
    this.#end();
  }

  /** Ends the span of a call that has failed, or that the signal has cancelled. */
  fail(error: unknown, signal: AbortSignal | null | undefined): void {
    if (this.#hasEnded) return;
    guarded(() => {
      const { code, name, message } = Object(error);
      this.trace.fail(
        typeof name === "string" ? name : "",
        textOf(message ?? error),
        signal?.aborted === true && error === signal.reason,
        typeof code === "string" ? code : undefined,
      );
    });
    this.#end(error);
  }

  #end(error?: unknown): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const span = this.#span;
    if (span) {
      if (guarded(() => span.isRecording())) this.#describe(span, error);
      guarded(() => span.end());
    }
    this.trace.discardEvents();
    this.trace.free?.();
  }

  #describe(span: Span, error: unknown): void {
    const { name, attributes, events, failure } = this.#take();
    guarded(() => {
      // The agent was not known at the start, and the program has not renamed the span.
      if (name && name !== this.#name && span.name === this.#name) span.updateName(name);
    });
    guarded(() => span.setAttributes(attributes));
    guarded(() => {
      for (const { name, attributes, time } of events) span.addEvent(name, attributes, time);
    });
    if (!failure) return;
    if (failure.isException) guarded(() => span.recordException(error));
    guarded(() => {
      span.setAttributes({ "error.type": failure.type });
      span.setStatus({ code: ERROR, message: failure.text });
    });
  }

  #take(): State {
    return JSON.parse(this.trace.take() ?? '{"attributes":{},"events":[]}') as State;
  }
}

/** The text of a value that was thrown; not all values have one. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "";
  }
}

/** Does work, and returns a function with its result. */
function settled<T>(work: () => T): () => T {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** Ends the spans of streams that were neither read to their end nor closed. */
const abandoned =
  typeof FinalizationRegistry === "undefined"
    ? undefined
    : new FinalizationRegistry((span: CallSpan) => span.end());

/** @internal Ends the span together with its owner, at the latest. Some workers have no such registry. */
export function endWithOwner(owner: object, span: CallSpan): void {
  abandoned?.register(owner, span);
}
