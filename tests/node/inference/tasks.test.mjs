// `asyncPredict`, `checkAsyncResult` and `predictAsync`, and signals that end them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { Service } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const DONE = { inference_responses: [{ infer_details: { status: 200 }, response: { x: [1] } }] };
const failure = (message) => (error) => {
  assert.ok(error instanceof FlyMyAIError, String(error));
  assert.equal(error.message, message);
  return true;
};
const ABORTED = failure("Request aborted");

/** A service whose tasks are pending for this number of polls. */
function tasks(t, { pending = 0, result = DONE, start, poll } = {}) {
  let polls = 0;
  return Service.start(t, async (response, request) => {
    if (request.method === "POST") {
      await start?.(response);
      response.writeHead(202).end('{"prediction_id": "p/1 2"}');
    } else if (poll && polls >= pending) {
      poll(response);
    } else {
      polls += 1;
      response.writeHead(polls > pending ? 200 : 425).end(JSON.stringify(result));
    }
  });
}

/** Resolves when a timer of this many milliseconds starts. */
function pausing(t, interval) {
  const { setTimeout } = globalThis;
  return new Promise((resolve) => {
    t.mock.method(globalThis, "setTimeout", (done, delay) => {
      if (delay === interval) resolve();
      return setTimeout(done, delay);
    });
  });
}

test("predictAsync starts a task, polls it, and returns the whole result", async (t) => {
  const service = await tasks(t, { pending: 2 });
  const result = await service.client().predictAsync({ a: 1 }, MODEL, { interval: 1 });
  assert.deepEqual(result, DONE);
  const [first, ...polls] = service.requests.map(({ method, url }) => `${method} ${url}`);
  assert.equal(first, "POST /api/v1/flymyai/bert/predict/async/");
  const poll = "GET /api/v1/flymyai/bert/predict/async/result/?request_id=p%2F1+2";
  assert.deepEqual(polls, [poll, poll, poll]);
  assert.equal(service.requests[1].headers.accept, "application/json");
});

test("the interval is passed to the timer unchanged", async (t) => {
  const seen = [];
  const { setTimeout: timer } = globalThis;
  t.mock.method(globalThis, "setTimeout", (call, delay) => {
    seen.push(delay);
    return timer(call, 1);
  });
  class Mine extends FlyMyAI {
    #polls = 0;
    asyncPredict = async () => "id";
    checkAsyncResult = async () => {
      this.#polls += 1;
      return this.#polls % 2 === 1 ? { status: "pending" } : DONE;
    };
  }
  const client = new Mine({ apiKey: "k" });
  for (const options of [undefined, {}, { interval: undefined }, { interval: null }]) {
    await client.predictAsync({}, MODEL, options);
  }
  await client.predictAsync({}, MODEL, { interval: "7" });
  assert.deepEqual(seen, [5000, 5000, 5000, null, "7"]);
});

test("a poll distinguishes a pending task from an error", async (t) => {
  for (const [status, body, expected] of [
    [425, "whatever", { status: "pending" }],
    [200, "null", null],
    [201, '{"status":"pending","x":1}', { status: "pending", x: 1 }],
  ]) {
    const service = await Service.says(t, body, { status });
    assert.deepEqual(await service.client().checkAsyncResult(MODEL, "1"), expected);
  }
  const refusing = await Service.says(t, "{}", { status: 404, reason: "Gone So" });
  const text = "Async check failed: 404 Gone So. Body: {}";
  await assert.rejects(refusing.client().checkAsyncResult(MODEL, undefined), failure(text));
  assert.match(refusing.requests[0].url, /request_id=undefined$/);
});

test("any JSON with the status pending is polled again, also through overridden methods", async () => {
  let polls = 0;
  class Mine extends FlyMyAI {
    async asyncPredict() {
      return "id";
    }
    async checkAsyncResult(...args) {
      this.args = args;
      polls += 1;
      return polls < 3 ? { status: "pending" } : DONE;
    }
  }
  const client = new Mine({ apiKey: "k" });
  assert.deepEqual(await client.predictAsync({}, MODEL, { interval: 0 }), DONE);
  assert.equal(polls, 3);
  assert.deepEqual(client.args, [MODEL, "id", undefined]);
});

