// Runs the shared vectors through the public API; tests/vectors/README.md explains them.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ArtifactStaleBaseVersionError,
  FlyMyAIAgentError,
  McpResourceSetStaleRevisionError,
  McpServerOAuthError,
  McpTeamError,
  SuggestSchemaError,
  TimeoutError,
  VariablesValidationError,
} from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";
import { camelCase, perform, renamed, step } from "../support/vector-calls.mjs";
import { checkKeys, loadVectors } from "../support/vectors.mjs";

const CLASSES = {
  status: FlyMyAIAgentError,
  variables: VariablesValidationError,
  suggest_schema: SuggestSchemaError,
  decode: FlyMyAIAgentError,
  pages: FlyMyAIAgentError,
  stale_revision: McpResourceSetStaleRevisionError,
  stale_base_version: ArtifactStaleBaseVersionError,
  mcp_server_oauth: McpServerOAuthError,
  mcp_team: McpTeamError,
  compilation_failed: FlyMyAIAgentError,
  protocol: FlyMyAIAgentError,
  read: FlyMyAIAgentError,
  connect: FlyMyAIAgentError,
  wait_timeout: TimeoutError,
};
function load(file) {
  return loadVectors(file).filter(({ languages }) => !languages || languages.includes("node"));
}

/** The properties of every error. */
const FACTS = [
  ...["code", "hint", "attempts", "operation", "request_id"],
  ...["run_id", "resource_id", "method", "path", "cursor"],
];

function checkError(error, expected) {
  const { kind, status, message, messages, field_errors: fieldErrors, argument } = expected;
  if (kind === "argument") {
    assert.ok(error instanceof TypeError || error instanceof RangeError, String(error));
    const named = expected.message ?? argument;
    if (expected.message) assert.ok(renamedText(error.message, named), error.message);
    else assert.ok(error.message.startsWith(camelCase(argument)), error.message);
    return;
  }
  assert.equal(error.constructor, CLASSES[kind], String(error));
  for (const name of FACTS) {
    if (name in expected) assert.equal(error[camelCase(name)], expected[name], name);
  }
  if (message !== undefined) assert.equal(error.message, message);
  if (status !== undefined) assert.equal(error.statusCode, status);
  if (messages) assert.deepEqual(error.messages, messages);
  if (fieldErrors) assert.deepEqual(error.fieldErrors, fieldErrors);
  if (expected.last_status) assert.equal(error.lastStatus, expected.last_status);
}

async function collect(events, into) {
  for await (const event of events) into.push(event);
}

async function outcome(call) {
  try {
    return { value: await call() };
  } catch (error) {
    return { error };
  }
}

