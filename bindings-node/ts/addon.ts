import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

// Finds and loads the native addon for this machine: a file beside this module, as in a checkout and
// in the tarball of `make dist`, or the platform's package, an optional dependency of the published
// package. This module must be in the root of the package's code, where the files are.

const NAME = "flymyai-js-client";

/** The C library of a Linux machine; undefined if unknown or irrelevant. */
function libc(): "gnu" | "musl" | undefined {
  return glibc() === undefined ? undefined : glibc() === "" ? "musl" : "gnu";
}

/** The version of glibc; empty without glibc, undefined if unknown or irrelevant. */
function glibc(): string | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
    return header && (header.glibcVersionRuntime ?? "");
  } catch {
    return undefined;
  }
}

/** The builds that can run on this machine; those for both C libraries if it is unknown. */
function platforms(): string[] {
  const machine = `${process.platform}-${process.arch}`;
  switch (process.platform) {
    case "linux":
      return libc() === "musl"
        ? [`${machine}-musl`, `${machine}-gnu`]
        : [`${machine}-gnu`, `${machine}-musl`];
    case "win32":
      return [`${machine}-msvc`];
    default:
      return [machine];
  }
}

/** @internal No addon was loaded. */
export class AddonError extends Error {
  /** Whether this installation should have an addon: one does not load, or its package is missing. */
  readonly isUnexpected: boolean;

  constructor(message: string, isUnexpected: boolean, cause: unknown) {
    super(message, { cause });
    this.isUnexpected = isUnexpected;
  }
}

type Attempt = { addon: unknown } | { error: unknown };

/**
 * The addon of one platform from a file, or the error of loading it. Bundlers copy an addon only if
 * its name is a literal, and tolerate a missing one only if it is requested inside a `try`.
 */
function fromFile(platform: string): Attempt {
  try {
    switch (platform) {
      case "darwin-arm64":
        return { addon: require("./flymyai-js-client.darwin-arm64.node") };
      case "darwin-x64":
        return { addon: require("./flymyai-js-client.darwin-x64.node") };
      case "linux-arm64-gnu":
        return { addon: require("./flymyai-js-client.linux-arm64-gnu.node") };
      case "linux-arm64-musl":
        return { addon: require("./flymyai-js-client.linux-arm64-musl.node") };
      case "linux-x64-gnu":
        return { addon: require("./flymyai-js-client.linux-x64-gnu.node") };
      case "linux-x64-musl":
        return { addon: require("./flymyai-js-client.linux-x64-musl.node") };
      case "win32-arm64-msvc":
        return { addon: require("./flymyai-js-client.win32-arm64-msvc.node") };
      case "win32-x64-msvc":
        return { addon: require("./flymyai-js-client.win32-x64-msvc.node") };
      default:
        return { addon: module.require(`./${NAME}.${platform}.node`) };
    }
  } catch (error) {
    return { error };
  }
}

/** The same from the platform's package. */
function fromPackage(platform: string): Attempt {
  try {
    switch (platform) {
      case "darwin-arm64":
        return { addon: require("flymyai-js-client-darwin-arm64") };
      case "darwin-x64":
        return { addon: require("flymyai-js-client-darwin-x64") };
      case "linux-arm64-gnu":
        return { addon: require("flymyai-js-client-linux-arm64-gnu") };
      case "linux-arm64-musl":
        return { addon: require("flymyai-js-client-linux-arm64-musl") };
      case "linux-x64-gnu":
        return { addon: require("flymyai-js-client-linux-x64-gnu") };
      case "linux-x64-musl":
        return { addon: require("flymyai-js-client-linux-x64-musl") };
      case "win32-arm64-msvc":
        return { addon: require("flymyai-js-client-win32-arm64-msvc") };
      case "win32-x64-msvc":
        return { addon: require("flymyai-js-client-win32-x64-msvc") };
      default:
        return { error: undefined };
    }
  } catch (error) {
    return { error };
  }
}

/** The builds in this package; undefined if its folder cannot be read. */
function builds(): string[] | undefined {
  try {
    return readdirSync(__dirname).filter((file) => file.endsWith(".node"));
  } catch {
    return undefined;
  }
}

/** The packages of all platforms, which are dependencies of the published package only. */
function packages(): string[] {
  try {
    const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
    const { optionalDependencies } = JSON.parse(text) as { optionalDependencies?: object };
    return Object.keys(optionalDependencies ?? {});
  } catch {
    return [];
  }
}

/** Whether the package is not installed. This is not reported if another build fails to load. */
function isMissing(error: unknown, name: string): boolean {
  if (error === undefined) return true;
  const { code, message } = error as { code?: unknown; message?: unknown };
  // The first line names the missing module; the following lines list the modules that require it.
  const [first = ""] = String(message).split("\n");
  return /^(ERR_)?MODULE_NOT_FOUND$/.test(String(code)) && first.includes(`'${name}'`);
}

/**
 * @internal
 * Loads the native addon of this machine.
 *
 * @throws AddonError with the name of the missing or broken build, the reason and advice.
 */
export function loadAddon(): unknown {
  const errors = new Map<string, unknown>();
  const candidates = platforms();
  const present = builds();
  const broken: string[] = [];
  for (const platform of candidates) {
    const file = `${NAME}.${platform}.node`;
    const ofFile = fromFile(platform);
    if ("addon" in ofFile) return ofFile.addon;
    errors.set(file, ofFile.error);
    if (present?.includes(file)) broken.push(file);
    const name = `${NAME}-${platform}`;
    const ofPackage = fromPackage(platform);
    if ("addon" in ofPackage) return ofPackage.addon;
    errors.set(name, ofPackage.error);
    if (!isMissing(ofPackage.error, name)) broken.push(name);
  }
  const version = glibc();
  const library = version === undefined ? "" : version ? ` with glibc ${version}` : " with musl";
  const machine = `${process.platform}-${process.arch}${library}`;
  const advice =
    "build it on this machine: `npm run build` in a checkout of the project, with Rust 1.88 or newer.";
  const [first] = broken;
  if (first !== undefined) {
    const cause = errors.get(first);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AddonError(
      `${NAME} cannot load its native addon ${first} on ${machine} (${reason}); ${advice}`,
      true,
      cause,
    );
  }
  const [cause] = errors.values();
  if (present?.length === 0 && !existsSync(join(__dirname, "library.js"))) {
    throw new AddonError(
      `${NAME} is in a bundle without its native addon; exclude it from the bundle as an external ` +
        "package, and put its folder into a node_modules folder at or above that of the bundle.",
      false,
      cause,
    );
  }
  const dependencies = packages();
  const dependency = candidates
    .map((each) => `${NAME}-${each}`)
    .find((name) => dependencies.includes(name));
  if (dependency !== undefined) {
    throw new AddonError(
      `${NAME} has no native addon for ${machine}, as its optional dependency ${dependency} is not ` +
        "installed: install the package on this platform, with optional dependencies, and without " +
        "a node_modules folder or a lock file that another platform has made.",
      true,
      cause,
    );
  }
  const held = present?.length ? `, only ${present.join(", ")}` : "";
  throw new AddonError(
    `${NAME} has no native addon for ${machine}${held}; ${advice}`,
    false,
    cause,
  );
}
