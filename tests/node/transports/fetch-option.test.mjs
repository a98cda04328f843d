// The `fetch` option of the agents client: arguments and accepted responses.
import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { test } from "node:test";
import { AgentClient, FlyMyAI, FlyMyAIAgentError } from "flymyai-js-client";
import { Account, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const KEY = "fly-test";
const URL_OF_RUN = "https://service.test/api/v1/agents/executions/1/";

/** A client with a mock, and the calls that the mock has received. */
function mocked(answer, options = {}) {
  const calls = [];
  const fetch = (url, init) => {
    calls.push({ url, ...init });
    return answer(calls.length, init);
  };
  const baseUrl = "https://service.test";
  return {
    calls,
    client: new AgentClient({ apiKey: KEY, baseUrl, maxRetries: 0, fetch, ...options }),
  };
}

const run = (more) => JSON.stringify({ ...RUN, ...more });

test("the fetch receives an address and the request", async () => {
  const { calls, client } = mocked(async () => new Response(run()));
  assert.equal((await client.runs.get(1)).id, 1);
  await client.agents.run("a", { variables: { text: "ü\u0000" }, idempotencyKey: "once" });
  await client.runs.cancel(1);
  const [get, post, cancel] = calls.map(({ headers, signal, ...rest }) => {
    assert.ok(headers instanceof Headers);
    assert.ok(signal instanceof AbortSignal);
    return { ...rest, headers: Object.fromEntries(headers) };
  });
  const always = { redirect: "manual", cache: "no-store" };
  assert.deepEqual(get, {
    ...always,
    url: URL_OF_RUN,
    method: "GET",
    headers: { "x-api-key": KEY },
  });
  assert.deepEqual(post, {
    ...always,
    url: "https://service.test/api/v1/agents/tasks/a/run-loop/",
    method: "POST",
    headers: { "x-api-key": KEY, "content-type": "application/json", "idempotency-key": "once" },
    body: JSON.stringify({ variables: { text: "ü\u0000" } }),
  });
  assert.deepEqual(cancel, {
    ...always,
    url: `${URL_OF_RUN}cancel/`,
    method: "POST",
    headers: { "x-api-key": KEY },
  });
});

test("credentials in the address become a header", async () => {
  const baseUrl = "https://us%3Aer:p%20ass@service.test/path";
  const { calls, client } = mocked(async () => new Response(run()), { baseUrl });
  await client.runs.get(1);
  assert.equal(calls[0].url, URL_OF_RUN.replace("test", "test/path"));
  const basic = Buffer.from("us:er:p ass").toString("base64");
  assert.equal(calls[0].headers.get("authorization"), `Basic ${basic}`);
});

test("Node's own fetch works as the option", async () => {
  const account = new Account();
  const client = account.client({ fetch });
  const started = await client.runs.create({ agentId: "agent_abc123" });
  const seen = [];
  for await (const { id } of client.runs.streamEvents(started.id, { pollInterval: 0.01 })) {
    seen.push(id);
  }
  const ended = await client.runs.wait(started.id, { pollInterval: 0.01 });
  assert.equal(ended.status, "completed");
  assert.deepEqual(
    seen,
    ended.logs.map(({ id }) => id),
  );
  for (const { headers } of await account.requests()) assert.equal(headers["user-agent"], "node");
});

test("a redirect is not followed", async () => {
  const account = new Account();
  await account.always({ status: 302, headers: { location: "/elsewhere" }, json: {} });
  await assert.rejects(account.client({ fetch }).runs.get(1), { statusCode: 302 });
  assert.equal((await account.requests()).length, 1);
});

test("core decides on retries with a fetch, too", async () => {
  const busy = () => new Response("{}", { status: 503 });
  const soon = () => new Response("{}", { status: 429, headers: { "retry-after": "0" } });
  const fine = () => new Response(run());
  for (const [call, first, sent] of [
    [(client) => client.runs.get(1), busy, 2],
    [(client) => client.runs.get(1), soon, 2],
    [(client) => client.agents.run("a"), soon, 2],
    [(client) => client.agents.run("a"), busy, 1],
  ]) {
    const answer = async (n) => (n === 1 ? first() : fine());
    const { calls, client } = mocked(answer, { maxRetries: 1 });
    if (sent === 2) assert.equal((await call(client)).id, 1);
    else await assert.rejects(call(client), { statusCode: 503 });
    assert.equal(calls.length, sent);
  }
});

test("a wait continues after a failed poll, and a stream returns each event once", async () => {
  const logs = [1, 2].map((id) => ({ id, type: "t", message: "m" }));
  const responses = [
    () => new Response(run({ status: "running", logs: logs.slice(0, 1) })),
    () => new Response("{}", { status: 500 }),
    () => new Response(run({ status: "running", logs })),
    () => new Response(run({ logs })),
  ];
  const answer = async (n) => responses[Math.min(n, 4) - 1]();
  const waiting = mocked(answer);
  assert.equal((await waiting.client.runs.wait(1, { pollInterval: 0 })).status, "completed");
  assert.equal(waiting.calls.length, 4);
  const streaming = mocked(answer);
  const ids = [];
  for await (const { id } of streaming.client.runs.streamEvents(1, { pollInterval: 0 }))
    ids.push(id);
  assert.deepEqual(ids, [1, 2]);
  assert.equal(streaming.calls.length, 4);
});

test("the limit of concurrent requests applies to a fetch", async () => {
  let underWay = 0;
  let most = 0;
  const { calls, client } = mocked(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return new Response(run());
  });
  await Promise.all(Array.from({ length: 250 }, () => client.runs.get(1)));
  assert.equal(calls.length, 250);
  assert.ok(most > 1 && most <= 100, `${most}`);
});

