import { optionalFunction, responseLimits } from "../arguments.js";
import { FlyMyAIError } from "../errors.js";
import { messageOf } from "../internal/error-message.js";
import { binding } from "../native/binding.js";
import { withFactsOf } from "../native/errors.js";
import type { NativePayload } from "../native/inference.js";
import type { Json } from "../types/common.js";
import type { Predicted } from "../types/prediction.js";
import { secondsSince } from "./call-facts.js";
import type { InferenceCallOptions } from "./call-options.js";
import { currentSignal, withSignal } from "./call-signal.js";
import { eventStream, readChunks, readEvents } from "./events.js";
import { dataUrl, fieldsOf, isFile } from "./form-fields.js";
import { lastEvent, textOf } from "./last-event.js";
import type { FlyMyAIConfig, PredictAsyncOptions } from "./options.js";
import { hasConsumedStream } from "./payload-streams.js";
import { abortedError, sleep, successfulResult, unlessAborted } from "./polling.js";
import { PredictionStream } from "./prediction-stream.js";
import { isSuccess } from "./response.js";
import { attempt, isRetryable, pollDelayAfter, responseError } from "./retry.js";
import { fetchSchema, type OpenAPISchemaResponse } from "./schema.js";
import { derivedClient, limitsOption, send, useFetch, useLimits } from "./send.js";

// The client of FlyMy.AI's models. The loops that retry requests and poll tasks are here and not in
// core, because each iteration calls a public method that programs override and spy on; core
// decides whether and when to repeat.

const BASE_URL = "https://api.flymy.ai/api/v1";

/**
 * Client of FlyMy.AI's models.
 *
 * The values of a payload become the fields of a form: blobs, files and bytes become files, objects
 * become JSON, and other values become text as `String` converts them. `undefined` is left out.
 * Node and web streams become files, too; a stream is read while it is sent, and can be sent once.
 *
 * @example
 * ```ts
 * import { FlyMyAI } from "flymyai-js-client";
 *
 * const client = new FlyMyAI({ apiKey: "fly-***" });
 * const result = await client.predict({ prompt: "a cat" }, "flymyai/flux-schnell");
 * console.log(result.output_data.sample[0]);
 * ```
 */
export class FlyMyAI {
  /** The service's address; a change applies to the next request. */
  baseUrl: string;
  /** The API key. Not enumerable, so that printing a client does not show it. */
  declare apiKey: string;

