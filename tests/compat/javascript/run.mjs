// User programs against the installed package; see README.md beside it.
//
//   node run.mjs --package FOLDER --emulator BINARY [--report FILE] [--only TEXT]
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { Emulator } from "./harness/emulator.mjs";
import { allPrograms, flaws } from "./harness/facts.mjs";
import { otherPackages } from "./harness/others.mjs";
import { runSuite } from "./harness/suite.mjs";

const { values } = parseArgs({
  options: {
    package: { type: "string" },
    emulator: { type: "string" },
    report: { type: "string" },
    only: { type: "string" },
  },
});
if (!values.package || !values.emulator) {
  throw new Error("--package FOLDER and --emulator BINARY are needed");
}

const all = allPrograms();
const programs = values.only
  ? all.filter(({ group, name }) => `${group}: ${name}`.includes(values.only))
  : all;
const emulator = await Emulator.start(values.emulator);
const results = await runSuite({
  programs,
  emulator,
  runtime: { name: "node", family: "node", command: [process.execPath], isV8: true },
  installed: values.package,
  others: otherPackages(),
}).finally(() => emulator.stop());

const details = flaws(all);
for (const { program, failures } of results) {
  if (failures.length === 0) continue;
  details.push([`${program.group}: ${program.name}`, ...failures].join("\n    "));
}
const failed = results.filter(({ failures }) => failures.length > 0);
const differing = results.filter(
  ({ program, failures }) => failures.length === 0 && program.facts.row !== undefined,
);
const report = {
  part: "javascript programs",
  checked: results.length,
  same: results.length - failed.length - differing.length,
  documented: differing.length,
  failed: details.length,
  unit: "programs",
  details,
};
for (const text of details) console.log(`✗ ${text}\n`);
console.log(
  `${report.checked} programs: ${report.same} the same, ${report.documented} documented differences, ${report.failed} failed`,
);
if (values.report) writeFileSync(resolve(values.report), JSON.stringify(report, null, 2));
process.exitCode = report.failed > 0 ? 1 : 0;
