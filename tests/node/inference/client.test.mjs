// The `FlyMyAI` object: properties, redirects, schemas, a replaced `fetch`.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { inspect } from "node:util";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { all, events, Service, texts } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const failure = (message) => (error) => {
  assert.ok(error instanceof FlyMyAIError, String(error));
  assert.equal(error.message, message);
  return true;
};

test("the constructor requires only a key", () => {
  const client = new FlyMyAI({ apiKey: "k", baseUrl: "http://other" });
  assert.deepEqual(Object.getOwnPropertyNames(client), ["baseUrl", "apiKey"]);
  assert.equal(client.baseUrl, "https://api.flymy.ai/api/v1");
  assert.equal(new FlyMyAI({ apiKey: 5 }).apiKey, 5);
  const text = "API key not found. Please provide a valid API key.";
  for (const config of [{}, { apiKey: "" }, { apiKey: null }, { apiKey: 0 }, "key"]) {
    assert.throws(() => new FlyMyAI(config), failure(text));
  }
  assert.throws(
    () => new FlyMyAI(),
    new TypeError("Cannot read properties of undefined (reading 'apiKey')"),
  );
  assert.throws(
    () => FlyMyAI({ apiKey: "k" }),
    new TypeError("Class constructor FlyMyAI cannot be invoked without 'new'"),
  );
});

test("the methods of the published client are on the prototype", () => {
  const lengths = {
    asyncPredict: 2,
    checkAsyncResult: 3,
    predictAsync: 2,
    _convertImageToBase64: 1,
    _preparePayload: 1,
    _createConnection: 2,
    _validateModelFormat: 1,
    _createConnectionWithRetries: 2,
    predict: 2,
    _createStream: 1,
    stream: 2,
    openapiSchema: 0,
  };
  for (const [name, length] of Object.entries(lengths)) {
    assert.equal(FlyMyAI.prototype[name].length, length, name);
  }
  assert.deepEqual(Object.keys(FlyMyAI.prototype), []);
  const names = Object.getOwnPropertyNames(FlyMyAI.prototype).sort();
  assert.deepEqual(names, [...Object.keys(lengths), "constructor", "withOptions"].sort());
});

test("the error class equals the published one", () => {
  const error = new FlyMyAIError("x");
  assert.equal(String(error), "FlyMyAIError: x");
  assert.equal(JSON.stringify(error), '{"name":"FlyMyAIError"}');
  assert.ok(error instanceof Error);
});

test("a changed address applies to the next request", async (t) => {
  const [one, two] = [await Service.says(t, events(1)), await Service.says(t, events(2))];
  const client = one.client();
  assert.equal(await client.predict({}, MODEL), 1);
  client.baseUrl = `${two.origin}/x`;
  assert.equal(await client.predict({}, MODEL), 2);
  assert.equal(two.requests[0].url, "/x/flymyai/bert/predict");
});

test("a changed key applies to the next request, and is encoded for a header", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  for (const [key, sent] of [
    ["  k ", "k"],
    ["é", "é"],
    [5, "5"],
  ]) {
    client.apiKey = key;
    await client.predict({}, MODEL);
    assert.equal(service.requests.at(-1).headers["x-api-key"], sent);
  }
  for (const key of ["a\nsecret", "ключ"]) {
    client.apiKey = key;
    await assert.rejects(client.asyncPredict({}, MODEL), (error) => {
      assert.ok(error instanceof TypeError);
      assert.ok(!error.message.includes(key));
      return true;
    });
    await assert.rejects(client.predict({}, MODEL), /^FlyMyAIError: Prediction failed: /);
  }
});

test("a redirect keeps the key only within its origin", async (t) => {
  const other = await Service.says(t, events("other"));
  const service = await Service.start(t, (response, { url }) => {
    if (url.endsWith("/predict")) response.writeHead(307, { location: "/near" }).end();
    else if (url === "/near") response.writeHead(308, { location: `${other.origin}/far` }).end();
  });
  assert.equal(await service.client().predict({ a: 1 }, MODEL), "other");
  assert.equal(service.requests[1].headers["x-api-key"], "fly-test");
  const [far] = other.requests;
  assert.equal(far.headers["x-api-key"], undefined);
  assert.deepEqual(texts(far), { a: "1" });
});

