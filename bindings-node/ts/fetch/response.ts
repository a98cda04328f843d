import { bytesOf, tagOf } from "../internal/bytes.js";
import { ignoreErrors } from "../internal/ignore-errors.js";

// What programs return from a `fetch` of theirs: a `Response` of any make, or as little of one as
// their test needs.

type Bytes = Uint8Array | undefined;

/** @internal A body as it comes. */
export interface Body {
  /** The next bytes; undefined at the end. */
  next(): Promise<Bytes>;
  /** Stops it; never throws. */
  cancel(): void;
}

/** @internal A reply, read. */
export interface Reply {
  readonly status: number;
  readonly reason: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Body;
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a program returns
type Any = any;

/** A chunk of a body. */
function chunk(value: unknown): Uint8Array {
  if (typeof value === "string") return new TextEncoder().encode(value);
  const bytes = bytesOf(value);
  if (bytes) return bytes;
  throw new TypeError("the body of what fetch returned consists of neither bytes nor text");
}

function stream(reader: ReadableStreamDefaultReader<unknown>): Body {
  return {
    async next() {
      const { done, value } = await reader.read();
      return done ? undefined : chunk(value);
    },
    cancel: () => void ignoreErrors(() => reader.cancel?.()),
  };
}

interface Iterable extends AsyncIterable<unknown> {
  destroy?(): void;
  on?(event: string, listener: () => void): void;
}

function iterable(body: Iterable): Body {
  // A stream of Node's may fail before anybody reads it. Its next piece tells; without a listener,
  // the process would end.
  if (typeof body.on === "function") void ignoreErrors(() => body.on?.("error", () => {}));
  const iterator = body[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await iterator.next();
      return done ? undefined : chunk(value);
    },
    cancel() {
      // A stream of Node's is left at once this way, even while it is read.
      void ignoreErrors(() =>
        typeof body.destroy === "function" ? body.destroy() : iterator.return?.(),
      );
    },
  };
}

function whole(read: () => unknown): Body {
  let over = false;
  return {
    async next() {
      if (over) return undefined;
      over = true;
      return chunk(await read());
    },
    cancel() {},
  };
}

function bodyOf(response: Any): Body {
  const { body } = response;
  if (typeof body?.getReader === "function") return stream(body.getReader());
  if (typeof body?.[Symbol.asyncIterator] === "function") return iterable(body);
  if (typeof body === "string" || bytesOf(body)) return whole(() => body);
  if (typeof response.arrayBuffer === "function") return whole(() => response.arrayBuffer());
  if (typeof response.text === "function") return whole(() => response.text());
  if (typeof response.json === "function") {
    return whole(async () => JSON.stringify(await response.json()) ?? "");
  }
  return whole(() => "");
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
 * Reads what a `fetch` has returned, but for its body.
 *
 * @throws TypeError when it is nothing like a response.
 */
export function read(response: Any): Reply {
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
