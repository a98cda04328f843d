// Packs what a release publishes on npm: a package with the addon of each platform, and the main
// package, without addons, whose optional dependencies they are:
// `node packages.mjs --addons FOLDER --out FOLDER [--some | --single]`. The checkout is built already.
//
// The main package gets these dependencies here and not in the checkout's package.json: a version
// that is not published yet could not be installed in the checkout.
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values: options } = parseArgs({
  options: {
    addons: { type: "string" },
    out: { type: "string" },
    /** Only the platforms whose addons are there; a release has all. */
    some: { type: "boolean" },
    /** The main package only, with all addons of the folder in it. */
    single: { type: "boolean" },
  },
});
/** Pages load this file from the package's folder; a checkout has it with its other output. */
const UMD = join("dist", "my-library.umd.js");
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const platforms = read(join(root, "bindings-node", "platforms.json"));
const about = read(join(root, "package.json"));

/** Runs a program and returns what it prints. */
function run(program, args, cwd) {
  const windows = process.platform === "win32";
  const { status, stdout, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    shell: windows,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with status ${status}`);
  return stdout.trim();
}

const pack = (folder, out) =>
  run("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", out], folder);
const isAddon = (file) => file.endsWith(".node");
const describe = (folder, description) =>
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(description, undefined, 2)}\n`);

/** Packs the package of one platform. */
function packPlatform(platform, addon, work, out) {
  const { os, cpu, libc } = platforms[platform];
  const folder = join(work, platform);
  const main = `${about.name}.${platform}.node`;
  const name = `${about.name}-${platform}`;
  mkdirSync(folder);
  copyFileSync(addon, join(folder, main));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  const text = `The native addon of ${about.name} for ${platform}, which ${about.name} loads. Install ${about.name}.`;
  writeFileSync(join(folder, "README.md"), `# ${name}\n\n${text}\n`);
  describe(folder, {
    name,
    version: about.version,
    description: `The native addon of ${about.name} for ${platform}`,
    license: about.license,
    ...(about.repository && { repository: about.repository }),
    main,
    files: [main],
    os: [os],
    cpu: [cpu],
    ...(libc && { libc: [libc] }),
    engines: about.engines,
  });
  return pack(folder, out);
}

/**
 * Packs the main package: what `npm pack` packs, without its addons, with the platforms' packages as
 * optional dependencies or with the addons of a folder.
 */
function packMain(work, out, addons) {
  run("tar", ["-xzf", join(work, pack(root, work)), "-C", work]);
  const folder = join(work, "package");
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    if (isAddon(file)) rmSync(join(folder, file));
  }
  mkdirSync(join(folder, "dist"));
  renameSync(join(folder, "bindings-node", UMD), join(folder, UMD));
  for (const file of addons ? readdirSync(addons).filter(isAddon) : []) {
    copyFileSync(join(addons, file), join(folder, "bindings-node", "dist", file));
  }
  const names = Object.keys(platforms).map((platform) => `${about.name}-${platform}`);
  const optionalDependencies = Object.fromEntries(names.map((name) => [name, about.version]));
  const { devDependencies, scripts, ...description } = read(join(folder, "package.json"));
  describe(folder, { ...description, ...(addons === undefined && { optionalDependencies }) });
  return pack(folder, out);
}

const out = resolve(options.out);
const work = mkdtempSync(join(tmpdir(), "flymyai-packages-"));
mkdirSync(out, { recursive: true });
try {
  for (const platform of options.single ? [] : Object.keys(platforms)) {
    const addon = resolve(options.addons, `${about.name}.${platform}.node`);
    if (existsSync(addon)) console.log(packPlatform(platform, addon, work, out));
    else if (!options.some) throw new Error(`${addon} is missing`);
  }
  console.log(packMain(work, out, options.single ? resolve(options.addons) : undefined));
} finally {
  rmSync(work, { recursive: true });
}
