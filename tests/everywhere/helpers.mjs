import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { bin, runTests } from "./run-program.mjs";

// The helpers for tests, `flymyai-js-client/testing`, in test runners.

/** A test of a program, which writes its result to a file. */
const testOf = (imports, folder) => `${imports}
test("a run of one hour survives a lost response", async () => {
  const service = cloud();
  try {
    const agent = await service.agent([tool("search"), pause("1h"), output({ score: 7 })]);
    await service.injectFault("lost", { path: "/api/v1/agents/executions/*" });
    const run = await service.client.agents.run(agent);
    const ended = await service.client.runs.wait(run.id, { timeout: 7200 });
    const sent = await service.requests({ method: "POST" });
    const found = { output: ended.output, hours: Math.floor((await service.now()) / 3600), starts: sent.length };
    const passes = JSON.stringify(found) === '{"output":{"score":7},"hours":1,"starts":1}';
    const result = { backend: backend(), passed: Number(passes), total: 1, failed: [JSON.stringify(found)] };
    writeFileSync(${JSON.stringify(join(process.cwd(), folder, "result.json"))}, JSON.stringify(result));
  } finally {
    service.close();
  }
});\n`;

const NAMES = "{ cloud, output, pause, tool }";

/** Writes a test for a runner; `runner` is the module of its `test`. */
function write(folder, file, runner) {
  mkdirSync(folder, { recursive: true });
  const imports = file.endsWith(".cjs")
    ? `const { writeFileSync } = require("node:fs");
const { backend } = require("flymyai-js-client");
const ${NAMES} = require("flymyai-js-client/testing");`
    : `import { writeFileSync } from "node:fs";
import { test } from "${runner}";
import { backend } from "flymyai-js-client";
import ${NAMES} from "flymyai-js-client/testing";`;
  writeFileSync(join(folder, file), testOf(imports, folder));
}

/** Yields each test runner with its backend and the text of its result. */
export function* helpers() {
  for (const [runner, folder, program, file, args, module] of [
    ["node:test", "node-test", process.execPath, "helpers.test.mjs", ["--test", "node-test/"], "node:test"],
    ["jest", "jest-helpers", bin("jest"), "helpers.test.cjs", ["--ci", "--rootDir=.", "--testMatch=**/jest-helpers/*.cjs"]],
    ["vitest", "vitest-helpers", bin("vitest"), "helpers.test.mjs", ["run", "--dir=vitest-helpers"], "vitest"],
    ["bun test", "bun-helpers", bin("bun"), "helpers.test.mjs", ["test", "./bun-helpers/helpers.test.mjs"], "bun:test"],
  ]) {
    write(folder, file, module);
    yield [`helpers for tests, ${runner}`, "native", runTests(program, folder, args)];
  }
}
