// `AbortSignal` before, during and after calls of every asynchronous method.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const DIRECTORY = fileURLToPath(new URL("../../vectors/directory", import.meta.url));
const ID = "11111111-1111-4111-8111-111111111111";

/** A call of every method, with a signal if it accepts one. */
const METHODS = {
  "agents.create": (c, signal) => c.agents.create({ name: "n", goal: "g", signal }),
  "agents.list": (c, signal) => c.agents.list({ signal }),
  "agents.get": (c, signal) => c.agents.get("a", { signal }),
  "agents.update": (c, signal) => c.agents.update("a", { name: "n" }, { signal }),
  "agents.delete": (c, signal) => c.agents.delete("a", { signal }),
  "agents.run": (c, signal) => c.agents.run("a", { signal }),
  "agents.runAndWait": (c, signal) => c.agents.runAndWait("a", { signal }),
  "agents.freeze": (c, signal) => c.agents.freeze(1, { signal }),
  "agents.suggestSchema": (c, signal) => c.agents.suggestSchema({ userPrompt: "p", signal }),
  "agents.compileFromRun": (c, signal) => c.agents.compileFromRun(1, { signal }),
  "runs.create": (c, signal) => c.runs.create({ agentId: "a", signal }),
  "runs.createAndWait": (c, signal) => c.runs.createAndWait({ agentId: "a", signal }),
  "runs.list": (c, signal) => c.runs.list({ signal }),
  "runs.get": (c, signal) => c.runs.get(1, { signal }),
  "runs.cancel": (c, signal) => c.runs.cancel(1, { signal }),
  "runs.appendMessage": (c, signal) => c.runs.appendMessage(1, { text: "t", signal }),
  "runs.suggestSchema": (c, signal) => c.runs.suggestSchema(1, { signal }),
  "runs.wait": (c, signal) => c.runs.wait(1, { signal }),
  "runs.watch": (c, signal) => c.runs.watch(1, { signal }),
  "runs.streamEvents": (c, signal) => c.runs.streamEvents(1, { signal }).next(),
  "tools.list": (c, signal) => c.tools.list({ signal }),
  "tools.available": (c, signal) => c.tools.available({ signal }),
  "tools.create": (c, signal) => c.tools.create({ mcpTool: "t", signal }),
  "tools.get": (c, signal) => c.tools.get(1, { signal }),
  "tools.update": (c, signal) => c.tools.update(1, { isActive: true }, { signal }),
  "tools.delete": (c, signal) => c.tools.delete(1, { signal }),
  "tools.provideConfig": (c, signal) => c.tools.provideConfig(1, { userResponse: {}, signal }),
  "tools.call": (c, signal) => c.tools.call(1, { action: "a", signal }),
  "compilations.list": (c, signal) => c.compilations.list({ signal }),
  "compilations.get": (c, signal) => c.compilations.get(1, { signal }),
  "compilations.update": (c, signal) => c.compilations.update(1, { timezone: "UTC", signal }),
  "compilations.compile": (c, signal) => c.compilations.compile({ executionId: 1, signal }),
  "compilations.freeze": (c, signal) => c.compilations.freeze({ executionId: 1, signal }),
  "compilations.run": (c, signal) => c.compilations.run(1, { signal }),
  "compilations.runInstruction": (c, signal) => c.compilations.runInstruction(1, { signal }),
  "compilations.runInstructionAndWait": (c, signal) =>
    c.compilations.runInstructionAndWait(1, { signal }),
  "compilations.wait": (c, signal) => c.compilations.wait(1, { signal }),
  "agents.iter": (c, signal) => c.agents.iter({ signal }).next(),
  "runs.iter": (c, signal) => c.runs.iter({ signal }).next(),
  "tools.iter": (c, signal) => c.tools.iter({ signal }).next(),
  "versions.list": (c, signal) => c.versions.list({ signal }),
  "versions.iter": (c, signal) => c.versions.iter({ signal }).next(),
  "versions.get": (c, signal) => c.versions.get("v", { signal }),
  "agentGroups.list": (c, signal) => c.agentGroups.list({ signal }),
  "agentGroups.iter": (c, signal) => c.agentGroups.iter({ signal }).next(),
  "agentGroups.get": (c, signal) => c.agentGroups.get("g", { signal }),
  "agentGroups.create": (c, signal) => c.agentGroups.create({ name: "n", signal }),
  "agentGroups.update": (c, signal) => c.agentGroups.update("g", { signal }),
  "agentGroups.replaceAssignments": (c, signal) =>
    c.agentGroups.replaceAssignments("g", { agentIds: [], resourceSetIds: [], signal }),
  "agentGroups.delete": (c, signal) => c.agentGroups.delete("g", { signal }),
  "mcpResourceSets.list": (c, signal) => c.mcpResourceSets.list({ signal }),
  "mcpResourceSets.iter": (c, signal) => c.mcpResourceSets.iter({ signal }).next(),
  "mcpResourceSets.listMembers": (c, signal) => c.mcpResourceSets.listMembers("s", { signal }),
  "mcpResourceSets.iterMembers": (c, signal) =>
    c.mcpResourceSets.iterMembers("s", { signal }).next(),
  "mcpResourceSets.get": (c, signal) => c.mcpResourceSets.get("s", { signal }),
  "mcpResourceSets.create": (c, signal) => c.mcpResourceSets.create({ name: "n", signal }),
  "mcpResourceSets.update": (c, signal) =>
    c.mcpResourceSets.update("s", { expectedRevision: 1, signal }),
  "mcpResourceSets.replace": (c, signal) =>
    c.mcpResourceSets.replace("s", { expectedRevision: 1, name: "n", signal }),
  "mcpResourceSets.delete": (c, signal) => c.mcpResourceSets.delete("s", { signal }),
  "mcpResourceSets.replaceMembers": (c, signal) =>
    c.mcpResourceSets.replaceMembers("s", { expectedRevision: 1, members: [], signal }),
  "runs.prices": (c, signal) => c.runs.prices(1, { signal }),
  "runs.listPrices": (c, signal) => c.runs.listPrices({ signal }),
  "runs.iterPrices": (c, signal) => c.runs.iterPrices({ signal }).next(),
  "tools.getBrowserProfile": (c, signal) => c.tools.getBrowserProfile(1, { signal }),
  "tools.createBrowserProfile": (c, signal) =>
    c.tools.createBrowserProfile(1, { name: "n", signal }),
  "tools.reconcileBrowserProfile": (c, signal) => c.tools.reconcileBrowserProfile(1, { signal }),
  "compilations.iter": (c, signal) => c.compilations.iter({ signal }).next(),
  "compilations.getLive": (c, signal) => c.compilations.getLive("a", { signal }),
  "compilations.saveInstruction": (c, signal) =>
    c.compilations.saveInstruction({ executionId: 1, instructionMd: "Do", signal }),
  "compilations.setLive": (c, signal) => c.compilations.setLive(9, { signal }),
  "compilations.runLive": (c, signal) => c.compilations.runLive("a", { signal }),
  "apps.plan": (c, signal) => c.apps.plan({ files: [], signal }),
  "apps.apply": (c, signal) => c.apps.apply({ files: [], planToken: "t", signal }),
  "apps.files": (c, signal) => c.apps.files("ann/shop", { signal }),
  "apps.status": (c, signal) => c.apps.status(ID, { signal }),
  "artifacts.status": (c, signal) => c.artifacts.status({ signal }),
  "artifacts.list": (c, signal) => c.artifacts.list({ signal }),
  "artifacts.types": (c, signal) => c.artifacts.types({ signal }),
  "artifacts.invitations": (c, signal) => c.artifacts.invitations({ signal }),
  "artifacts.iter": (c, signal) => c.artifacts.iter({ signal }).next(),
  "artifacts.iterInvitations": (c, signal) => c.artifacts.iterInvitations({ signal }).next(),
  "artifacts.createFromDirectory": (c, signal) =>
    c.artifacts.createFromDirectory(DIRECTORY, { name: "n", signal }),
  "artifacts.publishDirectory": (c, signal) =>
    c.artifacts.publishDirectory(ID, DIRECTORY, { baseVersion: 1, signal }),
  "artifacts.get": (c, signal) => c.artifacts.get(ID, { signal }),
  "artifacts.versions": (c, signal) => c.artifacts.versions(ID, { signal }),
  "artifacts.lineage": (c, signal) => c.artifacts.lineage(ID, { signal }),
  "artifacts.history": (c, signal) => c.artifacts.history(ID, { signal }),
  "artifacts.members": (c, signal) => c.artifacts.members(ID, { signal }),
  "artifacts.delete": (c, signal) => c.artifacts.delete(ID, { signal }),
  "artifacts.clone": (c, signal) => c.artifacts.clone(ID, { signal }),
  "artifacts.iterVersions": (c, signal) => c.artifacts.iterVersions(ID, { signal }).next(),
  "artifacts.iterLineage": (c, signal) => c.artifacts.iterLineage(ID, { signal }).next(),
  "artifacts.iterHistory": (c, signal) => c.artifacts.iterHistory(ID, { signal }).next(),
  "artifacts.create": (c, signal) =>
    c.artifacts.create({ name: "n", files: [{ path: "a", content: "b" }], signal }),
  "artifacts.publish": (c, signal) =>
    c.artifacts.publish(ID, { baseVersion: 1, files: [], signal }),
  "artifacts.files": (c, signal) => c.artifacts.files(ID, { version: 1, signal }),
  "artifacts.readFile": (c, signal) => c.artifacts.readFile(ID, { version: 1, path: "a", signal }),
  "artifacts.view": (c, signal) => c.artifacts.view(ID, { version: 1, signal }),
  "artifacts.update": (c, signal) => c.artifacts.update(ID, { name: "n", signal }),
  "artifacts.share": (c, signal) => c.artifacts.share(ID, { visibility: "link", signal }),
  "artifacts.addMember": (c, signal) => c.artifacts.addMember(ID, { user: "ann", signal }),
  "artifacts.removeMember": (c, signal) => c.artifacts.removeMember(ID, ID, { signal }),
  "artifacts.acceptInvitation": (c, signal) => c.artifacts.acceptInvitation(ID, { signal }),
  "artifacts.declineInvitation": (c, signal) => c.artifacts.declineInvitation(ID, { signal }),
  "projects.list": (c, signal) => c.projects.list({ signal }),
  "projects.templates": (c, signal) => c.projects.templates({ signal }),
  "projects.get": (c, signal) => c.projects.get("app:ann/shop", { signal }),
  "projects.errors": (c, signal) => c.projects.errors("app:ann/shop", { signal }),
  "projects.iterErrors": (c, signal) => c.projects.iterErrors("app:ann/shop", { signal }).next(),
  "projects.stop": (c, signal) => c.projects.stop("app:ann/shop", { signal }),
  "projects.start": (c, signal) => c.projects.start("app:ann/shop", { signal }),
  "projects.agent": (c, signal) => c.projects.agent("app:ann/shop", { model: "m", signal }),
  "projects.share": (c, signal) => c.projects.share("app:ann/shop", { public: true, signal }),
  "projects.copy": (c, signal) => c.projects.copy("app:ann/shop", { name: "shop-2", signal }),
  "projects.plan": (c, signal) => c.projects.plan({ name: "shop", signal }),
  "projects.create": (c, signal) => c.projects.create({ name: "shop", planToken: "t", signal }),
  "deployments.list": (c, signal) => c.deployments.list({ signal }),
  "deployments.iter": (c, signal) => c.deployments.iter({ signal }).next(),
  "deployments.get": (c, signal) => c.deployments.get(ID, { signal }),
  "deployments.publish": (c, signal) => c.deployments.publish(ID, { signal }),
  "deployments.preflight": (c, signal) => c.deployments.preflight(ID, { signal }),
  "deployments.access": (c, signal) => c.deployments.access(ID, { signal }),
  "deployments.create": (c, signal) =>
    c.deployments.create({ agentId: "a", versionId: null, name: "n", signal }),
  "deployments.update": (c, signal) => c.deployments.update(ID, { name: "n" }, { signal }),
  "deployments.createConnectionLink": (c, signal) =>
    c.deployments.createConnectionLink(ID, { externalUserId: "u", slot: "s", signal }),
  "deployments.run": (c, signal) => c.deployments.run(ID, { externalUserId: "u", signal }),
  "deployments.runAndWait": (c, signal) =>
    c.deployments.runAndWait(ID, { externalUserId: "u", signal }),
  "mcpServers.list": (c, signal) => c.mcpServers.list({ signal }),
  "mcpServers.iter": (c, signal) => c.mcpServers.iter({ signal }).next(),
  "mcpServers.get": (c, signal) => c.mcpServers.get(4, { signal }),
  "mcpServers.delete": (c, signal) => c.mcpServers.delete(4, { signal }),
  "mcpServers.authorize": (c, signal) => c.mcpServers.authorize(4, { signal }),
  "mcpServers.connect": (c, signal) => c.mcpServers.connect(4, { signal }),
  "mcpServers.disconnect": (c, signal) => c.mcpServers.disconnect(4, { signal }),
  "mcpServers.create": (c, signal) =>
    c.mcpServers.create({ name: "n", url: "https://mcp.example/mcp", signal }),
  "mcpServers.update": (c, signal) => c.mcpServers.update(4, { name: "n", signal }),
  "mcpServers.call": (c, signal) => c.mcpServers.call(4, { action: "a", signal }),
  "triggersV1.list": (c, signal) => c.triggersV1.list({ signal }),
  "triggersV1.get": (c, signal) => c.triggersV1.get(ID, { signal }),
  "triggersV1.pause": (c, signal) => c.triggersV1.pause(ID, { signal }),
  "triggersV1.activate": (c, signal) => c.triggersV1.activate(ID, { signal }),
  "triggersV1.delete": (c, signal) => c.triggersV1.delete(ID, { signal }),
  "triggersV1.events": (c, signal) => c.triggersV1.events(ID, { signal }),
  "triggersV1.create": (c, signal) => c.triggersV1.create(ID, { secret: "s", signal }),
  "triggersV1.update": (c, signal) => c.triggersV1.update(ID, { name: "n", signal }),
};