const bytes = new TextEncoder().encode(run({ original_prompt: "ü" }));
/** A stream whose chunks split characters. */
const inBytes = () =>
  new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });

for (const [what, response] of Object.entries({
  "a Response in pieces": () => new Response(inBytes()),
  "a Node stream": () => ({
    status: 200,
    body: Readable.from([...bytes].map((b) => Buffer.of(b))),
  }),
  "a Node stream of text": () => ({
    status: 200,
    body: Readable.from([run({ original_prompt: "ü" })]),
  }),
  text: () => ({ status: 200, body: run({ original_prompt: "ü" }) }),
  "a Buffer": () => ({ status: 200, body: Buffer.from(bytes) }),
  arrayBuffer: () => ({ status: 200, arrayBuffer: async () => bytes.slice().buffer }),
  "text()": () => ({ status: 200, headers: { a: "b" }, text: () => run({ original_prompt: "ü" }) }),
  "json()": () => ({ ok: true, json: async () => ({ ...RUN, original_prompt: "ü" }) }),
})) {
  test(`accepts a minimal mock response: ${what}`, async () => {
    const { client } = mocked(async () => response());
    assert.equal((await client.runs.get(1)).originalPrompt, "ü");
  });
}

test("a response without a body has an empty body", async () => {
  for (const response of [
    new Response(null, { status: 204 }),
    { status: 204 },
    { status: 204, body: null },
  ]) {
    const { client } = mocked(async () => response);
    assert.equal(await client.runs.get(1), undefined);
  }
});

test("accepts headers of any kind", async () => {
  const value = "0";
  for (const headers of [
    new Headers({ "Retry-After": value }),
    new Map([["Retry-After", value]]),
    [["Retry-After", value]],
    { "Retry-After": value, "not a name": "x", "x-y": "☃" },
  ]) {
    // A run is retried after 503 only with this header.
    const answer = async (n) => (n === 1 ? { status: 503, headers } : new Response(run()));
    const { client } = mocked(answer, { maxRetries: 1 });
    assert.equal((await client.agents.run("a")).id, 1);
  }
});

test("rejects a value that is not a response", async () => {
  for (const response of [
    undefined,
    null,
    5,
    "text",
    {},
    { status: "200" },
    { status: 0 },
    { ok: false },
  ]) {
    const { calls, client } = mocked(async () => response, { maxRetries: 2 });
    await assert.rejects(client.runs.get(1), (error) => {
      assert.equal(error.constructor, FlyMyAIAgentError);
      assert.equal(error.cause.constructor, TypeError);
      assert.match(error.cause.message, /^fetch must return a Response/);
      return true;
    });
    assert.equal(calls.length, 1);
  }
  const { client } = mocked(async () => ({ status: 200, body: Readable.from([5]) }));
  await assert.rejects(client.runs.get(1), (error) => error.cause instanceof TypeError);
});

test("rejects a fetch that is not a function", () => {
  for (const fetch of ["fetch", 5, {}, true]) {
    const refusal = { constructor: TypeError, message: /^fetch must be a function, not / };
    assert.throws(() => new AgentClient({ apiKey: KEY, fetch }), refusal);
    assert.throws(() => new FlyMyAI({ apiKey: KEY, fetch }), refusal);
  }
});

test("null and undefined select the default", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  for (const fetch of [null, undefined]) await account.client({ fetch }).runs.get(1);
  for (const { headers } of await account.requests()) {
    assert.match(headers["user-agent"], /^flymyai-js\//);
  }
});
