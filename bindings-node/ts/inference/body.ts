import { bytesOf } from "../internal/bytes.js";
import { encodeText } from "../internal/utf8.js";

// The bodies of responses that a program's `fetch` has returned.

/** @internal Reads a body, chunk by chunk. */
export interface BodyReader {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(reason?: unknown): Promise<void>;
}

interface WholeBody {
  body?: ReadableStream<Uint8Array> | null;
  arrayBuffer?(): Promise<ArrayBuffer>;
  text?(): Promise<string>;
}

/**
 * @internal
 * The reader of a response's body. A `fetch` without streams, such as the one that programs add to the
 * environment of a test runner, has the whole body only.
 *
 * @param response - A response.
 * @returns The reader; `undefined` if there is no body.
 */
export function bodyReader(response: Response): BodyReader | undefined {
  const { body } = response as WholeBody;
  if (body !== undefined) return body?.getReader();
  const read = wholeBody(response);
  if (read === undefined) return undefined;
  let isRead = false;
  return {
    async read() {
      if (isRead) return { done: true };
      isRead = true;
      return { done: false, value: await read() };
    },
    cancel: async () => {
      isRead = true;
    },
  };
}

/** Reads the bytes of a response without a stream; `undefined` if it has none. */
function wholeBody(response: WholeBody): (() => Promise<Uint8Array>) | undefined {
  if (typeof response.text === "function") {
    return async () => encodeText(`${await response.text?.()}`);
  }
  if (typeof response.arrayBuffer !== "function") return undefined;
  return async () => bytesOf(await response.arrayBuffer?.()) ?? new Uint8Array();
}
