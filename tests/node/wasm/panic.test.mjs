// A trap of the WebAssembly module fails the calls of its instance, and no later one. Other errors fail
// one call.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const dist = dirname(require.resolve("flymyai-js-client"));
const { wasmBinding } = require(join(dist, "wasm", "binding.js"));
const module = new WebAssembly.Module(readFileSync(join(dist, "flymyai.wasm")));

/** A binding whose outcomes are promises by call id. */
function driver() {
  const binding = wasmBinding(module);
  const pending = new Map();
  const exchanges = [];
  const completions = new binding.Completions();
  completions.hold((ids, statuses, results) => {
    for (const [index, id] of ids.entries()) {
      if (statuses[index] === 1) exchanges.push(binding.NativeExchange.accept(results[index]));
      else pending.get(id)?.({ status: statuses[index], result: results[index] });
    }
  });
  const outcome = (id) => new Promise((resolve) => pending.set(id, resolve));
  return { binding, completions, exchanges, outcome };
}

/** Ends the instance of an object: no memory has this size. */
function trap(object) {
  object.instance.startCall(99, { provide: object.id });
  const bytes = new Uint8Array(1);
  Object.defineProperty(bytes, "length", { value: 2 ** 31 });
  assert.throws(() => object.instance.run({ provide: object.id }, bytes), /please report it/);
}

test("a trap fails the calls in flight, and a client goes on in a fresh instance", async () => {
  const { binding, completions, exchanges, outcome } = driver();
  const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  const failed = outcome(1);
  client.call(completions, 1, "runs.get", { id: "1" }, undefined, true);
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(exchanges.length, 1);
  trap(exchanges[0]);
  const { status, result } = await failed;
  assert.equal(status, 0);
  assert.equal(result.kind, "internal");
  assert.match(result.message, /internal error in flymyai-js-client, please report it/);
  // The exchange of the dead instance ends without an error.
  exchanges[0].end();

  const answered = outcome(2);
  client.call(completions, 2, "runs.get", { id: "1" }, undefined, true);
  while (exchanges.length < 2) await Promise.resolve();
  const [, exchange] = exchanges;
  assert.equal(exchange.request().url, "http://h/api/v1/agents/executions/1/");
  exchange.respond(404, "Not Found", []);
  exchange.nextCallback(completions, 3);
  exchange.end();
  assert.equal((await answered).result.status, 404);
});

test("a closed client stays closed in a fresh instance", async () => {
  const { binding, completions, exchanges, outcome } = driver();
  const closed = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  closed.close();
  const other = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  other.call(completions, 1, "runs.get", { id: "1" }, undefined, true);
  while (exchanges.length < 1) await Promise.resolve();
  trap(exchanges[0]);
  const failed = outcome(2);
  closed.call(completions, 2, "runs.get", { id: "1" }, undefined, true);
  assert.equal((await failed).result.kind, "closed");
});

/** Starts a call, and responds with a body of this many bytes. */
async function respond({ completions, exchanges }, client, callId, length) {
  client.call(completions, callId, "runs.get", { id: "1" }, undefined, true);
  while (exchanges.length === 0) await Promise.resolve();
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
  while (calls.exchanges.length === 0) await Promise.resolve();
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
