// `withOptions` of the inference client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { FlyMyAI } from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";

useEmulator();

const MODEL = "flymyai/bert";
const SECRET = "secret-of-a-header";

test("requests have the headers, and nested options those of the outer ones", async () => {
  const account = new Account();
  const client = account.models();
  const tagged = client.withOptions({ headers: { "X-A": "1", "X-B": "1" } });
  const inner = tagged.withOptions({ timeout: 60, headers: { "x-a": "2" } });
  await inner.predict({ text: "Hello" }, MODEL);
  for await (const _ of tagged.stream({ text: "Hello" }, MODEL));
  await client.predict({ text: "Hello" }, MODEL);
  const sent = (await account.requests()).map(({ headers }) => [headers["x-a"], headers["x-b"]]);
  assert.deepEqual(sent, [
    ["2", "1"],
    ["1", "1"],
    [undefined, undefined],
  ]);
});

test("a timeout applies", async () => {
  const account = new Account();
  await account.script({ pass: true, times: 2, hold: "gate" });
  const client = account.models();
  const patient = client.predict({ text: "Hello" }, MODEL);
  const impatient = client.withOptions({ timeout: 0.05 });
  const started = performance.now();
  await assert.rejects(impatient.predict({ text: "Hello" }, MODEL), /Prediction failed/);
  assert.ok(performance.now() - started < 30_000);
  // The other client waits as before.
  await account.release("gate");
  assert.equal((await patient).status, 200);
});

test("both clients share the key, the address and the methods", () => {
  class Tenant extends FlyMyAI {
    tenant = "t";
  }
  const client = new Tenant({ apiKey: "fly-secret" });
  const derived = client.withOptions({ timeout: 5, headers: { "X-A": SECRET } });
  assert.ok(derived instanceof Tenant);
  assert.equal(derived.tenant, "t");
  derived.apiKey = "fly-secret-2";
  client.baseUrl = "http://localhost:1";
  assert.deepEqual([client.apiKey, derived.baseUrl], ["fly-secret-2", "http://localhost:1"]);
  client.predict = async () => "replaced";
  assert.equal(derived.predict, client.predict);
  const text = `${inspect(derived)} ${JSON.stringify(derived)}`;
  assert.ok(!text.includes("secret"), text);
});

test("invalid options are refused at once", () => {
  const client = new FlyMyAI({ apiKey: "fly-k" });
  for (const options of [
    { headers: { "X-API-KEY": SECRET } },
    { headers: { "X-A": `${SECRET}\n` } },
    { headers: 7 },
    { timeout: -1 },
    { timeout: "1" },
    "x",
  ]) {
    assert.throws(
      () => client.withOptions(options),
      (error) => !inspect(error).includes(SECRET),
    );
  }
});

test("a fetch of the program gets the headers", async () => {
  const seen = [];
  const fetch = async (_, init) => {
    seen.push(new Headers(init.headers).get("x-a"));
    return init.method === "GET"
      ? Response.json({})
      : new Response('data: {"status": 200, "output_data": {}}\n\n');
  };
  const client = new FlyMyAI({ apiKey: "fly-k", fetch });
  await client.withOptions({ headers: { "X-A": "1" } }).predict({ text: "Hello" }, MODEL);
  await client.predict({ text: "Hello" }, MODEL);
  const repeated = client.withOptions({
    headers: [
      ["X-A", "1"],
      ["x-a", "2"],
    ],
  });
  await repeated.predict({ text: "Hello" }, MODEL);
  await repeated.openapiSchema(MODEL);
  assert.deepEqual(seen, ["1", null, "1, 2", "1, 2"]);
});
