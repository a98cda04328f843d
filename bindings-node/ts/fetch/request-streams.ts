// What the runtime's own `fetch` does with a stream as the body of a request.

// Taken when the package is loaded, as is the `fetch` that sends the requests.
const { fetch, navigator } = globalThis as { fetch?: unknown; navigator?: { userAgent?: string } };

/** @internal Whether it is Node's: a stream can have a `Content-Length`, and a form is copied. */
export const isUndici: boolean =
  typeof fetch === "function" &&
  /lazyUndici|internal\/deps\/undici/.test(Function.prototype.toString.call(fetch));

/**
 * @internal
 * Whether it sends a stream while it reads it. Browsers do so for some servers only.
 */
export const sendsStreams: boolean =
  isUndici || /^(?:Bun|Deno)\/|^Cloudflare-Workers$/.test(navigator?.userAgent ?? "");