test("a redirect can change a POST to a GET, and their number is limited", async (t) => {
  const service = await Service.start(t, (response, { method, url }) => {
    if (url.startsWith("/loop")) response.writeHead(302, { location: "/loop" }).end();
    else if (method === "POST") response.writeHead(303, { location: "/result" }).end();
    else response.end(events("got"));
  });
  const client = service.client();
  assert.equal(await client.predict({}, MODEL), "got");
  assert.equal(service.requests[1].body.length, 0);
  client.baseUrl = `${service.origin}/loop`;
  await assert.rejects(client.predict({}, MODEL), failure("Prediction failed: fetch failed"));
  assert.equal(service.requests.length, 2 + 21);
});

test("printing or serializing an inference client does not show the key", () => {
  const client = new FlyMyAI({ apiKey: "secret" });
  assert.ok(!inspect(client).includes("secret"));
  assert.ok(!JSON.stringify(client).includes("secret"));
  assert.ok(!JSON.stringify({ ...client }).includes("secret"));
  assert.equal(client.apiKey, "secret");
  client.apiKey = "other";
  assert.deepEqual(Object.keys(client), ["baseUrl"]);
});

test("gets a schema from its old address", async (t) => {
  const body = { exc_history: null, openapi_schema: { openapi: "3.1.0" }, status: 0 };
  const service = await Service.says(t, JSON.stringify(body));
  const result = await service.client().openapiSchema(MODEL);
  assert.deepEqual(
    service.requests.map(({ method, url }) => `${method} ${url}`),
    ["GET /api/v1/flymyai/bert/openapi-schema"],
  );
  assert.equal(result.constructor.name, "OpenAPISchemaResponse");
  assert.deepEqual(Object.keys(result), ["_response", "exc_history", "openapi_schema", "status"]);
  assert.deepEqual(result.openapi_schema, { openapi: "3.1.0" });
  assert.equal(result.status, 200);
  assert.ok(result.response instanceof Response);
  assert.deepEqual(await result.response.json(), body);
});

test("gets a schema from its new address", async (t) => {
  const document = { openapi: "3.1.0", paths: {} };
  const service = await Service.start(t, (response, { url }) => {
    if (url.endsWith("/openapi.json")) response.end(JSON.stringify(document));
    else response.writeHead(404).end();
  });
  const result = await service.client().openapiSchema(MODEL);
  assert.deepEqual(result.openapi_schema, document);
  assert.equal(result.exc_history, undefined);
  assert.equal(result.status, 200);
});

test("an unavailable schema is an error", async (t) => {
  const text = (n, why) => `Failed to fetch OpenAPI schema after ${n} attempts: ${why}`;
  const words = (reason) =>
    `Failed to fetch OpenAPI schema. Server responded with status: ${reason}`;
  const broken = await Service.says(t, "", { status: 500, reason: "Broken So" });
  const client = broken.client();
  await assert.rejects(client.openapiSchema(MODEL), failure(text(3, words("Broken So"))));
  assert.equal(broken.requests.length, 3);
  await assert.rejects(client.openapiSchema(MODEL, 1), failure(text(1, words("Broken So"))));
  await assert.rejects(
    client.openapiSchema(MODEL, 0),
    failure("Failed to fetch OpenAPI schema after maximum retries."),
  );
  const absent = await Service.says(t, "", { status: 404, reason: "Nowhere" });
  await assert.rejects(absent.client().openapiSchema(), failure(text(3, words("Nowhere"))));
  assert.deepEqual(
    absent.requests.map(({ url }) => url),
    ["/api/v1//undefined/openapi-schema", "/api/v1//undefined/openapi.json"],
  );
  client.baseUrl = "http://127.0.0.1:1";
  await assert.rejects(client.openapiSchema(MODEL), failure(text(3, "fetch failed")));
});

