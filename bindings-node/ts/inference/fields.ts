import { bytesOf, tagOf } from "../bytes.js";

// A model's payload as the fields of a form. What a value becomes as text is for JavaScript to
// say; what a form looks like around it is the core's affair.

/** @internal One field of a form. */
export type Field =
  | { name: string; text: string }
  | { name: string; blob: Blob; filename: string }
  | { name: string; bytes: Uint8Array };

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

/** The text of a value that is no file: what `String` makes of it, unless that says nothing. */
function text(value: unknown): string {
  // An object without a prototype cannot even be made into text.
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null) {
    return JSON.stringify(value);
  }
  // Not `String(value)`, which makes words of a symbol.
  const said = `${value as string}`;
  if (said !== "[object Object]" || typeof value !== "object") return said;
  return JSON.stringify(value) ?? said;
}

function field(name: string, value: unknown): Field {
  if (isBlob(value)) {
    return { name, blob: value, filename: isFile(value) ? value.name : UNNAMED };
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
 * @throws TypeError for a value that is no text, such as a symbol.
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
  return fields;
}

/** @internal A file as a `data:` URL. */
export async function dataUrl(file: Blob): Promise<string> {
  const bytes = Buffer.from(await file.arrayBuffer());
  return `data:${file.type || UNTYPED};base64,${bytes.toString("base64")}`;
}
