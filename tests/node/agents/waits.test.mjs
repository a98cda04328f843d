// Timeouts and outages during waits, event streams and tasks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAI, FlyMyAIError, TimeoutError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";
import { Service } from "../support/service.mjs";

useEmulator();

/** Milliseconds; far less than the 60 s timeout of a request. */
const SOON = 10_000;
const MODEL = "flymyai/bert";
const DONE = { inference_responses: [{ infer_details: { status: 200 }, response: { x: [1] } }] };

const running = { ...json({ ...RUN, status: "running" }) };
const always = (step) => ({ ...step, times: 0 });

async function collect(events) {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
}

const timedOut = (check) => (error) => {
  assert.ok(error instanceof TimeoutError, String(error));
  check?.(error);
  return true;
};

test("a wait ends at its timeout with any interval", async () => {
  const account = new Account();
  await account.script(always(running));
  const begun = performance.now();
  const waiting = account.client().runs.wait(7, { timeout: 0.2, pollInterval: 2000 });
  await assert.rejects(
    waiting,
    timedOut((error) => assert.equal(error.lastStatus, "running")),
  );
  assert.ok(performance.now() - begun < SOON);
  // The last poll was made at the timeout.
  assert.equal((await account.requests()).length, 2);
});

test("a stalled request ends at the wait's timeout, natively and with a fetch", async () => {
  for (const fetch of [undefined, (...args) => globalThis.fetch(...args)]) {
    const account = new Account();
    await account.script({ hang: true, times: 0 });
    const client = account.client({ fetch });
    const options = { timeout: 0.3, pollInterval: 0.01 };
    const begun = performance.now();
    for (const ask of [
      () => client.runs.wait(7, options),
      () => client.compilations.wait(7, options),
      () => client.agents.compileFromRun(7, options),
      () => client.compilations.runInstructionAndWait(7, options),
      () => collect(client.runs.streamEvents(7, options)),
    ]) {
      await assert.rejects(
        ask(),
        timedOut(({ cause }) => assert.equal(cause.cause?.code, "ETIMEDOUT")),
      );
    }
    assert.ok(performance.now() - begun < SOON);
  }
});

test("the first poll may fail after an earlier success of the client", async () => {
  const account = new Account();
  const busy = { reply: { status: 503, headers: { "retry-after": "0" }, text: "busy" } };
  await account.script(running, busy, { drop: "before" }, json(RUN));
  const client = account.client({ maxRetries: 0 });
  await client.runs.get(7);
  const run = await client.runs.wait(7, { pollInterval: 0.01 });
  assert.equal(run.status, "completed");
});

test("without an earlier success, the first poll is retried like any read", async () => {
  const account = new Account();
  await account.script({ drop: "before", times: 0 });
  await assert.rejects(account.client({ maxRetries: 1 }).runs.wait(7), { statusCode: 0 });
  assert.equal((await account.requests()).length, 2);
});

test("a stream can distinguish its timeout from the end of the run", async () => {
  const account = new Account();
  const client = account.client();
  const options = { timeout: 0.2, pollInterval: 0.01, throwOnTimeout: true };
  const logs = [{ id: 1, type: "tool_called", message: "m", data: {} }];
  await account.script(json({ ...RUN, logs }), always(json({ ...RUN, status: "running", logs })));
  assert.equal((await collect(client.runs.streamEvents(7, options))).length, 1);
  const events = client.runs.streamEvents(7, options);
  assert.equal((await events.next()).value.id, 1);
  await assert.rejects(
    events.next(),
    timedOut((error) => {
      assert.equal(error.lastStatus, "running");
      assert.match(error.message, /^Run 7 did not complete within 0.2s/);
    }),
  );
  assert.deepEqual(await events.next(), { done: true, value: undefined });
  const silent = client.runs.streamEvents(7, { ...options, throwOnTimeout: false });
  assert.equal((await collect(silent)).length, 1);
});

/** A service that starts a task, responds to its polls with these statuses, and then with a result. */
function outage(t, ...polls) {
  return Service.start(t, (response, { method }) => {
    if (method === "POST") {
      response.writeHead(202).end('{"prediction_id": "p"}');
      return;
    }
    const poll = polls.shift();
    if (poll === "drop") response.destroy();
    else if (poll === undefined) response.end(JSON.stringify(DONE));
    else response.writeHead(poll, { "retry-after": "0" }).end("{}");
  });
}

test("the wait for a prediction continues after transient failures", async (t) => {
  for (const fetch of [undefined, (...args) => globalThis.fetch(...args)]) {
    const service = await outage(t, 503, 425, "drop", "drop", "drop", "drop", 502, 429);
    const client = new FlyMyAI({ apiKey: "fly-test", fetch });
    client.baseUrl = service.url;
    assert.deepEqual(await client.predictAsync({}, MODEL, { interval: 1 }), DONE);
  }
});

test("the wait for a prediction ends on permanent failures", async (t) => {
  for (const status of [400, 401, 404, 422, 500]) {
    const service = await outage(t, 425, status);
    const predicting = service.client().predictAsync({}, MODEL, { interval: 1 });
    await assert.rejects(predicting, (error) => {
      assert.ok(error instanceof FlyMyAIError);
      assert.match(error.message, new RegExp(`^Async check failed: ${status} `));
      return true;
    });
    assert.equal(service.requests.length, 3);
  }
  class Broken extends FlyMyAI {
    asyncPredict = async () => "id";
    checkAsyncResult = async () => {
      throw new TypeError("a mistake of the program's own");
    };
  }
  const predicting = new Broken({ apiKey: "k" }).predictAsync({}, MODEL);
  await assert.rejects(predicting, /a mistake of the program's own/);
});

test("a signal ends the wait for a prediction during an outage", async (t) => {
  const service = await outage(t, ...Array(100).fill(503));
  const signal = AbortSignal.timeout(300);
  const begun = performance.now();
  await assert.rejects(service.client().predictAsync({}, MODEL, { interval: 1, signal }));
  assert.ok(performance.now() - begun < SOON);
});
