// `AbortSignal` before, during and after calls of every asynchronous method.
import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { test } from "node:test";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

/** A call of every method, with a signal if it accepts one. */
const METHODS = {
  "agents.create": (c, signal) => c.agents.create({ name: "n", goal: "g", signal }),
  "agents.list": (c, signal) => c.agents.list({ signal }),
  "agents.get": (c, signal) => c.agents.get("a", { signal }),
  "agents.update": (c, signal) => c.agents.update("a", { name: "n" }, { signal }),
  "agents.delete": (c, signal) => c.agents.delete("a", { signal }),
  "agents.run": (c, signal) => c.agents.run("a", { signal }),
  "agents.freeze": (c, signal) => c.agents.freeze(1, { signal }),
  "agents.suggestSchema": (c, signal) => c.agents.suggestSchema({ userPrompt: "p", signal }),
  "agents.compileFromRun": (c, signal) => c.agents.compileFromRun(1, { signal }),
  "runs.create": (c, signal) => c.runs.create({ agentId: "a", signal }),
  "runs.list": (c, signal) => c.runs.list({ signal }),
  "runs.get": (c, signal) => c.runs.get(1, { signal }),
  "runs.cancel": (c, signal) => c.runs.cancel(1, { signal }),
  "runs.appendMessage": (c, signal) => c.runs.appendMessage(1, { text: "t", signal }),
  "runs.suggestSchema": (c, signal) => c.runs.suggestSchema(1, { signal }),
  "runs.wait": (c, signal) => c.runs.wait(1, { signal }),
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
};

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
