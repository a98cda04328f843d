// A trap in a command that no caller awaits is the outcome of the pending calls: nothing is thrown in
// event listeners, and no promise without a handler rejects.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { trapAt } from "../support/wasm-instances.mjs";

/** What the package calls when an object was collected. */
const registries = [];
globalThis.FinalizationRegistry = class {
  handles = [];

  constructor(free) {
    registries.push({ free, handles: this.handles });
  }

  register(_, handle) {
    this.handles.push(handle);
  }

  unregister() {}
};
const require = createRequire(import.meta.url);
const { AgentClient, backend } = require("flymyai-js-client");

const INTERNAL = /internal error in flymyai-js-client, please report it/;
const RUN = JSON.stringify({ id: 1, status: "completed" });
const answer = async () => new Response(RUN);

function makeClient(fetch) {
  return new AgentClient({ apiKey: "fly-k", baseUrl: "http://h", maxRetries: 0, fetch });
}

test("these tests run with the WebAssembly backend", () => {
  assert.equal(backend(), "wasm");
});

test("a trap while a request is read fails the call", async () => {
  const client = makeClient(answer);
  trapAt("request");
  await assert.rejects(client.runs.get(1), INTERNAL);
  // Rejections without a handler are reported at the end of a turn.
  await setImmediate();
  assert.equal((await client.runs.get(1)).id, 1);
});

for (const [command, fetch] of [
  ["fail", () => Promise.reject(new TypeError("fetch failed"))],
  ["respond", answer],
  ["provide", answer],
  ["end", answer],
]) {
  test(`a trap in the report ${command} of an exchange fails the call`, async () => {
    trapAt(command);
    await assert.rejects(makeClient(fetch).runs.get(1), INTERNAL);
    await setImmediate();
    assert.equal((await makeClient(answer).runs.get(1)).id, 1);
  });
}

test("a trap in the listener of a signal is not thrown", async () => {
  const controller = new AbortController();
  let abort;
  const sent = new Promise((resolve) => {
    abort = resolve;
  });
  const client = makeClient(() => {
    abort();
    return new Promise(() => {});
  });
  const call = client.runs.get(1, { signal: controller.signal });
  await sent;
  trapAt("cancel");
  const reason = new Error("stop");
  controller.abort(reason);
  await assert.rejects(call, reason);
  await setImmediate();
});

test("a trap while a collected object is freed is not thrown", async () => {
  const client = makeClient(answer);
  await client.runs.get(1);
  const { free, handles } = registries.find((registry) => registry.handles.length > 0);
  trapAt("free");
  free(handles.at(-1));
  assert.equal((await client.runs.get(1)).id, 1);
});

test("a trap while a client is closed is not thrown", async () => {
  const client = makeClient(answer);
  await client.runs.get(1);
  trapAt("close");
  await client.close();
  await assert.rejects(client.runs.get(1), /closed/);
});
