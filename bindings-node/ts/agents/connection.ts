import {
  deadline,
  given,
  headerPairsOf,
  identifier,
  optionalCount,
  optionalFunction,
  optionalNumber,
  optionalText,
  responseLimits,
  secondsOrInfinity,
  serialize,
} from "../arguments.js";
import { traceRun } from "../diagnostics.js";
import { TimeoutError } from "../errors.js";
import { builtInSender, fetchSender } from "../fetch/exchange.js";
import { replacedFetch } from "../fetch/replaced-fetch.js";
import { abortable, unlessAborted } from "../native/abort.js";
import type {
  NativeArguments,
  NativeBatchStream,
  NativeClient,
  NativeEventStream,
  NativeTrace,
} from "../native/agents.js";
import { binding } from "../native/binding.js";
import type { CancelToken, Completions, RawResult } from "../native/calls.js";
import {
  completionQueue,
  type FetchSender,
  type Outcome,
  runNative,
} from "../native/completions.js";
import { nativeLog } from "../native/logs.js";
import { warnIfUnverified } from "../native/tls-warning.js";
import { trustRoots } from "../native/trust-roots.js";
import { variable } from "../platform.js";
import { rememberClient } from "../record-clients.js";
import { executionLog, runDetail } from "../records/runs.js";
import type { PageReader, Reader } from "../records.js";
import { type Context, callSpan } from "../tracing.js";
import type { Fetch } from "../types/fetch.js";
import type { ExecutionLog, ResourceID, RunDetail, WaitOptions } from "../types/index.js";
import { EVENT_STREAM_DEFAULTS, WAIT_DEFAULTS } from "../wait-defaults.js";
import { type BatchSource, BatchStream, tracedSource } from "./batch-stream.js";
import type { CallOptions } from "./call-options.js";
import { outcomeText, parseOutcome, toError, withKey, withOperation } from "./errors.js";
import { type Part, rowsFrom } from "./pages.js";
import type { ConnectionOptions, Request, ResponseHead } from "./request.js";
import { RunView } from "./run-view.js";

// The connection between the agents resources and a native client.

/** A connection that differs from another one in its native client. */
interface Derived {
  readonly original: Connection;
  readonly native: NativeClient;
  readonly keepHead?: (head: ResponseHead) => void;
}

/**
 * @internal
 * A native client with JavaScript's conventions: arguments and results are JSON, failures are thrown,
 * and signals cancel calls.
 */
export class Connection {
  readonly #native: NativeClient;
  readonly #fetch: Fetch | null | undefined;
  /** The connection that this one was derived from. */
  readonly #original: Connection | undefined;
  /** Takes the status and the headers of responses. */
  readonly #keepHead: ((head: ResponseHead) => void) | undefined;
  /** The native client of connections that capture responses. */
  #capturing: NativeClient | undefined;

  constructor(options: ConnectionOptions | Derived) {
    if ("original" in options) {
      this.#native = options.native;
      this.#fetch = options.original.#fetch;
      this.#original = options.original;
      this.#keepHead = options.keepHead;
      return;
    }
    const native = binding();
    this.#fetch = optionalFunction(options.fetch, "fetch");
    const settings = {
      // Core reads the environment of the process, which does not contain the changes that workers
      // and test runners make to their own `process.env`.
      apiKey: optionalText(options.apiKey, "apiKey") || variable(native.API_KEY_ENV),
      baseUrl: optionalText(options.baseUrl, "baseUrl") || variable(native.BASE_URL_ENV),
      timeout: secondsOrInfinity(options.timeout),
      maxRetries: optionalCount(options.maxRetries, "maxRetries"),
      limits: responseLimits(options),
    };
    this.#native = new native.NativeClient(settings, trustRoots()?.native, nativeLog());
    const failure = this.#native.failure();
    if (failure) throw toError(failure);
    warnIfUnverified(this.#native);
  }

  get baseUrl(): string {
    return this.#native.baseUrl;
  }

  close(): void {
    if (this.#original) this.#original.close();
    else this.#native.close();
  }

  /** The same connection with other options. */
  withOptions({ timeout, maxRetries, headers }: CallOptions): Connection {
    const native = this.#native.withOptions({
      timeout: secondsOrInfinity(timeout),
      maxRetries: optionalCount(maxRetries, "maxRetries"),
      headers: headerPairsOf(headers),
      keepsHeaders: false,
    });
    const failure = native.failure();
    if (failure) throw toError(failure);
    return new Connection({ original: this, native });
  }

