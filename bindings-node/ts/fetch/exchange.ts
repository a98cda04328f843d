import { toHeaders } from "../internal/headers.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { encodeText } from "../internal/utf8.js";
import type { FetchRequest, NativeExchange, ThrownDetails } from "../native/calls.js";
import { type FetchSender, runNative } from "../native/completions.js";
import { base64, bindAsyncContext, networkHint } from "../platform.js";
import type { Fetch, FetchInit } from "../types/fetch.js";
import { type Body, readResponse } from "./response.js";
import { describeThrown, type ThrownValues } from "./thrown.js";

// Sends the requests of a call with a `fetch`: that of the program, or the runtime's own where the
// binding has no transport.

/** @internal The body of one request, in place of core's. */
export interface RequestBody {
  readonly content: Blob | ReadableStream<Uint8Array>;
  readonly headers: Readonly<Record<string, string>>;
  /** Stops the reading of the content. */
  release(): void;
}

/** @internal Makes the bodies of a call's requests. */
export interface BodyEncoder {
  encode(): RequestBody;
}

/** Whether requests have the property `cache`: not in workers of an older compatibility date. */
function acceptsCache(): boolean {
  try {
    new Request("http://localhost", { cache: "no-store" } as FetchInit);
    return true;
  } catch {
    return typeof Request !== "function";
  }
}

let hasCache: boolean | undefined;

function fetchArguments(
  request: FetchRequest,
  signal: AbortSignal,
  form: RequestBody | undefined,
): [string, FetchInit] {
  const headers = toHeaders(request.headers);
  const url = new URL(request.url);
  if (url.username || url.password) {
    // `fetch` rejects an address with credentials; a header is equivalent.
    const user = decodeURIComponent(`${url.username}:${url.password}`);
    headers.append("authorization", `Basic ${base64(encodeText(user))}`);
    url.username = "";
    url.password = "";
  }
  const { method, body } = request;
  const init: FetchInit & { duplex?: "half" } = {
    method,
    headers,
    redirect: "manual",
    signal,
  };
  hasCache ??= acceptsCache();
  if (hasCache) init.cache = "no-store";
  if (form !== undefined) {
    for (const [name, value] of Object.entries(form.headers)) headers.set(name, value);
    init.body = form.content;
    init.duplex = "half";
  } else if (body !== undefined) init.body = body;
  return [url.href, init];
}

/** Set if the `fetch` is the runtime's own. */
interface BuiltIn {
  /** The body of requests, in place of core's form. */
  readonly form: BodyEncoder | undefined;
}

/** Adds to the reason of a failure what the browser does not say. */
function addHint(details: ThrownDetails): void {
  const hint = networkHint();
  if (hint !== undefined) details.reason = `${details.reason} (${hint})`;
}

/** Sends one request, and provides the chunks of its response's body on demand. Never rejects. */
async function runExchange(
  native: NativeExchange,
  fetch: Fetch,
  thrown: ThrownValues,
  builtIn: BuiltIn | undefined,
): Promise<void> {
  const abandoned = new AbortController();
  let upload: RequestBody | undefined;
  let body: Body | undefined;
  let hasResponse = false;
  let hasEnded = false;
  // A binding that has failed reports that as the outcome of the call.
  const report = (error: unknown) => {
    const details = describeThrown(error, hasResponse, thrown);
    if (builtIn && !hasResponse && details.name === "TypeError") addHint(details);
    void ignoreErrors(() => native.fail(details));
  };
  const fail = (error: unknown) => {
    hasEnded = true;
    report(error);
  };
  const send = async () => {
    try {
      const request = native.request();
      if (request === null) return;
      upload = request.body === undefined ? undefined : builtIn?.form?.encode();
      const response = await fetch(...fetchArguments(request, abandoned.signal, upload));
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
  upload?.release();
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
 * @param form - Makes the bodies of requests, in place of core's form.
 */
export function builtInSender(fetch: Fetch, form?: BodyEncoder): FetchSender {
  return { send: senderOf(fetch, new Map(), { form }).send, thrown: NOTHING };
}

const NOTHING: ReadonlyMap<number, unknown> = new Map();

function senderOf(fetch: Fetch, thrown: ThrownValues, builtIn?: BuiltIn): FetchSender {
  const send = (native: NativeExchange) => void runExchange(native, fetch, thrown, builtIn);
  return { send: bindAsyncContext(send), thrown };
}