/** The arguments of the methods of teams and shares; the last one are the options. */
const SHARING = {
  "teams.list": [{}],
  "teams.iter": [{}],
  "teams.get": [ID, {}],
  "teams.enable": [{ username: "acme" }],
  "teams.update": [ID, { revision: 1 }],
  "teams.connections": [ID, {}],
  "teams.iterConnections": [ID, {}],
  "teams.addConnection": [ID, { sourceKind: "k", sourceId: ID, label: "l", actions: [] }],
  "teams.shareConnection": [ID, ID, { revision: 1, actions: [], shared: true, consent: true }],
  "teams.revokeConnection": [ID, ID, {}],
  "teams.invite": [ID, {}],
  "teams.claimInvite": [{ token: "t", acceptTeamScope: true }],
  "teams.decideInvite": [ID, ID, { approve: true }],
  "teams.devices": [ID, {}],
  "teams.iterDevices": [ID, {}],
  "teams.createDevice": [ID, { label: "l" }],
  "teams.revokeDevice": [ID, ID, {}],
  "teams.activity": [ID, {}],
  "teams.iterActivity": [ID, {}],
  "teams.capabilities": [{}],
  "teams.eligible": [{}],
  "teams.iterEligible": [{}],
  "teams.sources": [ID, {}],
  "teams.iterSources": [ID, {}],
  "teams.members": [ID, {}],
  "teams.iterMembers": [ID, {}],
  "teams.updateMember": [ID, ID, { epoch: 1 }],
  "teams.removeMember": [ID, ID, { acceptTeamScope: true }],
  "teams.invitations": [ID, {}],
  "teams.iterInvitations": [ID, {}],
  "teams.previewInvite": [{ token: "t" }],
  "teams.usage": [ID, {}],
  "teams.iterUsage": [ID, {}],
  "teams.proposeTransfer": [ID, ID, {}],
  "teams.acceptTransfer": [ID, { acceptBilling: true }],
  "teams.cancelTransfer": [ID, {}],
  "shares.list": [{}],
  "shares.iter": [{}],
  "shares.invitations": [{}],
  "shares.iterInvitations": [{}],
  "shares.invite": [ID, { email: "bob@example.com", acceptSharing: true }],
  "shares.accept": [ID, { acceptBilling: true }],
  "shares.cancel": [ID, {}],
  "shares.revoke": [ID, {}],
  "shares.tools": [ID, {}],
  "shares.iterTools": [ID, {}],
  "shares.call": [ID, { name: "n", arguments: {} }],
  "shares.devices": [ID, {}],
  "shares.iterDevices": [ID, {}],
  "shares.createDevice": [ID, { label: "l" }],
  "shares.revokeDevice": [ID, ID, {}],
  "shares.activity": [ID, {}],
  "shares.iterActivity": [ID, {}],
};

