// Runs the examples of the TSDoc comments, and checks that each public method has one.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import library from "flymyai-js-client";
import * as testing from "flymyai-js-client/testing";
import { Account, useEmulator } from "../support/emulator.mjs";
import { shared } from "../support/sharing.mjs";

const SOURCES = new URL("../../../bindings-node/ts/", import.meta.url);
const AsyncFunction = (async () => {}).constructor;

/** Every comment of the package, with the line that it documents. */
function* comments() {
  for (const file of readdirSync(SOURCES, { recursive: true }).map(String).sort()) {
    if (!file.endsWith(".ts")) continue;
    const text = readFileSync(new URL(file, SOURCES), "utf8");
    for (const [, comment, line] of text.matchAll(
      /\/\*\*(.*?)\*\/\n(?: *\/\/[^\n]*\n)? *([^\n]*)/gs,
    )) {
      yield { file, text: comment.replaceAll(/^ *\* ?/gm, ""), line };
    }
  }
}

/** The examples of the comments. */
const EXAMPLES = [...comments()].flatMap(({ file, text, line }) =>
  [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code]) => ({ file, code, line })),
);

/** Public methods, with their comments. */
const METHODS = [...comments()].filter(
  ({ file, text, line }) =>
    /(^|[\\/])(resources[\\/]|client\.ts)/.test(file) &&
    /^(async )?[a-z]\w*[<(]/.test(line) &&
    !/^constructor/.test(line) &&
    !text.includes("@internal"),
);

/** An example as the body of a function, whose parameters replace its imports. */
function program(code) {
  return code
    .replaceAll(/^import (\{.*\}) from "flymyai-js-client";$/gm, "const $1 = library;")
    .replaceAll(/^import (\{.*\}) from "flymyai-js-client\/testing";$/gm, "const $1 = testing;");
}

/** A version of a run's agent: each compilation is one. */
async function compile(agents, run) {
  await agents.runs.wait(run.id, { pollInterval: 0.02 });
  const { id } = await agents.agents.freeze(run.id);
  await agents.compilations.wait(id, { pollInterval: 0.02 });
}

/** The variables that the examples use without declaring them. */
async function surroundings(account, file) {
  process.env.FLYMYAI_AGENTS_BASE_URL = account.url;
  delete process.env.FLYMYAI_API_KEY;
  const agents = account.client();
  const agent = await agents.agents.get("agent_scored");
  const variables = { website_url: "https://flymy.ai" };
  const started = await agents.runs.create({ agentId: agent.id, variables });
  const run = await agents.runs.wait(started.id, { pollInterval: 0.02 });
  const other = await agents.runs.create({ agentId: "agent_abc123" });
  const pending = await agents.agents.freeze(run.id);
  const compilation = await agents.compilations.wait(pending.id, { pollInterval: 0.02 });
  const [tool] = await agents.tools.list();
  if (file.endsWith("agent_groups.ts")) await agents.agentGroups.create({ name: "Support" });
  if (file.endsWith("mcp_resource_sets.ts"))
    await agents.mcpResourceSets.create({ name: "Search" });
  if (file.endsWith("versions.ts")) await compile(agents, other);
  if (file.endsWith("artifacts.ts")) {
    const files = [{ path: "index.html", content: "<h1>Deck</h1>" }];
    await agents.artifacts.create({ name: "Deck", files });
  }
  if (file.endsWith("projects.ts")) {
    const { planToken } = await agents.projects.plan({ name: "garden" });
    await agents.projects.create({ name: "garden", planToken });
  }
  const models = account.models();
  class FlyMyAI extends library.FlyMyAI {
    constructor(config) {
      super(config);
      this.baseUrl = models.baseUrl;
    }
  }
  const deployment = file.endsWith("deployments.ts") ? await connectedDeployment(agents) : null;
  const names = { agent, run, other, pending, compilation, tool, deployment };
  if (/(shares|teams)\.ts$/.test(file)) Object.assign(names, await shared(account));
  if (file.startsWith("inference")) names.client = models;
  else names.client = agents;
  names.id = await models.asyncPredict({ prompt: "a cat" }, "flymyai/flux-schnell");
  return { ...library, ...names, FlyMyAI, library: { ...library, FlyMyAI }, testing };
}

/** A published deployment whose customer `user-1` has connected an account. */
async function connectedDeployment(client) {
  const tool = await client.tools.create({ mcpTool: "tavily", alias: "deployed" });
  await client.tools.provideConfig(tool.id, { userResponse: { TAVILY_API_KEY: "tvly-***" } });
  const agent = await client.agents.create({ name: "A", goal: "Find news", tools: [tool.id] });
  const run = await client.agents.run(agent.id);
  await client.runs.wait(run.id, { pollInterval: 0.02 });
  await client.agents.compileFromRun(run.id, { pollInterval: 0.02 });
  const [version] = await client.versions.list({ agentId: agent.id });
  const made = await client.deployments.create({ agentId: agent.id, versionId: version.id });
  await client.deployments.publish(made.id);
  const { requirements } = await client.deployments.access(made.id);
  const [{ slot }] = requirements;
  const link = await client.deployments.createConnectionLink(made.id, {
    externalUserId: "user-1",
    slot,
  });
  assert.equal((await fetch(link.redirectUrl)).status, 200);
  return made;
}

/** The folder that an example publishes. */
function makeDocs() {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-examples-"));
  mkdirSync(join(folder, "docs"));
  writeFileSync(join(folder, "docs", "index.html"), "<h1>Deck</h1>");
  process.chdir(folder);
}

useEmulator();
makeDocs();

describe("examples", { concurrency: 8 }, () => {
  for (const { file, code, line } of EXAMPLES) {
    test(`${file}: ${line}`, async () => {
      const names = await surroundings(new Account(), file);
      const printed = [];
      const note = (...values) => printed.push(values);
      const given = { ...names, console: { log: note, error: note } };
      // A block, so that an example can declare these variables itself.
      const play = new AsyncFunction(...Object.keys(given), `{\n${program(code)}}`);
      await play(...Object.values(given));
      if (code.includes("console.")) assert.notDeepEqual(printed, []);
    });
  }

  test("exist", () => {
    assert.ok(EXAMPLES.length > 45, `${EXAMPLES.length}`);
  });
});

describe("methods", () => {
  for (const { file, text, line } of METHODS) {
    test(`${file}: ${line}`, () => {
      assert.match(text, /@example\n```ts\n/);
      if (!line.includes("Promise<void>")) assert.match(text, /@returns /);
      if (!line.includes("()")) assert.match(text, /@throws /);
    });
  }

  test("exist", () => {
    assert.ok(METHODS.length > 35, `${METHODS.length}`);
  });
});
