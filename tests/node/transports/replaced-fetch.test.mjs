// A replaced `globalThis.fetch` and undici's `MockAgent`.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { AgentClient, FlyMyAI, FlyMyAIAgentError } from "flymyai-js-client";
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher, Agent as UndiciAgent } from "undici";
import { Account, RUN, useEmulator } from "../support/emulator.mjs";
import { events } from "../support/service.mjs";

useEmulator();

const ORIGIN = "https://backend.flymy.ai";
const PATH = "/api/v1/agents/executions/1/";
const client = (options) => new AgentClient({ apiKey: "fly-test", maxRetries: 0, ...options });

/** Replaces `globalThis.fetch` for a test, or until the returned function is called. */
function replaceFetch(t, fetch) {
  const { fetch: own } = globalThis;
  const restore = () => {
    globalThis.fetch = own;
  };
  t.after(restore);
  globalThis.fetch = fetch;
  return restore;
}

/** Installs a `MockAgent` for a test. */
async function useMockAgent(t) {
  // Node's `fetch` sets its dispatcher at the first call, and would replace the mock.
  await fetch("data:,").then((response) => response.text());
  const own = getGlobalDispatcher();
  const agent = new MockAgent();
  agent.disableNetConnect();
  setGlobalDispatcher(agent);
  t.after(() => {
    setGlobalDispatcher(own);
    return agent.close();
  });
  return agent;
}

test("a replaced fetch is used while it is in place", async (t) => {
  const account = new Account();
  await account.always({ status: 200, json: { ...RUN, id: 2 } });
  const one = account.client();
  assert.equal((await one.runs.get(1)).id, 2);
  const seen = [];
  const restore = replaceFetch(t, async (url, { method }) => {
    seen.push(`${method} ${url}`);
    return new Response(JSON.stringify(RUN));
  });
  assert.equal((await one.runs.get(1)).id, 1);
  assert.deepEqual(seen, [`GET ${account.url}${PATH}`]);
  restore();
  assert.equal((await one.runs.get(1)).id, 2);
  const requests = await account.requests();
  assert.equal(requests.length, 2);
  for (const { headers } of requests) assert.match(headers["user-agent"], /^flymyai-js\//);
});

test("a call keeps the fetch that it started with", async (t) => {
  let polls = 0;
  const restore = replaceFetch(t, async () => {
    polls += 1;
    restore();
    const log = { id: polls, type: "t", message: "m" };
    const status = polls % 3 === 0 ? "completed" : "running";
    return new Response(JSON.stringify({ ...RUN, status, logs: [log] }));
  });
  const replaced = globalThis.fetch;
  assert.equal((await client().runs.wait(1, { pollInterval: 0 })).status, "completed");
  assert.equal(polls, 3);
  globalThis.fetch = replaced;
  const ids = [];
  for await (const { id } of client().runs.streamEvents(1, { pollInterval: 0 })) ids.push(id);
  assert.deepEqual(ids, [4, 5, 6]);
});

test("a spy that calls the original fetch works", async (t) => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  t.after(() => mock.restoreAll());
  const spy = mock.method(globalThis, "fetch");
  assert.equal((await client({ apiKey: account.key, baseUrl: account.url }).runs.get(1)).id, 1);
  const urls = spy.mock.calls.map(({ arguments: [url] }) => url);
  assert.ok(urls.includes(`${account.url}${PATH}`));
});

test("a value thrown by a replaced fetch is the cause", async (t) => {
  const boom = new Error("boom");
  replaceFetch(t, async () => {
    throw boom;
  });
  await assert.rejects(client({ maxRetries: 2 }).runs.get(1), (error) => {
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.statusCode, 0);
    assert.equal(error.cause, boom);
    return true;
  });
});

test("the option has priority over a replaced fetch", async (t) => {
  replaceFetch(t, () => assert.fail("the replaced one was called"));
  const fetch = async () => new Response(JSON.stringify(RUN));
  assert.equal((await client({ fetch }).runs.get(1)).id, 1);
  const models = new FlyMyAI({ apiKey: "k", fetch: async () => new Response(events(1)) });
  assert.equal(await models.predict({}, "a/b"), 1);
});

test("`fetch: null` selects the built-in transport for every request", async (t) => {
  const account = new Account();
  const agent = await useMockAgent(t);
  replaceFetch(t, () => assert.fail("the replaced one was called"));
  const one = account.client({ fetch: null });
  // The test itself uses `fetch` for the emulator's controls.
  const started = await one.runs.create({ agentId: "agent_abc123" });
  let count = 0;
  for await (const _ of one.runs.streamEvents(started.id, { pollInterval: 0.01 })) count += 1;
  assert.ok(count > 0);
  assert.equal((await one.runs.wait(started.id, { pollInterval: 0.01 })).isTerminal, true);
  const models = new FlyMyAI({ apiKey: account.key, fetch: null });
  models.baseUrl = `${account.url}/api/v1`;
  const payload = { prompt: "word", count: 3 };
  const pieces = [];
  for await (const piece of models.stream(payload, "demo/echo")) pieces.push(piece);
  assert.equal(pieces.length, 3);
  assert.ok(await models.predict(payload, "demo/echo"));
  assert.ok(await new Proxy(models, {}).predict(payload, "demo/echo"));
  agent.assertNoPendingInterceptors();
  // Without the option, the replaced `fetch` is called.
  await assert.rejects(account.client().runs.get(started.id), /the replaced one was called/);
});