for (const [name, given] of Object.entries(SHARING)) {
  const [namespace, method] = name.split(".");
  METHODS[name] = (c, signal) => {
    const result = c[namespace][method](...given.slice(0, -1), { ...given.at(-1), signal });
    return method.startsWith("iter") ? result.next() : result;
  };
}

test("the table of calls covers every method", () => {
  const client = new Account().client();
  const methods = Object.keys(client).flatMap((namespace) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(client[namespace]))
      .filter((name) => name !== "constructor")
      .map((name) => `${namespace}.${name}`),
  );
  assert.deepEqual(methods.sort(), Object.keys(METHODS).sort());
});

for (const [name, call] of Object.entries(METHODS)) {
  test(`${name}: an aborted signal prevents the request`, async () => {
    const account = new Account();
    const reason = { mine: true };
    await assert.rejects(
      call(account.client(), AbortSignal.abort(reason)),
      (error) => error === reason,
    );
    assert.deepEqual(await account.requests(), []);
  });

  test(`${name}: an abort cancels the request in flight`, async () => {
    const account = new Account();
    await account.script({ times: 0, hang: true });
    const controller = new AbortController();
    const promise = call(account.client(), controller.signal);
    const settled = promise.catch((error) => error);
    const [request] = await account.requests(1);
    assert.equal(request.body?.includes("signal") ?? false, false);
    const reason = new Error("mine");
    controller.abort(reason);
    assert.equal(await settled, reason);
    assert.equal((await account.aborted(1)).length, 1);
    assert.deepEqual(getEventListeners(controller.signal, "abort"), []);
  });
}

