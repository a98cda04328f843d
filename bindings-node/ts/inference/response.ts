import { abortable } from "../abort.js";
import { settled } from "../completions.js";
import type { Cancellation, Failure, Head, NativeReply } from "../native.js";
import { networkError } from "./failure.js";

/** @internal Whether a response is a success; tests make theirs of as little as they need. */
export function isSuccess(response: Response): boolean {
  return response.ok || (response.status >= 200 && response.status <= 299);
}

/** Statuses whose replies have no body, by fetch's rules. */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** The next piece of a body; undefined at its end. */
async function nextPiece(
  reply: NativeReply,
  signal: AbortSignal | null | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const read = (cancellation?: Cancellation) =>
    settled((completions, ticket) => reply.piece(completions, ticket, cancellation));
  const { result } = await (signal ? abortable(signal, read) : read());
  // Not by its class: a test runner's modules have classes of their own.
  if (result === undefined || ArrayBuffer.isView(result)) return result;
  throw networkError(result as Failure, "terminated");
}

/** A body that is read when somebody reads it, and whose request ends when nobody will. */
function bodyOf(
  reply: NativeReply,
  signal: AbortSignal | null | undefined,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      try {
        const piece = await nextPiece(reply, signal);
        if (piece === undefined) {
          controller.close();
          controller.byobRequest?.respond(0);
        } else {
          controller.enqueue(piece);
        }
      } catch (error) {
        reply.close();
        throw error;
      }
    },
    cancel() {
      reply.close();
    },
  });
}

/** What the constructor of `Response` does not let anybody say. */
function say(response: Response, name: keyof Response, value: unknown): void {
  Object.defineProperty(response, name, { value, configurable: true });
}

/**
 * @internal
 * A reply as `fetch` would show it.
 *
 * @param status - Its status.
 * @param head - The rest of its head.
 * @param reply - Its body.
 * @param signal - Ends the body with the signal's reason.
 */
export function toResponse(
  status: number,
  head: Head,
  reply: NativeReply,
  signal?: AbortSignal | null,
): Response {
  const headers = new Headers();
  for (let index = 0; index + 1 < head.headers.length; index += 2) {
    headers.append(head.headers[index] as string, head.headers[index + 1] as string);
  }
  const bodiless = BODILESS.has(status);
  if (bodiless) reply.close();
  const usual = status >= 200 && status <= 599;
  const sayable = /^[\t -~\x80-\xff]*$/.test(head.reason);
  const response = new Response(bodiless ? null : bodyOf(reply, signal), {
    headers,
    status: usual ? status : 200,
    statusText: sayable ? head.reason : "",
  });
  if (!usual) {
    say(response, "status", status);
    say(response, "ok", false);
  }
  if (!sayable) say(response, "statusText", head.reason);
  say(response, "url", head.url);
  return response;
}