test("Node's own fetch is not a replacement", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  // Node sets its dispatcher at the first use.
  await fetch("data:,");
  await account.client().runs.get(1);
  const [{ headers }] = await account.requests();
  assert.match(headers["user-agent"], /^flymyai-js\//);
});

test("a MockAgent receives the requests of the agents client", async (t) => {
  const agent = await useMockAgent(t);
  const pool = agent.get(ORIGIN);
  const headers = { "x-api-key": "fly-test" };
  pool
    .intercept({
      path: "/api/v1/agents/tasks/a/run-loop/",
      method: "POST",
      headers,
      body: '{"variables":{}}',
    })
    .reply(201, { ...RUN, status: "pending" });
  pool
    .intercept({ path: PATH, headers })
    .reply(200, { ...RUN, status: "running" })
    .times(2);
  pool.intercept({ path: PATH }).reply(200, RUN);
  const started = await client().agents.run("a");
  const ended = await client().runs.wait(started.id, { pollInterval: 0 });
  assert.equal(ended.status, "completed");
  agent.assertNoPendingInterceptors();
});

test("a dispatcher that overrides dispatch is custom, whatever its name", async (t) => {
  await useMockAgent(t);
  const forbid = () => {
    throw new Error("forbidden");
  };
  const own = () => Object.assign(new UndiciAgent(), { dispatch: forbid });
  const derived = () => {
    class Agent extends UndiciAgent {
      dispatch() {
        return forbid();
      }
    }
    return new Agent();
  };
  // undici 7 composes dispatchers this way.
  const composed = () =>
    new Proxy(new UndiciAgent(), {
      get: (target, name) => (name === "dispatch" ? forbid : Reflect.get(target, name)),
    });
  const late = async () => {
    const agent = new UndiciAgent();
    setGlobalDispatcher(agent);
    await new Account().client().runs.list();
    agent.dispatch = forbid;
    return agent;
  };
  for (const make of [own, derived, composed, late]) {
    const dispatcher = await make();
    assert.equal(dispatcher.constructor.name, "Agent");
    setGlobalDispatcher(dispatcher);
    await assert.rejects(new Account().client().runs.list(), (error) => {
      assert.equal(error.cause.message, "fetch failed", make.name);
      assert.equal(error.cause.cause.message, "forbidden");
      return true;
    });
  }
});

test("undici's plain Agent is not a custom dispatcher", async (t) => {
  await useMockAgent(t);
  setGlobalDispatcher(new UndiciAgent());
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  await account.client().runs.get(1);
  const [{ headers }] = await account.requests();
  assert.match(headers["user-agent"], /^flymyai-js\//);
});

test("failures of a MockAgent are handled like a service's", async (t) => {
  const agent = await useMockAgent(t);
  const pool = agent.get(ORIGIN);
  const own = new Error("mine");
  pool.intercept({ path: PATH }).replyWithError(own);
  await assert.rejects(client().runs.get(1), (error) => {
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.cause.message, "fetch failed");
    assert.equal(error.cause.cause, own);
    return true;
  });
  pool.intercept({ path: PATH }).replyWithError(own);
  pool.intercept({ path: PATH }).reply(200, RUN);
  assert.equal((await client({ maxRetries: 1 }).runs.get(1)).id, 1);
  pool.intercept({ path: PATH }).reply(404, { detail: "none" });
  await assert.rejects(client().runs.get(1), { statusCode: 404, message: "HTTP 404: none" });
});

test("a request that a MockAgent does not match fails immediately", async (t) => {
  const agent = await useMockAgent(t);
  const pool = agent.get(ORIGIN);
  pool.intercept({ path: "/elsewhere" }).reply(200, {});
  const connectionErrors = [];
  pool.on("connectionError", (...args) => connectionErrors.push(args));
  await assert.rejects(client({ maxRetries: 2 }).runs.get(1), (error) => {
    assert.equal(error.cause.cause.code, "UND_MOCK_ERR_MOCK_NOT_MATCHED");
    // A retry would have been counted.
    assert.match(error.message, /^fetch has failed: Mock dispatch not matched/);
    return true;
  });
  assert.deepEqual(connectionErrors, []);
});

test("a MockAgent receives the requests of the inference client", async (t) => {
  const agent = await useMockAgent(t);
  const path = "/api/v1/flymyai/bert/predict";
  agent
    .get("https://api.flymy.ai")
    .intercept({ path, method: "POST" })
    .reply(200, events({ n: 1 }));
  const models = new FlyMyAI({ apiKey: "fly-test" });
  assert.deepEqual(await models.predict({}, "flymyai/bert"), { n: 1 });
});
