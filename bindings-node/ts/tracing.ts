import type { NativeClient, NativeTrace } from "./native/binding.js";
import { sendsTraceHeaders } from "./platform.js";

// The spans of OpenTelemetry for calls that follow runs, if the program has registered its API. Core
// knows the names, attributes and events of the spans; see `CallTrace` there.

/** The global in which `@opentelemetry/api` 1.x keeps what a program has registered. */
const API = Symbol.for("opentelemetry.js.api.1");
/** The key of the span in a context, as the API makes it. */
const SPAN_KEY = Symbol.for("OpenTelemetry Context Key SPAN");
const TRACER = "flymyai-js-client";
/** Values of the API's enums `SpanKind` and `SpanStatusCode`. */
const CLIENT = 2;
const ERROR = 2;
/** The `error.type` of a call that was cancelled. */
const CANCELLED = "cancelled";

type Attributes = Record<string, string | number>;

/** @internal The context of a span, as the API defines it. */
export interface Context {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): Context;
  deleteValue(key: symbol): Context;
}

interface Span {
  isRecording(): boolean;
  updateName(name: string): unknown;
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
  failure?: { code: string; text: string };
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

function registered(): Api | undefined {
  const api = (globalThis as unknown as Record<symbol, Api | undefined>)[API];
  return api?.trace && api;
}

/** @internal The caller's context, if something is traced. */
export function callerContext(): Context | undefined {
  return registered()?.context?.active();
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

/** @internal The span of one call. */
export class CallSpan {
  /** What core knows of the call. */
  readonly trace: NativeTrace;
  readonly #api: Api;
  #context: Context;
  #span: Span | undefined;

  constructor(api: Api, trace: NativeTrace, parent: Context | undefined) {
    this.trace = trace;
    this.#api = api;
    this.#context = parent ?? api.context?.active() ?? new OwnContext();
    this.#start();
  }

  #start(): void {
    const { name, attributes } = this.#take();
    if (name !== undefined) {
      const tracer = this.#api.trace?.getTracer(TRACER);
      this.#span = tracer?.startSpan(name, { kind: CLIENT, attributes }, this.#context);
      this.#context = this.#context.setValue(SPAN_KEY, this.#span);
    }
    if (!sendsTraceHeaders()) return;
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
    try {
      const result = await this.run(() => work(this.trace));
      this.end();
      return result;
    } catch (error) {
      this.fail(error, signal);
      throw error;
    }
  }

  /** Does work in the context of the span. */
  run<T>(work: () => T): T {
    const { context } = this.#api;
    return context ? context.with(this.#context, work) : work();
  }

  /** Ends the span; later calls have no effect. */
  end(): void {
    this.#end((span, { failure }) => {
      if (failure) setError(span, failure.code, failure.text);
    });
  }

  /** Ends the span of a call that has failed, or that the signal has cancelled. */
  fail(error: unknown, signal: AbortSignal | null | undefined): void {
    this.#end((span) => {
      if (signal?.aborted && error === signal.reason) {
        setError(span, CANCELLED, CANCELLED);
        return;
      }
      span.recordException(error);
      const { code, name, message } = Object(error);
      setError(span, typeof code === "string" ? code : String(name), String(message ?? error));
    });
  }

  #end(complete: (span: Span, state: State) => void): void {
    const span = this.#span;
    this.#span = undefined;
    if (span?.isRecording()) {
      const state = this.#take();
      if (state.name !== undefined) span.updateName(state.name);
      span.setAttributes(state.attributes);
      for (const { name, attributes, time } of state.events) span.addEvent(name, attributes, time);
      complete(span, state);
    }
    span?.end();
    this.trace.free?.();
  }

  #take(): State {
    return JSON.parse(this.trace.take() ?? '{"attributes":{},"events":[]}') as State;
  }
}

function setError(span: Span, type: string, message: string): void {
  span.setAttributes({ "error.type": type });
  span.setStatus({ code: ERROR, message });
}

/** Ends the spans of streams that were neither read to their end nor closed. */
const abandoned =
  typeof FinalizationRegistry === "undefined"
    ? undefined
    : new FinalizationRegistry((span: CallSpan) => span.end());

/** @internal Ends the span together with its owner, at the latest; some workers do not tell its end. */
export function endWithOwner(owner: object, span: CallSpan): void {
  abandoned?.register(owner, span);
}
