// Identifies values by their tags, because test runners give modules classes of another realm.

/** @internal The tag of an object. */
export function tagOf(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag]
    : undefined;
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
