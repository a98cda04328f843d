import { bytesOf, isOfClass } from "../internal/bytes.js";
import { messageOf } from "../internal/error-message.js";
import { ignoreErrors } from "../internal/ignore-errors.js";
import { encodeText } from "../internal/utf8.js";
import { runNative } from "../native/completions.js";
import type { NativeFile } from "../native/inference.js";
import { fileName } from "../platform.js";

// Streams as values of a payload. A stream can be read once, so it can be sent once.

/** @internal The members of the supported kinds of streams that are used here. */
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

/** Streams from which data was requested. */
const consumed = new WeakSet<object>();
/** Streams that have passed `checkStream`. */
const checked = new WeakSet<object>();

const isWebStream = (stream: Stream) => isOfClass(stream, "ReadableStream");
const isNodeStream = ({ pipe, on }: Stream) =>
  typeof pipe === "function" && typeof on === "function";
const isIterable = (stream: Stream) => typeof stream[Symbol.asyncIterator] === "function";

/**
 * @internal Whether a value is a stream: Node's, the web's, or another async iterable. A file
 * handle counts as a stream that can't be read.
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
 * Rejects a stream that can't be read, or was read already.
 *
 * @throws TypeError with the reason.
 */
export function checkStream(stream: Stream): void {
  const reject = (reason: string): never => {
    throw new TypeError(`a stream of the payload can't be sent: ${reason}`);
  };
  if (!isWebStream(stream) && !isIterable(stream)) reject("it is not readable");
  if (consumed.has(stream) || stream.readableEnded) reject("it was read already");
  if (stream.destroyed) reject(messageOf(stream.errored) ?? "it was destroyed");
  if (stream.locked) reject("it is locked by another reader");
  if (isNodeStream(stream) && !checked.has(stream)) {
    // The stream may fail before it is read, and its reader gets that error. Without a listener for
    // `error`, the process would end.
    stream.on?.("error", () => {});
  }
  checked.add(stream);
}

/** @internal Whether a stream was read, so that it can't be sent again. */
export function isConsumed(stream: Stream): boolean {
  return consumed.has(stream);
}

/** @internal Whether a stream of the payload was read, so that the payload can't be sent again. */
export function hasConsumedStream(payload: unknown): boolean {
  if (typeof payload !== "object" || payload === null) return false;
  return Object.values(payload).some((value) => isStream(value) && consumed.has(value));
}

/** @internal The name of the file that a stream reads, if it has a path. */
export function fileNameOf({ path }: Stream): string | undefined {
  return typeof path === "string" ? fileName(path) || undefined : undefined;
}

/** @internal Reads a stream of any kind as bytes. */
export class StreamReader {
  readonly #stream: Stream;
  readonly #next: () => Promise<IteratorResult<unknown, unknown>>;
  readonly #release: () => unknown;

  constructor(stream: Stream) {
    checkStream(stream);
    consumed.add(stream);
    this.#stream = stream;
    if (isWebStream(stream) && stream.getReader) {
      const reader = stream.getReader();
      this.#next = () => reader.read() as Promise<IteratorResult<unknown, unknown>>;
      this.#release = () => reader.cancel();
      return;
    }
    const iterator = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    this.#next = () => iterator.next();
    this.#release = () =>
      typeof this.#stream.destroy === "function" ? this.#stream.destroy() : iterator.return?.();
  }

  /** The next bytes, at least one; empty at the end. */
  async next(): Promise<Uint8Array> {
    for (;;) {
      const { done, value } = await this.#next();
      if (done) return new Uint8Array();
      const bytes = typeof value === "string" ? encodeText(value) : bytesOf(value);
      if (bytes === undefined) throw new TypeError(`it produced a chunk of type ${typeof value}`);
      if (bytes.length > 0) return bytes;
    }
  }

  /** Cancels or destroys the stream. */
  async release(): Promise<void> {
    await ignoreErrors(async () => this.#release());
  }
}

/** @internal Reads a stream for core, chunk by chunk; releases it when core requests no more. */
export async function serveStream(stream: Stream, file: NativeFile): Promise<void> {
  const nextCallback = () =>
    runNative((completions, callId) => file.nextCallback(completions, callId));
  let reader: StreamReader | undefined;
  const provideChunk = async () => {
    try {
      reader ??= new StreamReader(stream);
      file.provide(await reader.next());
    } catch (error) {
      file.fail(messageOf(error) ?? String(error));
    }
  };
  let callback = nextCallback();
  while (typeof (await callback).result === "string") {
    // Resolves after the chunk was provided, or when it is no longer needed.
    callback = nextCallback();
    await Promise.race([provideChunk(), callback]);
  }
  await reader?.release();
}

/** @internal Reads a whole stream into memory. */
export async function bufferStream(stream: Stream, signal?: AbortSignal | null): Promise<Blob> {
  const reader = new StreamReader(stream);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason);
  });
  aborted.catch(() => {});
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop);
  try {
    for (;;) {
      const bytes = await Promise.race([reader.next(), aborted]);
      if (bytes.length === 0) break;
      parts.push(new Uint8Array(bytes));
    }
  } finally {
    signal?.removeEventListener("abort", stop);
    // Not awaited: a pending read may never end.
    void reader.release();
  }
  if (parts.length === 0) {
    throw new TypeError("a stream of the payload has no data, or was read already");
  }
  return new Blob(parts, { type: "application/octet-stream" });
}
