// Every public name of the JavaScript package: is it there, and is it what it was?
// The facts are in javascript.json; what is there besides is nobody's concern.
//
//   node javascript.mjs --package FOLDER [--report FILE]
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { makeProject } from "../javascript/harness/project.mjs";
import { checkTypes } from "./javascript/types.mjs";
import { checkClasses, checkExports, checkSchema, Findings } from "./javascript/values.mjs";
import { checkRecords, checkRequests, Recorder } from "./javascript/wire.mjs";

const { values } = parseArgs({
  options: { package: { type: "string" }, report: { type: "string" } },
});
if (!values.package) throw new Error("--package FOLDER is needed");

const facts = JSON.parse(readFileSync(new URL("javascript.json", import.meta.url), "utf8"));
const findings = new Findings();
const { folder, remove } = makeProject(values.package);
const recorder = await new Recorder().start();
try {
  const require = createRequire(join(folder, "user.cjs"));
  const entry = join(folder, "user.mjs");
  writeFileSync(
    entry,
    'export * from "flymyai-js-client";\nexport { default } from "flymyai-js-client";\n',
  );
  const imported = await import(pathToFileURL(entry));
  const packages = { required: require(facts.package.name), imported, require };
  checkExports(facts, packages, findings);
  checkClasses(facts, packages, findings);
  recorder.answer = () => ({ openapi_schema: {}, exc_history: null });
  await checkSchema(facts, packages, recorder.origin, findings);
  const { AgentClient } = packages.required;
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: recorder.origin, maxRetries: 0 });
  await checkRequests(facts, client, recorder, findings);
  await checkRecords(facts, client, recorder, findings);
  await client.close();
  checkTypes(facts, folder, findings);
} finally {
  recorder.stop();
  remove();
}

for (const text of findings.missing) console.log(`✗ ${text}`);
console.log(`names checked ${findings.names}, missing ${findings.missing.length}`);
if (values.report) {
  const report = {
    part: "javascript surface",
    checked: findings.names,
    failed: findings.missing.length,
    unit: "names",
    details: findings.missing,
  };
  writeFileSync(resolve(values.report), JSON.stringify(report, null, 2));
}
process.exitCode = findings.missing.length > 0 ? 1 : 0;
