// A user's project: the installed package, and the programs beside it.
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL("..", import.meta.url));

/**
 * Makes a project in a new folder.
 *
 * @param installed - The folder of the installed package.
 * @param others - Folders of other packages that programs import, by their names.
 */
export function makeProject(installed, others = {}) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "flymyai-compat-")));
  const packages = { "flymyai-js-client": installed, ...others };
  for (const [name, from] of Object.entries(packages)) {
    cpSync(realpathSync(from), join(folder, "node_modules", name), { recursive: true });
  }
  for (const part of ["harness", "programs", "scripts"]) {
    cpSync(join(HERE, part), join(folder, part), { recursive: true });
  }
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name, "*"]));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