test("an abort without a reason rejects with an AbortError", async () => {
  const account = new Account();
  await account.script({ hang: true });
  const controller = new AbortController();
  const promise = account.client().runs.get(1, { signal: controller.signal });
  controller.abort();
  await assert.rejects(promise, (error) => {
    assert.equal(error, controller.signal.reason);
    assert.equal(error.name, "AbortError");
    return true;
  });
});

test("rejects a signal without all methods of an AbortSignal", async () => {
  const signal = { aborted: false, addEventListener() {} };
  const client = new Account().client();
  await assert.rejects(client.agents.get("a", { signal }), {
    name: "TypeError",
    message: "signal must be an AbortSignal",
  });
});

test("AbortSignal.timeout rejects with a TimeoutError", async () => {
  const account = new Account();
  await account.script({ hang: true });
  const signal = AbortSignal.timeout(30);
  await assert.rejects(account.client().runs.get(1, { signal }), (error) => {
    assert.equal(error, signal.reason);
    assert.equal(error.name, "TimeoutError");
    return true;
  });
});

test("an abort ends a wait between two polls immediately", async () => {
  const account = new Account();
  await account.always({ status: 200, json: { ...RUN, status: "running" } });
  const controller = new AbortController();
  const promise = account.client().runs.wait(1, { pollInterval: 3600, signal: controller.signal });
  await account.requests(1);
  controller.abort();
  await assert.rejects(promise, { name: "AbortError" });
  assert.equal((await account.requests()).length, 1);
});