  /** The same connection, which passes on the status and the headers of the responses. */
  capturing(keepHead: (head: ResponseHead) => void): Connection {
    this.#capturing ??= this.#native.withOptions({ headers: [], keepsHeaders: true });
    return new Connection({ original: this, native: this.#capturing, keepHead });
  }

  /** Makes one request and reads its response. */
  call<T>(operation: string, request: Request, read: Reader<T>): Promise<T> {
    return this.#send(operation, request, {}, read);
  }

  /** Makes the requests of a wait and reads the last response. */
  wait<T>(operation: string, request: Request, options: WaitOptions, read: Reader<T>): Promise<T> {
    const { timeout = WAIT_DEFAULTS.timeout, pollInterval = WAIT_DEFAULTS.pollInterval } = options;
    const wait = {
      timeout: deadline(timeout),
      pollInterval: optionalNumber(pollInterval, "pollInterval"),
    };
    return traceRun(operation, request.id, () => this.#send(operation, request, wait, read));
  }

  /** Starts a run and waits for its end; passes its events to the program, if it has a function. */
  async runAndWait<T>(
    operation: string,
    request: Request,
    options: WaitOptions & { onEvent?: ((event: ExecutionLog) => unknown) | null | undefined },
    read: Reader<T>,
  ): Promise<T> {
    const onEvent = optionalFunction(options.onEvent, "onEvent");
    if (!onEvent) return this.wait(operation, request, options, read);
    const span = callSpan(this.#native, operation, request.id);
    const notify = span ? (event: ExecutionLog) => span.run(() => onEvent(event)) : onEvent;
    const run = () => this.#runWithEvents(operation, request, options, notify, read, span?.trace);
    const work = () => traceRun(operation, request.id, run);
    return span ? span.follow(work, request.signal) : work();
  }

  async #runWithEvents<T>(
    operation: string,
    request: Request,
    options: WaitOptions,
    onEvent: (event: ExecutionLog) => unknown,
    read: Reader<T>,
    trace: NativeTrace | undefined,
  ): Promise<T> {
    const { fields, idempotencyKey, signal } = request;
    const { timeout = WAIT_DEFAULTS.timeout, pollInterval = WAIT_DEFAULTS.pollInterval } = options;
    const args: NativeArguments = {
      id: request.id,
      fields: fields && serialize(fields),
      timeout: deadline(timeout),
      pollInterval: optionalNumber(pollInterval, "pollInterval"),
      idempotencyKey: optionalText(idempotencyKey, "idempotencyKey"),
    };
    const run = this.#followRun(
      operation,
      (queue) => this.#native.runStream(operation, args, queue, trace),
      signal,
    );
    for await (const event of run.events) {
      if (signal) await unlessAborted(signal, () => onEvent(event));
      else await onEvent(event);
    }
    return run.record(read);
  }

  /** Shows a run in the terminal until it has ended. */
  async watchRun(runId: ResourceID, options: WaitOptions | undefined): Promise<RunDetail> {
    const defaults = EVENT_STREAM_DEFAULTS;
    const { timeout = defaults.timeout, pollInterval = defaults.pollInterval } = given(options);
    const signal = options?.signal;
    const id = identifier(runId, "runId");
    const interval = optionalNumber(pollInterval, "pollInterval") ?? defaults.pollInterval;
    const limit = deadline(timeout);
    const operation = "runs.stream_events";
    const span = callSpan(this.#native, operation, id);
    const open = (queue: Completions | undefined) =>
      this.#native.eventStream(id, limit, interval, queue, span?.trace);
    const work = () => traceRun(operation, id, () => this.#watch(runId, operation, open, signal));
    return span ? span.follow(work, signal) : work();
  }

  async #watch(
    runId: ResourceID,
    operation: string,
    open: (queue: Completions | undefined) => NativeEventStream,
    signal: AbortSignal | null | undefined,
  ): Promise<RunDetail> {
    // It throws where there is no terminal; no stream is opened then.
    const view = new RunView(runId);
    try {
      const run = this.#followRun(operation, open, signal);
      for await (const event of run.events) view.add(event, run.native.state?.() ?? []);
      const ended = run.record(runDetail);
      view.end(ended);
      view.close(false);
      return ended;
    } catch (error) {
      view.close(signal?.aborted === true || error instanceof TimeoutError);
      throw error;
    }
  }

  /** The events of a native stream up to the end of the run, and its record then. */
  #followRun(
    operation: string,
    open: (queue: Completions | undefined) => NativeEventStream,
    signal: AbortSignal | null | undefined,
  ) {
    const { native, source } = this.#batchSource(open);
    let last: string | null = null;
    // Read before the stream is closed.
    const endError = () => {
      last = native.record();
      this.#keepHead?.({ status: 200, headers: native.recordHeaders() ?? [] });
      const failure = native.timeoutFailure();
      return failure ? toError(failure) : undefined;
    };
    const opened = () => ({ source: { ...source, endError }, signal });
    const events = new BatchStream("EventStream", operation, opened, executionLog);
    const record = <T>(read: Reader<T>): T =>
      this.#read(operation, { result: last ?? undefined, status: 200 }, read);
    return { native, events, record };
  }

  /** The rows of a list; the first `next` serializes the arguments and requests the first page. */
  rows<T>(
    operation: string,
    args: () => Request,
    read: Reader<T>,
  ): AsyncGenerator<T, void, undefined> {
    const open = () => {
      const { id, fields, signal } = args();
      const given = { id, fields: fields && serialize(fields) };
      const pages = (queue?: Completions) => this.#native.pageStream(operation, given, queue);
      const { source } = this.#batchSource(pages);
      return { source, signal };
    };
    const remember = (row: unknown, status: number) => rememberClient(read(row, status), this);
    return new BatchStream("RowStream", operation, open, remember);
  }

  /** Requests one page; iterating over it yields its rows and those of the following pages. */
  async page<T, P>(operation: string, request: Request, read: PageReader<T>): Promise<P> {
    const page = await this.call(operation, request, read);
    const part = () => ({
      rows: Object.values(page).find((value) => Array.isArray(value)) as T[] | undefined,
      next: page.nextCursor,
    });
    this.makeIterable(page, operation, request, "cursor", part, read.row);
    return page as P;
  }

  /**
   * Makes an object iterable: over the rows of a page, then over those of the pages after it.
   *
   * @param target - The object.
   * @param operation - The operation that returned the page.
   * @param request - Its request.
   * @param position - The field of the request that has the position of a page.
   * @param part - Returns the rows and the position of the next page.
   * @param read - Reads a row.
   */
  makeIterable<T>(
    target: object,
    operation: string,
    request: Request,
    position: string,
    part: () => Part<T>,
    read: Reader<T>,
  ): void {
    const iterate = () => {
      const { rows, next } = part();
      const rest = { ...request, fields: { ...request.fields, [position]: next } };
      const follow = () => this.rows(operation, () => rest, read);
      return rowsFrom(rows ?? [], next ? follow : undefined);
    };
    // Not enumerable: JSON and spread show data only.
    Object.defineProperty(target, Symbol.asyncIterator, { value: iterate });
  }

  /** The events of a run, from the first one; the first `next` sends the first request. */
  eventStream(
    runId: string,
    timeout: number | undefined,
    interval: number,
    throwsOnTimeout: boolean,
    signal: AbortSignal | null | undefined,
    parent: Context | undefined,
  ): BatchSource {
    const span = callSpan(this.#native, "runs.stream_events", runId, parent);
    const open = () =>
      this.#batchSource((queue) =>
        this.#native.eventStream(runId, timeout, interval, queue, span?.trace),
      );
    const { native, source } = span ? span.open(open) : open();
    const endError = () => {
      const failure = throwsOnTimeout ? native.timeoutFailure() : undefined;
      return failure ? toError(failure) : undefined;
    };
    const events = { ...source, endError };
    return span ? tracedSource(events, span, signal) : events;
  }

  /** A native stream and the source of its batches, whose requests the selected `fetch` sends. */
  #batchSource<N extends NativeBatchStream>(
    open: (queue: Completions | undefined) => N,
  ): { native: N; source: BatchSource } {
    const makeSender = this.#selectSender();
    const native = open(makeSender && completionQueue());
    const source = {
      next: (cancelToken?: CancelToken) =>
        runNative(
          (completions, callId) => native.next(completions, callId, cancelToken),
          makeSender?.(),
        ),
      close: () => native.close(),
    };
    return { native, source };
  }

  /** Passes on the head of a response, and returns the rest of the outcome. */
  #withoutHead(outcome: Outcome): Outcome {
    const { result, status } = outcome;
    if (!this.#keepHead || typeof result !== "object" || "kind" in result) return outcome;
    const { body, headers } = result as RawResult;
    this.#keepHead({ status, headers });
    return { ...outcome, result: body ?? undefined };
  }

  /** Makes the senders of a call's requests; `undefined` selects the native client's transport. */
  #selectSender(): (() => FetchSender) | undefined {
    const fetch = this.#fetch === undefined ? replacedFetch() : this.#fetch;
    if (fetch) return () => fetchSender(fetch);
    const { fetch: builtIn } = binding();
    return builtIn && (() => builtInSender(builtIn));
  }

