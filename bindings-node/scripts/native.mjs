// Builds the native addon with cargo and puts it next to the compiled TypeScript, under the name
// that the package looks for:
// `node native.mjs [--debug] [--portable] [--platform NAME] [--out FOLDER]`.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const crate = "flymyai-node";
/** What zig links: with glibc 2.17, older than the one that any Node 18 needs, or with musl. */
const portable = {
  "linux-arm64-gnu": "aarch64-unknown-linux-gnu.2.17",
  "linux-arm64-musl": "aarch64-unknown-linux-musl",
  "linux-x64-gnu": "x86_64-unknown-linux-gnu.2.17",
  "linux-x64-musl": "x86_64-unknown-linux-musl",
};
const { values: options } = parseArgs({
  options: {
    debug: { type: "boolean" },
    /** For older systems than this one: linked by zig. */
    portable: { type: "boolean" },
    /** Another platform than this one's; portable. */
    platform: { type: "string" },
    out: { type: "string", default: join(root, "bindings-node", "dist") },
  },
});
const dist = resolve(options.out);

/** The name of this machine's build: system, processor and, where it matters, C library. */
function platform() {
  const machine = `${process.platform}-${process.arch}`;
  if (process.platform === "win32") return `${machine}-msvc`;
  if (process.platform !== "linux") return machine;
  const glibc = process.report.getReport().header.glibcVersionRuntime;
  return `${machine}-${glibc ? "gnu" : "musl"}`;
}

const name = options.platform ?? platform();

/** Runs cargo and returns the library it built, or ends this process the way cargo ended. */
function build() {
  const command = ["build"];
  const env = { ...process.env };
  if (options.portable || options.platform) {
    const target = portable[name];
    if (target === undefined) throw new Error(`zig links no addon for ${name}`);
    command.splice(0, 1, "zigbuild", "--locked", "--target", target);
    // Without it, the target has no shared libraries.
    if (target.endsWith("-musl")) {
      env.RUSTFLAGS = `${env.RUSTFLAGS ?? ""} -C target-feature=-crt-static`.trim();
    }
  }
  if (!options.debug) command.push("--release");
  const cargo = spawnSync(
    "cargo",
    [...command, "-p", crate, "--message-format=json-render-diagnostics"],
    { cwd: root, env, stdio: ["ignore", "pipe", "inherit"], maxBuffer: 2 ** 28, encoding: "utf8" },
  );
  if (cargo.error?.code === "ENOENT") {
    console.error("Building the native addon takes Rust 1.88 or newer: https://rustup.rs");
    process.exit(1);
  }
  if (cargo.error) throw cargo.error;
  if (cargo.status !== 0) process.exit(cargo.status ?? 1);
  const messages = cargo.stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const artifact = messages.findLast(
    ({ reason, target }) =>
      reason === "compiler-artifact" && target.name === crate.replace("-", "_"),
  );
  return artifact.filenames.find((file) => /\.(so|dylib|dll)$/.test(file));
}

const library = build();
const addon = join(dist, `flymyai-js-client.${name}.node`);
const same = existsSync(addon) && readFileSync(addon).equals(readFileSync(library));
if (!same) {
  mkdirSync(dist, { recursive: true });
  // By way of a new file: overwriting one that a process has loaded would break that process.
  copyFileSync(library, `${addon}.new`);
  renameSync(`${addon}.new`, addon);
}
