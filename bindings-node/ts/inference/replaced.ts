import type { Ask } from "./door.js";
import { type Field, UNNAMED, UNTYPED } from "./fields.js";

// Programs and their tests replace `globalThis.fetch`, or Node's dispatcher below it, to see or to
// answer requests. Such a replacement is used for as long as it is in place.

type Fetch = typeof globalThis.fetch;

/** Node's own is a thin wrapper around the undici that it contains. */
const BUILT_IN = /lazyUndici|internal\/deps\/undici|\[native code\]/;
const judged = new WeakMap<Fetch, boolean>();

function isBuiltIn(fetch: Fetch): boolean {
  let verdict = judged.get(fetch);
  if (verdict === undefined) {
    // A bound function hides its text, but not that it is bound.
    verdict = fetch.name === "fetch" && BUILT_IN.test(Function.prototype.toString.call(fetch));
    judged.set(fetch, verdict);
  }
  return verdict;
}

/** Where the versions of undici keep their dispatcher. */
const PLACES = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
const OWN: ReadonlySet<string | undefined> = new Set(["Agent", "Dispatcher1Wrapper"]);

/** Whether something else than Node's own dispatcher was installed, such as a mock or a proxy. */
function hasDispatcher(): boolean {
  const installed = globalThis as Record<symbol, object | undefined>;
  return PLACES.some((place) => {
    const dispatcher = installed[place];
    return dispatcher !== undefined && !OWN.has(dispatcher.constructor?.name);
  });
}

/** @internal The `fetch` to use instead of the native client, if there is one. */
export function replacedFetch(): Fetch | undefined {
  const { fetch } = globalThis;
  return typeof fetch === "function" && (!isBuiltIn(fetch) || hasDispatcher()) ? fetch : undefined;
}

function formOf(fields: Field[]): FormData {
  const form = new FormData();
  for (const field of fields) {
    if ("text" in field) form.append(field.name, field.text);
    else if ("bytes" in field) {
      const bytes = new Uint8Array(field.bytes);
      form.append(field.name, new Blob([bytes], { type: UNTYPED }), UNNAMED);
    } else form.append(field.name, field.blob, field.filename);
  }
  return form;
}

/**
 * @internal
 * Sends a request by way of a `fetch`, with the very arguments that it has always had: programs
 * compare them. Only looks have ever had a signal.
 */
export function sendBy(
  fetch: Fetch,
  target: { method: string; url: string; accept: string },
  apiKey: string,
  ask: Ask,
  signal?: AbortSignal | null,
): Promise<Response> {
  const headers = { accept: target.accept, "x-api-key": apiKey };
  return fetch(target.url, {
    method: target.method,
    headers: ask.hasPlainHeaders ? headers : new Headers(headers),
    ...(ask.fields && { body: formOf(ask.fields) }),
    ...(ask.isLook && { signal: signal as AbortSignal | null }),
  });
}
