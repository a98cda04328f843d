// Runs one program in the environments of JavaScript, with the packed tarball in an empty project:
// `node run.mjs EMULATOR CHROMIUM`, in a folder that has it and the tools of package.json installed.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { pages } from "./pages.mjs";
import { EXPECTED } from "./program.mjs";
import { workers } from "./workers.mjs";

const [emulatorFile, chromium] = process.argv.slice(2);
const emulator = spawn(emulatorFile, ["--port", "0", "--pace", "0.05", "--exit-with-stdin"], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [line] = await once(emulator.stdout, "data");
const base = String(line).match(/FLYMYAI_EMULATOR_URL=(\S+)/)[1];
const CSP = /^Error: flymyai-js-client cannot start its WebAssembly module.*wasm-unsafe-eval/;
let failures = 0;

function report(environment, text) {
  let facts;
  try {
    facts = JSON.parse(text);
  } catch {}
  const passes = environment.includes("policy without")
    ? CSP.test(text)
    : isDeepStrictEqual({ ...facts, backend: "wasm" }, EXPECTED);
  console.log(`${environment.padEnd(44)} ${(facts?.backend ?? "-").padEnd(8)} ${passes ? "passed" : "FAILED"}`);
  if (passes) return;
  failures += 1;
  console.error(text);
}

writeFileSync(
  "start.mjs",
  `import { program } from "./program.mjs";
console.log(JSON.stringify(await program(process.argv[2])));\n`,
);
for (const backend of ["native", "wasm"]) {
  const env = { ...process.env, FLYMYAI_BACKEND: backend };
  const { stdout, stderr } = spawnSync(process.execPath, ["start.mjs", base], { env, encoding: "utf8" });
  report(`Node, FLYMYAI_BACKEND=${backend}`, stdout || stderr);
}
for await (const [environment, text] of workers(base)) report(environment, text);
for await (const [environment, text] of pages(base, chromium)) report(environment, text);
emulator.stdin.end();
process.exitCode = failures ? 1 : 0;
