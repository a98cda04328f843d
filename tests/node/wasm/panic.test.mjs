// A trap of the WebAssembly module fails the calls of its instance, and no later one.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { test } from "node:test";
import { driver, trap, turns } from "./support/driver.mjs";

const require = createRequire(import.meta.url);

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
  // The exchange of the failed instance ends without an error.
  exchanges[0].end();

  const answered = outcome(2);
  client.call(completions, 2, "runs.get", { id: "1" }, undefined, true);
  await turns(() => exchanges.length === 2);
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
  await turns(() => exchanges.length === 1);
  trap(exchanges[0]);
  const failed = outcome(2);
  closed.call(completions, 2, "runs.get", { id: "1" }, undefined, true);
  assert.equal((await failed).result.kind, "closed");
});

let lastCallback = 100;

/** Responds to an exchange with a JSON body. */
async function respond({ completions, outcome }, exchange, body) {
  exchange.respond(200, "", ["content-type", "application/json"]);
  for (const chunk of [JSON.stringify(body), undefined]) {
    lastCallback += 1;
    const requested = outcome(lastCallback);
    exchange.nextCallback(completions, lastCallback);
    await requested;
    if (chunk === undefined) exchange.end();
    else exchange.provide(new TextEncoder().encode(chunk));
  }
}

const isInternal = ({ status, result }) => {
  assert.deepEqual([status, result.kind, result.isTransient], [0, "internal", false]);
  assert.match(result.message, /internal error in flymyai-js-client, please report it/);
};

const RUNNING = { id: 1, status: "running", logs: [] };
const DONE = { ...RUNNING, status: "completed" };

for (const phase of ["its request", "the pause between two requests"]) {
  test(`a trap during ${phase} fails a wait, and its timers do not fire`, async () => {
    const drive = driver();
    const { binding, completions, exchanges, outcome } = drive;
    const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
    const other = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
    const wait = (id, pollInterval) =>
      client.call(completions, id, "runs.wait", { id: "1", timeout: 3600, pollInterval });
    const failed = outcome(1);
    // The process would not end in time if the timer was left.
    wait(1, 1800);
    await turns(() => exchanges.length === 1);
    if (phase !== "its request") {
      await respond(drive, exchanges[0], RUNNING);
      other.call(completions, 2, "runs.get", { id: "2" });
      await turns(() => exchanges.length === 2);
    }
    trap(exchanges.at(-1));
    isInternal(await failed);

    const count = exchanges.length;
    const ended = outcome(3);
    wait(3, 0.001);
    await turns(() => exchanges.length === count + 1);
    await respond(drive, exchanges.at(-1), RUNNING);
    await turns(() => exchanges.length === count + 2);
    await respond(drive, exchanges.at(-1), DONE);
    assert.equal(JSON.parse((await ended).result).status, "completed");
  });
}

test("a trap fails the streams of events and rows, and later ones work", async () => {
  const drive = driver();
  const { binding, completions, exchanges, outcome } = drive;
  const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
  const events = client.eventStream("1", undefined, 0.001);
  const rows = client.pageStream("runs.list", {});
  const failed = [outcome(1), outcome(2)];
  events.next(completions, 1);
  rows.next(completions, 2);
  await turns(() => exchanges.length === 2);
  trap(exchanges[0]);
  for (const each of failed) isInternal(await each);
  // A stream of the failed instance stays failed, and can be closed.
  const late = outcome(3);
  events.next(completions, 3);
  isInternal(await late);
  events.close();
  rows.close();

  const logs = [{ id: 7, type: "note", message: "m" }];
  const read = outcome(4);
  client.eventStream("1", undefined, 0.001).next(completions, 4);
  await turns(() => exchanges.length === 3);
  await respond(drive, exchanges[2], { ...DONE, logs });
  assert.deepEqual(
    JSON.parse((await read).result).map(({ id }) => id),
    [7],
  );
});

test("a trap fails the body of a prediction that is being read", async () => {
  const { binding, completions, exchanges, outcome } = driver();
  const client = new binding.NativeInference("fly-k", "http://h", {});
  const head = outcome(1);
  const request = binding.NativeRequest.stream("a/b");
  const response = client.open(completions, 1, request);
  await turns(() => exchanges.length === 1);
  exchanges[0].respond(200, "", []);
  assert.equal((await head).status, 200);
  const events = outcome(2);
  response.events(completions, 2);
  trap(exchanges[0]);
  isInternal(await events);
  response.close();

  const again = outcome(3);
  client.open(completions, 3, request);
  await turns(() => exchanges.length === 2);
  exchanges[1].respond(404, "Not Found", []);
  assert.equal((await again).status, 404);
});

test("a program's wait and stream reject, and its next call works", async (t) => {
  // Fails the first call of the module after a timer, as a trap does.
  let traps = true;
  const { Instance } = WebAssembly;
  t.after(() => {
    WebAssembly.Instance = Instance;
  });
  WebAssembly.Instance = class extends Instance {
    get exports() {
      const { exports } = { exports: super.exports };
      const timer_fired = (id) => {
        if (traps) throw new WebAssembly.RuntimeError("unreachable");
        return exports.timer_fired(id);
      };
      return { ...exports, timer_fired };
    }
  };
  process.env.FLYMYAI_BACKEND = "wasm";
  const { AgentClient, backend } = require("flymyai-js-client");
  const bodies = [RUNNING, RUNNING, DONE];
  const server = createServer((_, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(bodies.shift() ?? DONE));
  }).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const client = new AgentClient({ apiKey: "fly-k", baseUrl });
  const waiting = client.runs.wait("1", { pollInterval: 0.05 });
  const following = client.runs.streamEvents("1", { pollInterval: 0.05 }).next();
  const internal = (error) => {
    assert.match(error.message, /internal error in flymyai-js-client.*unreachable/);
    return true;
  };
  await Promise.all([assert.rejects(waiting, internal), assert.rejects(following, internal)]);
  assert.equal(backend(), "wasm");
  traps = false;
  assert.equal((await client.runs.wait("1", { pollInterval: 0.05 })).status, "completed");
});
