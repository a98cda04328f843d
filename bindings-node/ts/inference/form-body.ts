import type { RequestBody } from "../fetch/exchange.js";
import { isUndici, sendsStreams } from "../fetch/request-streams.js";
import { messageOf } from "../internal/error-message.js";
import { encodeText } from "../internal/utf8.js";
import { type Binding, binding } from "../native/binding.js";
import type { FormField } from "../native/inference.js";
import {
  bufferStreams,
  DEFAULT_CONTENT_TYPE,
  DEFAULT_FILENAME,
  type Field,
  hasStream,
} from "./form-fields.js";
import { isConsumed, type Stream, StreamReader } from "./payload-streams.js";

// The form of a request that the runtime's `fetch` sends, in core's layout: a blob of the fields and
// their files, or a stream where there is no blob of a file, or the `fetch` would copy it into memory.

/** The largest part of a blob that is in memory at once. */
const CHUNK = 256 * 1024;

type Bytes = Uint8Array<ArrayBuffer>;
type Part = Bytes | { blob: Blob } | { stream: Stream };

/** A field as core lays it out. */
function headOf(field: Field): FormField {
  if ("text" in field) return { text: { name: field.name, text: field.text } };
  const filename = "bytes" in field ? DEFAULT_FILENAME : field.filename;
  const contentType = ("blob" in field && field.blob.type) || DEFAULT_CONTENT_TYPE;
  return { file: { name: field.name, filename, contentType } };
}

/** The content of a field with a file. */
function contentOf(field: Field | undefined): Part {
  if (field === undefined || "text" in field) throw new Error("the field has no file");
  return "bytes" in field ? new Uint8Array(field.bytes) : field;
}

/** The parts of a form, laid out by core, and its type. */
function layOut(fields: Field[]): { type: string; parts: Part[] } {
  const { formLayout } = binding() as Required<Binding>;
  const consumed = fields.flatMap((field, index) =>
    "stream" in field && isConsumed(field.stream) ? [index] : [],
  );
  const layout = formLayout(fields.map(headOf), consumed);
  if ("kind" in layout) throw new TypeError(layout.message);
  const parts = layout.parts.map((part) =>
    typeof part === "string" ? (encodeText(part) as Bytes) : contentOf(fields[part]),
  );
  return { type: layout.contentType, parts };
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
    const { type, parts } = layOut(fields);
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
      throw this.#fail(messageOf(error) ?? String(error));
    }
    if (isEmpty) throw this.#fail();
  }

  #fail(reason?: string): Error {
    const { streamFailure } = binding() as Required<Binding>;
    this.failure = new TypeError(streamFailure(reason).message);
    return this.failure;
  }
}
