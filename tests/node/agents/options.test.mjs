// `withOptions`: other timeouts, retries and headers over the connections of the same client.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";
import { AgentClient, FlyMyAIAgentError, FlyMyAIError } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

const SECRET = "secret-of-a-header";
const running = () => json({ ...RUN, status: "running" });
const completed = () => json({ ...RUN, status: "completed" });

test("each request of a call has the headers", async () => {
  const account = new Account();
  const pairs = [
    ["X-Team", "a"],
    ["Authorization", SECRET],
  ];
  for (const headers of [pairs, Object.fromEntries(pairs), new Headers(pairs), new Map(pairs)]) {
    const client = account.client().withOptions({ headers });
    const calls = [
      () => client.runs.wait(7, { pollInterval: 0.01 }),
      async () => {
        for await (const _ of client.runs.streamEvents(7, { pollInterval: 0.01 }));
      },
      () => client.agents.runAndWait("a", { pollInterval: 0.01 }),
      () => client.agents.runAndWait("a", { pollInterval: 0.01, onEvent: () => {} }),
    ];
    for (const call of calls) {
      const before = (await account.requests()).length;
      await account.script(running(), completed());
      await call();
      const sent = (await account.requests()).slice(before);
      assert.equal(sent.length, 2);
      for (const request of sent) {
        assert.equal(request.headers["x-team"], "a");
        assert.equal(request.headers.authorization, SECRET);
      }
    }
  }
  await account.script(completed());
  await account.client().runs.get(7);
  assert.equal((await account.requests()).at(-1).headers["x-team"], undefined);
});

const vectors = JSON.parse(
  readFileSync(new URL("../../vectors/headers.json", import.meta.url), "utf8"),
);

for (const { name, headers, sent, error: expected } of vectors) {
  test(`headers: ${name}`, async () => {
    const account = new Account();
    if (sent) {
      await account.script(completed());
      await account.client().withOptions({ headers }).runs.get(7);
      const { headers: found } = (await account.requests()).at(-1);
      const named = Object.keys(sent).map((each) => [each, found[each]]);
      assert.deepEqual(Object.fromEntries(named), sent);
      return;
    }
    assert.throws(
      () => account.client().withOptions({ headers }),
      (error) => {
        assert.ok(error.message.startsWith(expected), error.message);
        assert.ok(!inspect(error).includes("secret"));
        return true;
      },
    );
    assert.deepEqual(await account.requests(), []);
  });
}

test("other types than headers are refused, without their values", () => {
  const client = new AgentClient({ apiKey: "fly-k" });
  for (const headers of [{ "X-A": 1 }, [SECRET], SECRET, [["X-A"]], 7]) {
    assert.throws(
      () => client.withOptions({ headers }),
      (error) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, /headers/);
        assert.ok(!inspect(error).includes(SECRET));
        return true;
      },
    );
  }
});

test("invalid options are refused at once", () => {
  const client = new AgentClient({ apiKey: "fly-k" });
  assert.throws(() => client.withOptions({ timeout: -1 }), /timeout/);
  assert.throws(() => client.withOptions({ timeout: "1" }), TypeError);
  assert.throws(() => client.withOptions({ maxRetries: 0.5 }), RangeError);
  assert.throws(() => client.withOptions("x"), TypeError);
});

test("a nested client differs in the given options alone", async () => {
  const account = new Account();
  const refused = { reply: { status: 503, headers: { "retry-after": "0" } } };
  await account.script(refused, refused, refused);
  const outer = account.client().withOptions({
    maxRetries: 1,
    headers: { "X-A": "outer", "X-B": "outer" },
  });
  const inner = outer.withOptions({ timeout: null, headers: { "x-a": "inner" } });
  await assert.rejects(inner.runs.get(7), FlyMyAIAgentError);
  const sent = await account.requests();
  assert.equal(sent.length, 2);
  for (const { headers } of sent) {
    assert.equal(headers["x-a"], "inner");
    assert.equal(headers["x-b"], "outer");
  }
});

test("a timeout applies", async () => {
  const account = new Account();
  const [id] = await account.runs(1, 1);
  await account.script({ pass: true, times: 2, hold: "gate" });
  const client = account.client({ timeout: 20 });
  const patient = client.runs.get(id);
  const impatient = client.withOptions({ timeout: 0.05 });
  await assert.rejects(impatient.runs.get(id), ({ elapsed }) => elapsed >= 0.05 && elapsed < 10);
  // The other client waits as before.
  await account.release("gate");
  assert.equal((await patient).id, id);
});

test("closing one closes the other", async () => {
  for (const closesDerived of [false, true]) {
    const client = new Account().client();
    const derived = client.withOptions({ timeout: 5 });
    await (closesDerived ? derived : client).close();
    for (const each of [client, derived]) await assert.rejects(each.runs.get(7), FlyMyAIError);
  }
});

test("subclasses, properties and replaced methods are kept", async () => {
  const account = new Account();
  class Tenant extends AgentClient {
    tenant = "t";
    async first() {
      return [await this.runs.get(7), this.tenant];
    }
  }
  const client = new Tenant({ apiKey: account.key, baseUrl: account.url });
  const derived = client.withOptions({ headers: { "X-A": "1" } });
  await account.script(completed());
  const [run, tenant] = await derived.first();
  assert.deepEqual([run.id, tenant, derived instanceof Tenant], [RUN.id, "t", true]);
  assert.equal((await account.requests()).at(-1).headers["x-a"], "1");
  client.runs.get = async (id) => `replaced ${id}`;
  assert.equal(await client.withOptions({ timeout: 3 }).runs.get(7), "replaced 7");
});

test("a frozen client returns one with other options", async () => {
  const account = new Account();
  const client = Object.freeze(account.client());
  const derived = client.withOptions({ headers: { "X-A": "1" } });
  await account.script(completed(), completed());
  await derived.runs.get(7);
  assert.equal((await account.requests()).at(-1).headers["x-a"], "1");
  await client.withRawResponse.runs.get(7);
});

test("a fetch of the program gets the headers", async () => {
  const seen = [];
  const fetch = async (_, init) => {
    seen.push(new Headers(init.headers).get("x-a"));
    return Response.json(RUN);
  };
  const client = new AgentClient({ apiKey: "fly-k", fetch });
  await client.withOptions({ headers: { "X-A": "1" } }).runs.get(7);
  await client.runs.get(7);
  assert.deepEqual(seen, ["1", null]);
});

test("a printed client shows no key and no header", () => {
  const client = new AgentClient({ apiKey: "fly-secret" });
  const derived = client.withOptions({ headers: { "X-A": SECRET } });
  for (const each of [client, derived]) {
    const text = `${inspect(each, { depth: 9, showHidden: true })} ${JSON.stringify(each)}`;
    assert.ok(!text.includes("secret"), text);
  }
});
