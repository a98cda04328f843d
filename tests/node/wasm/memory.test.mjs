// Objects of the WebAssembly module are freed when they are done with. The garbage collector frees none
// here: there is no FinalizationRegistry.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { memories, trapAt } from "../support/wasm-instances.mjs";

const RUN = JSON.stringify({ id: 1, status: "completed", logs: [{ id: 1 }] });
const EVENT = 'data: {"output_data": {"text": ["hello"]}, "status": 200}\n\n';
const LIST = JSON.stringify([{ id: 1 }]);

/** Responds by the path, like the services. */
async function answer(url) {
  const { pathname } = new URL(url);
  if (pathname.includes("/predict")) {
    return new Response(EVENT, { headers: { "content-type": "text/event-stream" } });
  }
  return new Response(pathname.endsWith("/1/") ? RUN : LIST);
}

// What the package uses from then on: the runtime's `fetch`, and no registry.
const { FinalizationRegistry: registry } = globalThis;
globalThis.fetch = answer;
globalThis.FinalizationRegistry = undefined;
const require = createRequire(import.meta.url);
const { AgentClient, FlyMyAI, backend } = require("flymyai-js-client");
globalThis.FinalizationRegistry = registry;

const WARM_UP = 200;
const ROUNDS = 1200;
const { signal } = new AbortController();

function agents(fetch) {
  return new AgentClient({ apiKey: "fly-k", baseUrl: "http://h", maxRetries: 0, fetch });
}

function models(fetch) {
  const client = new FlyMyAI({ apiKey: "fly-k", fetch });
  client.baseUrl = "http://h/api/v1";
  return client;
}

async function all(items) {
  const collected = [];
  for await (const item of items) collected.push(item);
  return collected;
}

const given = agents(answer);
const builtIn = agents(null);
const model = models(answer);
const builtInModel = models(null);
const failing = agents(() => Promise.reject(new TypeError("fetch failed")));

test("these tests run with the WebAssembly backend", () => {
  assert.equal(backend(), "wasm");
});

for (const [name, work] of [
  ["calls with a signal", () => given.runs.get(1, { signal })],
  ["calls with the runtime's fetch", () => builtIn.runs.get(1, { signal })],
  ["failed calls", () => assert.rejects(failing.runs.get(1, { signal }), /fetch failed/)],
  ["aborted calls", aborted],
  ["rows of lists", async () => assert.equal((await all(given.runs.iter())).length, 1)],
  ["events", async () => assert.equal((await all(given.runs.streamEvents(1))).length, 1)],
  ["predictions", () => model.predict({ prompt: "p" }, "a/b")],
  ["predictions with the runtime's fetch", () => builtInModel.predict({ prompt: "p" }, "a/b")],
  ["streams", async () => assert.equal((await all(model.stream({}, "a/b"))).length, 1)],
  [
    "streams with the runtime's fetch",
    async () => assert.equal((await all(builtInModel.stream({}, "a/b"))).length, 1),
  ],
  ["responses", async () => (await builtInModel._createConnection({}, "a/b")).text()],
  ["cancelled responses", cancelled],
  ["closed clients", () => agents(answer).close()],
]) {
  test(`${name} leave no objects in the module`, async () => {
    // An instance of its own: a trap ends that of the test before.
    trapAt("close");
    await agents(answer).close();
    await work();
    const instances = memories.length;
    const memory = memories.at(-1);
    for (let round = 0; round < WARM_UP; round += 1) await work();
    const before = memory.buffer.byteLength;
    for (let round = 0; round < ROUNDS; round += 1) await work();
    assert.equal(memory.buffer.byteLength, before);
    assert.equal(memories.length, instances);
  });
}

async function aborted() {
  const controller = new AbortController();
  const client = agents(() => {
    controller.abort(new Error("stop"));
    return new Promise(() => {});
  });
  await assert.rejects(client.runs.get(1, { signal: controller.signal }), /stop/);
  await client.close();
}

async function cancelled() {
  const response = await builtInModel._createConnection({}, "a/b");
  await response.body.cancel();
}