test("retries the request of a schema", async (t) => {
  const service = await Service.start(t, (response, _, n) => {
    if (n === 1) response.end("no JSON");
    else response.end('{"openapi_schema":{},"status":7}');
  });
  assert.equal((await service.client().openapiSchema(MODEL)).status, 7);
});

test("a model name cannot address another endpoint", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  for (const [model, path] of [
    ["a/b/c", "a/b"],
    ["a b/é?x=1#y", "a%20b/%C3%A9%3Fx=1%23y"],
    ["a%20b/c", "a%20b/c"],
    ["/b", "/b"],
    ["a/", "a/"],
    ["/", "/"],
  ]) {
    await client.predict({}, model);
    const seen = service.requests.at(-1).url;
    assert.equal(decodeURIComponent(seen), decodeURIComponent(`/api/v1/${path}/predict`), model);
    assert.ok(!seen.includes("?"), model);
  }
  const before = service.requests.length;
  for (const model of ["../admin", "a/..", "./b", "%2e%2e/b"]) {
    await assert.rejects(client.predict({}, model), FlyMyAIError, model);
    await assert.rejects(client.asyncPredict({}, model), FlyMyAIError, model);
  }
  const text = 'Model must be in the format "user/modelName".';
  await assert.rejects(client.predict({}, "bert"), failure(text));
  await assert.rejects(
    client.predict({}, undefined),
    failure("Prediction failed: Cannot read properties of undefined (reading 'includes')"),
  );
  assert.equal(service.requests.length, before);
});

test("the package has no dependencies", () => {
  const { dependencies, module } = createRequire(import.meta.url)("flymyai-js-client/package.json");
  assert.equal(dependencies, undefined);
  createRequire(import.meta.url).resolve(`flymyai-js-client`);
  assert.match(module, /index\.mjs$/);
});

test("numbers are parsed by JSON.parse", async (t) => {
  const text = '{"n":9007199254740993,"f":1.0,"big":1e400,"10":1,"2":1}';
  const service = await Service.says(t, `data: ${text}\n\n`);
  const result = await service.client().predict({}, MODEL);
  assert.deepEqual(result, JSON.parse(text));
  assert.equal(typeof result.n, "number");
  assert.deepEqual(Object.keys(result), ["2", "10", "n", "f", "big"]);
  assert.deepEqual(await all(service.client().stream({}, MODEL)), [JSON.parse(text)]);
});

/** Replaces `globalThis.fetch` for a test. */
function replaceFetch(t, fetch) {
  const { fetch: own } = globalThis;
  t.after(() => {
    globalThis.fetch = own;
  });
  globalThis.fetch = fetch;
}

test("a replaced fetch receives every request as in the published client", async (t) => {
  const calls = [];
  replaceFetch(t, async (...args) => {
    calls.push(args);
    const url = args[0];
    if (url.endsWith("/async/")) return new Response('{"prediction_id":"p"}', { status: 202 });
    if (url.includes("/result/")) return new Response('{"x":1}');
    if (url.endsWith("/openapi-schema")) return new Response('{"openapi_schema":{}}');
    return new Response(events({ url }));
  });
  const client = new FlyMyAI({ apiKey: "k" });
  const root = "https://api.flymy.ai/api/v1/flymyai/bert";
  const payload = { a: [1, 2], f: new Blob(["x"], { type: "text/plain" }), b: Buffer.from([255]) };
  assert.deepEqual(await client.predict(payload, MODEL), { url: `${root}/predict` });
  const [url, { method, headers, body, ...rest }] = calls[0];
  assert.equal(url, `${root}/predict`);
  assert.equal(method, "POST");
  assert.ok(headers instanceof Headers);
  assert.deepEqual(Object.fromEntries(headers), { accept: "application/json", "x-api-key": "k" });
  assert.ok(body instanceof FormData);
  assert.equal(body.get("a"), "1,2");
  assert.equal(body.get("f").name, "blob");
  assert.equal(body.get("f").type, "text/plain");
  assert.equal(body.get("b").size, 1);
  assert.deepEqual(rest, {});
  assert.deepEqual(await all(client.stream({}, MODEL)), [{ url: `${root}/predict/stream/` }]);
  assert.equal(await client.asyncPredict({}, MODEL), "p");
  const { signal } = new AbortController();
  assert.deepEqual(await client.checkAsyncResult(MODEL, "a b", signal), { x: 1 });
  const [poll, options] = calls.at(-1);
  assert.equal(poll, `${root}/predict/async/result/?request_id=a+b`);
  assert.equal(options.method, "GET");
  assert.equal(options.signal, signal);
  assert.equal(options.body, undefined);
  await client.openapiSchema(MODEL);
  const [place, { method: get, headers: plain }] = calls.at(-1);
  assert.equal(`${get} ${place}`, `GET ${root}/openapi-schema`);
  assert.deepEqual(plain, { accept: "application/json", "x-api-key": "k" });
  // The published client passes no signal to the `fetch` of a stream.
  assert.deepEqual(Object.keys(calls[1][1]), ["method", "headers", "body"]);
});

