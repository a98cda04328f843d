import { following } from "../native/abort.js";
import type { EventBatch, Head, NativeReply, Result } from "../native/binding.js";
import { settled } from "../native/completions.js";
import { networkError } from "./errors.js";

/** @internal Whether a response is a success; tests make theirs of as little as they need. */
export function isSuccess(response: Response): boolean {
  return response.ok || (response.status >= 200 && response.status <= 299);
}

/** Statuses whose replies have no body, by fetch's rules. */
const BODILESS: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** The next part of a reply's body; undefined at its end. */
async function next(
  reply: NativeReply,
  read: "piece" | "events" | "text",
  signal?: AbortSignal | null,
): Promise<Result> {
  const start = () => settled((completions, ticket) => reply[read](completions, ticket));
  const stop = { cancel: () => reply.close() };
  const { result } = await (signal ? following(signal, stop, start) : start());
  if (typeof result === "object" && "kind" in result) throw networkError(result, "terminated");
  return result;
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
        const piece = (await next(reply, "piece", signal)) as Uint8Array<ArrayBuffer> | undefined;
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

/** The replies behind responses of ours, and the bodies that these were given. */
const replies = new WeakMap<Response, { reply: NativeReply; body: unknown }>();

/** @internal A reply whose body is read without the way through a stream of bytes. */
export interface DirectReply {
  /** The next events, at least one; undefined at the end. */
  events(): Promise<EventBatch | undefined>;
  /** Why the events, which have ended, were no whole prediction; null if they were one. */
  fault(status: number, reason: string): string | null;
  /** The whole body. */
  text(): Promise<string>;
  /** Stops it. */
  close(): void;
}

/**
 * @internal
 * The reply behind a response, if it is one of ours that nobody has touched; the response's body
 * is taken then, for everybody else.
 */
export function direct(response: Response): DirectReply | undefined {
  const known = replies.get(response);
  if (!known?.body || response.body !== known.body) return undefined;
  if (response.bodyUsed || response.body.locked) return undefined;
  response.body.getReader();
  say(response, "bodyUsed", true);
  const { reply } = known;
  return {
    events: async () => (await next(reply, "events")) as EventBatch | undefined,
    fault: (status, reason) => reply.fault(status, reason),
    text: async () => ((await next(reply, "text")) as string | undefined) ?? "",
    close: () => reply.close(),
  };
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
  replies.set(response, { reply, body: response.body });
  return response;
}
