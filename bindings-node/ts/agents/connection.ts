import {
  deadline,
  optionalCount,
  optionalFunction,
  optionalNumber,
  optionalText,
  serialize,
} from "../arguments.js";
import { exchanger } from "../fetch/exchange.js";
import { replacedFetch } from "../fetch/replaced-fetch.js";
import { abortable } from "../native/abort.js";
import {
  binding,
  type Cancellation,
  type NativeArguments,
  type NativeClient,
} from "../native/binding.js";
import { content, type Exchanger, type Outcome, queue, settled } from "../native/completions.js";
import { toError } from "../native/errors.js";
import { trustedRoots, warnOfTrust } from "../native/trust.js";
import type { Reader } from "../records.js";
import type { Fetch } from "../types/fetch.js";
import type { WaitOptions } from "../types/index.js";

/** @internal What one call needs; `fields` under the core's names. */
export interface Request {
  id?: string;
  fields?: Record<string, unknown>;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | null | undefined;
}

/** @internal How the client was set up. */
export interface ConnectionOptions {
  apiKey?: string | undefined;
  baseUrl?: string | undefined;
  timeout?: number | null | undefined;
  maxRetries?: number | undefined;
  fetch?: Fetch | null | undefined;
}

/** @internal A run's events, look by look. */
export interface Looks {
  /** Waits for the next events. */
  look(cancellation?: Cancellation): Promise<Outcome>;
  /** The error for an end at the timeout; nothing for another end. */
  timeoutError(): Error | undefined;
  /** Ends them, and settles a look that is under way without a result. */
  close(): void;
}

/** Seconds, unless the caller says otherwise. */
const WAIT = { timeout: 300, pollInterval: 2.0 };

/**
 * @internal
 * One native client, spoken to in JavaScript's terms: JSON in, JSON out, errors thrown, signals
 * followed.
 */
export class Connection {
  readonly #native: NativeClient;
  readonly #fetch: Fetch | null | undefined;

  constructor(options: ConnectionOptions) {
    const { timeout } = options;
    this.#fetch = optionalFunction(options.fetch, "fetch");
    const settings = {
      // What a program or a test runner puts into process.env need not reach the process's own
      // environment, which is all that the core can see.
      apiKey: optionalText(options.apiKey, "apiKey") || process.env.FLYMYAI_API_KEY,
      baseUrl: optionalText(options.baseUrl, "baseUrl") || process.env.FLYMYAI_AGENTS_BASE_URL,
      timeout: timeout === null ? Number.POSITIVE_INFINITY : optionalNumber(timeout, "timeout"),
      maxRetries: optionalCount(options.maxRetries, "maxRetries"),
    };
    this.#native = new (binding().NativeClient)(settings, trustedRoots()?.native);
    const failure = this.#native.failure();
    if (failure) throw toError(failure);
    warnOfTrust(this.#native);
  }

  get baseUrl(): string {
    return this.#native.baseUrl;
  }

  close(): void {
    this.#native.close();
  }

  /** Makes one request and reads its answer. */
  call<T>(operation: string, request: Request, read: Reader<T>): Promise<T> {
    return this.#send(operation, request, {}, read);
  }

  /** Makes the requests of a wait and reads the last answer. */
  wait<T>(operation: string, request: Request, options: WaitOptions, read: Reader<T>): Promise<T> {
    const { timeout = WAIT.timeout, pollInterval = WAIT.pollInterval } = options;
    const wait = {
      timeout: deadline(timeout),
      pollInterval: optionalNumber(pollInterval, "pollInterval"),
    };
    return this.#send(operation, request, wait, read);
  }

  /** A run's events, from the start; sends nothing before its first `next`. */
  eventStream(runId: string, timeout: number | undefined, interval: number): Looks {
    const fetch = this.#sender();
    const native = this.#native.eventStream(runId, timeout, interval, fetch && queue());
    return {
      look: (cancellation) =>
        settled(
          (completions, ticket) => native.next(completions, ticket, cancellation),
          fetch && exchanger(fetch),
        ),
      timeoutError: () => {
        const failure = native.timeoutFailure();
        return failure ? toError(failure) : undefined;
      },
      close: () => native.close(),
    };
  }

  /** What sends requests in place of the built-in transport, if anything does. */
  #sender(): Fetch | undefined {
    return this.#fetch === undefined ? replacedFetch() : (this.#fetch ?? undefined);
  }

  /** How the requests of a call are sent, unless natively. */
  #exchanger(): Exchanger | undefined {
    const fetch = this.#sender();
    return fetch && exchanger(fetch);
  }

  async #send<T>(
    operation: string,
    request: Request,
    wait: NativeArguments,
    read: Reader<T>,
  ): Promise<T> {
    const { fields, idempotencyKey, signal } = request;
    const args: NativeArguments = {
      ...wait,
      id: request.id,
      fields: fields && serialize(fields),
      idempotencyKey: optionalText(idempotencyKey, "idempotencyKey"),
    };
    const through = this.#exchanger();
    const start = (cancellation?: Cancellation) =>
      settled((completions, ticket) => {
        const isThrough = through !== undefined;
        this.#native.call(completions, ticket, operation, args, cancellation, isThrough);
      }, through);
    // Most calls have no signal, and each promise more on the way would cost them time.
    const outcome = await (signal ? abortable(signal, start) : start());
    return read(content(outcome), outcome.status);
  }
}
