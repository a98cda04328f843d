// Run inside a project that has the built tarball and the bundlers of bundlers/package.json:
// programs are bundled, moved elsewhere and run. A bundle uses the addon where it finds the package,
// and the WebAssembly module in it elsewhere.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const project = process.cwd();
const load = (name) =>
  import(pathToFileURL(createRequire(join(project, "x.js")).resolve(name)).href);

const PACKAGED = join("node_modules", "flymyai-js-client");
const USE = `
async function main() {
  const client = new AgentClient();
  const run = await client.runs.create({ agentId: "agent_abc123" });
  const models = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
  models.baseUrl = process.env.FLYMYAI_AGENTS_BASE_URL + "/api/v1";
  const pieces = [];
  for await (const piece of models.stream({ prompt: "word", count: 3 }, "demo/echo")) pieces.push(piece);
  console.log(Number(run.id) > 0 && pieces.length === 3, models instanceof library.FlyMyAI);
}
main();`;
writeFileSync(
  "program.mjs",
  `import library, { AgentClient, FlyMyAI } from "flymyai-js-client";${USE}`,
);
writeFileSync(
  "program.cjs",
  `const library = require("flymyai-js-client"); const { AgentClient, FlyMyAI } = library;${USE}`,
);

const { default: esbuild } = await load("esbuild");
const { default: webpack } = await load("webpack");
const { rollup } = await load("rollup");
const { default: nodeResolve } = await load("@rollup/plugin-node-resolve");
const { default: commonjs } = await load("@rollup/plugin-commonjs");
const { default: ncc } = await load("@vercel/ncc");

/** Bundles a program with esbuild. */
function withEsbuild(format) {
  return async (program, outfile) => {
    const options = { bundle: true, platform: "node", format, logLevel: "silent" };
    const { warnings } = await esbuild.build({ ...options, entryPoints: [program], outfile });
    assert.deepEqual(warnings, []);
  };
}

async function withWebpack(program, outfile) {
  const output = { path: resolve(outfile, ".."), filename: "bundle.cjs" };
  const compiler = webpack({ mode: "production", target: "node", entry: program, output });
  const stats = await new Promise((done, fail) => {
    compiler.run((error, result) => (error ? fail(error) : done(result)));
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings], []);
}

/** Bundles a program with rollup and the two plugins that programs for Node need. */
function withRollup(format) {
  return async (program, file) => {
    const warnings = [];
    const bundle = await rollup({
      input: program,
      plugins: [nodeResolve({ preferBuiltins: true }), commonjs()],
      onwarn: (warning) => warnings.push(warning),
    });
    await bundle.write({ file, format, exports: "auto" });
    await bundle.close();
    assert.deepEqual(warnings, []);
  };
}

async function withNcc(program, outfile) {
  const { code, assets } = await ncc(program, { cache: false, quiet: true });
  writeFileSync(outfile, code);
  for (const [name, { source }] of Object.entries(assets)) {
    const file = resolve(outfile, "..", name);
    mkdirSync(resolve(file, ".."), { recursive: true });
    writeFileSync(file, source);
  }
}

/** Runs a bundle from an unrelated folder. */
function run(file, starter) {
  const args = starter === undefined ? [file] : [starter];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: tmpdir(),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const runs = { status: 0, stdout: "true true\n", stderr: "" };

/** Bundles, moves and runs one program with one bundler. */
async function check(name, bundle, program, file) {
  const built = join(project, "built", `${name}-${program}`.replaceAll(/\W/g, "-"));
  mkdirSync(built, { recursive: true });
  await bundle(join(project, program), join(built, file));
  assert.deepEqual(run(join(built, file)), runs, `${name}, ${program}: beside the package`);
  const elsewhere = mkdtempSync(join(tmpdir(), "flymyai-bundle-"));
  cpSync(built, join(elsewhere, "app"), { recursive: true });
  // The project's folder has moved: a bundle may contain its path.
  rmSync(built, { recursive: true });
  renameSync(join(project, PACKAGED), join(project, "hidden"));
  try {
    const moved = join(elsewhere, "app", file);
    const starter = join(elsewhere, "starter.mjs");
    writeFileSync(starter, `await import(${JSON.stringify(pathToFileURL(moved).href)});`);
    assert.deepEqual(run(moved), runs, `${name}, ${program}: elsewhere`);
    // A program from elsewhere, which does not find the package, loads the bundle.
    assert.deepEqual(run(moved, starter), runs, `${name}, ${program}: imported`);
    cpSync(join(project, "hidden"), join(elsewhere, "app", PACKAGED), { recursive: true });
    assert.deepEqual(run(moved), runs, `${name}, ${program}: with the package's folder`);
    console.log(`${name}, ${program}: runs anywhere`);
  } finally {
    renameSync(join(project, "hidden"), join(project, PACKAGED));
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

for (const [name, bundle, file] of [
  ["esbuild as CommonJS", withEsbuild("cjs"), "bundle.cjs"],
  ["esbuild as ESM", withEsbuild("esm"), "bundle.mjs"],
  ["webpack", withWebpack, "bundle.cjs"],
  ["rollup as CommonJS", withRollup("cjs"), "bundle.cjs"],
  ["rollup as ESM", withRollup("es"), "bundle.mjs"],
    // It writes the format of the program.
  ["ncc", withNcc, undefined],
]) {
  for (const program of ["program.mjs", "program.cjs"]) {
    await check(name, bundle, program, file ?? program.replace("program", "bundle"));
  }
}