test("an abort after the result has no effect", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const controller = new AbortController();
  const { signal } = controller;
  const run = await account.client().runs.get(1, { signal });
  assert.deepEqual(getEventListeners(signal, "abort"), []);
  controller.abort();
  assert.equal(run.id, 1);
});

test("a failed call removes its abort listener", async () => {
  const account = new Account();
  await account.always({ status: 404, json: {} });
  const { signal } = new AbortController();
  const client = account.client();
  await assert.rejects(client.runs.get(1, { signal }), { statusCode: 404 });
  await assert.rejects(client.agents.run("a", { signal, variables: { big: 1n } }), TypeError);
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("one signal for many calls causes no warning", async (t) => {
  const warnings = [];
  const listen = (warning) => warnings.push(warning.message);
  process.on("warning", listen);
  t.after(() => process.off("warning", listen));
  const account = new Account();
  await account.script({ times: 0, hang: true });
  const controller = new AbortController();
  const { signal } = controller;
  const client = account.client();
  const calls = Array.from({ length: 50 }, () => client.runs.get(1, { signal }));
  const settled = Promise.allSettled(calls);
  await account.requests(50);
  controller.abort();
  for (const { reason } of await settled) assert.equal(reason, signal.reason);
  assert.equal((await account.aborted(50)).length, 50);
  // Warnings are emitted on the next tick.
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(warnings, []);
  assert.deepEqual(getEventListeners(signal, "abort"), []);
});

test("aborting one call does not affect others", async () => {
  const account = new Account();
  await account.script({ times: 2, hold: "gate", reply: { status: 200, json: RUN } });
  const client = account.client();
  const controller = new AbortController();
  const left = client.runs.get(1, { signal: controller.signal }).catch((error) => error);
  const staying = client.runs.get(1);
  await account.requests(2);
  controller.abort();
  assert.equal((await left).name, "AbortError");
  await account.aborted(1);
  await account.release("gate");
  assert.equal((await staying).id, 1);
});

test("rejects a signal that is not an AbortSignal", async () => {
  const account = new Account();
  for (const signal of ["now", 5, {}, true]) {
    await assert.rejects(account.client().runs.get(1, { signal }), {
      constructor: TypeError,
      message: "signal must be an AbortSignal",
    });
  }
  await account.script(json(RUN));
  assert.equal((await account.client().runs.get(1, { signal: null })).id, 1);
});
