import { describeThrown, type ThrownValues } from "../fetch/thrown.js";
import { plainHeaders, toHeaders } from "../internal/headers.js";
import type { FetchRequest } from "../native/calls.js";
import type { NativeCallStepper } from "../native/inference.js";
import type { Fetch, FetchInit } from "../types/fetch.js";
import { markTransient, requestError } from "./errors.js";
import { DEFAULT_CONTENT_TYPE, DEFAULT_FILENAME, type Field } from "./form-fields.js";
import type { RequestSpec } from "./request.js";
import { isSuccess } from "./response.js";

// Drives a call of core's whose request a program's `fetch` sends.

/** @internal The form that a `fetch` sends; it has no streams. */
export function formDataOf(fields: Field[]): FormData {
  const form = new FormData();
  for (const field of fields) {
    if ("text" in field) form.append(field.name, field.text);
    else if ("bytes" in field) {
      const bytes = new Uint8Array(field.bytes);
      form.append(field.name, new Blob([bytes], { type: DEFAULT_CONTENT_TYPE }), DEFAULT_FILENAME);
    } else if ("blob" in field) form.append(field.name, field.blob, field.filename);
  }
  return form;
}

/** The arguments of `fetch`, in the form of the published client: programs compare them. */
function fetchArguments(
  request: FetchRequest,
  spec: RequestSpec,
  stopping: { signal?: AbortSignal | null | undefined },
): [string, FetchInit] {
  const headers = toHeaders(request.headers);
  const init = {
    method: request.method,
    // The published client requests OpenAPI schemas with a plain object of headers.
    headers: (spec.hasPlainHeaders ? plainHeaders(request.headers) : headers) as Headers,
    ...(spec.fields && { body: formDataOf(spec.fields) }),
    ...(stopping as { signal?: AbortSignal | null }),
  };
  return [request.url, init];
}

/** The status of a response; mocks may have only `ok`. */
function statusOf(response: Response): number {
  if (Number.isInteger(response.status)) return response.status;
  return isSuccess(response) ? 200 : 500;
}

/**
 * @internal
 * Sends the request of a call with a `fetch`, and resumes the call with the status. Core does not
 * read the body: `_createConnection` returns the object that the `fetch` has returned, unread.
 *
 * @param fetch - The program's `fetch`.
 * @param stepper - The call.
 * @param spec - The request; its fields become a `FormData`.
 * @param stopping - The signal, if the `fetch` receives one.
 * @param baseUrl - The client's address, for the text of an error.
 * @throws The object that the `fetch` has thrown, unchanged.
 */
export async function driveCall(
  fetch: Fetch,
  stepper: NativeCallStepper,
  spec: RequestSpec,
  stopping: { signal?: AbortSignal | null | undefined },
  baseUrl: string,
): Promise<Response> {
  const thrown: ThrownValues = new Map();
  let response: Response | undefined;
  const request = stepper.next();
  if (request) {
    try {
      response = (await fetch(...fetchArguments(request, spec, stopping))) as Response;
      stepper.resume(statusOf(response), `${response.statusText ?? ""}`);
    } catch (error) {
      stepper.throw(describeThrown(error, false, thrown));
    }
  }
  const failure = stepper.failure();
  if (!failure) return response as Response;
  const { thrown: number } = failure;
  if (number === undefined) throw requestError(failure, baseUrl);
  throw markTransient(thrown.get(number), failure);
}
