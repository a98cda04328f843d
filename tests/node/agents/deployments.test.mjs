import assert from "node:assert/strict";
import { test } from "node:test";
import { Account, useEmulator } from "../support/emulator.mjs";

// Deployments, live compilations and prices, against the emulator.

useEmulator();

async function finishedRun(client, tools = []) {
  const agent = await client.agents.create({ name: "Scout", goal: "Find energy news", tools });
  const { id } = await client.agents.run(agent.id, { idempotencyKey: "first-run" });
  return [agent, await client.runs.wait(id, { pollInterval: 0.02 })];
}

test("a deployment runs for a customer who has connected an account", async () => {
  const client = new Account().client();
  const tool = await client.tools.create({ mcpTool: "tavily", alias: "work" });
  await client.tools.provideConfig(tool.id, { userResponse: { TAVILY_API_KEY: "tvly-***" } });
  const [agent, run] = await finishedRun(client, [tool.id]);
  await client.agents.compileFromRun(run.id, { pollInterval: 0.02 });
  const [version] = await client.versions.list({ agentId: agent.id });
  const made = await client.deployments.create({ agentId: agent.id, versionId: null });
  assert.equal((await client.deployments.preflight(made.id)).ready, false);
  await client.deployments.publish(made.id, { versionId: version.id });
  const before = await client.deployments.access(made.id);
  const [{ slot }] = before.requirements;
  assert.throws(() => before.principalForExternalUser("c"), {
    message: "Expected exactly one external principal for external_user_id 'c'; found 0.",
  });
  const link = await client.deployments.createConnectionLink(made.id, {
    externalUserId: "c",
    slot,
  });
  assert.equal((await fetch(link.redirectUrl)).status, 200);
  const access = await client.deployments.access(made.id, { externalUserId: "c" });
  const customer = access.principalForExternalUser("c");
  const ids = access.readyConnectionIdsForSlot({ principalId: customer.id, slot });
  assert.deepEqual(ids, [access.connections[0].id]);
  assert.throws(() => access.readyConnectionIdsForSlot({ principalId: customer.id, slot: "x" }), {
    message:
      /^Expected exactly one connection binding for principal_id .* and slot 'x'; found 0\.$/,
  });
  assert.ok(!Object.keys(access).includes("principalForExternalUser"));
  const result = await client.deployments.runAndWait(made.id, {
    externalUserId: "c",
    connections: { [slot]: ids },
    pollInterval: 0.02,
  });
  assert.equal(result.status, "completed");
});

test("the live compilation is followed", async () => {
  const client = new Account().client();
  const [agent, run] = await finishedRun(client);
  assert.equal(await client.compilations.getLive(agent.id), null);
  const saved = await client.compilations.saveInstruction({
    executionId: run.id,
    instructionMd: "# Steps",
  });
  assert.equal((await client.compilations.setLive(saved.id)).isLive, true);
  assert.equal((await client.compilations.getLive(agent.id)).id, saved.id);
  const started = await client.compilations.runLive(agent.id, {
    subagentLimits: { capUsd: "0.10", maxChildren: 2 },
  });
  assert.deepEqual(started.subagentLimits, { cap_usd: "0.10", max_children: 2 });
});

test("prices are texts with the service's digits", async () => {
  const client = new Account().client();
  const [, run] = await finishedRun(client);
  const price = await client.runs.prices(run.id);
  assert.match(price.totalPrice, /^\d+\.\d+$/);
  const [listed] = await client.runs.listPrices({ ids: [run.id] });
  assert.equal(listed.totalPrice, price.totalPrice);
  for await (const { id } of client.runs.iterPrices({ limit: 1 })) assert.equal(id, `${run.id}`);
});
