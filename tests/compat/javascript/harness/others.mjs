// Other packages that programs import, installed once into target/.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../../../../", import.meta.url));

/**
 * Installs the dependencies of a package.json below target/compat; a second time does nothing.
 *
 * @param manifest - The package.json's file.
 * @param name - The name of the folder.
 * @returns Its `node_modules`.
 */
export function installed(manifest, name) {
  const folder = join(REPOSITORY, "target", "compat", name);
  const done = join(folder, "installed.json");
  const wanted = readFileSync(manifest, "utf8");
  if (!existsSync(done) || readFileSync(done, "utf8") !== wanted) {
    mkdirSync(folder, { recursive: true });
    cpSync(manifest, join(folder, "package.json"));
    const npm = ["install", "--no-audit", "--no-fund", "--loglevel=error", "--ignore-scripts"];
    execFileSync("npm", npm, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    writeFileSync(done, wanted);
  }
  return join(folder, "node_modules");
}

/** The folders of the packages in this folder's package.json, by name. */
export function otherPackages() {
  const manifest = fileURLToPath(new URL("../package.json", import.meta.url));
  const modules = installed(manifest, "programs");
  const { dependencies } = JSON.parse(readFileSync(manifest, "utf8"));
  return Object.fromEntries(Object.keys(dependencies).map((name) => [name, join(modules, name)]));
}
