// The facts of errors of the inference client: the same for a status and for a failure of the network.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { all, Service } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const CALLS = {
  "models.predict": (client) => client.predict({}, MODEL),
  "models.stream": (client) => all(client.stream({}, MODEL)),
  "models.start_task": (client) => client.asyncPredict({}, MODEL),
  "models.task_result": (client) => client.checkAsyncResult(MODEL, "p1"),
  "models.document": (client) => client.openapiSchema(MODEL, 1),
};

/** The error that a call rejects with. */
async function errorOf(call) {
  const error = await call.then(
    () => undefined,
    (found) => found,
  );
  assert.ok(error instanceof Error);
  return error;
}

for (const [operation, call] of Object.entries(CALLS)) {
  for (const transport of ["the built-in transport", "a fetch"]) {
    test(`${operation} by ${transport}: errors of statuses have the facts of the call`, async (t) => {
      const headers = { "x-request-id": "req-7" };
      const service = await Service.says(t, "no", { status: 401, headers });
      const own = transport === "a fetch" && { fetch: (...request) => fetch(...request) };
      const client = new FlyMyAI({ apiKey: "fly-test", ...own });
      client.baseUrl = service.url;
      const error = await errorOf(call(client));
      assert.ok(error instanceof FlyMyAIError);
      const { code, requestId, elapsed } = error;
      assert.deepEqual([error.operation, code, requestId], [operation, "authentication", "req-7"]);
      assert.ok(elapsed > 0 && elapsed < 60, `${elapsed}`);
    });
  }

  test(`${operation}: failures of the network name the same operation`, async () => {
    const client = new FlyMyAI({ apiKey: "fly-test" });
    client.baseUrl = "http://127.0.0.1:1";
    assert.equal((await errorOf(call(client))).operation, operation);
  });
}

test("all attempts count in the facts of a stream", async (t) => {
  const service = await Service.says(t, "", { status: 503 });
  const error = await errorOf(all(service.client().stream({}, MODEL)));
  assert.equal(error.attempts, service.requests.length);
  assert.ok(error.elapsed > 0);
});
