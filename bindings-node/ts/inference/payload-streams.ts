import { basename } from "node:path";
import { bytesOf, tagOf } from "../internal/bytes.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import type { NativeFile } from "../native/binding.js";
import { settled } from "../native/completions.js";
import { messageOf } from "./errors.js";

// Streams in payloads. Each can be read once, so each can be sent once.

/** @internal What the streams of all kinds have in common, as far as they have it. */
export interface Stream {
  [Symbol.asyncIterator]?: () => AsyncIterator<unknown>;
  getReader?: () => ReadableStreamDefaultReader<unknown>;
  on?: (event: "error", listener: () => void) => unknown;
  pipe?: unknown;
  destroy?: () => unknown;
  destroyed?: boolean;
  errored?: unknown;
  readableEnded?: boolean;
  locked?: boolean;
  path?: unknown;
}

/** Streams whose reading has begun. */
const begun = new WeakSet<object>();
/** Streams that were found in a payload. */
const known = new WeakSet<object>();

const isWebStream = (stream: Stream) => tagOf(stream) === "ReadableStream";
const isNodeStream = ({ pipe, on }: Stream) =>
  typeof pipe === "function" && typeof on === "function";
const isIterable = (stream: Stream) => typeof stream[Symbol.asyncIterator] === "function";

/**
 * @internal Whether a value is a stream: Node's, the web's, or another source of pieces. The
 * handle of an open file counts as one that can't be read.
 */
export function isStream(value: unknown): value is Stream {
  if (typeof value !== "object" || value === null) return false;
  const stream = value as Stream;
  if (isWebStream(stream) || isNodeStream(stream) || isIterable(stream)) return true;
  return (
    value.constructor?.name === "FileHandle" && typeof (value as { fd?: unknown }).fd === "number"
  );
}

/**
 * @internal
 * Refuses a stream that has nothing to send, or not any more.
 *
 * @throws TypeError that says why.
 */
export function checkStream(stream: Stream): void {
  const refuse = (why: string): never => {
    throw new TypeError(`a stream of the payload can't be sent: ${why}`);
  };
  if (!isWebStream(stream) && !isIterable(stream)) refuse("it is not readable");
  if (begun.has(stream) || stream.readableEnded) refuse("it was read already");
  if (stream.destroyed) refuse(messageOf(stream.errored) ?? "it was destroyed");
  if (stream.locked) refuse("it is locked by another reader");
  if (isNodeStream(stream) && !known.has(stream)) {
    // The stream may fail before it is read, and its reader gets that error. Without a listener for
    // `error`, the process would end.
    stream.on?.("error", () => {});
  }
  known.add(stream);
}

/** @internal Whether a stream of the payload was read, so that the payload can't be sent again. */
export function wasRead(payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  return Object.values(payload).some((value) => isStream(value) && begun.has(value));
}

/** @internal The name of the file that a stream reads, if it tells. */
export function fileNameOf({ path }: Stream): string | undefined {
  return typeof path === "string" ? basename(path) || undefined : undefined;
}

/** The pieces of a stream, from its beginning. */
class Pieces {
  readonly #stream: Stream;
  readonly #next: () => Promise<IteratorResult<unknown, unknown>>;
  readonly #leave: () => unknown;

  constructor(stream: Stream) {
    checkStream(stream);
    begun.add(stream);
    this.#stream = stream;
    if (isWebStream(stream) && stream.getReader) {
      const reader = stream.getReader();
      this.#next = () => reader.read() as Promise<IteratorResult<unknown, unknown>>;
      this.#leave = () => reader.cancel();
      return;
    }
    const iterator = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    this.#next = () => iterator.next();
    this.#leave = () =>
      typeof this.#stream.destroy === "function" ? this.#stream.destroy() : iterator.return?.();
  }

  /** The next bytes, at least one; none at the end. */
  async next(): Promise<Uint8Array> {
    for (;;) {
      const { done, value } = await this.#next();
      if (done) return new Uint8Array();
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : bytesOf(value);
      if (bytes === undefined) throw new TypeError(`it gave a piece of type ${typeof value}`);
      if (bytes.length > 0) return bytes;
    }
  }

  /** Lets go of the stream. */
  async leave(): Promise<void> {
    await ignoreErrors(async () => this.#leave());
  }
}

/** @internal Reads a stream for the sending side, as it asks; ends the stream when it asks no more. */
export async function serveStream(stream: Stream, file: NativeFile): Promise<void> {
  const asked = () => settled((completions, ticket) => file.wanted(completions, ticket));
  let pieces: Pieces | undefined;
  const answer = async () => {
    try {
      pieces ??= new Pieces(stream);
      file.provide(await pieces.next());
    } catch (error) {
      file.fail(messageOf(error) ?? String(error));
    }
  };
  let asking = asked();
  while (typeof (await asking).result === "string") {
    // Resolves after the answer, or when it is no longer needed.
    asking = asked();
    await Promise.race([answer(), asking]);
  }
  await pieces?.leave();
}

/** @internal All that a stream has. */
export async function collect(stream: Stream): Promise<Blob> {
  const pieces = new Pieces(stream);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (;;) {
      const bytes = await pieces.next();
      if (bytes.length === 0) break;
      parts.push(new Uint8Array(bytes));
    }
  } finally {
    await pieces.leave();
  }
  if (parts.length === 0) {
    throw new TypeError("a stream of the payload has no data, or was read already");
  }
  return new Blob(parts, { type: "application/octet-stream" });
}