  #send<T>(
    operation: string,
    request: Request,
    wait: NativeArguments,
    read: Reader<T>,
  ): Promise<T> {
    const span = callSpan(this.#native, operation, request.id);
    const work = (trace?: NativeTrace) => this.#run(operation, request, wait, read, trace);
    return span ? span.follow(work, request.signal) : work();
  }

  async #run<T>(
    operation: string,
    request: Request,
    wait: NativeArguments,
    read: Reader<T>,
    trace: NativeTrace | undefined,
  ): Promise<T> {
    const { fields, idempotencyKey, signal } = request;
    const args: NativeArguments = {
      ...wait,
      id: request.id,
      fields: fields && serialize(fields),
      idempotencyKey: optionalText(idempotencyKey, "idempotencyKey"),
    };
    const sender = this.#selectSender()?.();
    const native = this.#native;
    let sentKey: string | null = null;
    const start = (cancelToken?: CancelToken) =>
      runNative((completions, callId) => {
        const usesFetch = sender !== undefined;
        sentKey = native.call(completions, callId, operation, args, cancelToken, usesFetch, trace);
      }, sender);
    // Calls without a signal skip `abortable`: each further promise costs time.
    const outcome = this.#withoutHead(await (signal ? abortable(signal, start) : start()));
    // Throws the error of a call that has failed, which contains the key where it is needed.
    outcomeText(outcome);
    try {
      return this.#read(operation, outcome, read);
    } catch (error) {
      throw withKey(error as Error, sentKey);
    }
  }

  /** The result of a method; the error of a response that can't be read has the operation. */
  #read<T>(operation: string, outcome: Outcome, read: Reader<T>): T {
    try {
      const body = parseOutcome(outcome, () => this.#native.unreadableFailure(operation));
      return rememberClient(read(body, outcome.status), this);
    } catch (error) {
      throw withOperation(error, operation);
    }
  }
}
