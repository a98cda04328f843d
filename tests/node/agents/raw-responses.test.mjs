// `withRawResponse`: the status and the headers of a response beside the result.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { AgentClient, FlyMyAIAgentError, RawResponse } from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";
import { perform, step } from "../support/vector-calls.mjs";
import { loadRows, loadVectors } from "../support/vectors.mjs";

useEmulator();

const HEADERS = { "x-request-id": "request-7", "x-test": ["a", "b"], "set-cookie": "secret=1" };
const respond = (value, headers = HEADERS, status = 200) => ({
  reply: { status, headers, json: value },
});
const QUICK = { pollInterval: 0.01 };

test("a response has status, headers, id and value", async () => {
  const account = new Account();
  await account.script(respond(RUN));
  const response = await account.client().withRawResponse.runs.get(7);
  assert.ok(response instanceof RawResponse);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("X-Test"), "a, b");
  assert.equal(response.requestId, "request-7");
  assert.equal(response.value.id, RUN.id);
  assert.equal(response.value.isTerminal, true);
  assert.ok(!inspect(response, { showHidden: true }).includes("secret"));
});

test("the response of a call of several requests is the last one", async () => {
  const account = new Account();
  const { withRawResponse: raw } = account.client();
  const first = respond({ ...RUN, status: "running" }, { "x-test": "first" }, 201);
  const last = respond(RUN, { "x-test": "last" });
  for (const call of [
    () => raw.runs.wait(7, QUICK),
    () => raw.agents.runAndWait("a", QUICK),
    () => raw.agents.runAndWait("a", { ...QUICK, onEvent: () => {} }),
    () => raw.runs.createAndWait({ agentId: "a", ...QUICK, onEvent: () => {} }),
  ]) {
    await account.script(first, last);
    const { status, headers, value } = await call();
    assert.deepEqual([status, headers.get("x-test"), value.status], [200, "last", "completed"]);
  }
  const page = (next, name) => respond({ results: [RUN], next }, { "x-test": name });
  await account.script(page(`${account.url}/?page=2`, "first"), page(null, "last"));
  const { headers, value } = await raw.runs.list();
  assert.deepEqual([headers.get("x-test"), value.length], ["last", 2]);
});

test("a method without a result has a response", async () => {
  const account = new Account();
  await account.script(respond({}, HEADERS, 202));
  const { status, value } = await account.client().withRawResponse.runs.cancel(7);
  assert.deepEqual([status, value], [202, undefined]);
});

test("a page can be iterated over", async () => {
  const account = new Account();
  await account.script(respond({ errors: [{ n: 1 }], next_before: null }));
  const { requestId, value } = await account
    .client()
    .withRawResponse.projects.errors("app:owner/name");
  assert.equal(requestId, "request-7");
  const rows = [];
  for await (const row of value) rows.push(row);
  assert.equal(rows.length, 1);
});

test("errors are thrown as without it", async () => {
  const account = new Account();
  await account.script(json({ detail: "no" }, 404));
  await assert.rejects(account.client().withRawResponse.runs.get(7), (error) => {
    assert.ok(error instanceof FlyMyAIAgentError);
    assert.equal(error.statusCode, 404);
    return true;
  });
});

const rows = loadRows();
const isIterator = ({ node }) => /\.(iter|streamEvents)/.test(node);

test("iterators are refused at once", async () => {
  const account = new Account();
  const raw = account.client().withRawResponse;
  for (const { node } of rows.filter(isIterator)) {
    const [resource, method] = node.split(".");
    assert.throws(() => raw[resource][method]("x"), /has no single response/);
  }
  assert.deepEqual(await account.requests(), []);
});

describe("every other operation has a response", { concurrency: 8 }, () => {
  const files = ["responses", "requests", "polls"];
  const successes = files.flatMap(loadVectors).filter((vector) => {
    const { languages = ["node"], script, expect } = vector;
    const hasResponse = vector.reply || script;
    return hasResponse && !expect.error && languages.includes("node");
  });
  for (const row of rows.filter((each) => !isIterator(each))) {
    test(`${row.operation} has a response`, async () => {
      const account = new Account();
      const vector = successes.find(({ operation }) => operation === row.operation);
      assert.ok(vector, "a vector whose call succeeds");
      const { script = [vector.reply] } = vector;
      const steps = script.map((each) => {
        return step({ ...each, headers: { ...each.headers, ...HEADERS } });
      });
      await account.script(...steps);
      const response = await perform(account.client({ maxRetries: 2 }).withRawResponse, vector);
      assert.ok(response instanceof RawResponse);
      assert.equal(Math.floor(response.status / 100), 2);
      assert.equal(response.requestId, "request-7");
      const { id } = vector.expect.model ?? {};
      if (id !== undefined) assert.equal(String(response.value.id), String(id));
    });
  }
});

test("a fetch of the program provides the headers", async () => {
  const fetch = async () => Response.json(RUN, { headers: { "x-request-id": "of-fetch" } });
  const client = new AgentClient({ apiKey: "fly-k", fetch });
  assert.equal((await client.withRawResponse.runs.get(7)).requestId, "of-fetch");
});

test("a replaced method is refused before it has an effect", () => {
  const client = new AgentClient({ apiKey: "fly-k" });
  let calls = 0;
  client.runs.get = async () => {
    calls += 1;
  };
  assert.throws(() => client.withRawResponse.runs.get(7), /was replaced/);
  assert.equal(calls, 0);
});

test("it keeps the options of a derived client", async () => {
  const account = new Account();
  await account.script(respond(RUN));
  const client = account.client().withOptions({ headers: { "X-A": "1" } });
  assert.equal((await client.withRawResponse.runs.get(7)).requestId, "request-7");
  assert.equal((await account.requests()).at(-1).headers["x-a"], "1");
});
