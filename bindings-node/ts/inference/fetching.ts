import type { Fetch } from "../types/fetch.js";
import type { Ask } from "./door.js";
import { type Field, UNNAMED, UNTYPED } from "./fields.js";

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
 * compare them. Only looks have ever had a signal, for a replaced `fetch`. Not by way of the core: what the `fetch` returns
 * is what `_createConnection` has always returned, the same object.
 */
export async function sendBy(
  fetch: Fetch,
  target: { method: string; url: string; accept: string },
  apiKey: string,
  ask: Ask,
  stopping: { signal?: AbortSignal | null | undefined },
): Promise<Response> {
  const headers = { accept: target.accept, "x-api-key": apiKey };
  const response = await fetch(target.url, {
    method: target.method,
    // Openapi schemas have always been asked for with a plain object.
    headers: (ask.hasPlainHeaders ? headers : new Headers(headers)) as Headers,
    ...(ask.fields && { body: formOf(ask.fields) }),
    ...(stopping as { signal?: AbortSignal | null }),
  });
  return response as Response;
}
