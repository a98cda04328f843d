// The packages with the addon of each platform: one list of platforms, what is packed, what the
// loader does with them.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("../../../", import.meta.url));
const read = (...path) => readFileSync(join(root, ...path), "utf8");
const about = JSON.parse(read("package.json"));
const platforms = JSON.parse(read("bindings-node", "platforms.json"));
const names = Object.keys(platforms).sort();
const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found).sort();

const dist = dirname(require.resolve("flymyai-js-client"));
const [addon] = readdirSync(dist).filter((file) => file.endsWith(".node"));
const here = addon.slice("flymyai-js-client.".length, -".node".length);
const dependency = `flymyai-js-client-${here}`;

test("the loader and the release workflow name the platforms of the list", () => {
  const loader = read("bindings-node", "ts", "addon.ts");
  assert.deepEqual(all(loader, /require\("\.\/flymyai-js-client\.([a-z0-9-]+)\.node"\)/g), names);
  assert.deepEqual(all(loader, /require\("flymyai-js-client-([a-z0-9-]+)"\)/g), names);
  const [, addons] = read(".github", "workflows", "release.yml").split(/^ {2}addons:$/m);
  const [job] = addons.split(/^ {2}[a-z-]+:$/m);
  assert.deepEqual(all(job, /\bname: ([a-z0-9]+-[a-z0-9-]+)/g), names);
});

/** Packs; returns the names of the packages. */
function pack(...options) {
  const args = [join(root, "bindings-node", "scripts", "packages.mjs"), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.trim().split("\n");
}

let packed;
before(() => {
  packed = mkdtempSync(join(tmpdir(), "flymyai-packed-"));
  process.once("exit", () => rmSync(packed, { recursive: true }));
  assert.deepEqual(pack("--addons", dist, "--out", packed, "--some"), [
    `${dependency}-${about.version}.tgz`,
    `flymyai-js-client-${about.version}.tgz`,
  ]);
});

/** A project with the packed packages of these names. */
function project(t, ...installed) {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-project-"));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of installed) {
    const target = join(folder, "node_modules", name);
    mkdirSync(target, { recursive: true });
    const file = join(packed, `${name}-${about.version}.tgz`);
    const tar = spawnSync("tar", ["-xzf", file, "-C", target, "--strip-components=1"]);
    assert.equal(tar.status, 0, String(tar.stderr));
  }
  return folder;
}

const described = (folder, name) =>
  JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));

/** Makes a client; prints the loaded addon, or the error. */
const PROGRAM = `
try {
  const { AgentClient, backend } = require("flymyai-js-client");
  new AgentClient({ apiKey: "fly-k" });
  const { sharedObjects } = process.report.getReport();
  console.log(backend() === "wasm" ? "wasm" : sharedObjects.find((file) => file.endsWith(".node")));
} catch (error) {
  console.log(error.message);
}`;

function start(folder, backend, preparation = "") {
  const env = { ...process.env, FLYMYAI_BACKEND: backend };
  const args = ["-e", preparation + PROGRAM];
  return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", env });
}

/** What was loaded, or the error, if only an addon may be. */
function load(folder) {
  return start(folder, "native").stdout.trim();
}

test("the main package depends on each platform's, of its own version, and holds no addon", (t) => {
  const folder = project(t, "flymyai-js-client");
  const { optionalDependencies, devDependencies, scripts, ...rest } = described(
    folder,
    "flymyai-js-client",
  );
  const expected = names.map((name) => [`flymyai-js-client-${name}`, about.version]);
  assert.deepEqual(optionalDependencies, Object.fromEntries(expected));
  assert.deepEqual([devDependencies, scripts], [undefined, undefined]);
  for (const key of ["version", "main", "module", "types", "exports", "engines", "sideEffects"]) {
    assert.deepEqual(rest[key], about[key], key);
  }
  const files = readdirSync(join(folder, "node_modules"), { recursive: true }).map(String);
  assert.deepEqual(
    files.filter((file) => file.endsWith(".node")),
    [],
  );
  assert.ok(files.some((file) => file.endsWith("library.js")));
});

test("no package runs a script when it is installed", (t) => {
  // Package managers block such scripts, and npm runs node-gyp for a binding.gyp.
  const folder = project(t, "flymyai-js-client", dependency);
  for (const name of ["flymyai-js-client", dependency]) {
    assert.equal(described(folder, name).scripts, undefined, name);
    const files = readdirSync(join(folder, "node_modules", name), { recursive: true }).map(String);
    assert.ok(files.length > 1);
    assert.ok(!files.some((file) => file.endsWith(".gyp")), name);
  }
});

test("a platform's package names its operating system and processor", (t) => {
  const folder = project(t, dependency);
  const description = described(folder, dependency);
  const { os, cpu, libc } = platforms[here];
  assert.deepEqual(
    [description.os, description.cpu, description.libc, description.version],
    [[os], [cpu], libc && [libc], about.version],
  );
  assert.equal(description.main, addon);
  const files = readdirSync(join(folder, "node_modules", dependency)).sort();
  assert.deepEqual(files, ["LICENSE", "README.md", addon, "package.json"].sort());
});

