import { blobBytes } from "../internal/bytes.js";
import { type Binding, binding } from "../native/binding.js";
import { runNative } from "../native/completions.js";
import type { NativeFile, NativePayload } from "../native/inference.js";
import { DEFAULT_CONTENT_TYPE, DEFAULT_FILENAME, type Field } from "./form-fields.js";
import { serveStream } from "./payload-streams.js";

// Turns form fields into the form of a native request.

/** Blobs up to this size, in bytes, are copied into the form, which is faster than callbacks. */
const MAX_INLINE_BLOB = 256 * 1024;

/** Reads a blob for core, range by range, until core requests no more. */
async function serveBlob(blob: Blob, file: NativeFile): Promise<void> {
  for (;;) {
    const { result } = await runNative((completions, callId) =>
      file.nextCallback(completions, callId),
    );
    if (typeof result !== "string") return;
    const [from, to] = JSON.parse(result) as [number, number];
    try {
      file.provide(await blobBytes(blob.slice(from, to)));
    } catch (error) {
      file.fail(error instanceof Error ? error.message : String(error));
    }
  }
}

/**
 * @internal
 * Makes a native form. Large blobs and streams are read while they are sent; a blob is read again
 * for each attempt.
 */
export async function toNativeForm(fields: Field[]): Promise<NativePayload> {
  const inlined = await Promise.all(
    fields.map((field) =>
      "blob" in field && field.blob.size <= MAX_INLINE_BLOB ? blobBytes(field.blob) : undefined,
    ),
  );
  const { NativeFile, NativePayload } = binding() as Required<Binding>;
  const form = new NativePayload();
  for (const [index, field] of fields.entries()) {
    if ("text" in field) {
      form.text(field.name, field.text);
    } else if ("bytes" in field) {
      form.bytes(field.name, DEFAULT_FILENAME, DEFAULT_CONTENT_TYPE, field.bytes);
    } else if ("stream" in field) {
      const file = new NativeFile();
      form.file(field.name, field.filename, DEFAULT_CONTENT_TYPE, file);
      void serveStream(field.stream, file);
    } else {
      const { name, blob, filename } = field;
      const type = blob.type || DEFAULT_CONTENT_TYPE;
      const content = inlined[index];
      if (content) {
        form.bytes(name, filename, type, content);
      } else {
        const file = new NativeFile(blob.size);
        form.file(name, filename, type, file);
        void serveBlob(blob, file);
      }
    }
  }
  return form;
}
