// Failures of the agents client and the errors that they become.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import {
  AgentClient,
  FlyMyAIAgentError,
  FlyMyAIError,
  SuggestSchemaError,
  TimeoutError,
  VariablesValidationError,
} from "flymyai-js-client";
import { Account, json, RUN, useEmulator } from "../support/emulator.mjs";

useEmulator();

async function failure(response, call = (client) => client.runs.get(1)) {
  const account = new Account();
  await account.script(...(Array.isArray(response) ? response : [response]));
  try {
    await call(account.client());
  } catch (error) {
    return error;
  }
  return assert.fail("the call succeeded");
}

test("a status outside 2xx is a FlyMyAIAgentError with the parsed body", async () => {
  for (const status of [301, 400, 401, 404, 422, 500]) {
    const error = await failure(json({ detail: "no", code: 5 }, status));
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.name, "FlyMyAIAgentError");
    assert.equal(error.message, `HTTP ${status}: no`);
    assert.equal(error.statusCode, status);
    assert.deepEqual(error.responseBody, { detail: "no", code: 5 });
    assert.equal(error.cause, undefined);
    assert.ok(error instanceof FlyMyAIError);
  }
});

test("a body that is not JSON is kept as text", async () => {
  const error = await failure({ reply: { status: 500, text: "<h1>Oops</h1>" } });
  assert.equal(error.message, "HTTP 500: <h1>Oops</h1>");
  assert.equal(error.responseBody, "<h1>Oops</h1>");
});

test("a success that is not JSON has the parser's error as its cause", async () => {
  const error = await failure({ reply: { status: 200, text: "<html>" } });
  assert.equal(error.constructor, FlyMyAIAgentError);
  assert.equal(error.statusCode, 200);
  assert.equal(error.responseBody, "<html>");
  assert.equal(error.cause.constructor, SyntaxError);
});

test("status 400 with variables is a VariablesValidationError with the messages", async () => {
  const body = { variables: ["'url' is required", "too many"] };
  const error = await failure(json(body, 400), (client) => client.agents.run("agent_abc123"));
  assert.equal(error.constructor, VariablesValidationError);
  assert.ok(error instanceof FlyMyAIAgentError);
  assert.equal(error.name, "VariablesValidationError");
  assert.deepEqual(error.messages, ["'url' is required", "too many"]);
  assert.deepEqual(error.fieldErrors, { url: "'url' is required" });
  assert.equal(error.message, "Invalid variables: 'url' is required; too many");
  assert.deepEqual(error.responseBody, body);
});

test("502 is a SuggestSchemaError", async () => {
  const error = await failure(json({ detail: "down" }, 502));
  assert.equal(error.constructor, SuggestSchemaError);
  assert.ok(error instanceof FlyMyAIAgentError);
  assert.equal(error.statusCode, 502);
});

test("a wait at its timeout rejects with a TimeoutError and the last status", async () => {
  const error = await failure(json({ ...RUN, status: "running" }), (client) =>
    client.runs.wait("r1", { timeout: 0 }),
  );
  assert.equal(error.constructor, TimeoutError);
  assert.equal(error.name, "TimeoutError");
  assert.equal(error.message, "Run r1 did not complete within 0s (last status: running)");
  assert.equal(error.lastStatus, "running");
  const compilation = await failure(json({ id: 9, status: "compiling" }), (client) =>
    client.compilations.wait(9, { timeout: 0 }),
  );
  assert.equal(compilation.message, "Compilation 9 still compiling after 0s");
});

test("a failed compilation is an error with the compilation as its body", async () => {
  const steps = [
    json({ id: 9, status: "pending" }, 201),
    json({ id: 9, status: "failed", error: "why" }),
  ];
  const error = await failure(steps, (client) =>
    client.agents.compileFromRun(1, { pollInterval: 0.01 }),
  );
  assert.equal(error.constructor, FlyMyAIAgentError);
  assert.equal(error.message, "Compilation 9 failed: why");
  assert.equal(error.statusCode, 0);
  assert.equal(error.responseBody.isReady, false);
});

test("a success with an unexpected body is an error with status and excerpt", async () => {
  const truncated = '{"id":1,"status":"comp';
  for (const text of ["<html>login</html>", "", truncated, '"text"', "[]", "null"]) {
    const error = await failure({ reply: { status: 200, text } });
    assert.equal(error.constructor, FlyMyAIAgentError, text);
    assert.equal(error.statusCode, 200, text);
    assert.equal(error.code, "unexpected_response", text);
    assert.ok(error.hint, text);
    assert.equal(error.operation, "runs.get", text);
    if (text)
      assert.ok(
        error.message.includes(JSON.stringify(text).slice(1, 10)) || error.message.includes(text),
        error.message,
      );
  }
  const list = await failure(json({ rows: [] }), (client) => client.runs.list());
  assert.equal(list.constructor, FlyMyAIAgentError);
  assert.deepEqual(list.responseBody, { rows: [] });
  assert.equal(list.code, "unexpected_response");
  assert.equal(list.operation, "runs.list");
});

test("an item that can't be read is an error with the operation of its stream", async () => {
  const first = async (items) => {
    for await (const item of items) return item;
  };
  const streams = {
    "runs.stream_events": [5],
    "runs.list": { results: [5], next: null },
  };
  const open = {
    "runs.stream_events": (client) => client.runs.streamEvents(1),
    "runs.list": (client) => client.runs.iter(),
  };
  for (const [operation, body] of Object.entries(streams)) {
    const error = await failure(json(body), (client) => first(open[operation](client)));
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.code, "unexpected_response");
    assert.ok(error.hint);
    assert.equal(error.operation, operation);
  }
});

