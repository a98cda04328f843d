import { replacedFetch } from "../fetch/replaced-fetch.js";
import { abortable } from "../native/abort.js";
import {
  binding,
  type Cancellation,
  type Failure,
  type Head,
  type NativeInference,
  type NativePayload,
  type NativeReply,
  type NativeRequest,
} from "../native/binding.js";
import { settled } from "../native/completions.js";
import { trustedRoots, warnOfTrust } from "../native/trust.js";
import type { Fetch } from "../types/fetch.js";
import { requestError } from "./errors.js";
import { sendBy } from "./fetch-driver.js";
import { type Field, haveStream, withoutStreams } from "./form-fields.js";
import { upload } from "./native-form.js";
import { toResponse } from "./response.js";

/** @internal Whom to ask, and as whom. */
export interface Service {
  readonly apiKey: unknown;
  readonly baseUrl: unknown;
}

/**
 * Where a client keeps the `fetch` that it was given: out of every list of its properties, but to be
 * found through a proxy of the client and from what inherits from it.
 */
const FETCH = Symbol("fetch");

/** The `fetch` that a client was given; `null` where it is to use the built-in transport. */
function fetchOf(service: Service & { [FETCH]?: unknown }): Fetch | null | undefined {
  try {
    const fetch = service[FETCH];
    return typeof fetch === "function" || fetch === null ? (fetch as Fetch | null) : undefined;
  } catch {
    // A proxy that expects names only.
    return undefined;
  }
}

/** @internal Has the service's requests sent by this `fetch`, or by none. */
export function useFetch(service: Service, fetch: Fetch | null): void {
  // To be redefined: a proxy may hand out something in place of such a property only.
  Object.defineProperty(service, FETCH, { value: fetch, configurable: true });
}

/** @internal What to ask. */
export interface Ask {
  /** Makes the native request of its form; one without a form is given an empty one. */
  request: (form: NativePayload) => NativeRequest;
  /** The form's fields; none for a request without a body. */
  fields?: Field[];
  /** Whether the caller's signal goes with the request to its very end. */
  isLook?: boolean;
  /** Whether a replaced `fetch` gets its headers as a plain object. */
  hasPlainHeaders?: boolean;
}

// Clients of one service under one key share its connections, so that a client for each call
// costs no connection for each call. The oldest make room: programs may serve many keys.
const ROOM = 16;
const natives = new Map<string, NativeInference>();

function nativeFor(apiKey: string, baseUrl: string): NativeInference {
  // Whom to trust is settled when a native client is made.
  const trust = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  const roots = trustedRoots();
  const place = JSON.stringify([baseUrl, apiKey, trust, roots?.number]);
  const native =
    natives.get(place) ?? new (binding().NativeInference)(apiKey, baseUrl, roots?.native);
  natives.delete(place);
  natives.set(place, native);
  for (const oldest of natives.keys()) {
    if (natives.size <= ROOM) break;
    natives.delete(oldest);
  }
  return native;
}

/** The key as a header will hold it; the runtime says what no header can hold, without the key. */
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
 * Sends a request and resolves with its reply, as soon as the head of that is there.
 *
 * @param service - Whom to ask.
 * @param ask - What to ask.
 * @param signal - Stops the request. It stops the body of a success only for a look: what else has
 *   a signal of its own gives its response away, to be cancelled by whoever reads it.
 * @throws TypeError as `fetch` does: `fetch failed`, with the reason as `cause`.
 */
export async function send(
  service: Service,
  ask: Ask,
  signal?: AbortSignal | null,
): Promise<Response> {
  const [apiKey, baseUrl] = [String(service.apiKey), String(service.baseUrl)];
  checkKey(apiKey);
  const native = nativeFor(apiKey, baseUrl);
  const broken = native.failure();
  if (broken) throw requestError(broken, baseUrl);
  const option = fetchOf(service);
  const replaced = option === undefined ? replacedFetch() : option;
  if (replaced) {
    const sending = native.through(ask.request(new (binding().NativePayload)()));
    // Only looks have ever had a signal, for a replaced `fetch`.
    const hasSignal = ask.isLook === true || (option !== undefined && signal !== undefined);
    const { fields } = ask;
    // Not awaited without need: tests turn clocks by hand.
    const whole =
      fields && haveStream(fields) ? { ...ask, fields: await withoutStreams(fields) } : ask;
    return sendBy(replaced, sending, whole, hasSignal ? { signal } : {}, baseUrl);
  }
  warnOfTrust(native);
  const payload = await upload(ask.fields ?? []);
  let reply: NativeReply | undefined;
  const start = (cancellation?: Cancellation) =>
    settled((completions, ticket) => {
      reply = native.open(completions, ticket, ask.request(payload), cancellation);
    });
  try {
    const { status, result } = await (signal ? abortable(signal, start) : start());
    // Only a cancelled request comes to nothing, and it has rejected already.
    if (result === undefined || reply === undefined) throw new Error("the request was dropped");
    if ("kind" in (result as object)) throw requestError(result as Failure, baseUrl);
    const isSuccess = status >= 200 && status < 300;
    return toResponse(status, result as Head, reply, isSuccess && !ask.isLook ? null : signal);
  } catch (error) {
    // The head may have arrived together with the abort.
    reply?.close();
    throw error;
  } finally {
    // A request that was never made has left its files open.
    payload.clear();
  }
}