test("the loader loads the addon of the platform's package", (t) => {
  const folder = project(t, "flymyai-js-client", dependency);
  assert.ok(load(folder).endsWith(join("node_modules", dependency, addon)), load(folder));
});

test("an addon that does not load is an error with the reason", (t) => {
  const folder = project(t, "flymyai-js-client", dependency);
  writeFileSync(join(folder, "node_modules", dependency, addon), "no library");
  const text = load(folder);
  assert.match(text, new RegExp(`cannot load its native addon ${dependency} on \\S+`));
  const reason = spawnSync(process.execPath, ["-p", `require("${dependency}")`], { cwd: folder });
  const [, said] = String(reason.stderr).match(/^Error: (.+)$/m);
  assert.ok(text.includes(`(${said})`), `${text}\n${said}`);
});

test("WebAssembly is used in place of an addon that does not load, with a warning", (t) => {
  const folder = project(t, "flymyai-js-client", dependency);
  writeFileSync(join(folder, "node_modules", dependency, addon), "no library");
  const { stdout, stderr } = start(folder, "");
  assert.equal(stdout, "wasm\n");
  assert.match(stderr, new RegExp(`Warning: .+ cannot load its native addon ${dependency} on `));
});

test("the main package has the module and the file for pages", (t) => {
  const folder = join(project(t, "flymyai-js-client"), "node_modules", "flymyai-js-client");
  for (const file of ["dist/my-library.umd.js", "bindings-node/dist/flymyai.wasm"]) {
    assert.ok(existsSync(join(folder, file)), file);
  }
  assert.ok(!existsSync(join(folder, "bindings-node/dist/my-library.umd.js")));
});

test("a single package has the addons of the folder, and no optional dependencies", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-single-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const addons = join(folder, "addons");
  mkdirSync(addons);
  writeFileSync(join(addons, "flymyai-js-client.other.node"), "");
  pack("--addons", addons, "--out", folder, "--single");
  const tarball = join(folder, `flymyai-js-client-${about.version}.tgz`);
  assert.equal(spawnSync("tar", ["-xzf", tarball, "-C", folder]).status, 0);
  const main = join(folder, "package");
  const files = readdirSync(join(main, "bindings-node", "dist"));
  assert.deepEqual(
    files.filter((file) => file.endsWith(".node")),
    ["flymyai-js-client.other.node"],
  );
  assert.ok(existsSync(join(main, "dist", "my-library.umd.js")));
  const { optionalDependencies } = JSON.parse(readFileSync(join(main, "package.json"), "utf8"));
  assert.equal(optionalDependencies, undefined);
});

test("a platform's package that lacks a file is an error with the reason", (t) => {
  const folder = project(t, "flymyai-js-client", dependency);
  writeFileSync(
    join(folder, "node_modules", dependency, "package.json"),
    `{"main": "wrapper.js", "name": "${dependency}"}`,
  );
  const target = join(folder, "node_modules", dependency, "wrapper.js");
  writeFileSync(target, 'require("another-module");');
  assert.match(
    load(folder),
    /cannot load its native addon .+ \(Cannot find module 'another-module'/,
  );
});

test("a platform's package that is not installed is named, with its cause", (t) => {
  const text = load(project(t, "flymyai-js-client"));
  assert.match(text, /has no native addon for \S+-\S+/);
  assert.ok(text.includes(`its optional dependency ${dependency} is not installed`), text);
});

test("without its platform's package, WebAssembly is used with a warning", (t) => {
  const { stdout, stderr } = start(project(t, "flymyai-js-client"), "");
  assert.equal(stdout.trim(), "wasm");
  assert.ok(stderr.includes(`its optional dependency ${dependency} is not installed`), stderr);
});

/** Makes a Linux machine look like one with musl, whose Node reports no version of glibc. */
const MUSL = `
  const { getReport } = process.report;
  process.report.getReport = () => {
    const report = getReport.call(process.report);
    delete report.header.glibcVersionRuntime;
    return report;
  };`;

test("on musl, the package for musl is loaded; without one, WebAssembly", {
  skip: !here.endsWith("-gnu"),
}, (t) => {
  const other = `flymyai-js-client-linux-${process.arch}-musl`;
  const folder = project(t, "flymyai-js-client");
  const without = start(folder, "", MUSL);
  assert.equal(without.stdout.trim(), "wasm");
  assert.match(without.stderr, new RegExp(`with musl, as its optional dependency ${other} is not`));

  const both = project(t, "flymyai-js-client", dependency);
  const copy = join(both, "node_modules", other);
  cpSync(join(both, "node_modules", dependency), copy, { recursive: true });
  assert.equal(start(both, "native", MUSL).stdout.trim(), join(copy, addon));
});

test("a package for one machine is loaded from its own folder", (t) => {
  const folder = project(t, "flymyai-js-client", dependency);
  const target = join(folder, "node_modules", "flymyai-js-client", "bindings-node", "dist");
  cpSync(join(dist, addon), join(target, addon));
  assert.equal(load(folder), join(target, addon));
});
