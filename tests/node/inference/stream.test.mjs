// `stream`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { all, events, inPieces, Service, standstill } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const failure = (message) => (error) => {
  assert.ok(error instanceof FlyMyAIError);
  if (message instanceof RegExp) assert.match(error.message, message);
  else assert.equal(error.message, message);
  return true;
};

test("a stream ends with its response, and the code after the loop runs", async (t) => {
  const service = await Service.says(t, events({ n: 1 }, { n: 2 }));
  assert.deepEqual(await all(service.client().stream({ a: 1 }, MODEL)), [{ n: 1 }, { n: 2 }]);
  const [request] = service.requests;
  assert.equal(`${request.method} ${request.url}`, "POST /api/v1/flymyai/bert/predict/stream/");
  assert.equal(request.headers.accept, "text/event-stream");
  assert.equal(request.headers["x-api-key"], "fly-test");
});

test("a started stream leaves no timer", async (t) => {
  const before = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const service = await Service.says(t, events(1));
  await all(service.client().stream({}, MODEL));
  const after = process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  assert.ok(after <= before, `${before} timers before, ${after} after`);
});

test("text is decoded wherever packets split it", async (t) => {
  const value = { text: "привет, 世界 🎉" };
  const bytes = Buffer.from(events(value));
  const service = await Service.start(t, (response) =>
    inPieces(
      response,
      [...bytes].map((_, at) => bytes.subarray(at, at + 1)),
    ),
  );
  assert.deepEqual(await all(service.client().stream({}, MODEL)), [value]);
});

test("reads an event of many megabytes", async (t) => {
  const image = "A".repeat(8_000_000);
  const service = await Service.says(t, events({ image }, 2));
  const [first, second] = await all(service.client().stream({}, MODEL));
  assert.equal(first.image.length, image.length);
  assert.equal(second, 2);
});

test("transient failures are attempted three times", async (t) => {
  for (const status of [408, 409, 425, 429, 500, 503]) {
    const service = await Service.says(t, "no", { status, reason: "Why" });
    const text = `Streaming failed: Failed after 3 attempts: Request failed: ${status} Why. Body: no`;
    await assert.rejects(all(service.client().stream({}, MODEL)), failure(text));
    assert.equal(service.requests.length, 3, status);
  }
});

test("permanent failures are not retried", async (t) => {
  for (const status of [400, 401, 404, 422]) {
    const service = await Service.says(t, "{}", { status, reason: "Why" });
    const text = `Streaming failed: Failed after 3 attempts: Request failed: ${status} Why. Body: {}`;
    await assert.rejects(all(service.client().stream({}, MODEL)), failure(text));
    assert.equal(service.requests.length, 1, status);
  }
});

test("a second attempt can succeed", async (t) => {
  const service = await Service.start(t, (response, _, n) => {
    if (n === 1) response.destroy();
    else response.writeHead(n === 2 ? 503 : 200).end(events(n));
  });
  assert.deepEqual(await all(service.client().stream({}, MODEL)), [3]);
});

test("an invalid model name sends no request and is not retried", async (t) => {
  const service = await Service.says(t, events(1));
  const text =
    'Streaming failed: Failed after 3 attempts: Model must be in the format "user/modelName".';
  await assert.rejects(all(service.client().stream({}, "bert")), failure(text));
  assert.equal(service.requests.length, 0);
});

test("an attempt at its timeout is cancelled before the next", async (t) => {
  const service = await Service.start(t, () => {});
  await assert.rejects(
    service.client()._createConnectionWithRetries({}, MODEL, true, 2, 50),
    failure("Failed after 2 attempts: Request timed out"),
  );
  await service.left(2);
});

test("the attempt timeout does not limit the body", async (t) => {
  let body;
  const service = await Service.start(t, (response) => {
    response.flushHeaders();
    body = response;
  });
  const client = service.client();
  const response = await client._createConnectionWithRetries({}, MODEL, true, 1, 100);
  // An attempt that begins later reaches the same timeout.
  const silent = await Service.start(t, () => {});
  await assert.rejects(silent.client()._createConnectionWithRetries({}, MODEL, true, 1, 100));
  body.end(events(1));
  assert.equal(await response.text(), events(1));
});

test("failures print nothing", async (t) => {
  const log = t.mock.method(console, "log", () => {});
  const service = await Service.says(t, "", { status: 500 });
  await assert.rejects(all(service.client().stream({}, MODEL)));
  await all(await new FlyMyAI({ apiKey: "k" })._createStream(new Response("", { status: 500 })));
  assert.equal(log.mock.callCount(), 0);
});

test("every 2xx with events is a success", async (t) => {
  for (const status of [200, 201, 206]) {
    const service = await Service.says(t, events(status), { status });
    assert.deepEqual(await all(service.client().stream({}, MODEL)), [status]);
  }
});

/** A server that sends events until the connection is closed. */
function endless(t, pace = 10) {
  return Service.start(t, (response) => {
    let n = 0;
    const timer = setInterval(() => {
      n += 1;
      response.write(events(n));
    }, pace);
    response.on("close", () => clearInterval(timer));
  });
}

test("leaving the loop ends the request", async (t) => {
  const service = await endless(t);
  for await (const event of service.client().stream({}, MODEL)) if (event === 3) break;
  await service.left();
});

test("return() ends the request during a pending event", async (t) => {
  const service = await Service.start(t, (response) => response.write(events(1)));
  const stream = service.client().stream({}, MODEL);
  assert.deepEqual(await stream.next(), { done: false, value: 1 });
  const next = stream.next();
  assert.deepEqual(await stream.return("x"), { done: true, value: "x" });
  assert.deepEqual(await next, { done: true, value: undefined });
  await service.left();
});

