// Lists of several pages, resource sets and groups, against the emulator.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AgentClient,
  McpResourceSetStaleRevisionError,
  McpServerOAuthError,
} from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";

useEmulator();

const WAYS = { natively: {}, "by a fetch": { fetch: (url, init) => fetch(url, init) } };

for (const [how, way] of Object.entries(WAYS)) {
  test(`iter requests a page when its first row is needed, ${how}`, async () => {
    const account = new Account();
    const client = account.client(way);
    for (const name of ["a", "b", "c"]) await client.agentGroups.create({ name });
    const before = (await account.requests()).length;
    const rows = client.agentGroups.iter({ pageSize: 2 });
    assert.equal((await account.requests()).length, before);
    const names = [(await rows.next()).value.name];
    assert.equal((await account.requests()).length, before + 1);
    for await (const { name } of rows) names.push(name);
    assert.equal((await account.requests()).length, before + 2);
    assert.deepEqual(names.sort(), ["a", "b", "c"]);
    assert.deepEqual(await rows.next(), { done: true, value: undefined });
  });
}

test("break ends the rows", async () => {
  const account = new Account();
  const client = account.client();
  for (const name of ["a", "b"]) await client.agentGroups.create({ name });
  const before = (await account.requests()).length;
  for await (const _ of client.agentGroups.iter({ pageSize: 1 })) break;
  assert.equal((await account.requests()).length, before + 1);
});

test("iter rejects invalid arguments", async () => {
  const client = new AgentClient({ apiKey: "fly-k" });
  await assert.rejects(client.agentGroups.iter({ pageSize: 0 }).next(), {
    name: "RangeError",
    message: "pageSize must be an integer between 1 and 100.",
  });
  await assert.rejects(client.agentGroups.iter({ query: 5 }).next(), {
    name: "TypeError",
    message: "query must be a string.",
  });
});

test("a signal ends the rows", async () => {
  const client = new Account().client();
  const signal = AbortSignal.abort(new Error("enough"));
  await assert.rejects(client.agentGroups.iter({ signal }).next(), { message: "enough" });
});

test("a late write is rejected with the revision", async () => {
  const client = new Account().client();
  const { id } = await client.mcpResourceSets.create({ name: "Search" });
  await client.mcpResourceSets.update(id, { expectedRevision: 1, name: "Research" });
  const late = client.mcpResourceSets.update(id, { expectedRevision: 1, name: "Old" });
  await assert.rejects(late, (error) => {
    assert.ok(error instanceof McpResourceSetStaleRevisionError);
    assert.equal(error.currentRevision, 2);
    return true;
  });
});

test("texts of refusals have JavaScript's names of arguments", async () => {
  const client = new AgentClient({ apiKey: "fly-k" });
  const create = client.mcpResourceSets.create({ name: "S", principalId: "p" });
  await assert.rejects(create, {
    message:
      "principalId requires managementMode='customer'; owner sets use managementMode='flymyai' without a principalId.",
  });
});

test("members of resource sets have JavaScript's names", async () => {
  const account = new Account();
  const client = account.client();
  const tool = await client.tools.create({ mcpTool: "tavily" });
  const { id } = await client.mcpResourceSets.create({ name: "Search" });
  const member = { resourceType: "user_mcp_tool", resourceId: tool.publicId, slot: "search" };
  const set = await client.mcpResourceSets.replaceMembers(id, {
    expectedRevision: 1,
    members: [member],
  });
  assert.equal(set.members[0].resourceType, "user_mcp_tool");
  assert.equal(set.members[0].displayName, "tavily");
});

test("an OAuth error has its code", async () => {
  const account = new Account();
  await account.always({ status: 400, json: { code: "oauth_x", redirect_uri: "https://r" } });
  await assert.rejects(account.client().agentGroups.get("g"), (error) => {
    assert.ok(error instanceof McpServerOAuthError);
    assert.deepEqual([error.code, error.redirectUri], ["oauth_x", "https://r"]);
    return true;
  });
});
