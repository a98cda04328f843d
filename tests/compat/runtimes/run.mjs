// The packed package on every runtime; see README.md beside it.
//
//   node run.mjs --tarball FILE --emulator BINARY [--report FILE] [--only NAME]
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Emulator } from "../javascript/harness/emulator.mjs";
import { allPrograms } from "../javascript/harness/facts.mjs";
import { otherPackages } from "../javascript/harness/others.mjs";
import { runSuite } from "../javascript/harness/suite.mjs";
import { makeTestProject, runNodeTests } from "./node-tests.mjs";
import { allRuntimes } from "./runtimes.mjs";

const { values } = parseArgs({
  options: {
    tarball: { type: "string" },
    emulator: { type: "string" },
    report: { type: "string" },
    only: { type: "string" },
  },
});
if (!values.tarball || !values.emulator) {
  throw new Error("--tarball FILE and --emulator BINARY are needed");
}

/** Installs the tarball into a new folder, as users do. */
function install(tarball) {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-tarball-"));
  writeFileSync(join(folder, "package.json"), '{"private": true}');
  const npm = ["install", "--no-audit", "--no-fund", "--loglevel=error", resolve(tarball)];
  execFileSync("npm", npm, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return { folder, installed: join(folder, "node_modules", "flymyai-js-client") };
}

const { folder, installed } = install(values.tarball);
const others = otherPackages();
const runtimes = allRuntimes().filter(({ name }) => name.includes(values.only ?? ""));
const programs = allPrograms();
const emulatorBinary = resolve(values.emulator);

/** Everything on one runtime. */
async function tryOn(runtime) {
  const begun = performance.now();
  const emulator = await Emulator.start(emulatorBinary);
  const results = await runSuite({ programs, emulator, runtime, installed, others }).finally(() =>
    emulator.stop(),
  );
  const ran = results.filter(({ failures }) => failures);
  const failures = ran
    .filter((result) => result.failures.length > 0)
    .map(({ program, failures }) =>
      [`${program.group}: ${program.name}`, ...failures].join("\n    "),
    );
  const row = {
    name: runtime.name,
    programs: ran.length,
    left: results.filter(({ skipped }) => skipped),
    tests: undefined,
    failures,
  };
  if (runtime.family === "node") {
    const project = makeTestProject(installed, others);
    try {
      const tests = await runNodeTests(runtime.command[0], project.folder, emulatorBinary);
      row.tests = tests.passed;
      failures.push(...tests.failures);
    } finally {
      project.remove();
    }
  }
  row.seconds = (performance.now() - begun) / 1000;
  return row;
}

// Two at a time: they wait most of the time.
const rows = [];
const waiting = [...runtimes];
const lane = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const row = await tryOn(next);
    rows.push(row);
    const tests = row.tests === undefined ? "" : `, ${row.tests} tests of tests/node`;
    const mark = row.failures.length === 0 ? "✓" : "✗";
    const time = row.seconds.toFixed(0);
    console.log(`${mark} ${row.name}: ${row.programs} programs${tests}, ${time} s`);
    for (const { program, skipped } of row.left) {
      console.log(`    not here: ${program.group}: ${program.name} (${skipped})`);
    }
    for (const failure of row.failures) console.log(`    ${failure}\n`);
  }
};
try {
  await Promise.all([lane(), lane()]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const failed = rows.filter(({ failures }) => failures.length > 0);
const report = {
  part: "runtimes",
  checked: rows.length,
  failed: failed.length,
  unit: "runtimes",
  details: rows.flatMap(({ name, failures }) => failures.map((text) => `${name}: ${text}`)),
};
console.log(`${report.checked} runtimes, ${report.failed} failed`);
if (values.report) writeFileSync(resolve(values.report), JSON.stringify(report, null, 2));
process.exitCode = report.failed > 0 ? 1 : 0;
