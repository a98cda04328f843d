import { readFileSync } from "node:fs";
import { binding, type NativeTrustRoots } from "./binding.js";

// The root certificates that native clients trust: those of the runtime's own connections.

/** @internal The root certificates for new clients. */
export interface TrustRoots {
  native: NativeTrustRoots;
  /** Identifies this set of roots within the process. */
  number: number;
}

let cached: (TrustRoots & { source: unknown }) | undefined;

/**
 * @internal
 * The root certificates of the runtime: its bundled ones and `NODE_EXTRA_CA_CERTS`, or those that
 * its options or `tls.setDefaultCACertificates` set. `undefined` if the runtime does not list them;
 * core then uses Mozilla's. All clients share them until they change.
 */
export function trustRoots(): TrustRoots | undefined {
  const { NativeTrustRoots } = binding();
  const source = NativeTrustRoots && rootSource();
  if (NativeTrustRoots === undefined || source === undefined) return undefined;
  if (cached?.source !== source) {
    const pem = typeof source === "string" ? undefined : withExtraRoots(source);
    const number = (cached?.number ?? 0) + 1;
    cached = { source, number, native: new NativeTrustRoots(pem) };
  }
  return cached;
}

/** The list of roots, which is the same object until they change, or `system` for OpenSSL's. */
function rootSource(): readonly string[] | "system" | undefined {
  // Node does not list OpenSSL's roots.
  if (hasOption("--use-openssl-ca")) return "system";
  const tls = loadTls();
  try {
    return tls.getCACertificates?.("default") ?? tls.rootCertificates;
  } catch {
    return tls.rootCertificates;
  }
}

/** Loads `node:tls` when a client is made, so that importing the package stays cheap. */
function loadTls() {
  type Tls = Pick<typeof import("node:tls"), "rootCertificates">;
  return require("node:tls") as Tls & { getCACertificates?: (type: string) => readonly string[] };
}

function withExtraRoots(roots: readonly string[]): string {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  // `getCACertificates` includes them.
  if (file && loadTls().getCACertificates === undefined) {
    try {
      return [...roots, readFileSync(file, "utf8")].join("\n");
    } catch {
      // Node has already warned at its start; the file is ignored.
    }
  }
  return roots.join("\n");
}

function hasOption(name: string): boolean {
  const options = process.env.NODE_OPTIONS?.split(/\s+/) ?? [];
  return process.execArgv.includes(name) || options.includes(name);
}
