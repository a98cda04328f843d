// Prints the sizes of built packages and fails above a budget: `node sizes.mjs FOLDER`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** In bytes: a wheel as it is, an addon as it is unpacked, WebAssembly as servers send it. */
const BUDGETS = { ".whl": 4e6, ".node": 8e6, ".wasm": 220e3 };

const folder = process.argv[2];
const tooLarge = [];

function show(name, bytes, budget) {
  const figure = bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
  const limit = budget === undefined ? "" : `, at most ${budget / 1e3} kB`;
  console.log(`${figure.padStart(9)}  ${name}${limit}`);
  if (bytes > budget) tooLarge.push(name);
}

/** The files of an npm tarball that have budgets. */
function inside(tarball) {
  const work = mkdtempSync(join(tmpdir(), "flymyai-sizes-"));
  try {
    const { status, stderr } = spawnSync("tar", ["-xzf", tarball, "-C", work], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${tarball}: ${stderr}`);
    for (const file of readdirSync(work, { recursive: true }).map(String).sort()) {
      const path = join(work, file);
      if (file.endsWith(".node")) show(`  ${file}`, statSync(path).size, BUDGETS[".node"]);
      if (file.endsWith(".wasm")) {
        const { length } = brotliCompressSync(readFileSync(path));
        show(`  ${file}, with brotli`, length, BUDGETS[".wasm"]);
      }
    }
  } finally {
    rmSync(work, { recursive: true });
  }
}

const built = readdirSync(folder).filter((file) => /\.(whl|tgz|tar\.gz)$/.test(file));
if (built.length === 0) throw new Error(`${folder} holds no package`);
for (const file of built.sort()) {
  const path = join(folder, file);
  show(file, statSync(path).size, file.endsWith(".whl") ? BUDGETS[".whl"] : undefined);
  if (file.endsWith(".tgz")) inside(path);
}
if (tooLarge.length > 0) {
  console.error(`Larger than their budgets: ${tooLarge.map((name) => name.trim()).join(", ")}`);
  process.exit(1);
}