  /**
   * @param config - Your API key, and optionally a `fetch` and limits on responses.
   * @throws FlyMyAIError when the key is missing; TypeError when `fetch` is not a function or a
   *   limit is not a number; RangeError when a limit is not above 0.
   */
  constructor(config: FlyMyAIConfig) {
    const key = config.apiKey;
    if (!key) throw new FlyMyAIError("API key not found. Please provide a valid API key.");
    const fetch = optionalFunction(config.fetch, "fetch");
    if (fetch !== undefined) useFetch(this, fetch);
    useLimits(this, responseLimits(config));
    this.baseUrl = BASE_URL;
    Object.defineProperty(this, "apiKey", {
      value: key,
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }

  /**
   * Returns a client with other options, which shares everything else with this one: its key, its
   * address, its `fetch`, its connections and its methods, also if they are changed later. It has no
   * private fields (`#name`) of a subclass.
   *
   * @param options - The options; one that is missing stays as it is.
   * @returns The client.
   * @throws TypeError or RangeError when an option is invalid, and for a header that the client sets
   *   itself, such as `X-API-KEY`.
   *
   * @example
   * ```ts
   * const patient = client.withOptions({ timeout: 600, headers: { "X-Team": "research" } });
   * const result = await patient.predict({ prompt: "a cat" }, "flymyai/flux-schnell");
   * ```
   */
  withOptions(options: InferenceCallOptions): this {
    return derivedClient(this, options);
  }

  /**
   * Starts a prediction without waiting for it.
   *
   * @param payload - The model's input.
   * @param model - The model, as `user/name`.
   * @returns The prediction's id, for {@link checkAsyncResult}.
   * @throws FlyMyAIError for an unexpected status; TypeError `fetch failed` without a response.
   *
   * @example
   * ```ts
   * const id = await client.asyncPredict({ prompt: "a cat" }, "flymyai/flux-schnell");
   * ```
   */
  async asyncPredict(payload: Json, model: string): Promise<string> {
    const signal = currentSignal(this);
    this._validateModelFormat(model);
    const fields = fieldsOf(await this._preparePayload(payload));
    const request = (form: NativePayload) => binding().NativeRequest.startTask(String(model), form);
    const response = await send(this, { operation: "models.start_task", request, fields }, signal);
    if (response.status !== 202) throw await responseError("Async prediction failed", response);
    const { prediction_id } = (await response.json()) as Json;
    if (!prediction_id) throw new FlyMyAIError("Missing prediction_id in response");
    return prediction_id;
  }

  /**
   * Polls once for the result of a prediction.
   *
   * @param model - The model, as `user/name`.
   * @param prediction_id - The id that {@link asyncPredict} returned.
   * @param signal - Cancels the request; the promise rejects with the signal's reason.
   * @returns The result, or `{ status: "pending" }`.
   * @throws FlyMyAIError for an unexpected status; TypeError `fetch failed` without a response.
   *
   * @example
   * ```ts
   * const result = await client.checkAsyncResult("flymyai/flux-schnell", id);
   * console.log(result.status === "pending" ? "not yet" : result.inference_responses);
   * ```
   */
  async checkAsyncResult(model: string, prediction_id: string, signal?: AbortSignal | null) {
    this._validateModelFormat(model);
    const request = () => binding().NativeRequest.taskResult(String(model), `${prediction_id}`);
    const response = await send(
      this,
      { operation: "models.task_result", request, isPoll: true },
      signal,
    );
    if (response.status === 425) {
      // The body is read to its end, so that the next poll can reuse the connection.
      await response.arrayBuffer().catch(() => {});
      if (signal?.aborted) throw signal.reason;
      return { status: "pending" } as Json;
    }
    if (!isSuccess(response)) throw await responseError("Async check failed", response);
    return (await response.json()) as Json;
  }

  /**
   * Starts a prediction and waits for its result without a time limit. Transient failures of polls
   * (no connection, 408, 429, 502, 503, 504, 524) do not end the wait.
   *
   * @param payload - The model's input.
   * @param model - The model, as `user/name`.
   * @param options - The poll interval and a signal.
   * @returns The whole result.
   * @throws FlyMyAIError when the prediction fails, or `Request aborted`.
   * @throws The signal's reason when it is aborted during a poll.
   *
   * @example
   * ```ts
   * const result = await client.predictAsync({ prompt: "a cat" }, "flymyai/flux-schnell", {
   *   interval: 3000,
   *   signal: AbortSignal.timeout(3_600_000),
   * });
   * console.log(result.inference_responses[0].response.sample[0].url);
   * ```
   */
  // biome-ignore lint/suspicious/noExplicitAny: results are indexed freely
  async predictAsync<T = any>(
    payload: Json,
    model: string,
    options: PredictAsyncOptions = {},
  ): Promise<T> {
    const { interval = 5000, signal } = options;
    const id = await unlessAborted(signal, () =>
      withSignal(this, signal, () => this.asyncPredict(payload, model)),
    );
    let failures = 0;
    for (;;) {
      if (signal?.aborted) throw abortedError();
      let delay = interval;
      try {
        const result = await this.checkAsyncResult(model, id, signal);
        if (result.status !== "pending") return successfulResult(result);
        failures = 0;
      } catch (error) {
        failures += 1;
        // The start has succeeded, so transient failures do not end the wait.
        const backoff = signal?.aborted ? undefined : pollDelayAfter(error, failures);
        if (backoff === undefined) throw error;
        delay = Math.max(backoff, Number(interval) || 0);
      }
      await sleep(delay, signal);
    }
  }

  /** @internal */
  protected async _convertImageToBase64(image: Blob): Promise<string> {
    return dataUrl(image);
  }

  /** @internal */
  protected async _preparePayload(payload: Json): Promise<Json> {
    if (!isFile(payload.image)) return payload;
    const image = await this._convertImageToBase64(payload.image);
    const prepared: Json = Object.create(null);
    for (const name in payload) prepared[name] = name === "image" ? image : payload[name];
    return prepared;
  }

  /**
   * Sends a prediction's request and returns the response with its body unread.
   *
   * @param payload - The model's input.
   * @param model - The model, as `user/name`.
   * @param stream - Whether the response is a stream of events.
   * @throws FlyMyAIError for a status outside 2xx.
   */
  async _createConnection(payload: Json, model: string, stream = false): Promise<Response> {
    const signal = currentSignal(this);
    this._validateModelFormat(model);
    const fields = fieldsOf(await this._preparePayload(payload));
    const request = (form: NativePayload) => {
      const { NativeRequest } = binding();
      const name = String(model);
      return stream ? NativeRequest.stream(name, form) : NativeRequest.predict(name, form);
    };
    const operation = stream ? "models.stream" : "models.predict";
    const response = await send(this, { operation, request, fields }, signal);
    if (!isSuccess(response)) throw await responseError("Request failed", response);
    return response;
  }

  /** @internal */
  protected _validateModelFormat(model: string): void {
    if (!model.includes("/")) {
      throw new FlyMyAIError('Model must be in the format "user/modelName".');
    }
  }

  /**
   * Like {@link _createConnection}, with retries after network failures and the statuses 408, 409,
   * 425, 429 and 5xx.
   *
   * @param payload - The model's input.
   * @param model - The model, as `user/name`.
   * @param stream - Whether the response is a stream of events.
   * @param retries - The maximum number of attempts.
   * @param timeout - Milliseconds until the headers of an attempt's response; the attempt is
   *   cancelled then.
   * @throws FlyMyAIError when all attempts have failed.
   */
  async _createConnectionWithRetries(
    payload: Json,
    model: string,
    stream = false,
    retries = 3,
    timeout = 10000,
  ): Promise<Response> {
    const outer = currentSignal(this);
    const started = performance.now();
    for (let made = 1; made <= retries; made += 1) {
      try {
        return await attempt(timeout, outer, (signal) =>
          withSignal(this, signal, () => this._createConnection(payload, model, stream)),
        );
      } catch (error) {
        if (outer?.aborted) throw outer.reason;
        if (made < retries && isRetryable(error) && !hasConsumedStream(payload)) continue;
        const reason = messageOf(error) ?? "Unknown error";
        const failed = new FlyMyAIError(`Failed after ${retries} attempts: ${reason}`);
        const facts = { attempts: made, elapsed: secondsSince(started) };
        throw Object.assign(withFactsOf(failed, error), facts);
      }
    }
    throw new FlyMyAIError("Maximum retry attempts reached");
  }

  /**
   * Runs a model and waits for its result.
   *
   * @param payload - The model's input.
   * @param model - The model, as `user/name`.
   * @returns The result, with the service's field names.
   * @throws FlyMyAIError for an unsuccessful status, a network failure, or an invalid response.
   *
   * @example
   * ```ts
   * const result = await client.predict({ prompt: "a cat" }, "flymyai/flux-schnell");
   * console.log(result.output_data.sample[0]);
   * ```
   */
  async predict<T = Predicted>(payload: Json, model: string): Promise<T> {
    try {
      const response = await this._createConnection(payload, model);
      return lastEvent(await textOf(response, limitsOption(this)));
    } catch (error) {
      if (error instanceof FlyMyAIError) throw error;
      const message = messageOf(error);
      const text =
        message === undefined
          ? "Prediction failed due to an unknown error."
          : `Prediction failed: ${message}`;
      throw withFactsOf(new FlyMyAIError(text), error);
    }
  }

  /**
   * The data of a response's server-sent events as a stream of bytes, with one chunk per event.
   *
   * @param response - A response; one outside 2xx has no events.
   */
  async _createStream(response: Response): Promise<ReadableStream<Uint8Array>> {
    return eventStream(response, limitsOption(this));
  }

  /**
   * Runs a model and streams its result. The first iteration sends the request; leaving the loop
   * cancels it.
   *
   * @param payload - The model's input.
   * @param model - The model, as `user/name`.
   * @returns The parts of the result, with the service's field names.
   * @throws FlyMyAIError for an unsuccessful status, a network failure, or an incomplete response.
   *
   * @example
   * ```ts
   * for await (const part of client.stream({ prompt: "Why?" }, "flymyai/llama")) {
   *   console.log(part.output_data);
   * }
   * ```
   */
  // biome-ignore lint/suspicious/noExplicitAny: results are indexed freely
  stream<T = any>(payload: Json, model: string): AsyncGenerator<T> {
    const stream = new PredictionStream<T>(async (signal) => {
      const response = await withSignal(this, signal, () =>
        this._createConnectionWithRetries(payload, model, true),
      );
      // The same events, not converted to a stream of bytes.
      const isOriginal = this._createStream === FlyMyAI.prototype._createStream;
      return isOriginal
        ? readEvents(response, limitsOption(this))
        : readChunks(await this._createStream(response));
    });
    return stream as unknown as AsyncGenerator<T>;
  }

  /**
   * The OpenAPI schema of a model.
   *
   * @param model - The model, as `user/name`.
   * @param max_retries - The maximum number of attempts.
   * @returns The schema, and the response that contained it.
   * @throws FlyMyAIError when all attempts have failed.
   *
   * @example
   * ```ts
   * const { openapi_schema } = await client.openapiSchema("flymyai/flux-schnell");
   * ```
   */
  async openapiSchema(model = "", max_retries = 3): Promise<OpenAPISchemaResponse> {
    const [user, name] = model.split("/");
    const get = (document: string) => {
      const request = () => binding().NativeRequest.document(`${user}/${name}`, document);
      return send(this, { operation: "models.document", request, hasPlainHeaders: true });
    };
    const started = performance.now();
    for (let made = 1; made <= max_retries; made += 1) {
      try {
        return await fetchSchema(get);
      } catch (error) {
        if (made < max_retries && isRetryable(error)) continue;
        const message = messageOf(error);
        const text =
          message === undefined
            ? "Failed to fetch OpenAPI schema after maximum retries due to an unknown error."
            : `Failed to fetch OpenAPI schema after ${max_retries} attempts: ${message}`;
        const facts = { attempts: made, elapsed: secondsSince(started) };
        throw Object.assign(withFactsOf(new FlyMyAIError(text), error), facts);
      }
    }
    throw new FlyMyAIError("Failed to fetch OpenAPI schema after maximum retries.");
  }
}
