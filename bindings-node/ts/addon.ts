import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

// Finds and loads the build of the native addon for this machine. This module stays in the root of
// the package's code: the addon is a file beside it, both in the package and in a bundle.

const NAME = "flymyai-js-client";

/** The builds that can run on this machine. On Linux the C library decides, so both are tried. */
function platforms(): string[] {
  const machine = `${process.platform}-${process.arch}`;
  switch (process.platform) {
    case "linux":
      return [`${machine}-gnu`, `${machine}-musl`];
    case "win32":
      return [`${machine}-msvc`];
    default:
      return [machine];
  }
}

/**
 * The addon of one platform, or the error of loading it. Bundlers copy an addon only if its name is
 * a literal, and tolerate a missing one only if it is requested inside a `try`.
 */
function tryBuild(platform: string): { addon: unknown } | { error: unknown } {
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

/** The C library of a Linux machine, for the error text; empty if unknown or irrelevant. */
function libc(): string {
  if (process.platform !== "linux") return "";
  try {
    const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
    if (header === undefined) return "";
    return header.glibcVersionRuntime ? ` with glibc ${header.glibcVersionRuntime}` : " with musl";
  } catch {
    return "";
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

/**
 * @internal
 * Loads the native addon of this machine.
 *
 * @throws Error that says which build is missing or does not load, and how to make one.
 */
export function loadAddon(): unknown {
  const errors = new Map<string, unknown>();
  for (const platform of platforms()) {
    const result = tryBuild(platform);
    if ("addon" in result) return result.addon;
    errors.set(`${NAME}.${platform}.node`, result.error);
  }
  const machine = `${process.platform}-${process.arch}${libc()}`;
  const advice =
    "build it on this machine: `npm run build` in a checkout of the project, with Rust 1.88 or newer.";
  const present = builds();
  for (const file of present ?? []) {
    const cause = errors.get(file);
    if (cause === undefined) continue;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `${NAME} cannot load its native addon ${file} on ${machine} (${reason}); ${advice}`,
      { cause },
    );
  }
  const [cause] = errors.values();
  if (present?.length === 0 && !existsSync(join(__dirname, "library.js"))) {
    throw new Error(
      `${NAME} is in a bundle without its native addon; exclude it from the bundle as an external ` +
        "package, and put its folder into a node_modules folder at or above that of the bundle.",
      { cause },
    );
  }
  const held = present?.length ? `, only ${present.join(", ")}` : "";
  throw new Error(`${NAME} has no native addon for ${machine}${held}; ${advice}`, { cause });
}