test("return() ends the request before its head", async (t) => {
  const service = await Service.start(t, () => {});
  const stream = service.client().stream({}, MODEL);
  const next = stream.next();
  await service.came();
  await stream.return();
  assert.deepEqual(await next, { done: true, value: undefined });
  await service.left();
  assert.equal(service.requests.length, 1);
});

test("a slow consumer does not buffer the whole response", async (t) => {
  const event = events("x".repeat(10_000));
  let sent = 0;
  const service = await Service.start(t, (response) => {
    const write = () => {
      while (!response.destroyed) {
        sent += event.length;
        if (!response.write(event)) return;
      }
    };
    response.on("drain", write);
    write();
  });
  const stream = service.client().stream({}, MODEL);
  await stream.next();
  // The buffers of the sockets take some megabytes, then the sender is blocked.
  await standstill(t, () => sent, 64_000_000);
  assert.ok(sent < 64_000_000, `${sent} bytes`);
  await stream.return();
});

test("a call of stream() sends nothing and never throws", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  const stream = client.stream();
  assert.equal(stream[Symbol.asyncIterator](), stream);
  const { stream: detached } = client;
  const lost = detached({}, MODEL);
  assert.equal(service.requests.length, 0);
  await assert.rejects(
    lost.next(),
    failure(
      "Streaming failed: Cannot read properties of undefined (reading '_createConnectionWithRetries')",
    ),
  );
  await assert.rejects(stream.next(), /Streaming failed: Failed after 3 attempts: /);
});

test("events arrive before the response ends", async (t) => {
  const service = await endless(t, 100);
  const stream = service.client().stream({}, MODEL);
  assert.equal((await stream.next()).value, 1);
  assert.equal(service.requests[0].left, false);
  await stream.return();
});

test("decodes all forms of server-sent events", async (t) => {
  const body =
    "\ufeff: hello\nid: 7\nretry: 5\nevent: x\ndata: 1\n\n" +
    'data: {"a":\ndata:  2}\n\ndata: 3\r\n\r\ndata:4\r\r';
  const service = await Service.says(t, body);
  assert.deepEqual(await all(service.client().stream({}, MODEL)), [1, { a: 2 }, 3, 4]);
});

test("an event that is not JSON ends the stream with the parser's message", async (t) => {
  const service = await Service.says(t, "data: 1\n\ndata: {oops\n\ndata: 3\n\n");
  const stream = service.client().stream({}, MODEL);
  assert.equal((await stream.next()).value, 1);
  let text;
  try {
    JSON.parse("{oops");
  } catch (error) {
    text = error.message;
  }
  await assert.rejects(stream.next(), failure(`Streaming failed: ${text}`));
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});

test("a connection lost after the head is not retried", async (t) => {
  let body;
  const service = await Service.start(t, (response) => {
    response.write(events(1));
    body = response;
  });
  const stream = service.client().stream({}, MODEL);
  assert.equal((await stream.next()).value, 1);
  body.destroy();
  await assert.rejects(stream.next(), failure("Streaming failed: terminated"));
  assert.equal(service.requests.length, 1);
});

test("an error in the loop's body is unchanged", async (t) => {
  const service = await endless(t);
  const mine = new RangeError("mine");
  await assert.rejects(
    (async () => {
      for await (const _ of service.client().stream({}, MODEL)) throw mine;
    })(),
    (error) => error === mine,
  );
  await service.left();
});

test("throw() wraps the error if the stream has started", async (t) => {
  const service = await endless(t);
  const mine = new RangeError("mine");
  const fresh = service.client().stream({}, MODEL);
  await assert.rejects(fresh.throw(mine), (error) => error === mine);
  const begun = service.client().stream({}, MODEL);
  await begun.next();
  await assert.rejects(begun.throw(mine), failure("Streaming failed: mine"));
  await service.left();
});

test("_createStream accepts any response and returns one chunk per event", async () => {
  const client = new FlyMyAI({ apiKey: "k" });
  const read = async (response) => {
    const chunks = await all(await client._createStream(response));
    return chunks.map((chunk) => {
      assert.ok(chunk instanceof Uint8Array);
      return new TextDecoder().decode(chunk);
    });
  };
  assert.deepEqual(await read(new Response('data: "é"\n\ndata: 2\n\n')), ['"é"', "2"]);
  assert.deepEqual(await read(new Response("data: 1\n\n", { status: 500 })), []);
  await assert.rejects(read(new Response(null)), failure(/^No valid data events/));
});

test("overridden connections and streams are used", async (t) => {
  class Mine extends FlyMyAI {
    seen = [];
    async _createConnection(...args) {
      this.seen.push(args);
      return new Response(events(1));
    }
  }
  const client = new Mine({ apiKey: "k" });
  assert.deepEqual(await all(client.stream({ a: 1 }, MODEL)), [1]);
  assert.deepEqual(client.seen, [[{ a: 1 }, MODEL, true]]);
  class Other extends Mine {
    async _createStream() {
      return new Response('"chunk"').body;
    }
  }
  assert.deepEqual(await all(new Other({ apiKey: "k" }).stream({}, MODEL)), ["chunk"]);
  const service = await Service.start(t, () => {});
  class Slow extends FlyMyAI {
    async _createConnection(...args) {
      return super._createConnection(...args);
    }
  }
  const stream = service.client(Slow).stream({}, MODEL);
  const next = stream.next();
  await service.came();
  await stream.return();
  await next;
  await service.left();
});

test("zero attempts are an error", async () => {
  const client = new FlyMyAI({ apiKey: "k" });
  await assert.rejects(
    client._createConnectionWithRetries({}, MODEL, true, 0),
    failure("Maximum retry attempts reached"),
  );
});
