// Commands and outcomes of the WebAssembly module that are invalid fail one call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { driver, turns } from "./support/driver.mjs";

/** Starts a call, and responds with a body of this many bytes. */
async function respond({ completions, exchanges }, client, callId, length) {
  client.call(completions, callId, "runs.get", { id: "1" }, undefined, true);
  await turns(() => exchanges.length > 0);
  const exchange = exchanges.shift();
  exchange.respond(200, "OK", []);
  exchange.nextCallback(completions, 100 + callId);
  await Promise.resolve();
  await Promise.resolve();
  exchange.provide(new TextEncoder().encode(`{"id": "${"x".repeat(length)}"}`));
  exchange.nextCallback(completions, 200 + callId);
  await Promise.resolve();
  await Promise.resolve();
  exchange.end();
}

test("an outcome that can't be read fails its call, and no other one", async (t) => {
  const calls = driver();
  const { binding, outcome } = calls;
  const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  const { slice } = Uint8Array.prototype;
  t.after(() => {
    Uint8Array.prototype.slice = slice;
  });
  Uint8Array.prototype.slice = function (...range) {
    if (this.length > 100_000) throw new RangeError("Array buffer allocation failed");
    return slice.apply(this, range);
  };
  const outcomes = [outcome(1), outcome(2)];
  await respond(calls, client, 1, 200_000);
  await respond(calls, client, 2, 10);
  const [failed, other] = await Promise.all(outcomes);
  assert.equal(failed.result.kind, "internal");
  assert.match(failed.result.message, /can't be read: Array buffer allocation failed/);
  assert.deepEqual(other, { status: 200, result: `{"id": "${"x".repeat(10)}"}` });
});

test("a command that can't be written throws, and other calls continue", async () => {
  const calls = driver();
  const { binding, completions, outcome } = calls;
  const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  const answered = outcome(1);
  client.call(completions, 1, "runs.get", { id: "1" }, undefined, true);
  assert.throws(
    () => client.call(completions, 2, "runs.get", { id: 1n }, undefined, true),
    /BigInt/,
  );
  await turns(() => calls.exchanges.length > 0);
  const [exchange] = calls.exchanges;
  exchange.respond(404, "Not Found", []);
  exchange.nextCallback(completions, 3);
  exchange.end();
  assert.equal((await answered).result.status, 404);
});

test("a command for an object that does not exist, or of another type, throws", () => {
  const { binding } = driver();
  const token = new binding.CancelToken();
  const { instance, id } = token;
  const ids = [id + 1000, id];
  const calls = (object) => [
    { call: { id: object, callId: 1, operation: "runs.get", args: {} } },
    { nextBatch: { id: object, callId: 1 } },
    { open: { id: object, callId: 1, request: object } },
    { read: { id: object, callId: 1, format: "text" } },
    { nextCallback: { id: object, callId: 1 } },
  ];
  for (const command of ids.flatMap(calls)) {
    assert.throws(() => instance.startCall(1, command), /invalid command: the object \d+/);
  }
  for (const command of ids.flatMap((object) => [{ request: object }, { close: object }])) {
    assert.throws(() => instance.run(command), /invalid command: the object \d+/);
  }
  assert.throws(() => instance.run({ cancel: id + 1000 }), /invalid command/);
  // The token was not changed.
  instance.run({ cancel: id });
});

test("a poll interval is required", () => {
  const { binding } = driver();
  const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  assert.throws(() => client.eventStream("1", 1, undefined), /invalid command: .*pollInterval/);
  assert.ok(client.eventStream("1", 1, Number.NaN));
});
