// The tests of the Node package, tests/node, against the installed package.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeProject } from "../javascript/harness/project.mjs";

const REPOSITORY = fileURLToPath(new URL("../../../", import.meta.url));
// The comments in the sources hold examples, which are tests, too.
const PARTS = [
  "tests/certificates",
  "tests/node",
  "tests/python/support/terminal.py",
  "tests/vectors",
  "bindings-node/ts",
];
// They test the repository: the build and the release of packages.
const OF_THE_REPOSITORY = ["package/platforms.test.mjs", "package/sizes.test.mjs"];
const LIMIT = 180_000;
// Tests wait more than they work.
const AT_ONCE = 2;

/** The packages of OpenTelemetry, which the tests of tracing import, and their folders. */
function openTelemetry() {
  const folder = join(REPOSITORY, "node_modules", "@opentelemetry");
  return Object.fromEntries(
    readdirSync(folder).map((name) => [`@opentelemetry/${name}`, join(folder, name)]),
  );
}

/** A project with the installed package and the tests. */
export function makeTestProject(installed, others) {
  const project = makeProject(installed, { ...others, ...openTelemetry() });
  for (const part of PARTS) {
    cpSync(join(REPOSITORY, part), join(project.folder, part), { recursive: true });
  }
  return project;
}

/**
 * Runs all test files with a Node, a few at a time.
 *
 * @returns `{ passed, failures }`: how many tests passed, and a text for each file that failed.
 */
export async function runNodeTests(node, folder, emulator) {
  const files = readdirSync(join(folder, "tests", "node"), { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".test.mjs"))
    .filter((file) => !OF_THE_REPOSITORY.includes(file.replaceAll("\\", "/")));
  if (files.length === 0) throw new Error("there are no tests in tests/node");
  const results = { passed: 0, failures: [] };
  const worker = async () => {
    for (let file = files.shift(); file !== undefined; file = files.shift()) {
      const { passed, failure } = await runFile(node, folder, file, emulator);
      results.passed += passed;
      if (failure !== undefined) results.failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

async function runFile(node, folder, file, emulator) {
  const args = ["--test-reporter=tap", join("tests", "node", file)];
  const child = spawn(node, args, {
    cwd: folder,
    env: { ...process.env, FLYMYAI_EMULATOR_BIN: emulator },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), LIMIT);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  const count = (what) => Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(stdout)?.[1] ?? 0);
  const passed = count("pass");
  const good = code === 0 && passed > 0 && count("fail") === 0 && count("skipped") === 0;
  if (good) return { passed };
  const failed = stdout.split(/^(?= *not ok )/m).slice(1);
  const texts = failed.map((text) => text.slice(0, 1200));
  return {
    passed,
    failure: [`${file}: ended with ${signal ?? code}`, ...texts, stderr].join("\n"),
  };
}
