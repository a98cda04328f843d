// Text as UTF-8. The environment of a test runner may have no `TextEncoder` and `TextDecoder`, which all
// other platforms have; Node's buffers serve in their place.

interface NodeBuffers {
  from(text: string): Uint8Array;
  from(bytes: ArrayBufferLike, offset: number, length: number): { toString(): string };
}

const globals = globalThis as {
  TextEncoder?: typeof TextEncoder;
  TextDecoder?: typeof TextDecoder;
  Buffer?: NodeBuffers;
};

let encoder: InstanceType<typeof TextEncoder> | undefined;
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** The class of that name, or Node's buffers if there is none. */
function codec(name: "TextEncoder" | "TextDecoder"): NodeBuffers {
  if (globals.Buffer) return globals.Buffer;
  throw new Error(`flymyai-js-client needs ${name}, which this environment does not have`);
}

/** @internal The bytes of a text. */
export function encodeText(text: string): Uint8Array {
  if (encoder === undefined && !globals.TextEncoder) return codec("TextEncoder").from(text);
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** @internal The text of bytes, including a byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  if (decoder === undefined && !globals.TextDecoder) {
    return codec("TextDecoder").from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  }
  decoder ??= new TextDecoder("utf-8", { ignoreBOM: true });
  return decoder.decode(bytes);
}

/** @internal Decodes text that arrives in parts; a byte order mark at its start is left out. */
export class TextParts {
  readonly #decoder = globals.TextDecoder && new TextDecoder();
  /** The bytes so far, without a decoder that keeps the beginning of a character. */
  #bytes = new Uint8Array();

  /** The text that is complete with these bytes. */
  push(bytes: Uint8Array | undefined): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: true });
    const all = new Uint8Array(this.#bytes.length + (bytes?.length ?? 0));
    all.set(this.#bytes);
    if (bytes) all.set(bytes, this.#bytes.length);
    this.#bytes = all;
    return "";
  }

  /** The rest of the text. */
  end(): string {
    if (this.#decoder) return this.#decoder.decode();
    return decodeText(this.#bytes).replace(/^\ufeff/, "");
  }
}
