// Arguments that JSON cannot represent, or that are missing, are refused before a request is sent.
import assert from "node:assert/strict";
import { test } from "node:test";
import { AgentClient } from "flymyai-js-client";
import { Service } from "../support/service.mjs";

const ID = "11111111-1111-4111-8111-111111111111";

/** Calls that are refused, with the error and its text. */
const REFUSED = {
  "a page size that is not a number": [
    (c) => c.artifacts.list({ pageSize: Number.NaN }),
    "RangeError",
    "pageSize must be an integer, not NaN",
  ],
  "a page size that core checks": [
    (c) => c.agents.list({ pageSize: Number.POSITIVE_INFINITY }),
    "RangeError",
    "pageSize must not be or contain Infinity",
  ],
  "a limit of subagents": [
    (c) => c.agents.run("a", { subagentLimits: { capUsd: Number.NaN } }),
    "RangeError",
    "subagentLimits must not be or contain NaN",
  ],
  "a revision": [
    (c) =>
      c.deployments.run(ID, { externalUserId: "u", resourceSetId: ID, resourceSetRevision: NaN }),
    "RangeError",
    "resourceSetRevision must not be or contain NaN",
  ],
  "a base version that is not a number": [
    (c) => c.artifacts.publish(ID, { baseVersion: Number.NaN }),
    "RangeError",
    "baseVersion must be an integer, not NaN",
  ],
  "a spend limit": [
    (c) => c.teams.invite(ID, { spendLimit: Number.NaN }),
    "RangeError",
    "spendLimit must not be or contain NaN",
  ],
  "a budget": [
    (c) => c.projects.plan({ name: "x", budget: { usd_per_month: Number.NaN } }),
    "RangeError",
    "budget must not be or contain NaN",
  ],
  "a version with a fraction": [
    (c) => c.artifacts.files(ID, { version: 1.5 }),
    "RangeError",
    "version must be an integer, not 1.5",
  ],
  "a version as text": [
    (c) => c.artifacts.view(ID, { version: "1" }),
    "TypeError",
    "version must be an integer",
  ],
  "a version that is a boolean": [
    (c) => c.artifacts.readFile(ID, { version: true, path: "p" }),
    "TypeError",
    "version must be an integer",
  ],
  "a version that is too large": [
    (c) => c.artifacts.files(ID, { version: 1e300 }),
    "RangeError",
    "version must be an exact integer, not 1e+300",
  ],
  "an offset": [
    (c) => c.apps.files("ann/shop", { path: "p", offset: "1" }),
    "TypeError",
    "offset must be an integer",
  ],
  "a limit of errors": [
    (c) => c.projects.errors("app:ann/shop", { limit: 5.5 }),
    "RangeError",
    "limit must be an integer, not 5.5",
  ],
  "a limit of prices": [
    (c) => c.runs.listPrices({ limit: 201 }),
    "RangeError",
    "limit must be an integer from 1 to 200.",
  ],
  "the id of a browser tool": [
    (c) => c.tools.getBrowserProfile(0),
    "RangeError",
    "toolId must be a positive integer.",
  ],
  "no token of a plan": [
    (c) => c.projects.create({ name: "x" }),
    "TypeError",
    "planToken is required",
  ],
  "no name of a plan": [(c) => c.projects.plan({}), "TypeError", "name is required"],
  "no base version": [
    (c) => c.artifacts.publish(ID, { files: [] }),
    "TypeError",
    "baseVersion is required",
  ],
  "no resource sets": [
    (c) => c.agentGroups.replaceAssignments(ID, { agentIds: [] }),
    "TypeError",
    "resourceSetIds is required",
  ],
  "no secret": [(c) => c.triggersV1.create(ID, {}), "TypeError", "secret is required"],
  "no revision": [
    (c) => c.teams.update(ID, { callLimit: 4, revision: undefined }),
    "TypeError",
    "revision is required",
  ],
  "no epoch": [
    (c) => c.teams.updateMember(ID, ID, { callLimit: 4 }),
    "TypeError",
    "epoch is required",
  ],
  "no name of a server": [
    (c) => c.mcpServers.create({ url: "https://mcp.example" }),
    "TypeError",
    "name is required",
  ],
  "no address of a server": [
    (c) => c.mcpServers.create({ name: "x" }),
    "TypeError",
    "url is required",
  ],
  "no name of a set": [
    (c) => c.mcpResourceSets.replace(ID, { expectedRevision: 1 }),
    "TypeError",
    "name is required",
  ],
  "no app": [(c) => c.apps.files(null), "TypeError", "app is required"],
  "variables in a map": [
    (c) => c.agents.run("a", { variables: new Map([["n", 1]]) }),
    "TypeError",
    "variables cannot be sent as JSON: it is or contains a Map",
  ],
  "a promise of variables": [
    (c) => c.agents.run("a", { variables: Promise.resolve({ n: 1 }) }),
    "TypeError",
    "variables cannot be sent as JSON: it is or contains a Promise",
  ],
  "a function": [
    (c) => c.agents.run("a", { variables: () => ({ n: 1 }) }),
    "TypeError",
    "variables cannot be sent as JSON: it is or contains a function",
  ],
  "connections in a map": [
    (c) => c.deployments.run(ID, { externalUserId: "u", connections: new Map([["mail", ID]]) }),
    "TypeError",
    "connections cannot be sent as JSON: it is or contains a Map",
  ],
  "connections of a slot in a set": [
    (c) => c.deployments.run(ID, { externalUserId: "u", connections: { mail: new Set([ID]) } }),
    "TypeError",
    "connections cannot be sent as JSON: it is or contains a Set",
  ],
  "no connection of a slot": [
    (c) => c.deployments.run(ID, { externalUserId: "u", connections: { mail: undefined } }),
    "TypeError",
    'connections has no value for the slot "mail"',
  ],
  "ids in a set": [
    (c) => c.agentGroups.create({ name: "x", agentIds: new Set([ID]) }),
    "TypeError",
    "agentIds cannot be sent as JSON: it is or contains a Set",
  ],
  "limits in a map": [
    (c) => c.agents.run("a", { subagentLimits: new Map([["capUsd", 1]]) }),
    "TypeError",
    "subagentLimits cannot be sent as JSON: it is or contains a Map",
  ],
  "files of a generator": [
    (c) => c.artifacts.create({ name: "x", files: (async function* () {})() }),
    "TypeError",
    "files cannot be sent as JSON: it is or contains a AsyncGenerator",
  ],
  "a file without data": [
    (c) => c.artifacts.create({ name: "x", files: [{ path: "a.html", data: undefined }] }),
    "TypeError",
    'files: data of the file "a.html" is undefined',
  ],
  "a filter that an iteration does not have": [
    (c) => c.runs.iter({ agentId: "a" }).next(),
    "TypeError",
    "agentId is not a filter of this iteration: call runs.list instead",
  ],
};

