// `runs.streamEvents`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAIAgentError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const QUICK = { pollInterval: 0.01 };
const log = (id) => ({ id, type: "tool_called", message: `m${id}`, data: { raw_key: id } });
const running = (...ids) => json({ ...RUN, status: "running", logs: ids.map(log) });
const completed = (...ids) => json({ ...RUN, logs: ids.map(log) });

async function idsOf(events) {
  const ids = [];
  for await (const { id } of events) ids.push(id);
  return ids;
}

test("the events of a run arrive in order, once, and renamed", async () => {
  const account = new Account();
  const client = account.client();
  const run = await client.runs.create({ agentId: "agent_abc123" });
  const events = [];
  for await (const event of client.runs.streamEvents(run.id, QUICK)) events.push(event);
  const { logs } = await client.runs.get(run.id);
  assert.ok(events.length > 1);
  assert.deepEqual(events, logs);
  assert.deepEqual(Object.keys(events[0]), [
    "id",
    "type",
    "message",
    "data",
    "createdAt",
    "updatedAt",
  ]);
});

test("a stream sends nothing before the first next()", async () => {
  const account = new Account();
  await account.script(completed(1));
  const events = account.client().runs.streamEvents(1, QUICK);
  assert.deepEqual(await account.requests(), []);
  assert.deepEqual(await idsOf(events), [1]);
  assert.equal((await account.requests()).length, 1);
});

test("streamEvents never throws; the first next() rejects", async () => {
  const account = new Account();
  const client = account.client();
  const bad = [[], [""], [{}], [1, { pollInterval: Number.NaN }], [1, { timeout: "1" }], [1, 5]];
  for (const args of bad) {
    const events = client.runs.streamEvents(...args);
    await assert.rejects(events.next(), (error) => /TypeError|RangeError/.test(error.name));
    assert.deepEqual(await events.next(), { done: true, value: undefined });
  }
  assert.deepEqual(await account.requests(), []);
});

test("the stream has the shape of an async generator", async () => {
  const events = new Account().client().runs.streamEvents(1);
  assert.equal(events[Symbol.asyncIterator](), events);
  for (const method of ["next", "return", "throw"]) assert.equal(typeof events[method], "function");
  await events[Symbol.asyncDispose]();
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});

test("leaving the loop stops the polling", async () => {
  const account = new Account();
  await account.script(running(1, 2, 3), { times: 0, ...running(1, 2, 3) });
  const client = account.client();
  for await (const { id } of client.runs.streamEvents(1, QUICK)) {
    assert.equal(id, 1);
    break;
  }
  // A further poll would arrive before this call's response, which comes ten intervals later.
  await account.script({ match: { path: "/api/v1/agents/tools/" }, delay: 0.1, ...json([]) });
  await client.tools.list().catch(() => {});
  const polls = (await account.requests()).filter(({ path }) => path.includes("executions"));
  assert.equal(polls.length, 1);
});

test("return() cancels a poll in flight", async () => {
  const account = new Account();
  await account.script({ hang: true });
  const events = account.client().runs.streamEvents(1);
  const next = events.next();
  await account.requests(1);
  assert.deepEqual(await events.return(), { done: true, value: undefined });
  assert.deepEqual(await next, { done: true, value: undefined });
  await account.aborted(1);
});

test("return() ends the pause between two polls", async () => {
  const account = new Account();
  await account.script(running(1));
  const events = account.client().runs.streamEvents(1, { pollInterval: 3600 });
  assert.equal((await events.next()).value.id, 1);
  const next = events.next();
  await events.return();
  assert.deepEqual(await next, { done: true, value: undefined });
});

test("throw() ends the stream and rejects with the error", async () => {
  const account = new Account();
  await account.script(running(1, 2));
  const events = account.client().runs.streamEvents(1, QUICK);
  await events.next();
  const mine = new Error("mine");
  await assert.rejects(events.throw(mine), (error) => error === mine);
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});

test("an error in the consumer's loop is unchanged", async () => {
  const account = new Account();
  await account.script(running(1));
  const mine = new Error("mine");
  const consume = async () => {
    for await (const _ of account.client().runs.streamEvents(1, QUICK)) throw mine;
  };
  await assert.rejects(consume(), (error) => error === mine);
});

test("overlapping calls of next() settle in order", async () => {
  const account = new Account();
  await account.script(running(1), completed(1, 2));
  const events = account.client().runs.streamEvents(1, QUICK);
  const results = await Promise.all([events.next(), events.next(), events.next(), events.next()]);
  assert.deepEqual(
    results.map(({ done, value }) => [done, value?.id]),
    [
      [false, 1],
      [false, 2],
      [true, undefined],
      [true, undefined],
    ],
  );
});

test("the timeout ends the stream without an error", async () => {
  const account = new Account();
  await account.script({ times: 0, ...running(1) });
  const client = account.client();
  assert.deepEqual(await idsOf(client.runs.streamEvents(1, { timeout: 0 })), [1]);
  assert.equal((await account.requests()).length, 1);
  assert.deepEqual(
    await idsOf(client.runs.streamEvents(1, { timeout: 0.05, pollInterval: 0.02 })),
    [1],
  );
});

test("null and Infinity set no timeout", async () => {
  for (const timeout of [null, Number.POSITIVE_INFINITY]) {
    const account = new Account();
    await account.script(running(1), completed(1, 2));
    assert.deepEqual(
      await idsOf(account.client().runs.streamEvents(1, { timeout, ...QUICK })),
      [1, 2],
    );
  }
});

test("a failure ends the stream after its events", async () => {
  const account = new Account();
  await account.script(running(1, 2), json({ detail: "gone" }, 404));
  const events = account.client().runs.streamEvents(1, QUICK);
  assert.equal((await events.next()).value.id, 1);
  assert.equal((await events.next()).value.id, 2);
  await assert.rejects(events.next(), { constructor: FlyMyAIAgentError, statusCode: 404 });
  assert.deepEqual(await events.next(), { done: true, value: undefined });
});

test("an abort between two events rejects the next one with the reason", async () => {
  const account = new Account();
  await account.script(running(1, 2));
  const controller = new AbortController();
  const events = account.client().runs.streamEvents(1, { ...QUICK, signal: controller.signal });
  await events.next();
  controller.abort();
  await assert.rejects(events.next(), (error) => error === controller.signal.reason);
  assert.deepEqual(await events.next(), { done: true, value: undefined });
  assert.equal((await account.requests()).length, 1);
});
