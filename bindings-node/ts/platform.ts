import { AsyncResource } from "node:async_hooks";
import { webcrypto } from "node:crypto";
import { basename } from "node:path";
import { setImmediate } from "node:timers";
import { types } from "node:util";

// Facilities of Node. Builds for other platforms have `platform.web.ts` in place of this module.

/** @internal Runs a function after the current turn; unaffected by fake timers of tests. */
export const defer: (work: () => void) => void = setImmediate;

/** @internal A function that runs in the async context of now. */
export function bindAsyncContext<A extends unknown[]>(work: (...args: A) => void): typeof work {
  return AsyncResource.bind(work);
}

/** @internal Whether a value is a `Proxy`. */
export const isProxy: (value: unknown) => boolean = types.isProxy;

/** @internal The last part of a path. */
export const fileName: (path: string) => string = basename;

/** @internal Whether a value is one of Node's buffers. */
export const isNodeBuffer: (value: unknown) => boolean = Buffer.isBuffer;

/** @internal An environment variable. */
export function variable(name: string): string | undefined {
  return process.env[name];
}

/** @internal Why a browser's `fetch` may have failed: its own message does not say it. */
export function networkHint(): string | undefined {
  return undefined;
}

/** @internal Whether requests may carry the context of a trace: in browsers, CORS may refuse them. */
export function sendsTraceHeaders(): boolean {
  return true;
}

/** @internal Shows a warning to the developer. */
export function warn(text: string): void {
  process.emitWarning(text);
}

/** @internal Fills at most 64 KiB with random bytes. Node 18 has no global `crypto`. */
export function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  webcrypto.getRandomValues(bytes);
}

/** @internal Bytes as base64. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
