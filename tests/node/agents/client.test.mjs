// The `AgentClient` object: options, environment, what it shows when printed, closing.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";
import { Worker } from "node:worker_threads";
import { AgentClient, FlyMyAIAgentError, FlyMyAIError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

/** Runs `body` with these environment variables; undefined removes one. */
async function withEnvironment(variables, body) {
  const before = { ...process.env };
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  try {
    return await body();
  } finally {
    for (const name of Object.keys(variables)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

test("the constructor throws without a key", () =>
  withEnvironment({ FLYMYAI_API_KEY: undefined }, () => {
    for (const options of [undefined, null, {}, { apiKey: "" }, { apiKey: undefined }]) {
      assert.throws(() => new AgentClient(options), {
        constructor: FlyMyAIError,
        name: "FlyMyAIError",
        message: "apiKey is required. Pass it directly or set FLYMYAI_API_KEY.",
      });
    }
  }));

test("FlyMyAIError has an own, enumerable name", () => {
  const error = new FlyMyAIError("text");
  assert.equal(JSON.stringify(error), '{"name":"FlyMyAIError"}');
  assert.equal(String(error), "FlyMyAIError: text");
  assert.ok(error instanceof Error);
});

test("key and address default to the environment", async () => {
  const account = new Account();
  await account.always({ status: 200, json: [] });
  const variables = { FLYMYAI_API_KEY: account.key, FLYMYAI_AGENTS_BASE_URL: account.url };
  await withEnvironment(variables, async () => {
    const client = new AgentClient();
    assert.equal(client.baseUrl, account.url);
    assert.deepEqual(await client.runs.list(), []);
    const elsewhere = new AgentClient({ baseUrl: "http://127.0.0.1:1/" });
    assert.equal(elsewhere.baseUrl, "http://127.0.0.1:1/");
  });
  assert.equal((await account.requests()).length, 1);
});

test("a worker uses its own environment", async () => {
  const account = new Account();
  await account.always({ status: 200, json: [] });
  const code = `
    const { AgentClient } = require("flymyai-js-client");
    new AgentClient().runs.list().then((runs) => require("worker_threads").parentPort.postMessage(runs));`;
  const worker = new Worker(code, {
    eval: true,
    env: { FLYMYAI_API_KEY: account.key, FLYMYAI_AGENTS_BASE_URL: account.url },
  });
  const [runs] = await once(worker, "message");
  assert.deepEqual(runs, []);
});

test("the address may have a path", async () => {
  const account = new Account();
  await account.always({ status: 200, json: [] });
  await account.client({ baseUrl: `${account.url}/some/where/` }).runs.list();
  const [{ path }] = await account.requests();
  assert.equal(path, "/some/where/api/v1/agents/executions/");
});

test("an invalid option is named in the error", () => {
  const cases = [
    [{ apiKey: 5 }, TypeError, "apiKey"],
    [{ baseUrl: "no-scheme" }, TypeError, "baseUrl"],
    [{ baseUrl: 5 }, TypeError, "baseUrl"],
    [{ timeout: "60" }, TypeError, "timeout"],
    [{ timeout: Number.NaN }, RangeError, "timeout"],
    [{ timeout: -1 }, RangeError, "timeout"],
    [{ maxRetries: -1 }, RangeError, "maxRetries"],
    [{ maxRetries: 0.5 }, RangeError, "maxRetries"],
  ];
  for (const [options, type, name] of cases) {
    assert.throws(
      () => new AgentClient({ apiKey: "fly-k", ...options }),
      (error) => {
        assert.equal(error.constructor, type);
        assert.ok(error.message.startsWith(name), error.message);
        return true;
      },
    );
  }
  assert.throws(() => new AgentClient("fly-k"), { constructor: TypeError });
});

test("timeout limits the time without data", async () => {
  const account = new Account();
  await account.script({ times: 0, hang: true });
  await assert.rejects(account.client({ timeout: 0.1 }).runs.get(1), (error) => {
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.statusCode, 0);
    assert.ok(error.cause instanceof Error);
    return true;
  });
});

test("without a limit, a slow response is awaited", async () => {
  for (const timeout of [null, Number.POSITIVE_INFINITY]) {
    const account = new Account();
    await account.script({ delay: 0.2, reply: { status: 200, json: RUN } });
    assert.equal((await account.client({ timeout }).runs.get(1)).id, 1);
  }
});

test("maxRetries limits the retries of a read", async () => {
  const account = new Account();
  await account.script(json({}, 503), json(RUN));
  assert.equal((await account.client({ maxRetries: 1 }).runs.get(1)).id, 1);
  await account.script(json({}, 503), json(RUN));
  await assert.rejects(account.client({ maxRetries: 0 }).runs.get(1), { statusCode: 503 });
});

test("maxRetries may be larger than any count of core", async () => {
  for (const maxRetries of [2 ** 32, Number.MAX_SAFE_INTEGER]) {
    const account = new Account();
    await account.script(json({}, 503), json(RUN));
    assert.equal((await account.client({ maxRetries }).runs.get(1)).id, 1);
  }
});

test("printing or serializing a client does not show the key", async () => {
  const account = new Account();
  const secret = `${account.key}-secret`;
  const client = account.client({ apiKey: secret });
  const texts = [
    inspect(client, { showHidden: true, depth: 10, getters: true }),
    JSON.stringify(client),
    JSON.stringify(Object.getOwnPropertyDescriptors(client)),
    Object.entries(client).join(),
  ];
  await account.always({ status: 401, json: { detail: "no" } });
  for (const call of [() => client.runs.get("missing"), () => client.runs.get("")]) {
    const error = await call().catch((error) => error);
    texts.push(inspect(error, { showHidden: true, depth: 10 }), error.stack);
  }
  for (const bad of [`${secret}\n`, ` ${secret}`, `${secret}é`]) {
    try {
      new AgentClient({ apiKey: bad });
      assert.fail("the key was taken");
    } catch (error) {
      texts.push(inspect(error, { showHidden: true, depth: 10 }));
    }
  }
  for (const text of texts) assert.ok(!text.includes("secret"), text);
});

test("a closed client rejects calls, and closing twice has no effect", async () => {
  const account = new Account();
  await account.always({ status: 200, json: RUN });
  const client = account.client();
  const other = account.client();
  assert.equal(await client.close(), undefined);
  await client.close();
  const closed = {
    constructor: FlyMyAIError,
    message: "Cannot send a request, as the client has been closed.",
  };
  await assert.rejects(client.runs.get(1), closed);
  await assert.rejects(client.runs.streamEvents(1).next(), closed);
  assert.equal((await other.runs.get(1)).id, 1);
  assert.equal((await account.requests()).length, 1);
});

test("await using closes the client", async () => {
  const account = new Account();
  const client = account.client();
  await client[Symbol.asyncDispose]();
  await assert.rejects(client.runs.get(1), /has been closed/);
});

test("closing ends calls in flight", async () => {
  const account = new Account();
  await account.script({ hang: true });
  const client = account.client();
  const call = client.runs.get(1);
  await Promise.all([
    assert.rejects(call, /has been closed/),
    account.requests(1).then(() => client.close()),
  ]);
  await account.aborted(1);
});

test("methods reject and never throw", async () => {
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: "http://127.0.0.1:1" });
  const calls = [
    () => client.runs.get(),
    () => client.runs.get({}),
    () => client.runs.get(Number.NaN),
    () => client.runs.get(""),
    () => client.runs.create(),
    () => client.runs.create("agent_abc123"),
    () => client.runs.appendMessage(1),
    () => client.runs.wait(1, 5),
    () => client.runs.wait(1, { pollInterval: -1 }),
    () => client.runs.wait(1, { pollInterval: Number.NaN }),
    () => client.runs.wait(1, { pollInterval: "2" }),
    () => client.runs.wait(1, { timeout: Number.NaN }),
    () => client.runs.get(1, { signal: "now" }),
    () => client.agents.create({ goal: "no name" }),
    () => client.agents.run("a", { idempotencyKey: 5 }),
    () => client.agents.run("a", { idempotencyKey: "" }),
    () => client.tools.call(1),
    () => client.compilations.compile(),
  ];
  for (const call of calls) {
    const promise = call();
    assert.ok(promise instanceof Promise, String(call));
    await assert.rejects(promise, (error) => {
      assert.ok(error instanceof TypeError || error instanceof RangeError, `${call}: ${error}`);
      assert.doesNotMatch(error.message, /undefined \(reading|is not a function/);
      return true;
    });
  }
});

test("an invalid number is named in camelCase", async () => {
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: "http://127.0.0.1:1" });
  await assert.rejects(client.runs.wait(1, { pollInterval: Number.NaN }), {
    constructor: RangeError,
    message: /^pollInterval /,
  });
  await assert.rejects(client.runs.get(""), { constructor: TypeError, message: /^runId / });
});
