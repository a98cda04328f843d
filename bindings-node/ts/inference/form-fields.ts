import { blobBytes, bytesOf, isBlob, isOfClass } from "../internal/bytes.js";
import { base64, isNodeBuffer } from "../platform.js";
import { bufferStream, checkStream, fileNameOf, isStream, type Stream } from "./payload-streams.js";

// Turns a model's payload into form fields. The conversion of values to text follows JavaScript's
// rules and is done here; core encodes the form.

/** @internal One field of a form. */
export type Field =
  | { name: string; text: string }
  | { name: string; blob: Blob; filename: string }
  | { name: string; bytes: Uint8Array }
  | { name: string; stream: Stream; filename: string };

/** @internal The name and the type of a file that has none. */
export const DEFAULT_FILENAME = "blob";
export const DEFAULT_CONTENT_TYPE = "application/octet-stream";

/** @internal Whether a value is a `File` rather than a `Blob`; Bun gives both the same tag. */
export function isFile(value: unknown): value is File {
  return isBlob(value) && isOfClass(value, "File");
}

/** A buffer's text if it is valid UTF-8: programs send base64 and the like in buffers. */
function textOfBytes(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** An object as JSON; throws for a stream inside it, whose content JSON would not contain. */
function jsonOf(value: object): string | undefined {
  return JSON.stringify(value, (name, inner) => {
    if (!isStream(inner)) return inner;
    throw new TypeError(`a stream must be a value of the payload itself, not of "${name}" in one`);
  });
}

/** A value as text: `String`'s result, or JSON for an object that has no text of its own. */
function textOfValue(value: unknown): string {
  // An object without a prototype cannot be converted to a string.
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null) {
    return jsonOf(value) as string;
  }
  // Unlike `String(value)`, this throws for a symbol.
  const text = `${value as string}`;
  if (text !== "[object Object]" || typeof value !== "object") return text;
  return jsonOf(value as object) ?? text;
}

function fieldOf(name: string, value: unknown): Field {
  if (isBlob(value)) {
    return { name, blob: value, filename: isFile(value) ? value.name : DEFAULT_FILENAME };
  }
  if (isStream(value)) {
    checkStream(value);
    return { name, stream: value, filename: fileNameOf(value) ?? DEFAULT_FILENAME };
  }
  const bytes = bytesOf(value);
  if (bytes === undefined) return { name, text: textOfValue(value) };
  const text = isNodeBuffer(value) ? textOfBytes(bytes) : undefined;
  return text === undefined ? { name, bytes } : { name, text };
}

/**
 * @internal
 * The fields of a payload, in the order of a `for...in` loop, which includes inherited ones.
 *
 * @throws TypeError for a value without a text, such as a symbol, and for a stream that can't be
 *   sent.
 */
export function fieldsOf(payload: unknown): Field[] {
  const fields: Field[] = [];
  if (isOfClass(payload, "FormData")) {
    for (const [name, value] of payload as FormData) fields.push(fieldOf(name, value));
    return fields;
  }
  for (const name in payload as Record<string, unknown>) {
    const value = (payload as Record<string, unknown>)[name];
    if (value !== undefined) fields.push(fieldOf(name, value));
  }
  const streams = fields.flatMap((field) => ("stream" in field ? [field.stream] : []));
  if (new Set(streams).size < streams.length) {
    throw new TypeError("a stream of the payload can't be sent: it is in two fields");
  }
  return fields;
}

/** @internal Whether one of the fields is a stream. */
export function hasStream(fields: Field[]): boolean {
  return fields.some((field) => "stream" in field);
}

/**
 * @internal
 * The fields with streams read into memory, because `FormData` takes no streams.
 *
 * @param signal - Stops the reading; the promise rejects with its reason.
 */
export async function bufferStreams(
  fields: Field[],
  signal?: AbortSignal | null,
): Promise<Field[]> {
  const buffered: Field[] = [];
  for (const field of fields) {
    if (!("stream" in field)) buffered.push(field);
    else {
      const { name, stream, filename } = field;
      buffered.push({ name, blob: await bufferStream(stream, signal), filename });
    }
  }
  return buffered;
}

/** @internal A file as a `data:` URL. */
export async function dataUrl(file: Blob): Promise<string> {
  const bytes = await blobBytes(file);
  return `data:${file.type || DEFAULT_CONTENT_TYPE};base64,${base64(bytes)}`;
}
