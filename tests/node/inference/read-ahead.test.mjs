// Bodies of model responses are read ahead within a bound.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { FlyMyAIError } from "flymyai-js-client";
import { all, events, Service, standstill } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const TEXTS = [
  "",
  "a",
  "é",
  "世界",
  "🎉",
  "\u0000\u2028",
  "👩‍👩‍👧",
  "x".repeat(70_000),
  "🎉".repeat(40_000),
];

/** A service that sends events until it is blocked, and the number that it has sent. */
async function flood(t, event) {
  const counted = { events: 0 };
  const service = await Service.start(t, (response) => {
    const write = () => {
      while (!response.destroyed) {
        counted.events += 1;
        if (!response.write(event)) return;
      }
    };
    response.on("drain", write);
    write();
  });
  return { service, counted };
}

test("batches are split into events at character boundaries", async (t) => {
  const values = Array.from({ length: 3000 }, (_, n) => `${n}${TEXTS[n % 7]}`);
  values.push(...TEXTS, { [TEXTS[4]]: TEXTS });
  const service = await Service.says(t, events(...values));
  assert.deepEqual(await all(service.client().stream({}, MODEL)), values);
  // The same through the body of a `Response`.
  const client = service.client();
  const response = await client._createConnection({}, MODEL, true);
  const decoded = [];
  for await (const chunk of await client._createStream(new Response(response.body))) {
    decoded.push(JSON.parse(new TextDecoder().decode(chunk)));
  }
  assert.deepEqual(decoded, values);
});

test("events are returned before a later error", async (t) => {
  const values = Array.from({ length: 500 }, (_, n) => ({ n, text: "é🎉" }));
  const service = await Service.start(t, (response) => {
    response.write(events(...values), () => response.destroy());
  });
  const seen = [];
  await assert.rejects(
    async () => {
      for await (const event of service.client().stream({}, MODEL)) seen.push(event);
    },
    { constructor: FlyMyAIError, message: "Streaming failed: terminated" },
  );
  assert.deepEqual(seen, values);
  assert.equal(service.requests.length, 1);
});

test("an event that is not JSON ends the stream within a batch", async (t) => {
  // The data of the third is empty.
  const service = await Service.start(t, (response) => {
    response.write("data: 1\n\ndata: 2\n\ndata:\n\ndata: 4\n\n");
  });
  const stream = service.client().stream({}, MODEL);
  assert.equal((await stream.next()).value, 1);
  assert.equal((await stream.next()).value, 2);
  await assert.rejects(stream.next(), /^FlyMyAIError: Streaming failed: Unexpected end of JSON/);
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
  await service.left();
});

test("overlapping calls of next() settle in order", async (t) => {
  const values = Array.from({ length: 1000 }, (_, n) => n);
  const service = await Service.says(t, events(...values));
  const stream = service.client().stream({}, MODEL);
  const results = await Promise.all(Array.from({ length: 1001 }, () => stream.next()));
  assert.deepEqual(
    results.map(({ value }) => value),
    [...values, undefined],
  );
});

test("the number of events read ahead is bounded", async (t) => {
  const event = events("tiny");
  const { service, counted } = await flood(t, event.repeat(100));
  const stream = service.client().stream({}, MODEL);
  const before = process.memoryUsage().rss;
  assert.equal((await stream.next()).value, "tiny");
  const sent = () => (counted.events * event.length * 100) / 1e6;
  await standstill(t, sent, 64);
  const megabytes = sent();
  assert.ok(megabytes < 64, `${megabytes} MB were taken`);
  assert.ok(process.memoryUsage().rss - before < 200e6);
  // The stream continues beyond the events that had been read ahead.
  for (let n = 0; n < 20_000; n += 1) assert.equal((await stream.next()).value, "tiny");
  await stream.return();
  await service.left();
});

test("leaving the loop discards the events that had arrived", async (t) => {
  const { service } = await flood(t, events("tiny"));
  const stream = service.client().stream({}, MODEL);
  await stream.next();
  assert.deepEqual(await stream.return("x"), { done: true, value: "x" });
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
  await service.left();
});

test("return() settles a pending next() after a batch", async (t) => {
  const service = await Service.start(t, (response) => response.write(events(1, 2, 3)));
  const stream = service.client().stream({}, MODEL);
  for (const value of [1, 2, 3]) assert.equal((await stream.next()).value, value);
  const pending = [stream.next(), stream.next()];
  assert.deepEqual(await stream.return(), { done: true, value: undefined });
  for (const next of pending) assert.deepEqual(await next, { done: true, value: undefined });
  await service.left();
});

test("cancelling a body during a read ends its request", async (t) => {
  const service = await Service.start(t, (response) => response.write(events(1)));
  const response = await service.client()._createConnection({}, MODEL, true);
  const reader = response.body.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), events(1));
  const pending = reader.read();
  await reader.cancel();
  assert.deepEqual(await pending, { done: true, value: undefined });
  await service.left();
});

test("a signal ends a poll during its body", async (t) => {
  const controller = new AbortController();
  const service = await Service.start(t, (response) => {
    response.write("data: {", () => controller.abort());
  });
  const poll = service.client().checkAsyncResult(MODEL, "p", controller.signal);
  await assert.rejects(poll, /abort/i);
  await service.left();
});

test("the last event of a long response is the result", async (t) => {
  const service = await Service.says(t, events(...TEXTS, ...TEXTS, { last: "é🎉" }));
  assert.deepEqual(await service.client().predict({}, MODEL), { last: "é🎉" });
});

const CODE = `
  const { FlyMyAI } = require("flymyai-js-client");
  const start = async (url, then) => {
    const client = new FlyMyAI({ apiKey: "fly-test" });
    client.baseUrl = url;
    const stream = client.stream({}, "a/b");
    for (let n = 0; n < 300; n += 1) await stream.next();
    then(stream);
  };`;

/** Runs this code with `url` in a child process; resolves when that has exited. */
async function exit(service, code) {
  const program = `${CODE} const url = ${JSON.stringify(service.url)}; ${code}`;
  const child = spawn(process.execPath, ["-e", program], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    stdio: ["ignore", "inherit", "inherit"],
  });
  return once(child, "close");
}

test("a process exits during streams", async (t) => {
  const { service } = await flood(t, events("tiny"));
  // No call is pending, so the process exits.
  assert.deepEqual(await exit(service, "start(url, () => {});"), [0, null]);
  // Several streams are pending and being read.
  const code = `for (let n = 0; n < 5; n += 1) start(url, async (stream) => {
    for await (const _ of stream);
  });
  start(url, () => setTimeout(() => process.exit(7), 50));`;
  for (let round = 0; round < 3; round += 1) assert.deepEqual(await exit(service, code), [7, null]);
});

test("a worker thread exits during streams, and can be terminated", async (t) => {
  const { service } = await flood(t, events("tiny"));
  const work = (code) =>
    new Worker(
      `${CODE} const { parentPort, workerData: url } = require("node:worker_threads"); ${code}`,
      {
        eval: true,
        workerData: service.url,
      },
    );
  assert.deepEqual(await once(work("start(url, () => {});"), "exit"), [0]);
  const busy = work(`start(url, async (stream) => {
    parentPort.postMessage("under way");
    for await (const _ of stream);
  });`);
  await once(busy, "message");
  assert.equal(await busy.terminate(), 1);
  await service.left(2);
});