for (const [what, [call, name, message]] of Object.entries(REFUSED)) {
  test(`${what}: refused before a request is sent`, async (t) => {
    const service = await Service.says(t, "{}");
    const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin, maxRetries: 0 });
    await assert.rejects(async () => await call(client), { name, message });
    assert.equal(service.requests.length, 0);
  });
}

/** Calls with the JSON body that they send. */
const SENT = {
  "limits of a member": [
    (c) => c.teams.updateMember(ID, ID, { epoch: 1, callLimit: 5, spendLimit: "0.50" }),
    { epoch: 1, call_limit: 5, spend_limit: "0.50" },
  ],
  "a number as the spend limit of a team": [
    (c) => c.teams.update(ID, { revision: 1, spendLimit: 5.1 }),
    { revision: 1, spend_limit: "5.1" },
  ],
  "an access mode in the options": [
    (c) => c.agents.update("a", { goal: "g" }, { mcpAccessMode: "scoped" }),
    { user_prompt: "g", mcp_access_mode: "scoped" },
  ],
  "an access mode in the fields": [
    (c) => c.agents.update("a", { goal: "g", mcpAccessMode: "scoped" }),
    { user_prompt: "g", mcp_access_mode: "scoped" },
  ],
  "a signal in the fields": [
    (c) => c.tools.update(3, { isActive: true, signal: new AbortController().signal }),
    { is_active: true },
  ],
};

for (const [what, [call, body]] of Object.entries(SENT)) {
  test(`${what}: the body has the service's names`, async (t) => {
    const service = await Service.says(t, "{}");
    const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin, maxRetries: 0 });
    await call(client);
    assert.deepEqual(JSON.parse(service.requests[0].body), body);
  });
}

