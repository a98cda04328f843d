// The `fetch` option of the inference client: arguments, responses, thrown values.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";
import { events } from "../support/service.mjs";

useEmulator();

const KEY = "fly-test";

test("the inference client has the fetch option", async () => {
  const calls = [];
  let last;
  const fetch = async (...args) => {
    calls.push(args);
    last = new Response(events({ n: calls.length }));
    return last;
  };
  const client = new FlyMyAI({ apiKey: KEY, fetch });
  assert.deepEqual(Object.keys(client), Object.keys(new FlyMyAI({ apiKey: KEY })));
  assert.equal(FlyMyAI.length, 1);
  assert.deepEqual(await client.predict({ a: 1 }, "flymyai/bert"), { n: 1 });
  const pieces = [];
  for await (const piece of client.stream({}, "flymyai/bert")) pieces.push(piece);
  assert.deepEqual(pieces, [{ n: 2 }]);
  // Overridden methods receive the returned object.
  assert.equal(await client._createConnection({}, "flymyai/bert"), last);
  const [[url, init]] = calls;
  assert.equal(url, "https://api.flymy.ai/api/v1/flymyai/bert/predict");
  assert.deepEqual(Object.keys(init), ["method", "headers", "body"]);
  assert.equal(init.body.get("a"), "1");
});

test("the inference client keeps its fetch behind a proxy, and does not show it", async () => {
  const fetch = async () => new Response(events("mine"));
  const [client, plain] = [new FlyMyAI({ apiKey: KEY, fetch }), new FlyMyAI({ apiKey: KEY })];
  const bound = (target, name) => {
    const value = Reflect.get(target, name);
    return typeof value === "function" ? value.bind(target) : value;
  };
  for (const other of [
    client,
    new Proxy(client, {}),
    new Proxy(client, { get: bound }),
    new Proxy(new Proxy(client, {}), {}),
    Object.create(client),
    Object.freeze(new FlyMyAI({ apiKey: KEY, fetch })),
  ]) {
    assert.equal(await other.predict({}, "a/b"), "mine");
  }
  for (const show of [Object.keys, Object.getOwnPropertyNames, JSON.stringify, inspect]) {
    assert.deepEqual(show(client), show(plain));
  }
  assert.deepEqual(client, plain);
  assert.deepEqual(Reflect.ownKeys({ ...client }), ["baseUrl"]);
});

test("a proxy that rejects symbols works for an inference client without a fetch", async () => {
  const account = new Account();
  await account.always({ status: 202, json: { prediction_id: "p" } });
  const models = new FlyMyAI({ apiKey: account.key });
  models.baseUrl = `${account.url}/api/v1`;
  const named = new Proxy(models, { get: (target, name) => target[`${name}`] });
  assert.equal(await named.asyncPredict({}, "a/b"), "p");
});

test("the inference client aborts abandoned requests", async () => {
  const calls = [];
  let come;
  const fetch = (_url, init) => {
    calls.push(init);
    come();
    return new Promise((_, reject) => {
      init.signal.addEventListener("abort", () => reject(init.signal.reason));
    });
  };
  const client = new FlyMyAI({ apiKey: KEY, fetch });
  const controller = new AbortController();
  const { signal } = controller;
  const requested = () => new Promise((resolve) => (come = resolve));
  let underWay = requested();
  const waiting = client.predictAsync({}, "a/b", { signal });
  await underWay;
  controller.abort();
  await assert.rejects(waiting, { constructor: FlyMyAIError, message: "Request aborted" });
  underWay = requested();
  const stream = client.stream({}, "a/b");
  const next = stream.next().catch(() => {});
  await underWay;
  await stream.return();
  await next;
  underWay = requested();
  const slow = client._createConnectionWithRetries({}, "a/b", true, 1, 20);
  await underWay;
  await assert.rejects(slow, /Request timed out/);
  assert.deepEqual(
    calls.map(({ method, signal: { aborted } }) => [method, aborted]),
    Array(3).fill(["POST", true]),
  );
});

test("failures of cancelling a late response are ignored", async (t) => {
  const unhandled = [];
  const listen = (error) => unhandled.push(error);
  process.on("unhandledRejection", listen);
  t.after(() => process.off("unhandledRejection", listen));
  const throws = () => {
    throw new Error("at once");
  };
  for (const cancel of [undefined, () => {}, throws, () => Promise.reject(new Error("later"))]) {
    let answer;
    const fetch = () => new Promise((resolve) => (answer = resolve));
    const client = new FlyMyAI({ apiKey: KEY, fetch });
    const slow = client._createConnectionWithRetries({}, "a/b", true, 1, 20);
    await assert.rejects(slow, /Request timed out/);
    answer({ ok: true, status: 200, body: { cancel } });
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  }
  assert.deepEqual(unhandled, []);
});

test("the inference client processes a response in the same turn of the event loop", async () => {
  const answers = [
    { status: 202, json: async () => ({ prediction_id: "p" }) },
    { status: 425, arrayBuffer: async () => new ArrayBuffer(0) },
    { status: 200, json: async () => ({ id: 9 }) },
  ];
  const client = new FlyMyAI({ apiKey: KEY, fetch: async () => answers.shift() });
  let turned = false;
  const turn = setImmediate(() => {
    turned = true;
  });
  // Tests with fake timers await no more microtasks than this.
  assert.equal(await client.asyncPredict({ text: "a" }, "a/b"), "p");
  assert.deepEqual(await client.checkAsyncResult("a/b", "p"), { status: "pending" });
  assert.deepEqual(await client.checkAsyncResult("a/b", "p"), { id: 9 });
  assert.equal(turned, false);
  clearImmediate(turn);
});

test("a redirect that the fetch does not follow is a response", async () => {
  const requested = [];
  const answer = new Response("", {
    status: 302,
    statusText: "Found",
    headers: { location: "https://elsewhere.test/" },
  });
  const fetch = async (url) => {
    requested.push(url);
    return answer;
  };
  const client = new FlyMyAI({ apiKey: KEY, fetch });
  await assert.rejects(client.predict({ text: "a" }, "a/b"), /^FlyMyAIError: Request failed: 302/);
  assert.equal(requested.length, 1);
});

test("a mock response without a status is judged by its `ok`", async () => {
  const bodies = { text: async () => "no", json: async () => ({ id: 9 }) };
  const client = (ok) => new FlyMyAI({ apiKey: KEY, fetch: async () => ({ ok, ...bodies }) });
  assert.deepEqual(await client(true).checkAsyncResult("a/b", "p"), { id: 9 });
  await assert.rejects(
    client(false).checkAsyncResult("a/b", "p"),
    /Async check failed: .*Body: no/,
  );
});

test("the inference client rejects with the thrown value, unchanged", async () => {
  for (const thrown of [
    new RangeError("mine"),
    undefined,
    null,
    "text",
    { code: "ECONNREFUSED" },
  ]) {
    const fetch = async () => {
      throw thrown;
    };
    const client = new FlyMyAI({ apiKey: KEY, fetch });
    const caught = await client.checkAsyncResult("a/b", "p").then(
      () => assert.fail("it was thrown"),
      (error) => error,
    );
    assert.equal(caught, thrown);
  }
});
