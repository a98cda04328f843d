import { toHeaders } from "../internal/headers.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import type { FetchRequest, NativeExchange } from "../native/binding.js";
import { type FetchSender, runNative } from "../native/completions.js";
import { base64, bindAsyncContext } from "../platform.js";
import type { Fetch, FetchInit } from "../types/fetch.js";
import { type Body, readResponse } from "./response.js";
import { describeThrown, type ThrownValues } from "./thrown.js";

// Sends the requests of a call with a `fetch`: that of the program, or the runtime's own where the
// binding has no transport.

function fetchArguments(
  request: FetchRequest,
  signal: AbortSignal,
  form: FormData | undefined,
): [string, FetchInit] {
  const headers = toHeaders(request.headers);
  const url = new URL(request.url);
  if (url.username || url.password) {
    // `fetch` rejects an address with credentials; a header is equivalent.
    const user = decodeURIComponent(`${url.username}:${url.password}`);
    headers.append("authorization", `Basic ${base64(new TextEncoder().encode(user))}`);
    url.username = "";
    url.password = "";
  }
  const { method, body } = request;
  const init: FetchInit = { method, headers, redirect: "manual", cache: "no-store", signal };
  if (body !== undefined && form !== undefined) {
    // `fetch` sets the type, with its boundary.
    headers.delete("content-type");
    init.body = form;
  } else if (body !== undefined) init.body = typeof body === "string" ? body : new Blob([body]);
  return [url.href, init];
}

/** Sends one request, and provides the chunks of its response's body on demand. Never rejects. */
async function runExchange(
  native: NativeExchange,
  fetch: Fetch,
  thrown: ThrownValues,
  form: FormData | undefined,
): Promise<void> {
  const abandoned = new AbortController();
  let body: Body | undefined;
  let hasResponse = false;
  let hasEnded = false;
  // A binding that has failed reports that as the outcome of the call.
  const report = (error: unknown) =>
    void ignoreErrors(() => native.fail(describeThrown(error, hasResponse, thrown)));
  const fail = (error: unknown) => {
    hasEnded = true;
    report(error);
  };
  const send = async () => {
    try {
      const request = native.request();
      if (request === null) return;
      const response = await fetch(...fetchArguments(request, abandoned.signal, form));
      hasResponse = true;
      const read = readResponse(response);
      body = read.body;
      if (abandoned.signal.aborted) body.cancel();
      else native.respond(read.status, read.reason, read.headers);
    } catch (error) {
      fail(error);
    }
  };
  const provideChunk = async () => {
    try {
      const chunk = await body?.next();
      if (chunk !== undefined) return native.provide(chunk);
      hasEnded = true;
      native.end();
    } catch (error) {
      fail(error);
    }
  };
  const nextCallback = () =>
    runNative((completions, callId) => native.nextCallback(completions, callId));
  void send();
  try {
    // Requested again before the chunk has arrived: an undefined result ends the exchange at any
    // time.
    while (typeof (await nextCallback()).result === "string") void provideChunk();
  } catch (error) {
    report(error);
  }
  native.free?.();
  if (hasEnded) return;
  abandoned.abort();
  body?.cancel();
}

/**
 * @internal
 * Sends the requests of one call with a `fetch`, in the async context of the caller.
 *
 * @param fetch - The program's `fetch`.
 */
export function fetchSender(fetch: Fetch): FetchSender {
  return senderOf(fetch, new Map());
}

/**
 * @internal
 * Sends the requests of one call with the runtime's own `fetch`, in place of a transport of the
 * binding. The values that it throws are not shown to the program: core's errors have their reasons.
 *
 * @param fetch - The runtime's `fetch`.
 * @param form - The body of requests, in place of core's form.
 */
export function builtInSender(fetch: Fetch, form?: FormData): FetchSender {
  return { send: senderOf(fetch, new Map(), form).send, thrown: NOTHING };
}

const NOTHING: ReadonlyMap<number, unknown> = new Map();

function senderOf(fetch: Fetch, thrown: ThrownValues, form?: FormData): FetchSender {
  const send = (native: NativeExchange) => void runExchange(native, fetch, thrown, form);
  return { send: bindAsyncContext(send), thrown };
}