function checkOutcome({ value, error }, expected) {
  if (expected) {
    assert.ok(error, "the call succeeded");
    checkError(error, expected);
    return undefined;
  }
  if (error) throw error;
  return value;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function checkRequest(request, expected) {
  assert.equal(request.method, expected.method);
  assert.equal(request.path, expected.path);
  if (expected.query !== undefined) assert.equal(request.query ?? "", expected.query);
  if (expected.body === null) {
    assert.equal(request.body || null, null);
    assert.equal(request.headers["content-type"], expected.headers?.["content-type"]);
  } else if (expected.body !== undefined) {
    assert.equal(request.headers["content-type"], "application/json");
    const sent = JSON.parse(request.body);
    assert.deepEqual(sent, expected.body);
    if (expected.ordered) assert.equal(JSON.stringify(sent), JSON.stringify(expected.body));
  }
  for (const [name, value] of Object.entries(expected.headers ?? {})) {
    if (value === "<uuid>") assert.match(request.headers[name], UUID);
    else assert.equal(request.headers[name], value ?? undefined, name);
  }
}

/** Whether it is the text with the names of arguments in camelCase. */
const renamedText = (message, text) =>
  message.replaceAll("_", "").toLowerCase() === text.replaceAll("_", "").toLowerCase();

/** Records in records of artifacts and projects. */
const NESTED =
  /^(artifact|author|clones|files|forked_from|invitation|items|live|member|members|owner|plan|projects|recipient|results|share|version|versions|view)$/;

const LISTS = { logs: true, members: true, required_configuration_steps: true };

/** Compares a record with Python's dump: camelCase names, unchanged timestamps. */
function checkRecord(actual, model, sent, ordered = []) {
  for (const [name, expected] of Object.entries(model)) {
    // Python's `schema_` is `schema` elsewhere.
    const value = actual[camelCase(name.replace(/_$/, ""))];
    if (LISTS[name]) {
      assert.equal(value.length, expected.length);
      for (const [at, item] of expected.entries()) checkRecord(value[at], item, sent[name][at]);
    } else if (NESTED.test(name) && Array.isArray(expected)) {
      for (const [at, item] of expected.entries()) checkRecord(value[at], item, sent[name][at]);
      assert.equal(value.length, expected.length);
    } else if (NESTED.test(name) && expected && typeof expected === "object") {
      checkRecord(value, expected, sent[name] ?? {});
    } else if (expected === "**********") {
      assert.equal(value, sent[name]);
      assert.ok(!Object.keys(actual).includes(camelCase(name)), name);
    } else if (/_at$/.test(name)) {
      assert.equal(value ?? null, sent[name] ?? expected);
    } else {
      assert.deepEqual(value, expected, name);
      if (ordered.includes(name)) assert.equal(JSON.stringify(value), JSON.stringify(expected));
    }
  }
}

/** Calls whose result is the service's JSON, with its own names. */
const UNTOUCHED =
  /^(tools\.call|artifacts\.(delete|remove_member)|teams\.(capabilities|(claim|preview)_invite|(update|remove)_member|(propose|cancel)_transfer)|shares\.(call|tools))$/;

/** Pages of such objects. */
const UNTOUCHED_ROWS = /^(teams\.(activity|eligible|members|sources|usage)|shares\.activity)$/;

function checkModel(value, model, { operation, reply: response, expect: { ordered } }) {
  if (UNTOUCHED.test(operation)) {
    // 204 has no value, not even null.
    assert.deepEqual(value ?? null, model);
  } else if (UNTOUCHED_ROWS.test(operation)) {
    assert.deepEqual({ ...value }, renamed(model, camelCase));
  } else if (model === null) {
    assert.equal(value, undefined);
  } else {
    const body = "json" in response ? response.json : JSON.parse(text(response));
    const sent = operation === "artifacts.types" ? body.types : body;
    if (!Array.isArray(model)) return checkRecord(value, model, sent, ordered);
    assert.equal(value.length, model.length);
    for (const [at, item] of model.entries()) checkRecord(value[at], item, sent[at], ordered);
  }
}

const text = ({ text, base64 }) =>
  (text ?? Buffer.from(base64, "base64").toString()).replace(/^\uFEFF/, "");

useEmulator();

describe("keys", () => {
  const known = { name: "n", operation: "runs.get", expect: { polls: 1 } };
  const unknown = {
    entry: { expct: {} },
    expect: { expect: { model: 1 } },
    error: { expect: { error: { mesage: "" } } },
    request: { expect: { requests: [{ paht: "" }] } },
    options: { options: { interval: 1 } },
    client: { client: { retries: 1 } },
    reply: { script: [{ stauts: 200 }] },
    match: { script: [{ match: { paht: "" } }] },
  };
  test("accepts known keys", () => checkKeys("polls", known));
  for (const [where, members] of Object.entries(unknown)) {
    test(`rejects an unknown key: ${where}`, () => {
      const refuse = () => checkKeys("polls", { ...known, ...members });
      assert.throws(refuse, new RegExp(`: ${where} has unknown`));
    });
  }
});

// The results of the built-in transport and of a `fetch` must be equal.
const WAYS = { natively: {}, "by a fetch": { fetch: (url, init) => fetch(url, init) } };

for (const [how, way] of Object.entries(WAYS)) {
  describe(`requests, ${how}`, { concurrency: 8 }, () => {
    for (const vector of load("requests")) {
      test(vector.name, async () => {
        const account = new Account();
        await account.always(vector.reply ?? { status: 200, json: [] });
        const call = () => perform(account.client(way), vector);
        const streams = vector.operation === "runs.stream_events";
        const result = await outcome(streams ? () => collect(call(), []) : call);
        checkOutcome(result, vector.expect.error);
        const requests = await account.requests();
        if (vector.expect.error) return assert.deepEqual(requests, []);
        assert.equal(requests.length, 1);
        const [request] = requests;
        checkRequest(request, vector.expect);
        assert.equal(request.query ?? "", vector.expect.query ?? "");
        assert.equal(request.headers["x-api-key"], account.key);
        if (!vector.expect.headers?.["idempotency-key"]) {
          assert.equal(request.headers["idempotency-key"], undefined);
        }
      });
    }
  });

  describe(`responses, ${how}`, { concurrency: 8 }, () => {
    for (const vector of load("responses")) {
      test(vector.name, async () => {
        const account = new Account();
        await account.always(vector.reply);
        const result = await outcome(() => perform(account.client(way), vector));
        const { error, model } = vector.expect;
        const value = checkOutcome(result, error);
        if (model !== undefined) checkModel(value, model, vector);
      });
    }
  });

  describe(`polls, ${how}`, { concurrency: 32 }, () => {
    for (const vector of load("polls")) {
      test(vector.name, async () => {
        const account = new Account();
        await account.script(...vector.script.map(step));
        const client = account.client({ ...way, maxRetries: vector.client?.max_retries ?? 2 });
        const { expect } = vector;
        const events = [];
        const started = performance.now();
        let result;
        for (let round = 0; round < (vector.repeat ?? 1); round += 1) {
          const call = () => perform(client, vector);
          const streams = vector.operation === "runs.stream_events";
          result = await outcome(streams ? () => collect(call(), events) : call);
        }
        const elapsed = (performance.now() - started) / 1000;
        const value = checkOutcome(result, expect.error);
        const requests = await account.requests();
        if (expect.polls !== undefined) {
          assert.equal(requests.filter(({ method }) => method === "GET").length, expect.polls);
        }
        if (expect.requests) {
          assert.equal(requests.length, expect.requests.length);
          for (const [at, wanted] of expect.requests.entries()) checkRequest(requests[at], wanted);
        }
        if (expect.status !== undefined) assert.equal(value.status, expect.status);
        if (expect.ids)
          assert.deepEqual(
            value.map(({ id }) => id),
            expect.ids,
          );
        if (expect.events)
          assert.deepEqual(
            events.map(({ id }) => id),
            expect.events,
          );
        if (expect.types)
          assert.deepEqual(
            events.map(({ type }) => type),
            expect.types,
          );
        if (expect.messages)
          assert.deepEqual(
            events.map((event) => event.message),
            expect.messages,
          );
        if (expect.data)
          assert.deepEqual(
            events.map(({ data }) => data),
            expect.data,
          );
        if (expect.elapsed_min) assert.ok(elapsed >= expect.elapsed_min, `${elapsed} s`);
      });
    }
  });
}
