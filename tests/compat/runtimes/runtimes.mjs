// The runtimes, as npm packages at pinned versions, and how each is started.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installed } from "../javascript/harness/others.mjs";

const MANIFEST = fileURLToPath(new URL("package.json", import.meta.url));

// Deno reads packages from `node_modules` only when told to, and nothing without a permission.
// It is not to check types, nor to write a lock file into the project.
const DENO = ["run", "-A", "--node-modules-dir=manual", "--no-check", "--no-lock"];

/**
 * Installs the runtimes, unless they are there.
 *
 * @returns A list of `{ name, family, command, isV8 }`; the name has the version.
 */
export function allRuntimes() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `tests/compat/runtimes/package.json has runtimes for linux-x64 only, this is ${process.platform}-${process.arch}`,
    );
  }
  const modules = installed(MANIFEST, "runtimes");
  const nodes = [18, 20, 22, 24].map((major) => {
    const binary = join(modules, `node-${major}`, "bin", "node");
    return { family: "node", command: [binary], isV8: true };
  });
  const bun = join(modules, "@oven", "bun-linux-x64", "bin", "bun");
  const deno = join(modules, "@deno", "linux-x64-glibc", "deno");
  return [
    ...nodes,
    { family: "bun", command: [bun], isV8: false },
    { family: "deno", command: [deno, ...DENO], isV8: true },
  ].map((runtime) => ({ ...runtime, name: nameOf(runtime) }));
}

/** The runtime's own word about its version. */
function nameOf({ family, command }) {
  const text = execFileSync(command[0], ["--version"], { encoding: "utf8" });
  const [version] = /\d+\.\d+\.\d+/.exec(text);
  return `${family} ${version}`;
}