test("the id is returned unchanged", async (t) => {
  for (const [body, id] of [
    ['{"prediction_id":"x"}', "x"],
    ['{"prediction_id":5}', 5],
  ]) {
    const service = await Service.says(t, body, { status: 202 });
    assert.equal(await service.client().asyncPredict({}, MODEL), id);
  }
  for (const body of ["{}", '{"prediction_id":""}', '{"prediction_id":0}']) {
    const service = await Service.says(t, body, { status: 202 });
    await assert.rejects(
      service.client().asyncPredict({}, MODEL),
      failure("Missing prediction_id in response"),
    );
  }
});

test("an aborted signal prevents the start", async (t) => {
  const service = await tasks(t);
  const signal = AbortSignal.abort(new Error("mine"));
  await assert.rejects(service.client().predictAsync({}, MODEL, { signal }), ABORTED);
  assert.equal(service.requests.length, 0);
});

test("an abort during the start ends the call immediately", async (t) => {
  const service = await tasks(t, { start: () => new Promise(() => {}) });
  const controller = new AbortController();
  const { signal } = controller;
  const predicting = service.client().predictAsync({}, MODEL, { signal });
  await service.came();
  controller.abort("mine");
  await assert.rejects(predicting, ABORTED);
  await service.left();
  class Mine extends FlyMyAI {
    asyncPredict() {
      return new Promise(() => {});
    }
  }
  const other = new AbortController();
  const waiting = new Mine({ apiKey: "k" }).predictAsync({}, MODEL, { signal: other.signal });
  other.abort();
  await assert.rejects(waiting, ABORTED);
});

test("an abort between two polls ends the wait immediately", async (t) => {
  const service = await tasks(t, { pending: 100 });
  const controller = new AbortController();
  const { signal } = controller;
  const paused = pausing(t, 60_000);
  const predicting = service.client().predictAsync({}, MODEL, { interval: 60_000, signal });
  await paused;
  controller.abort();
  const begun = performance.now();
  await assert.rejects(predicting, ABORTED);
  assert.ok(performance.now() - begun < 5000);
  assert.equal(service.requests.length, 2);
});

test("rejects an invalid signal before sending", async (t) => {
  const service = await tasks(t);
  for (const signal of [5, {}, "abort"]) {
    await assert.rejects(service.client().predictAsync({}, MODEL, { signal }), {
      name: "TypeError",
      message: "signal must be an AbortSignal",
    });
  }
  assert.deepEqual(service.requests, []);
});

test("an abort during a poll rejects with the signal's reason", async (t) => {
  for (const reason of [new RangeError("mine"), "mine", undefined]) {
    const service = await tasks(t, { poll: () => {} });
    const controller = new AbortController();
    const { signal } = controller;
    const predicting = service.client().predictAsync({}, MODEL, { signal });
    await service.came(2);
    controller.abort(reason);
    await assert.rejects(predicting, (error) => {
      assert.equal(error, signal.reason);
      assert.equal(error.name, reason === undefined ? "AbortError" : reason.name);
      return true;
    });
    await service.left();
  }
});

test("a timeout signal rejects with a TimeoutError", async (t) => {
  const service = await Service.start(t, () => {});
  const polling = service.client().checkAsyncResult(MODEL, "1", AbortSignal.timeout(20));
  await assert.rejects(polling, { name: "TimeoutError" });
  await service.left();
});

test("an abort during a poll's body rejects with the reason", async (t) => {
  const controller = new AbortController();
  const service = await Service.start(t, (response) => {
    response.write('{"a":', () => controller.abort("mine"));
  });
  const polling = service.client().checkAsyncResult(MODEL, "1", controller.signal);
  await assert.rejects(polling, (error) => error === "mine");
  await service.left();
});

test("an aborted signal prevents a poll", async (t) => {
  const service = await tasks(t);
  const polling = service.client().checkAsyncResult(MODEL, "1", AbortSignal.abort("mine"));
  await assert.rejects(polling, (error) => error === "mine");
  assert.equal(service.requests.length, 0);
  assert.deepEqual(await service.client().checkAsyncResult(MODEL, "1", null), DONE);
  await assert.rejects(service.client().checkAsyncResult(MODEL, "1", {}), TypeError);
});

test("an abort after the result of a task has no effect", async (t) => {
  const service = await tasks(t);
  const controller = new AbortController();
  const { signal } = controller;
  assert.deepEqual(await service.client().predictAsync({}, MODEL, { signal }), DONE);
  controller.abort();
});

