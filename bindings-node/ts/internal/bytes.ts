// Identifies values by their tags, because test runners give modules classes of another realm.

/** @internal The tag of an object. */
export function tagOf(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]
    : undefined;
}

/**
 * @internal
 * Whether a value is of a class of the platform, of any realm. The classes of workers with a
 * compatibility date before September 2024 have no tags.
 */
export function isOfClass(value: unknown, name: "Blob" | "File" | "FormData" | "ReadableStream") {
  if (tagOf(value) === name) return true;
  // Node 18 has no global `File`.
  const known = (globalThis as Record<string, unknown>)[name];
  return typeof known === "function" && value instanceof known;
}

/** @internal The bytes of a buffer or a view; `undefined` for other values. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) {
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  const tag = tagOf(value);
  if (tag === "ArrayBuffer" || tag === "SharedArrayBuffer") {
    return new Uint8Array(value as ArrayBuffer);
  }
  return undefined;
}

type Reader = {
  result: ArrayBuffer;
  error: unknown;
  onload: () => void;
  onerror: () => void;
  readAsArrayBuffer(blob: Blob): void;
};
type FileReaders = { FileReader?: new () => Reader };

/** @internal Whether a value is a `Blob` or a `File` whose bytes can be read. */
export function isBlob(value: unknown): value is Blob {
  if (!isOfClass(value, "Blob") && !isOfClass(value, "File")) return false;
  return typeof (value as Blob).arrayBuffer === "function" || "FileReader" in globalThis;
}

/** @internal The bytes of a blob. Those of a test runner's page may have no `arrayBuffer`. */
export async function blobBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof blob.arrayBuffer === "function") return new Uint8Array(await blob.arrayBuffer());
  const { FileReader } = globalThis as FileReaders;
  if (!FileReader) throw new TypeError("a Blob can't be read: it has no arrayBuffer");
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}
