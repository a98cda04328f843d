import { factsOf, type Thrown } from "../fetch/thrown.js";
import type { FetchRequest, NativeSending } from "../native/binding.js";
import type { Fetch, FetchInit } from "../types/fetch.js";
import { markTransient, requestError } from "./errors.js";
import { type Field, UNNAMED, UNTYPED } from "./form-fields.js";
import { isSuccess } from "./response.js";
import type { Ask } from "./send.js";

function formOf(fields: Field[]): FormData {
  const form = new FormData();
  for (const field of fields) {
    if ("text" in field) form.append(field.name, field.text);
    else if ("bytes" in field) {
      const bytes = new Uint8Array(field.bytes);
      form.append(field.name, new Blob([bytes], { type: UNTYPED }), UNNAMED);
    } else if ("blob" in field) form.append(field.name, field.blob, field.filename);
  }
  return form;
}

/** The very arguments that a `fetch` has always had: programs compare them. */
function argumentsOf(
  request: FetchRequest,
  ask: Ask,
  stopping: { signal?: AbortSignal | null | undefined },
): [string, FetchInit] {
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < request.headers.length; index += 2) {
    headers[request.headers[index] as string] = request.headers[index + 1] as string;
  }
  const init = {
    method: request.method,
    // Openapi schemas have always been asked for with a plain object.
    headers: (ask.hasPlainHeaders ? headers : new Headers(headers)) as Headers,
    ...(ask.fields && { body: formOf(ask.fields) }),
    ...(stopping as { signal?: AbortSignal | null }),
  };
  return [request.url, init];
}

/** The status of a reply; tests answer with as little of one as they need. */
function statusOf(response: Response): number {
  if (Number.isInteger(response.status)) return response.status;
  return isSuccess(response) ? 200 : 500;
}

/**
 * @internal
 * Sends a request of the core's by way of a `fetch`, and tells the core how that went. The reply's
 * body is not the core's: what the `fetch` returns is what `_createConnection` has always returned,
 * the same object, unread.
 *
 * @param fetch - The program's.
 * @param sending - The core's work on the request.
 * @param ask - What is asked: a form is made of its fields here.
 * @param stopping - The signal, where the `fetch` is to have one.
 * @param baseUrl - The client's address, for the text of an error.
 * @throws The very object that the `fetch` has thrown.
 */
export async function sendBy(
  fetch: Fetch,
  sending: NativeSending,
  ask: Ask,
  stopping: { signal?: AbortSignal | null | undefined },
  baseUrl: string,
): Promise<Response> {
  const thrown: Thrown = new Map();
  let response: Response | undefined;
  const request = sending.request();
  if (request) {
    try {
      response = (await fetch(...argumentsOf(request, ask, stopping))) as Response;
      sending.answer(statusOf(response), `${response.statusText ?? ""}`);
    } catch (error) {
      sending.fail(factsOf(error, false, thrown));
    }
  }
  const failure = sending.failure();
  if (!failure) return response as Response;
  const { thrown: number } = failure;
  if (number === undefined) throw requestError(failure, baseUrl);
  throw markTransient(thrown.get(number), failure);
}
