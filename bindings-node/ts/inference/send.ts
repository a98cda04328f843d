import { given, headerPairsOf, secondsOrInfinity } from "../arguments.js";
import { builtInSender } from "../fetch/exchange.js";
import { replacedFetch } from "../fetch/replaced-fetch.js";
import { abortable } from "../native/abort.js";
import { binding } from "../native/binding.js";
import type {
  CancelToken,
  Failure,
  NativeCallOptions,
  NativeLimits,
  ResponseHead,
} from "../native/calls.js";
import { runNative } from "../native/completions.js";
import { argumentError } from "../native/errors.js";
import type { NativeInference, NativeResponse } from "../native/inference.js";
import { nativeLog } from "../native/logs.js";
import { warnIfUnverified } from "../native/tls-warning.js";
import { trustRoots } from "../native/trust-roots.js";
import { variable } from "../platform.js";
import type { Fetch } from "../types/fetch.js";
import { ofCall } from "./call-facts.js";
import { requestError } from "./errors.js";
import { driveCall } from "./fetch-driver.js";
import { FormBody } from "./form-body.js";
import { bufferStreams, hasStream } from "./form-fields.js";
import { toNativeForm } from "./native-form.js";
import type { RequestSpec } from "./request.js";
import { isSuccessStatus, toResponse } from "./response.js";

// Sends the requests of the inference client: natively, or with a `fetch` where the program gave
// one or has replaced the global one.

/** @internal The address and the key of a client. */
export interface InferenceEndpoint {
  readonly apiKey: unknown;
  readonly baseUrl: unknown;
}

/**
 * The properties that hold a client's options. They are not enumerable, but can be read through
 * a proxy of the client and from objects that inherit from it.
 */
const FETCH = Symbol("fetch");
const LIMITS = Symbol("limits");
const CALL_OPTIONS = Symbol("callOptions");

function readOption(service: object, key: symbol): unknown {
  try {
    return (service as Record<symbol, unknown>)[key];
  } catch {
    // Some proxies throw on a property key that is not a string.
    return undefined;
  }
}

function setOption(service: InferenceEndpoint, key: symbol, value: unknown): void {
  // Configurable: a proxy may return another value only for such a property.
  Object.defineProperty(service, key, { value, configurable: true });
}

/** A client's `fetch` option; `null` selects the built-in transport. */
function fetchOption(service: InferenceEndpoint): Fetch | null | undefined {
  const fetch = readOption(service, FETCH);
  return typeof fetch === "function" || fetch === null ? (fetch as Fetch | null) : undefined;
}

/** @internal Sets the `fetch` option of a client. */
export function useFetch(service: InferenceEndpoint, fetch: Fetch | null): void {
  setOption(service, FETCH, fetch);
}

/** @internal The limits on responses of a client. */
export function limitsOption(service: object): NativeLimits {
  const limits = readOption(service, LIMITS);
  return typeof limits === "object" && limits !== null ? limits : {};
}

/**
 * @internal
 * Sets the limits on responses of a client.
 *
 * @throws RangeError for a number that is not a valid limit.
 */
export function useLimits(service: InferenceEndpoint, limits: NativeLimits): void {
  const { maxResponseBytes, responseTimeout } = limits;
  // Without limits, a client needs no native addon before its first call.
  if (maxResponseBytes === undefined && responseTimeout === undefined) return;
  const failure = binding().NativeInference.limitsFailure(limits);
  if (failure) throw argumentError(failure);
  setOption(service, LIMITS, limits);
}

/** The options of a derived client, those of the client that it comes from first. */
function callOptionsOf(service: object): readonly NativeCallOptions[] {
  const callOptions = readOption(service, CALL_OPTIONS);
  return Array.isArray(callOptions) ? callOptions : [];
}

/** @internal Makes a client with other options; see `FlyMyAI.withOptions`. */
export function derivedClient<S extends InferenceEndpoint>(
  service: S,
  options: { timeout?: number | null | undefined; headers?: unknown },
): S {
  const { timeout, headers } = given(options);
  const callOptions = {
    timeout: secondsOrInfinity(timeout),
    headers: headerPairsOf(headers),
    keepsHeaders: false,
  };
  const check = new (binding().NativeInference)("key", "https://localhost", {});
  const failure = check.withOptions(callOptions).failure();
  if (failure) throw argumentError(failure);
  const client: S = Object.create(service);
  for (const name of ["apiKey", "baseUrl"] as const) {
    // Changes of either client apply to both.
    Object.defineProperty(client, name, {
      get: () => service[name],
      set: (value) => Object.assign(service, { [name]: value }),
      enumerable: name === "baseUrl",
      configurable: true,
    });
  }
  setOption(client, CALL_OPTIONS, [...callOptionsOf(service), callOptions]);
  return client;
}