test("methods without a result accept any success", async () => {
  for (const response of [
    { status: 204 },
    { status: 200, text: "" },
    { status: 200, text: "<html>fine</html>" },
    { status: 202, json: { detail: "later" } },
  ]) {
    const account = new Account();
    await account.always(response);
    const client = account.client();
    assert.equal(await client.runs.cancel(1), undefined);
    assert.equal(await client.agents.delete("a"), undefined);
    assert.equal(await client.tools.delete(1), undefined);
  }
});

test("204 instead of a record returns undefined", async () => {
  const account = new Account();
  await account.always({ status: 204 });
  assert.equal(await account.client().runs.get(1), undefined);
});

test("no connection: status 0, and a cause with Node's code", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  const client = new AgentClient({
    apiKey: "fly-k",
    baseUrl: `http://127.0.0.1:${port}`,
    maxRetries: 0,
  });
  await assert.rejects(client.runs.get(1), (error) => {
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.statusCode, 0);
    assert.equal(error.responseBody, undefined);
    assert.ok(error.cause instanceof Error);
    assert.equal(error.cause.code, "ECONNREFUSED");
    return true;
  });
});

test("a broken connection: status 0, and a cause", async () => {
  for (const drop of ["before", "mid", "reset"]) {
    const error = await failure({ drop, reply: { status: 200, json: RUN } });
    assert.equal(error.constructor, FlyMyAIAgentError, drop);
    assert.equal(error.statusCode, 0);
    assert.ok(error.cause instanceof Error);
  }
});

test("an error of unknown outcome carries the idempotency key that was sent", async () => {
  for (const lost of [{ drop: "before" }, { reply: { status: 500, text: "" } }]) {
    const account = new Account();
    await account.script(lost);
    const error = await account
      .client()
      .agents.run("a")
      .catch((caught) => caught);
    const [request] = await account.requests();
    assert.equal(error.constructor, FlyMyAIAgentError);
    assert.equal(error.idempotencyKey, request.headers["idempotency-key"]);
  }
  const refused = await failure({ reply: { status: 422, text: "" } }, (c) => c.agents.run("a"));
  assert.ok(!("idempotencyKey" in refused));
});

test("an unreadable success carries the idempotency key that was sent", async () => {
  for (const text of ["", "<html>", "null", "[]", '{"a":1,}', '"x"', '{"a":NaN}']) {
    const account = new Account();
    await account.script({ reply: { status: 200, text } });
    const error = await account
      .client()
      .agents.run("a")
      .catch((caught) => caught);
    const [request] = await account.requests();
    assert.equal(error.constructor, FlyMyAIAgentError, text);
    assert.equal(error.statusCode, 200);
    assert.equal(error.idempotencyKey, request.headers["idempotency-key"]);
  }
  const read = await failure({ reply: { status: 200, text: "<html>" } });
  assert.ok(!("idempotencyKey" in read));
});

test("the outcome is unknown after 408, 499 and 5xx, but not after a refusal", async () => {
  for (const status of [408, 499, 500, 501, 505, 507, 520, 524, 530, 599]) {
    const error = await failure({ reply: { status, text: "" } }, (c) => c.agents.run("a"));
    assert.equal(typeof error.idempotencyKey, "string", status);
  }
  for (const status of [400, 403, 409, 422, 429]) {
    const error = await failure({ reply: { status, text: "" } }, (c) => c.agents.run("a"));
    assert.ok(!("idempotencyKey" in error), status);
  }
});

test("closing a client ends a request under way with its idempotency key", async () => {
  const account = new Account();
  await account.script({ hold: "start" });
  const client = account.client();
  const ended = client.agents.run("a").catch((caught) => caught);
  const [request] = await account.requests(1);
  await client.close();
  const error = await ended;
  assert.equal(error.constructor, FlyMyAIError);
  assert.equal(error.message, "The response has not arrived, as the client has been closed.");
  assert.equal(error.idempotencyKey, request.headers["idempotency-key"]);
});

test("an error of a program's fetch carries the idempotency key", async () => {
  const thrown = new Error("stopped");
  const sent = [];
  const client = new AgentClient({
    apiKey: "fly-k",
    baseUrl: "http://localhost:1",
    fetch: (_, init) => {
      sent.push(new Headers(init.headers).get("idempotency-key"));
      return Promise.reject(thrown);
    },
  });
  const error = await client.agents.run("a").catch((caught) => caught);
  assert.equal(error.cause, thrown);
  assert.deepEqual([error.idempotencyKey], sent);
});

test("programs can construct the error classes", () => {
  const error = new VariablesValidationError("m", { statusCode: 400, messages: ["m"] });
  assert.deepEqual([error.statusCode, error.messages, error.fieldErrors], [400, ["m"], {}]);
  assert.equal(new FlyMyAIAgentError("m").statusCode, 0);
  assert.equal(new TimeoutError("m").lastStatus, undefined);
});

test("the stack trace contains the caller", async () => {
  async function theCaller(client) {
    await client.runs.get(1);
  }
  const error = await failure(json({}, 404), theCaller);
  assert.match(error.stack, /theCaller/);
});
