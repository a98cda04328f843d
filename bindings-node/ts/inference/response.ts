import { toHeaders } from "../internal/headers.js";
import { runAbortable } from "../native/abort.js";
import type { EventBatch, ResponseHead, Result } from "../native/calls.js";
import { runNative } from "../native/completions.js";
import type { NativeResponse } from "../native/inference.js";
import { networkError } from "./errors.js";

// Native responses as `Response` objects, with a shortcut for readers within this package.

/** @internal Whether a status is that of a success. */
export function isSuccessStatus(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** @internal Whether a response is a success; mocks may have only `ok` or only `status`. */
export function isSuccess(response: Response): boolean {
  return response.ok || isSuccessStatus(response.status);
}

/** Statuses whose responses have no body, by the rules of `fetch`. */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** The next part of a response's body; `undefined` at its end. */
async function readNext(
  native: NativeResponse,
  read: "chunk" | "events" | "text",
  signal?: AbortSignal | null,
): Promise<Result> {
  const start = () => runNative((completions, callId) => native[read](completions, callId));
  const stop = { cancel: () => native.close() };
  const { result } = await (signal ? runAbortable(signal, stop, start) : start());
  if (typeof result === "object" && "kind" in result) throw networkError(result, "terminated");
  return result;
}

type Controller = ReadableByteStreamController | ReadableStreamDefaultController<Uint8Array>;

/** A body that is read on demand; cancelling it stops the request. */
function bodyOf(
  native: NativeResponse,
  signal: AbortSignal | null | undefined,
): ReadableStream<Uint8Array> {
  const source = {
    async pull(controller: Controller) {
      try {
        const chunk = await readNext(native, "chunk", signal);
        if (chunk === undefined) {
          controller.close();
          if ("byobRequest" in controller) controller.byobRequest?.respond(0);
        } else {
          controller.enqueue(chunk as Uint8Array<ArrayBuffer>);
        }
      } catch (error) {
        native.close();
        throw error;
      }
    },
    cancel() {
      native.close();
    },
  };
  // Safari before version 26.4 has no streams of bytes. Neither stream is read before its reader asks.
  const hasByteStreams = typeof ReadableByteStreamController === "function";
  return hasByteStreams
    ? new ReadableStream({ type: "bytes", ...source })
    : new ReadableStream<Uint8Array>(source, { highWaterMark: 0 });
}

/** The native responses of `Response` objects made here, and the body that each was given. */
const nativeResponses = new WeakMap<Response, { native: NativeResponse; body: unknown }>();

/** @internal A response whose body is read directly, not through a stream of bytes. */
export interface DirectResponse {
  /** The next events, at least one; `undefined` at the end. */
  events(): Promise<EventBatch | undefined>;
  /** The reason if the events have ended without a complete prediction; otherwise `null`. */
  failure(status: number, reason: string): string | null;
  /** The whole body. */
  text(): Promise<string>;
  /** Stops the request. */
  close(): void;
}

/**
 * @internal
 * The native response of a `Response` that was made here and not read; marks its body as used.
 */
export function takeNativeResponse(response: Response): DirectResponse | undefined {
  const known = nativeResponses.get(response);
  if (!known?.body || response.body !== known.body) return undefined;
  if (response.bodyUsed || response.body.locked) return undefined;
  response.body.getReader();
  override(response, "bodyUsed", true);
  const { native } = known;
  return {
    events: async () => (await readNext(native, "events")) as EventBatch | undefined,
    failure: (status, reason) => native.failure(status, reason),
    text: async () => ((await readNext(native, "text")) as string | undefined) ?? "",
    close: () => native.close(),
  };
}

/** Sets a property that the constructor of `Response` does not accept. */
function override(response: Response, name: keyof Response, value: unknown): void {
  Object.defineProperty(response, name, { value, configurable: true });
}

/**
 * @internal
 * A native response as `fetch` would return it.
 *
 * @param status - Its status.
 * @param head - The rest of its head.
 * @param native - The native response, which has the body.
 * @param signal - Ends the body with the signal's reason.
 */
export function toResponse(
  status: number,
  head: ResponseHead,
  native: NativeResponse,
  signal?: AbortSignal | null,
): Response {
  const headers = toHeaders(head.headers);
  const hasNoBody = NULL_BODY_STATUSES.has(status);
  if (hasNoBody) native.close();
  const isAccepted = status >= 200 && status <= 599;
  const isValidReason = /^[\t -~\x80-\xff]*$/.test(head.reason);
  const response = new Response(hasNoBody ? null : bodyOf(native, signal), {
    headers,
    status: isAccepted ? status : 200,
    statusText: isValidReason ? head.reason : "",
  });
  if (!isAccepted) {
    override(response, "status", status);
    override(response, "ok", false);
  }
  if (!isValidReason) override(response, "statusText", head.reason);
  override(response, "url", head.url);
  nativeResponses.set(response, { native, body: response.body });
  return response;
}
