import { binding, type NativeFile, type NativePayload } from "../native/binding.js";
import { settled } from "../native/completions.js";
import { type Field, UNNAMED, UNTYPED } from "./form-fields.js";
import { serveStream } from "./payload-streams.js";

/** Files up to this size are read at once, which is faster; in bytes. */
const SMALL = 256 * 1024;

/** Answers what the sending side asks about a file, until it asks no more. */
async function serve(blob: Blob, file: NativeFile): Promise<void> {
  for (;;) {
    const { result } = await settled((completions, ticket) => file.wanted(completions, ticket));
    if (typeof result !== "string") return;
    const [from, to] = JSON.parse(result) as [number, number];
    try {
      file.provide(new Uint8Array(await blob.slice(from, to).arrayBuffer()));
    } catch (error) {
      file.fail(error instanceof Error ? error.message : String(error));
    }
  }
}

/**
 * @internal
 * Fields as a native form. Large files and streams are read while they are sent, files as often as
 * they are sent.
 */
export async function upload(fields: Field[]): Promise<NativePayload> {
  const small = await Promise.all(
    fields.map((field) =>
      "blob" in field && field.blob.size <= SMALL ? field.blob.arrayBuffer() : undefined,
    ),
  );
  const { NativeFile, NativePayload } = binding();
  const payload = new NativePayload();
  for (const [index, field] of fields.entries()) {
    if ("text" in field) {
      payload.text(field.name, field.text);
    } else if ("bytes" in field) {
      payload.bytes(field.name, UNNAMED, UNTYPED, field.bytes);
    } else if ("stream" in field) {
      const file = new NativeFile();
      payload.file(field.name, field.filename, UNTYPED, file);
      void serveStream(field.stream, file);
    } else {
      const { name, blob, filename } = field;
      const type = blob.type || UNTYPED;
      const content = small[index];
      if (content) {
        payload.bytes(name, filename, type, new Uint8Array(content));
      } else {
        const file = new NativeFile(blob.size);
        payload.file(name, filename, type, file);
        void serve(blob, file);
      }
    }
  }
  return payload;
}
