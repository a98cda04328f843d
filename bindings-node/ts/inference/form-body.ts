import type { RequestBody } from "../fetch/exchange.js";
import { isUndici, sendsStreams } from "../fetch/request-streams.js";
import { messageOf } from "../internal/error-message.js";
import {
  bufferStreams,
  DEFAULT_CONTENT_TYPE,
  DEFAULT_FILENAME,
  type Field,
  hasStream,
} from "./form-fields.js";
import { type Stream, StreamReader } from "./payload-streams.js";

// The form of a request that the runtime's `fetch` sends, as core encodes it: a blob of the fields and
// their files, or a stream where there is no blob of a file, or the `fetch` would copy it into memory.

/** The largest part of a blob that is in memory at once. */
const CHUNK = 256 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;
type Part = Bytes | { blob: Blob } | { stream: Stream };

const encoder = new TextEncoder();

/** A name between quotes, as core encodes it. */
function quoted(name: string): string {
  return name.replace(/["\p{Cc}]/gu, (character) =>
    character < "\x80"
      ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`
      : character,
  );
}

/** The fields between the lines of a multipart form. */
function partsOf(fields: Field[], boundary: string): Part[] {
  const parts: Part[] = [];
  const write = (text: string) => parts.push(encoder.encode(text));
  for (const field of fields) {
    const opening = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(field.name)}"`;
    if ("text" in field) {
      write(`${opening}\r\n\r\n${field.text.replace(/\r\n?|\n/g, "\r\n")}\r\n`);
      continue;
    }
    const filename = quoted("bytes" in field ? DEFAULT_FILENAME : field.filename);
    const type = ("blob" in field && field.blob.type) || DEFAULT_CONTENT_TYPE;
    if (!/^[ -~]*$/.test(type)) {
      const text = JSON.stringify(type);
      throw new TypeError(`the type of a file is printable ASCII text, not ${text}`);
    }
    write(`${opening}; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`);
    parts.push("bytes" in field ? new Uint8Array(field.bytes) : field);
    write("\r\n");
  }
  write(`--${boundary}--\r\n`);
  return parts;
}

/** The length of a form; `undefined` with a stream. */
function lengthOf(parts: Part[]): number | undefined {
  let length = 0;
  for (const part of parts) {
    if ("stream" in part) return undefined;
    length += "blob" in part ? part.blob.size : part.length;
  }
  return length;
}

/** @internal The form of a call, which each of its requests encodes anew. */
export class FormBody {
  /** Why the form could not be sent. */
  failure: Error | undefined;
  readonly #fields: Field[];
  #isConsumed = false;

  private constructor(fields: Field[]) {
    this.#fields = fields;
  }

  /**
   * Makes a form. Streams are read into memory where `fetch` does not send them.
   *
   * @param signal - Stops the reading; the promise rejects with its reason.
   */
  static async of(fields: Field[], signal?: AbortSignal | null): Promise<FormBody> {
    return new FormBody(sendsStreams ? fields : await bufferStreams(fields, signal));
  }

  /**
   * Encodes the form for one request.
   *
   * @throws TypeError if it has a stream that was read already, or a file whose type no header can hold.
   */
  encode(): RequestBody {
    try {
      return this.#encode();
    } catch (error) {
      this.failure = error as Error;
      throw error;
    }
  }

  #encode(): RequestBody {
    const fields = this.#fields;
    if (this.#isConsumed) {
      throw new TypeError(
        "the payload can't be sent again: a file in it is a stream, and was read already",
      );
    }
    const digits = String(Math.floor(Math.random() * 1e11)).padStart(11, "0");
    const boundary = `----formdata-undici-0${digits}`;
    const parts = partsOf(fields, boundary);
    const type = `multipart/form-data; boundary=${boundary}`;
    const isLarge = fields.some((field) => "blob" in field && field.blob.size > CHUNK);
    if (!hasStream(fields) && !(isUndici && isLarge)) {
      const contents = parts.flatMap((part) => ("blob" in part ? part.blob : (part as Bytes)));
      return { content: new Blob(contents), headers: { "content-type": type }, release() {} };
    }
    const headers: Record<string, string> = { "content-type": type };
    const length = lengthOf(parts);
    if (length !== undefined) headers["content-length"] = String(length);
    let reader: StreamReader | undefined;
    const release = () => void reader?.release();
    const chunks = this.#chunks(parts, (stream) => {
      reader = new StreamReader(stream);
      return reader;
    });
    const content = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
        cancel: release,
      },
      { highWaterMark: 0 },
    );
    // undici copies the body of a request whose redirects it does not follow. Nobody reads the copy,
    // which would hold the whole form.
    const copy = new ReadableStream({
      pull: (controller) => controller.error(new TypeError("this body can be read only once")),
    });
    Object.defineProperty(content, "tee", { value: () => [copy, content] });
    return { content, headers, release };
  }

  async *#chunks(
    parts: Part[],
    open: (stream: Stream) => StreamReader,
  ): AsyncGenerator<Uint8Array, void> {
    for (const part of parts) {
      if ("stream" in part) {
        yield* this.#streamed(part.stream, open);
      } else if ("blob" in part) {
        for (let start = 0; start < part.blob.size; start += CHUNK) {
          yield new Uint8Array(await part.blob.slice(start, start + CHUNK).arrayBuffer());
        }
      } else if (part.length > 0) {
        yield part;
      }
    }
  }

  async *#streamed(
    stream: Stream,
    open: (stream: Stream) => StreamReader,
  ): AsyncGenerator<Uint8Array, void> {
    this.#isConsumed = true;
    let isEmpty = true;
    try {
      const reader = open(stream);
      for (;;) {
        const bytes = await reader.next();
        if (bytes.length === 0) break;
        isEmpty = false;
        yield bytes;
      }
      await reader.release();
    } catch (error) {
      throw this.#fail(`a stream of the payload can't be read: ${messageOf(error) ?? error}`);
    }
    if (isEmpty) {
      throw this.#fail(
        "a file of the payload can't be sent: it is a stream that has no data, or was read already",
      );
    }
  }

  #fail(message: string): Error {
    this.failure = new TypeError(message);
    return this.failure;
  }
}
