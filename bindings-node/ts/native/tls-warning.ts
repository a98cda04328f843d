import { warn } from "../platform.js";

// The warning about connections without verified certificates.

let hasWarned = false;

/**
 * @internal
 * Warns once per process, as Node does for its own connections, when
 * `NODE_TLS_REJECT_UNAUTHORIZED=0` turns the verification of certificates off.
 */
export function warnIfUnverified(client: { readonly acceptsInvalidCerts: boolean }): void {
  if (hasWarned || !client.acceptsInvalidCerts) return;
  hasWarned = true;
  warn(
    "NODE_TLS_REJECT_UNAUTHORIZED is 0: TLS certificates are not verified, and connections to " +
      "FlyMy.AI can be read and changed by others.",
  );
}
