// Facilities of browsers, workers and other runtimes; see `platform.ts`. Node's globals are used where
// they exist, for bundles that run on servers.

type Snapshot = <A extends unknown[]>(work: (...args: A) => void, ...args: A) => void;

interface AsyncContexts {
  /** A function that runs others in the async context of now. */
  snapshot?(): Snapshot;
}

interface Globals {
  process?: {
    env?: Record<string, string | undefined>;
    getBuiltinModule?(name: string): { AsyncLocalStorage?: AsyncContexts } | undefined;
  };
  AsyncLocalStorage?: AsyncContexts;
  Buffer?: { isBuffer(value: unknown): boolean };
  /** Of pages and their workers. */
  location?: { origin: string };
  navigator?: { onLine?: boolean };
}

const globals = globalThis as Globals;
// As they are when the package is loaded: tests replace them later.
const { setTimeout } = globalThis;
const crypto = globalThis.crypto as typeof globalThis.crypto | undefined;

export function defer(work: () => void): void {
  setTimeout(work, 0);
}

/** Servers have async contexts: Next.js as a global, others as a module of Node. */
function asyncContexts(): AsyncContexts | undefined {
  const { AsyncLocalStorage, process } = globals;
  return AsyncLocalStorage ?? process?.getBuiltinModule?.("node:async_hooks")?.AsyncLocalStorage;
}

export function bindAsyncContext<A extends unknown[]>(work: (...args: A) => void): typeof work {
  const run = asyncContexts()?.snapshot?.();
  return run === undefined ? work : (...args) => run(work, ...args);
}

export function isProxy(_value: unknown): boolean {
  return false;
}

export function fileName(path: string): string {
  return path.replace(/[/\\]+$/, "").replace(/^.*[/\\]/, "");
}

export function isNodeBuffer(value: unknown): boolean {
  return globals.Buffer?.isBuffer(value) ?? false;
}

export function variable(name: string): string | undefined {
  return globals.process?.env?.[name];
}

export function networkHint(): string | undefined {
  const { location, navigator } = globals;
  if (location === undefined) return undefined;
  if (navigator?.onLine === false) return "the browser is offline";
  return (
    "the service can't be reached, or its CORS headers do not allow requests from " +
    `${location.origin}`
  );
}

export function sendsTraceHeaders(): boolean {
  return globals.location === undefined;
}

export function warn(text: string): void {
  console.warn(text);
}

export function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  // Bundles on Node 18 have no `crypto`. Idempotency keys must differ, and are not secret.
  if (crypto !== undefined) crypto.getRandomValues(bytes);
  else for (const at of bytes.keys()) bytes[at] = Math.random() * 256;
}

export function base64(bytes: Uint8Array): string {
  let binary = "";
  // In parts: a call has a limited number of arguments.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}