// Clients with equal settings share one native client and its connection pool, so that making a
// client for each call is cheap. The cache is bounded: a program may serve many keys.
const MAX_CACHED_CLIENTS = 16;
const clients = new Map<string, NativeInference>();

function cachedClient(
  apiKey: string,
  baseUrl: string,
  limits: NativeLimits,
  callOptions: readonly NativeCallOptions[],
): NativeInference {
  // TLS settings are fixed when a native client is made, so they are part of the key.
  const tls = variable("NODE_TLS_REJECT_UNAUTHORIZED");
  const roots = trustRoots();
  // As texts: JSON has no infinity.
  const { maxResponseBytes, responseTimeout } = limits;
  const limitTexts = [`${maxResponseBytes}`, `${responseTimeout}`];
  const poolKey = JSON.stringify([baseUrl, apiKey, tls, roots?.number, ...limitTexts]);
  const make = () =>
    new (binding().NativeInference)(apiKey, baseUrl, limits, roots?.native, nativeLog());
  const client = clients.get(poolKey) ?? make();
  clients.delete(poolKey);
  clients.set(poolKey, client);
  for (const oldest of clients.keys()) {
    if (clients.size <= MAX_CACHED_CLIENTS) break;
    clients.delete(oldest);
  }
  // Derived clients share the connections of the cached one.
  return callOptions.reduce((derived, each) => derived.withOptions(each), client);
}

/** Throws the runtime's error for a key that no header can hold, with the key masked. */
function checkKey(apiKey: string): void {
  try {
    new Headers([["x-api-key", apiKey]]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new TypeError(error.message.replaceAll(apiKey, "***"));
  }
}

/**
 * @internal
 * Sends a request and resolves with its response as soon as the status and headers have arrived.
 *
 * @param service - The client's address and key.
 * @param spec - The request.
 * @param signal - Stops the request. It stops the body of a success only for a poll: other callers
 *   that pass a signal return the response, and its reader cancels it.
 * @throws TypeError as `fetch` does: `fetch failed`, with the reason as `cause`.
 */
export async function send(
  service: InferenceEndpoint,
  spec: RequestSpec,
  signal?: AbortSignal | null,
): Promise<Response> {
  const { operation } = spec;
  const started = performance.now();
  const [apiKey, baseUrl] = [String(service.apiKey), String(service.baseUrl)];
  checkKey(apiKey);
  const client = cachedClient(apiKey, baseUrl, limitsOption(service), callOptionsOf(service));
  const setupFailure = client.failure();
  if (setupFailure) throw requestError(setupFailure, baseUrl);
  const option = fetchOption(service);
  const fetch = option === undefined ? replacedFetch() : option;
  if (fetch) {
    const stepper = client.stepper(spec.request(new (binding().NativePayload)()));
    // A replaced global `fetch` has always received a signal for polls only.
    const hasSignal = spec.isPoll === true || (option !== undefined && signal !== undefined);
    const { fields } = spec;
    // Awaited only if necessary: tests with fake timers count the microtasks.
    const buffered =
      fields && hasStream(fields) ? { ...spec, fields: await bufferStreams(fields) } : spec;
    const stopping = hasSignal ? { signal } : {};
    const found = await driveCall(fetch, stepper, buffered, stopping, baseUrl);
    return ofCall(found, operation, started);
  }
  warnIfUnverified(client);
  const { fetch: builtIn, NativePayload } = binding();
  const fields = spec.fields ?? [];
  // Without a transport of the binding, the runtime's `fetch` sends the form.
  const body = builtIn && spec.fields && (await FormBody.of(spec.fields, signal));
  const form = builtIn ? new NativePayload() : await toNativeForm(fields);
  let response: NativeResponse | undefined;
  const start = (cancelToken?: CancelToken) =>
    runNative((completions, callId) => {
      response = client.open(completions, callId, spec.request(form), cancelToken);
    }, builtIn && builtInSender(builtIn, body));
  try {
    const { status, result } = await (signal ? abortable(signal, start) : start());
    // Only a cancelled request has no result, and `abortable` has rejected then.
    if (result === undefined || response === undefined) throw new Error("the request was dropped");
    if ("kind" in (result as object))
      throw body?.failure ?? requestError(result as Failure, baseUrl);
    const bodySignal = isSuccessStatus(status) && !spec.isPoll ? null : signal;
    const whole = toResponse(status, result as ResponseHead, response, bodySignal);
    return ofCall(whole, operation, started);
  } catch (error) {
    // The head may have arrived together with the abort.
    response?.close();
    throw error;
  } finally {
    // Releases the files of a form that no request has taken.
    form.clear();
  }
}