test("failures of a replaced fetch are reported like those of Node's", async (t) => {
  replaceFetch(t, async () => {
    throw new TypeError("my failure");
  });
  const client = new FlyMyAI({ apiKey: "k" });
  await assert.rejects(client.predict({}, MODEL), failure("Prediction failed: my failure"));
  await assert.rejects(client.asyncPredict({}, MODEL), new TypeError("my failure"));
});

test("a late response of an abandoned stream is cancelled", async (t) => {
  let answer;
  replaceFetch(t, () => new Promise((resolve) => (answer = resolve)));
  const stream = new FlyMyAI({ apiKey: "k" }).stream({}, MODEL);
  const next = stream.next();
  await new Promise(setImmediate);
  await stream.return();
  assert.deepEqual(await next, { done: true, value: undefined });
  const cancelled = new Promise((cancel) => answer(new Response(new ReadableStream({ cancel }))));
  await cancelled;
});

test("accepts a minimal mock response of a replaced fetch", async (t) => {
  const bytes = [new TextEncoder().encode(events({ a: 1 }))];
  const getReader = () => ({
    read: async () => ({ done: bytes.length === 0, value: bytes.pop() }),
  });
  replaceFetch(t, async () => ({ ok: true, body: { getReader } }));
  assert.deepEqual(await new FlyMyAI({ apiKey: "k" }).predict({}, MODEL), { a: 1 });
});

test("Node's own fetch is not called", async (t) => {
  const service = await Service.says(t, events(1));
  await fetch(service.origin);
  await service.client().predict({}, MODEL);
  assert.match(service.requests[1].headers["user-agent"], /^flymyai-js\//);
});

test("a custom global dispatcher receives the requests", async (t) => {
  const service = await Service.says(t, events(1));
  await fetch(service.origin);
  const place = Symbol.for("undici.globalDispatcher.1");
  const own = globalThis[place];
  t.after(() => {
    globalThis[place] = own;
  });
  class MockAgent {
    dispatch(options, handler) {
      this.path = options.path;
      return own.dispatch(options, handler);
    }
  }
  const mock = new MockAgent();
  globalThis[place] = mock;
  assert.equal(await service.client().predict({}, MODEL), 1);
  assert.equal(mock.path, "/api/v1/flymyai/bert/predict");
});

test("the error of an invalid address does not have its password", async () => {
  for (const address of ["http://u:Hidden@[bad", "ftp://u:Hidden@host", "u:Hidden@host"]) {
    const client = new FlyMyAI({ apiKey: "fly-k" });
    client.baseUrl = address;
    await assert.rejects(client.predict({ n: 1 }, "acme/model"), (error) => {
      assert.match(error.message, /Failed to parse URL from/);
      assert.doesNotMatch(`${error.message}${error.stack}`, /Hidden/);
      return true;
    });
  }
});
