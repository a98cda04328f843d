let warned = false;

/**
 * @internal
 * Says once, as Node does of its own connections, that `NODE_TLS_REJECT_UNAUTHORIZED=0` is in force.
 */
export function warnOfTrust(native: { readonly trustsAll: boolean }): void {
  if (warned || !native.trustsAll) return;
  warned = true;
  process.emitWarning(
    "NODE_TLS_REJECT_UNAUTHORIZED is 0: any certificate is trusted, and whoever stands between this " +
      "program and FlyMy.AI can read and change what they say.",
  );
}