test("one signal for many waits causes no warning", async (t) => {
  const warnings = [];
  const warn = (warning) => warnings.push(String(warning));
  process.on("warning", warn);
  t.after(() => process.off("warning", warn));
  const service = await tasks(t, { pending: 1000 });
  const controller = new AbortController();
  const options = { interval: 60_000, signal: controller.signal };
  const client = service.client();
  const waits = Array.from({ length: 30 }, () => client.predictAsync({}, MODEL, options));
  await service.came(60);
  controller.abort();
  const results = await Promise.allSettled(waits);
  for (const { reason } of results) assert.equal(typeof reason, "object");
  assert.deepEqual(warnings, []);
});

test("a network failure is fetch's error, with a code", async (t) => {
  const client = new FlyMyAI({ apiKey: "k" });
  client.baseUrl = "http://127.0.0.1:1";
  const refused = (error) => {
    assert.equal(Object.getPrototypeOf(error), TypeError.prototype);
    assert.equal(error.message, "fetch failed");
    assert.ok(error.cause instanceof Error);
    assert.equal(error.cause.code, "ECONNREFUSED");
    return true;
  };
  await assert.rejects(client.asyncPredict({}, MODEL), refused);
  await assert.rejects(client.checkAsyncResult(MODEL, "1"), refused);
  await assert.rejects(client.predictAsync({}, MODEL), refused);
  client.baseUrl = "http://no-such-host.invalid";
  await assert.rejects(client.checkAsyncResult(MODEL, "1"), (error) => {
    assert.equal(error.cause.code, "ENOTFOUND");
    return true;
  });
  const service = await Service.start(t, (response) => response.destroy());
  await assert.rejects(service.client().checkAsyncResult(MODEL, "1"), (error) => {
    assert.match(error.cause.code, /^(UND_ERR_SOCKET|ECONNRESET)$/);
    return error instanceof TypeError;
  });
});

test("a response that is not JSON is a SyntaxError", async (t) => {
  const html = await Service.start(t, (response, { method }) =>
    response.writeHead(method === "POST" ? 202 : 200).end("<html>"),
  );
  const client = html.client();
  await assert.rejects(client.asyncPredict({}, MODEL), SyntaxError);
  await assert.rejects(client.checkAsyncResult(MODEL, "1"), SyntaxError);
  await assert.rejects(client.predictAsync({}, MODEL), SyntaxError);
});

test("a failed prediction rejects with the service's message in any format", async (t) => {
  for (const [first, text] of [
    [{ infer_details: { status: 500 }, response: { detail: "Out of memory" } }, "Out of memory"],
    [{ infer_details: { status: "200" }, response: { detail: "" }, error: "e" }, "e"],
    [{ infer_details: { status: 422 }, response: { detail: [{ loc: ["a"] }] } }, '[{"loc":["a"]}]'],
    [{ infer_details: { status: 422 }, response: {} }, "Unknown inference error"],
    [{}, "Unknown inference error"],
    [undefined, "Unknown inference error"],
  ]) {
    const inference_responses = first && [first, DONE.inference_responses[0]];
    const service = await tasks(t, { result: { inference_responses } });
    await assert.rejects(service.client().predictAsync({}, MODEL), failure(text));
  }
});

test("only status 202 starts a task", async (t) => {
  const body = '{"prediction_id":"x"}';
  for (const [status, reason] of [
    [200, "OK"],
    [500, "Broken So"],
  ]) {
    const service = await Service.says(t, body, { status, reason });
    await assert.rejects(
      service.client().asyncPredict({}, MODEL),
      failure(`Async prediction failed: ${status} ${reason}. Body: ${body}`),
    );
    assert.equal(service.requests.length, 1);
  }
});

test("rejects an invalid model name", async (t) => {
  const service = await tasks(t);
  const client = service.client();
  const text = 'Model must be in the format "user/modelName".';
  await assert.rejects(client.asyncPredict({}, "bert"), failure(text));
  await assert.rejects(client.checkAsyncResult("", "1"), failure(text));
  await assert.rejects(client.asyncPredict({}, undefined), TypeError);
  await assert.rejects(client.checkAsyncResult(5, "1"), TypeError);
  await assert.rejects(client.predictAsync({}, MODEL, null), TypeError);
  assert.equal(service.requests.length, 0);
});
