import { bytesOf, tagOf } from "../internal/bytes.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { encodeText } from "../internal/utf8.js";

// Reads what a program's `fetch` returns: a `Response` of any library, or a mock that has only some
// of its members.

type Bytes = Uint8Array | undefined;

/** @internal The body of a response, chunk by chunk. */
export interface Body {
  /** The next bytes; `undefined` at the end. */
  next(): Promise<Bytes>;
  /** Stops reading; never throws. */
  cancel(): void;
}

/** @internal The parts of a response. */
export interface FetchedResponse {
  readonly status: number;
  readonly reason: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Body;
}

// biome-ignore lint/suspicious/noExplicitAny: a program may return any value
type Any = any;

/** The bytes of a chunk. */
function toBytes(value: unknown): Uint8Array {
  if (typeof value === "string") return encodeText(value);
  const bytes = bytesOf(value);
  if (bytes) return bytes;
  throw new TypeError("the body of what fetch returned consists of neither bytes nor text");
}

function streamBody(reader: ReadableStreamDefaultReader<unknown>): Body {
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? undefined : toBytes(value);
    },
    cancel: () => void ignoreErrors(() => reader.cancel?.()),
  };
}

interface IterableStream extends AsyncIterable<unknown> {
  destroy?(): void;
  on?(event: string, listener: () => void): void;
}

function iterableBody(body: IterableStream): Body {
  // A Node stream may fail before it is read; its reader gets the error. Without a listener for
  // `error`, the process would end.
  if (typeof body.on === "function") void ignoreErrors(() => body.on?.("error", () => {}));
  const iterator = body[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await iterator.next();
      return done ? undefined : toBytes(value);
    },
    cancel() {
      // `destroy` stops a Node stream immediately, even during a read.
      void ignoreErrors(() =>
        typeof body.destroy === "function" ? body.destroy() : iterator.return?.(),
      );
    },
  };
}

function bufferedBody(read: () => unknown): Body {
  let hasEnded = false;
  return {
    async next() {
      if (hasEnded) return undefined;
      hasEnded = true;
      return toBytes(await read());
    },
    cancel() {},
  };
}

function bodyOf(response: Any): Body {
  const { body } = response;
  if (typeof body?.getReader === "function") return streamBody(body.getReader());
  if (typeof body?.[Symbol.asyncIterator] === "function") return iterableBody(body);
  if (typeof body === "string" || bytesOf(body)) return bufferedBody(() => body);
  if (typeof response.arrayBuffer === "function") return bufferedBody(() => response.arrayBuffer());
  if (typeof response.text === "function") return bufferedBody(() => response.text());
  if (typeof response.json === "function") {
    return bufferedBody(async () => JSON.stringify(await response.json()) ?? "");
  }
  return bufferedBody(() => "");
}

function headersOf(headers: Any): string[] {
  const pairs: string[] = [];
  const add = (value: unknown, name: unknown) => pairs.push(String(name), String(value));
  if (typeof headers?.forEach === "function" && !Array.isArray(headers)) headers.forEach(add);
  else if (Array.isArray(headers)) for (const [name, value] of headers) add(value, name);
  else for (const [name, value] of Object.entries(headers ?? {})) add(value, name);
  return pairs;
}

function statusOf(response: Any): number {
  const status = response.status ?? (response.ok === true ? 200 : undefined);
  if (Number.isInteger(status) && status >= 100 && status <= 999) return status;
  throw new TypeError(`fetch must return a Response; what it returned has the status ${status}`);
}

/**
 * @internal
 * Reads the status and the headers of a `fetch` result; the body is read on demand.
 *
 * @throws TypeError if it is not a response.
 */
export function readResponse(response: Any): FetchedResponse {
  if (typeof response !== "object" || response === null) {
    throw new TypeError(`fetch must return a Response, not ${tagOf(response) ?? typeof response}`);
  }
  return {
    status: statusOf(response),
    reason: String(response.statusText ?? ""),
    headers: headersOf(response.headers),
    body: bodyOf(response),
  };
}
