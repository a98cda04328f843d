import { readFileSync } from "node:fs";
import { binding, type NativeRoots } from "./binding.js";

/** @internal The roots of new clients, and a number that tells them from others. */
export interface TrustedRoots {
  native: NativeRoots;
  number: number;
}

let warned = false;
let known: (TrustedRoots & { source: unknown }) | undefined;

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

/**
 * @internal
 * The roots that the runtime's own connections trust: its bundled ones and `NODE_EXTRA_CA_CERTS`, or
 * what its options and `tls.setDefaultCACertificates` say. A runtime that does not tell leaves it to
 * core, which has Mozilla's. They are made once for all clients, and again when they have changed.
 */
export function trustedRoots(): TrustedRoots | undefined {
  const source = rootSource();
  if (source === undefined) return undefined;
  if (known?.source !== source) {
    const pem = typeof source === "string" ? undefined : withExtraRoots(source);
    const number = (known?.number ?? 0) + 1;
    known = { source, number, native: new (binding().NativeRoots)(pem) };
  }
  return known;
}

/** The list of roots, the same object until they change, or `system` for those of OpenSSL. */
function rootSource(): readonly string[] | "system" | undefined {
  // Node has no list of these.
  if (hasOption("--use-openssl-ca")) return "system";
  const tls = loadTls();
  try {
    return tls.getCACertificates?.("default") ?? tls.rootCertificates;
  } catch {
    return tls.rootCertificates;
  }
}

/** Loaded when a client is made: importing the package stays cheap. */
function loadTls() {
  type Tls = Pick<typeof import("node:tls"), "rootCertificates">;
  return require("node:tls") as Tls & { getCACertificates?: (type: string) => readonly string[] };
}

function withExtraRoots(roots: readonly string[]): string {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  // Where Node tells its roots, these are among them.
  if (file && loadTls().getCACertificates === undefined) {
    try {
      return [...roots, readFileSync(file, "utf8")].join("\n");
    } catch {
      // Node has warned of it at its start, and continues.
    }
  }
  return roots.join("\n");
}

function hasOption(name: string): boolean {
  const options = process.env.NODE_OPTIONS?.split(/\s+/) ?? [];
  return process.execArgv.includes(name) || options.includes(name);
}
