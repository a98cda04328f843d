// `predict`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { events, inPieces, Service } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const failure = (message) => (error) => {
  assert.ok(error instanceof FlyMyAIError);
  assert.equal(error.message, message);
  assert.equal(error.cause, undefined);
  return true;
};

/** The result of `predict` for a response with this body. */
async function predicted(t, body, options) {
  const service = await Service.says(t, body, options);
  return service.client().predict({}, MODEL);
}

test("a prediction makes one request and returns the service's field names", async (t) => {
  const answer = { output_data: { sample: ["x"], best_of: 1 }, status: 200 };
  const service = await Service.says(t, events(answer), { status: 201 });
  const result = await service.client().predict({ prompt: "x" }, MODEL);
  assert.deepEqual(result, answer);
  assert.equal(Object.getPrototypeOf(result), Object.prototype);
  const [request] = service.requests;
  assert.equal(service.requests.length, 1);
  assert.equal(`${request.method} ${request.url}`, "POST /api/v1/flymyai/bert/predict");
  assert.equal(request.headers.accept, "application/json");
  assert.equal(request.headers["x-api-key"], "fly-test");
  assert.match(request.headers["content-type"], /^multipart\/form-data; boundary=----formdata-u/);
  assert.equal(request.headers["content-length"], String(request.body.length));
  assert.equal(request.headers["transfer-encoding"], undefined);
});

test("runtimes without streams of bytes read predictions and streams", async (t) => {
  const { ReadableByteStreamController } = globalThis;
  t.after(() => Object.assign(globalThis, { ReadableByteStreamController }));
  delete globalThis.ReadableByteStreamController;
  const answer = { output_data: { sample: ["x"] }, status: 200 };
  const service = await Service.says(t, events(answer));
  const client = service.client();
  const response = await client._createConnection({}, MODEL, true);
  assert.throws(() => response.body.getReader({ mode: "byob" }), TypeError);
  assert.equal(await response.text(), events(answer));
  assert.deepEqual(await client.predict({}, MODEL), answer);
  const partials = [];
  for await (const partial of client.stream({}, MODEL)) partials.push(partial);
  assert.deepEqual(partials, [answer]);
});

test("a character split between packets is decoded", async (t) => {
  const value = { text: "\ufeffпривет \ufeff🎉" };
  const bytes = Buffer.from(events(value));
  const service = await Service.start(t, (response) =>
    inPieces(
      response,
      [...bytes].map((_, at) => bytes.subarray(at, at + 1)),
    ),
  );
  assert.deepEqual(await service.client().predict({}, MODEL), value);
});

test("each data line is an event, and the last one is the result", async (t) => {
  for (const [body, value] of [
    ['data: {"a":1}\n\n', { a: 1 }],
    ['data:{"a":1}', { a: 1 }],
    ["data: \t 1\r\n\r\n", 1],
    ["data: 1\ndata: 2\ndata: 3\n\n", 3],
    ["\ufeffdata: 1\n", 1],
    [": hi\nevent: x\nid: 1\ndata: 42\n\n", 42],
    ["data: 1\n\ndata: null\n\n", null],
    ['data: {"z":1,"a":1e400,"a":9007199254740993,"__proto__":1}\n', undefined],
  ]) {
    const expected = value === undefined ? JSON.parse(body.slice(5)) : value;
    assert.deepEqual(await predicted(t, body), expected, body);
  }
});

test("other lines are ignored", async (t) => {
  for (const body of ['{"a":1}', "", " data: 1\n", "event: x\n\n", "<html></html>"]) {
    await assert.rejects(
      predicted(t, body),
      failure("No valid data events found in response"),
      body,
    );
  }
  for (const [body, line] of [
    ["data: [DONE]\n", "data: [DONE]"],
    ['data: {"a":\ndata: 1}\n', 'data: {"a":'],
    ["data: oops\ndata: 1\n", "data: oops"],
    ["data: 1\rdata: 2\n", "data: 1\rdata: 2"],
  ]) {
    await assert.rejects(predicted(t, body), failure(`Failed to parse SSE data: ${line}`));
  }
});

test("a failure in the event is returned", async (t) => {
  const answer = { infer_details: { status: 421 }, exc_history: ["x"], status: 500 };
  assert.deepEqual(await predicted(t, events(answer)), answer);
});

test("a prediction has no attempt limit", async (t) => {
  const { setTimeout } = globalThis;
  const limits = [];
  t.mock.method(globalThis, "setTimeout", (reached, delay, ...more) => {
    limits.push(delay);
    // A limit would end the attempt before the response.
    return setTimeout(reached, 0, ...more);
  });
  const silent = await Service.start(t, () => {});
  await assert.rejects(silent.client()._createConnectionWithRetries({}, MODEL, true, 1));
  assert.deepEqual(limits, [10_000], "the limit of a stream's attempt");
  const service = await Service.says(t, events("late"));
  assert.equal(await service.client().predict({}, MODEL), "late");
  assert.equal(service.requests.length, 1);
  assert.equal(limits.length, 1);
});