const CHANGES = {
  "agents.update": (c, signal) => c.agents.update("a", { goal: "g", signal }),
  "tools.update": (c, signal) => c.tools.update(3, { isActive: true, signal }),
  "deployments.update": (c, signal) => c.deployments.update(ID, { name: "n", signal }),
};

for (const [what, call] of Object.entries(CHANGES)) {
  test(`${what}: a signal among the fields cancels the request`, async (t) => {
    const service = await Service.start(t, () => {});
    const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin, maxRetries: 0 });
    const controller = new AbortController();
    const running = call(client, controller.signal);
    await service.came();
    controller.abort(new Error("enough"));
    await assert.rejects(running, { message: "enough" });
  });
}

test("the options of artifacts.get may be its only argument", async (t) => {
  const service = await Service.says(t, "{}");
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin, maxRetries: 0 });
  const shareLink = "abcdefghijkl";
  await client.artifacts.get(undefined, { shareLink });
  await client.artifacts.get({ shareLink });
  await client.artifacts.files({ version: 1, shareLink });
  const [first, second, third] = service.requests.map(({ url }) => url);
  assert.equal(second, first);
  assert.match(third, /abcdefghijkl\/versions\/1\/files/);
});

/** A server of pages: each request gets the next one. */
async function paged(t, ...pages) {
  const service = await Service.start(t, (response, _, n) => {
    response.end(JSON.stringify(pages[n - 1] ?? pages.at(-1)));
  });
  return { service, client: new AgentClient({ apiKey: "fly-k", baseUrl: service.origin }) };
}

test("projects.errors yields the errors of all pages", async (t) => {
  const { service, client } = await paged(
    t,
    { errors: [{ n: 1 }], next_before: "e9" },
    { errors: [{ n: 2 }], next_before: null },
  );
  const page = await client.projects.errors("app:ann/shop", { limit: 1 });
  assert.deepEqual(JSON.parse(JSON.stringify(page)).errors, [{ n: 1 }]);
  const found = [];
  for await (const { n } of page) found.push(n);
  assert.deepEqual(found, [1, 2]);
  assert.match(service.requests[1].url, /errors\/\?limit=1&before=e9$/);
});

test("projects.errors refuses a page that repeats", async (t) => {
  const { client } = await paged(t, { errors: [], next_before: "e9" });
  const page = await client.projects.errors("app:ann/shop");
  await assert.rejects(page[Symbol.asyncIterator]().next(), {
    name: "FlyMyAIAgentError",
    message: "Project errors pagination repeated a cursor; refusing to continue.",
  });
});

test("the clones of artifacts.lineage are those of all pages", async (t) => {
  const clones = (version, next_cursor) => ({
    clone_count: 2,
    clones: { results: [{ from_version: version }], next_cursor },
  });
  const { service, client } = await paged(t, clones(1, "c2"), clones(2, null));
  const lineage = await client.artifacts.lineage(ID);
  const found = [];
  for await (const { fromVersion } of lineage.clones) found.push(fromVersion);
  assert.deepEqual(found, [1, 2]);
  assert.match(service.requests[1].url, /lineage\/\?cursor=c2$/);
});

test("the cost of an app is the text of the response's number", async (t) => {
  const service = await Service.says(t, '{"plan_token": "t", "usd_per_hour": 0.0450}');
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin });
  const plan = await client.apps.plan({ app: "ann/shop" });
  assert.equal(plan.usdPerHour, "0.0450");
});

test("the JSON of a trigger has its address", async (t) => {
  const service = await Service.says(t, '{"id": 1, "webhook_url": "https://hooks.example/t"}');
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin });
  const trigger = await client.triggersV1.get(ID);
  assert.equal(JSON.parse(JSON.stringify(trigger)).webhookUrl, "https://hooks.example/t");
});

test("agents.iter yields the rows of agents.list", async (t) => {
  const rows = [{ uuid: "a1", name: "A", user_prompt: "go" }];
  const service = await Service.start(t, (response, { url }) => {
    const compact = url.includes("page_size");
    const [{ user_prompt, ...row }] = rows;
    response.end(JSON.stringify(compact ? { results: [row], next_cursor: null } : rows));
  });
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: service.origin });
  const found = [];
  for await (const row of client.agents.iter()) found.push(row);
  assert.deepEqual(found, await client.agents.list());
  assert.equal(found[0].goal, "go");
});
