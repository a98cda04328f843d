// The properties that every error has.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as library from "flymyai-js-client";
import { Account, RUN, useEmulator } from "../support/emulator.mjs";

const { FlyMyAIError, RunFailedError, TimeoutError } = library;

useEmulator();

test("all error classes have one base", () => {
  const classes = Object.entries(library).filter(([name]) => name.endsWith("Error"));
  assert.ok(classes.length >= 9);
  for (const [name, each] of classes) {
    assert.ok(each === FlyMyAIError || each.prototype instanceof FlyMyAIError, name);
  }
});

test("a 404 names what was not found", async () => {
  const account = new Account();
  const headers = { "x-request-id": "req-1" };
  await account.script({ times: 1, reply: { status: 404, headers, json: { detail: "no" } } });
  await assert.rejects(account.client().runs.get("gone"), (error) => {
    assert.ok(error instanceof FlyMyAIError);
    const { code, method, path, attempts, operation, requestId, runId, resourceId } = error;
    assert.deepEqual([code, method, attempts, operation], ["not_found", "GET", 1, "runs.get"]);
    assert.equal(path, "/api/v1/agents/executions/gone/");
    assert.deepEqual([requestId, runId, resourceId], ["req-1", "gone", "gone"]);
    assert.equal(typeof error.elapsed, "number");
    assert.match(error.hint, /Check the id/);
    assert.equal(error.message, "HTTP 404: no");
    return true;
  });
});

test("an invalid argument has a code, and nothing was sent", async () => {
  const client = new Account().client();
  await assert.rejects(client.runs.wait(1, { timeout: Number.NaN }), (error) => {
    assert.ok(error instanceof RangeError);
    assert.deepEqual([error.code, error.attempts], ["invalid_argument", 0]);
    return true;
  });
});

test("a timeout tells how to go on", async () => {
  const account = new Account();
  const json = { ...RUN, id: 7, status: "running", logs: [{ id: 3 }, { id: 5 }] };
  await account.script({ times: 0, reply: { status: 200, json } });
  const client = account.client();
  await assert.rejects(client.runs.wait(7, { timeout: 0 }), (error) => {
    assert.ok(error instanceof TimeoutError);
    assert.deepEqual(
      [error.code, error.lastStatus, error.cursor],
      ["wait_timeout", "running", "5"],
    );
    assert.match(error.hint, /client\.runs\.wait\("7"\)/);
    return true;
  });
  const events = client.runs.streamEvents(7, { timeout: 0, throwOnTimeout: true });
  const read = async () => {
    for await (const event of events) assert.ok(event);
  };
  await assert.rejects(read(), { code: "wait_timeout", cursor: "5", runId: "7" });
});

test("a failed or cancelled run is an error on request", async () => {
  const account = new Account();
  const ended = (status, error = null) => ({
    times: 1,
    reply: { status: 200, json: { ...RUN, id: 7, status, error } },
  });
  await account.script(ended("failed", "no access"), ended("cancelled"), ended("completed"));
  const client = account.client();
  const failed = await client.runs.get(7);
  assert.throws(
    () => failed.raiseForStatus(),
    (error) => {
      assert.ok(error instanceof RunFailedError);
      assert.equal(error.run, failed);
      assert.deepEqual([error.code, error.message], ["run_failed", "Run 7 failed: no access"]);
      return true;
    },
  );
  const cancelled = await client.runs.get(7);
  assert.throws(() => cancelled.raiseForStatus(), { code: "run_cancelled", runId: "7" });
  const completed = await client.runs.get(7);
  assert.equal(completed.raiseForStatus(), completed);
});