test("an error response is reported with its body", async (t) => {
  for (const [status, reason, text] of [
    [404, "Not Found", "Request failed: 404 Not Found. Body: é\n{}"],
    [422, "Made Up By Me", "Request failed: 422 Made Up By Me. Body: é\n{}"],
    [500, "", "Request failed: 500 . Body: é\n{}"],
    [304, "Not Modified", "Request failed: 304 Not Modified. Body: "],
  ]) {
    const service = await Service.says(t, "é\n{}", { status, reason });
    await assert.rejects(service.client().predict({}, MODEL), failure(text));
    assert.equal(service.requests.length, 1);
  }
});

test("a missing body is reported", async (t) => {
  for (const status of [204, 205]) {
    const reading = predicted(t, undefined, { status });
    await assert.rejects(reading, failure("Failed to read response stream"));
  }
});

test("a lost connection is reported, and not retried", async (t) => {
  const before = await Service.start(t, (response) => response.destroy());
  await assert.rejects(
    before.client().predict({}, MODEL),
    failure("Prediction failed: fetch failed"),
  );
  assert.equal(before.requests.length, 1);
  const after = await Service.start(t, (response) => {
    response.writeHead(200, { "content-length": 1000 });
    response.write(events(1), () => response.destroy());
  });
  await assert.rejects(after.client().predict({}, MODEL), failure("Prediction failed: terminated"));
  const client = new FlyMyAI({ apiKey: "k" });
  client.baseUrl = "http://127.0.0.1:1";
  await assert.rejects(client.predict({}, MODEL), failure("Prediction failed: fetch failed"));
});

test("decodes compressed responses", async (t) => {
  const body = events({ text: "é".repeat(10_000) });
  for (const [encoding, bytes] of [
    ["gzip", gzipSync(body)],
    ["br", brotliCompressSync(body)],
  ]) {
    const result = await predicted(t, bytes, { headers: { "content-encoding": encoding } });
    assert.equal(result.text.length, 10_000);
  }
});

test("reads a response of many megabytes", async (t) => {
  const result = await predicted(t, events({ image: "A".repeat(20_000_000) }));
  assert.equal(result.image.length, 20_000_000);
});

test("forty concurrent predictions are forty concurrent requests", async (t) => {
  const waiting = [];
  const service = await Service.start(t, (response) => {
    waiting.push(response);
    if (waiting.length === 40) for (const each of waiting) each.end(events(1));
  });
  const client = service.client();
  const results = await Promise.all(Array.from({ length: 40 }, () => client.predict({}, MODEL)));
  assert.equal(results.length, 40);
});

test("an overridden _createConnection may return any response", async () => {
  class Mine extends FlyMyAI {
    async _createConnection(...args) {
      this.args = args;
      return new Response(events({ mine: true }));
    }
  }
  const client = new Mine({ apiKey: "k" });
  assert.deepEqual(await client.predict({ a: 1 }, MODEL), { mine: true });
  assert.deepEqual(client.args, [{ a: 1 }, MODEL]);
  client._createConnection = async () => {
    throw "no error";
  };
  const unknown = failure("Prediction failed due to an unknown error.");
  await assert.rejects(client.predict({}, MODEL), unknown);
  const { predict } = client;
  const lost = "Cannot read properties of undefined (reading '_createConnection')";
  await assert.rejects(predict({}, MODEL), failure(`Prediction failed: ${lost}`));
});

test("_createConnection returns a response whose body is unread", async (t) => {
  const service = await Service.says(t, "abc", {
    reason: "Fine So",
    headers: { "X-Made-Up": "é", "set-cookie": ["a=1", "b=2"] },
  });
  const client = service.client();
  const response = await client._createConnection({}, MODEL);
  assert.ok(response instanceof Response);
  assert.deepEqual(
    [response.status, response.statusText, response.ok, response.bodyUsed],
    [200, "Fine So", true, false],
  );
  assert.equal(response.url, `${service.url}/flymyai/bert/predict`);
  assert.equal(response.headers.get("x-made-up"), "é");
  assert.deepEqual(response.headers.getSetCookie?.() ?? ["a=1", "b=2"], ["a=1", "b=2"]);
  assert.ok(response.body instanceof ReadableStream);
  assert.equal(await response.text(), "abc");
  const again = await client._createConnection({}, MODEL, true);
  assert.match(service.requests[1].url, /stream\/$/);
  const reader = again.body.getReader({ mode: "byob" });
  const { value } = await reader.read(new Uint8Array(2));
  assert.equal(new TextDecoder().decode(value), "ab");
  await reader.cancel();
});

test("cancelling a response's body ends its request", async (t) => {
  const service = await Service.start(t, (response) => response.write("abc"));
  const response = await service.client()._createConnection({}, MODEL);
  await response.body.cancel();
  await service.left();
});

test("a response is not read faster than its reader reads", async (t) => {
  const service = await Service.says(t, "x".repeat(3_000_000));
  const response = await service.client()._createConnection({}, MODEL);
  let length = 0;
  for await (const chunk of response.body) length += chunk.length;
  assert.equal(length, 3_000_000);
});

test("reads a response that begins before the request has ended", async (t) => {
  const service = await Service.start(t, (response) => response.end(events(1)));
  const blob = new Blob([new Uint8Array(3_000_000)]);
  assert.equal(await service.client().predict({ blob }, MODEL), 1);
});
