import { bytesOf, tagOf } from "../internal/bytes.js";
import { checkStream, collect, fileNameOf, isStream, type Stream } from "./payload-streams.js";

// A model's payload as the fields of a form. What a value becomes as text is for JavaScript to
// say; what a form looks like around it is the core's affair.

/** @internal One field of a form. */
export type Field =
  | { name: string; text: string }
  | { name: string; blob: Blob; filename: string }
  | { name: string; bytes: Uint8Array }
  | { name: string; stream: Stream; filename: string };

/** @internal What a file's name is when it has none, and its type. */
export const UNNAMED = "blob";
export const UNTYPED = "application/octet-stream";

/** Told by its tag, as Node 18 has no global `File`, too. */
function isBlob(value: unknown): value is Blob {
  const tag = tagOf(value);
  return (tag === "Blob" || tag === "File") && typeof (value as Blob).arrayBuffer === "function";
}

/** @internal Whether a value is a file rather than a nameless blob; on Bun both have one tag. */
export function isFile(value: unknown): value is File {
  if (!isBlob(value)) return false;
  const { File } = globalThis as { File?: typeof globalThis.File };
  return tagOf(value) === "File" || (File !== undefined && value instanceof File);
}

/** A buffer's text, if it is text; programs send base64 and the like this way. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** An object as JSON; a stream inside one would show what it is made of, and not what it holds. */
function json(value: object): string | undefined {
  return JSON.stringify(value, (name, inner) => {
    if (!isStream(inner)) return inner;
    throw new TypeError(`a stream must be a value of the payload itself, not of "${name}" in one`);
  });
}

/** The text of a value that is no file: what `String` makes of it, unless that says nothing. */
function text(value: unknown): string {
  // An object without a prototype cannot even be made into text.
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null) {
    return json(value) as string;
  }
  // Not `String(value)`, which makes words of a symbol.
  const said = `${value as string}`;
  if (said !== "[object Object]" || typeof value !== "object") return said;
  return json(value as object) ?? said;
}

function field(name: string, value: unknown): Field {
  if (isBlob(value)) {
    return { name, blob: value, filename: isFile(value) ? value.name : UNNAMED };
  }
  if (isStream(value)) {
    checkStream(value);
    return { name, stream: value, filename: fileNameOf(value) ?? UNNAMED };
  }
  const bytes = bytesOf(value);
  if (bytes === undefined) return { name, text: text(value) };
  const words = Buffer.isBuffer(value) ? textOf(bytes) : undefined;
  return words === undefined ? { name, bytes } : { name, text: words };
}

/**
 * @internal
 * The fields of a payload, in the order of a `for` loop over it: inherited ones are sent, too.
 *
 * @throws TypeError for a value that is no text, such as a symbol, and for a stream that can't be
 *   sent.
 */
export function fieldsOf(payload: unknown): Field[] {
  const fields: Field[] = [];
  if (tagOf(payload) === "FormData") {
    for (const [name, value] of payload as FormData) fields.push(field(name, value));
    return fields;
  }
  for (const name in payload as Record<string, unknown>) {
    const value = (payload as Record<string, unknown>)[name];
    if (value !== undefined) fields.push(field(name, value));
  }
  const streams = fields.flatMap((field) => ("stream" in field ? [field.stream] : []));
  if (new Set(streams).size < streams.length) {
    throw new TypeError("a stream of the payload can't be sent: it is in two fields");
  }
  return fields;
}

/** @internal Whether there is a stream among the fields. */
export function haveStream(fields: Field[]): boolean {
  return fields.some((field) => "stream" in field);
}

/** @internal The fields with streams read into memory: no `fetch` takes them in forms. */
export async function withoutStreams(fields: Field[]): Promise<Field[]> {
  const collected: Field[] = [];
  for (const field of fields) {
    if (!("stream" in field)) collected.push(field);
    else {
      const { name, stream, filename } = field;
      collected.push({ name, blob: await collect(stream), filename });
    }
  }
  return collected;
}

/** @internal A file as a `data:` URL. */
export async function dataUrl(file: Blob): Promise<string> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return `data:${file.type || UNTYPED};base64,${bytes.toString("base64")}`;
}
