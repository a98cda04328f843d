// Streams in a payload.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { test } from "node:test";
import { FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { all, events, form, Service } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const CONTENT = "0123456789abcdef".repeat(20_000);

/** A file with this content in a temporary folder. */
function fileOf(t, name) {
  const folder = mkdtempSync(join(tmpdir(), "flymyai-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, CONTENT);
  return path;
}

const web = (...pieces) =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });

const failing = (pattern) => (error) => {
  assert.ok(error instanceof Error);
  assert.match(error.message, pattern);
  return true;
};

/** No text may contain the payload's streams. */
function assertNoPath(request, path) {
  assert.ok(!request.body.includes(path), "the path is on the wire");
}

test("a file stream is uploaded in chunks, with its name", async (t) => {
  const path = fileOf(t, "cat\n.png");
  const service = await Service.says(t, events(1));
  await service.client().predict({ image: createReadStream(path), a: 1 }, MODEL);
  const [request] = service.requests;
  assert.equal(request.headers["transfer-encoding"], "chunked");
  assert.equal(request.headers["content-length"], undefined);
  const [image, a] = form(request);
  assert.equal(a.value, "1");
  assert.equal(image.filename, "cat%0A.png");
  assert.equal(image.type, "application/octet-stream");
  assert.equal(image.value, CONTENT);
  assertNoPath(request, path.slice(0, path.lastIndexOf("/")));
});

test("streams of every kind are uploaded by every call", async (t) => {
  const service = await Service.start(t, (response, { url }) => {
    if (url.includes("async")) response.writeHead(202).end('{"prediction_id":"p"}');
    else response.end(events(1));
  });
  const client = service.client();
  const bytes = (text) => new TextEncoder().encode(text);
  const kinds = {
    node: () => Readable.from([Buffer.from("ab"), Buffer.from("cdé")]),
    text: () => Readable.from(["ab", "", "cdé"]),
    web: () => web(bytes("ab"), bytes(""), bytes("cdé")),
    "text of the web": () => web("ab", "cdé"),
    response: () => new Response("abcdé").body,
    generator: async function* () {
      yield "ab";
      yield bytes("cdé").buffer;
    },
  };
  const calls = {
    predict: (payload) => client.predict(payload, MODEL),
    stream: (payload) => all(client.stream(payload, MODEL)),
    asyncPredict: (payload) => client.asyncPredict(payload, MODEL),
  };
  for (const [kind, make] of Object.entries(kinds)) {
    for (const [name, call] of Object.entries(calls)) {
      await call({ f: make() });
      const [file] = form(service.requests.at(-1));
      const value = Buffer.from(file.value, "latin1").toString();
      assert.deepEqual([value, file.filename], ["abcdé", "blob"], `${name} ${kind}`);
    }
  }
});

test("a failing stream fails the request with its message, and not the process", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  const missing = () => createReadStream(join(tmpdir(), "flymyai-no-such-file"));
  await assert.rejects(client.predict({ f: missing() }, MODEL), failing(/ENOENT/));
  const late = missing();
  late.on("error", () => {});
  await once(late, "close").catch(() => {});
  await assert.rejects(client.predict({ f: late }, MODEL), failing(/destroyed|ENOENT/));
  async function* broken() {
    yield "a";
    throw new RangeError("the disk is gone");
  }
  await assert.rejects(all(client.stream({ f: broken() }, MODEL)), (error) => {
    assert.ok(error instanceof FlyMyAIError);
    return failing(/the disk is gone/)(error);
  });
  const objects = Readable.from([{ a: 1 }]);
  await assert.rejects(client.predict({ f: objects }, MODEL), failing(/chunk of type object/));
  assert.equal(service.requests.filter(({ body }) => body.length > 0).length, 0);
});

test("rejects unreadable streams before sending", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  const path = fileOf(t, "file");
  const locked = web("a");
  locked.getReader();
  const ended = Readable.from(["a"]);
  await all(ended);
  const writing = createWriteStream(path);
  t.after(() => writing.destroy());
  const handle = await open(path);
  t.after(() => handle.close());
  const one = Readable.from(["a"]);
  const inner = createReadStream(path);
  await once(inner, "open");
  t.after(() => inner.destroy());
  for (const [payload, pattern] of [
    [{ f: locked }, /locked by another reader/],
    [{ f: ended }, /read already|destroyed/],
    [{ f: writing }, /not readable/],
    [{ f: handle }, /not readable/],
    [{ a: one, b: one }, /it is in two fields/],
    [{ a: { inner } }, /must be a value of the payload itself/],
  ]) {
    await assert.rejects(client.predict(payload, MODEL), failing(pattern));
    await assert.rejects(all(client.stream(payload, MODEL)), failing(pattern));
  }
  assert.equal(service.requests.length, 0);
});

test("rejects a stream without data", async (t) => {
  const service = await Service.says(t, events(1));
  const read = web("a");
  const reader = read.getReader();
  while (!(await reader.read()).done);
  reader.releaseLock();
  for (const stream of [Readable.from([]), web(), read]) {
    const pattern = /has no data, or was read already/;
    await assert.rejects(service.client().predict({ f: stream }, MODEL), failing(pattern));
  }
});

test("a consumed stream is not retried", async (t) => {
  const service = await Service.says(t, "no", { status: 503, reason: "Why" });
  const stream = Readable.from(["abc"]);
  // The error is that of the response, not that a second attempt is impossible.
  const attempts = all(service.client().stream({ f: stream }, MODEL));
  await assert.rejects(attempts, failing(/Request failed: 503 Why/));
  assert.equal(service.requests.length, 1);
  await assert.rejects(service.client().predict({ f: stream }, MODEL), failing(/read already/));
  assert.equal(service.requests.length, 1);

  const moved = await Service.says(t, "", { status: 307, headers: { location: "/elsewhere" } });
  const predicting = moved.client().predict({ f: Readable.from(["abc"]) }, MODEL);
  await assert.rejects(predicting, failing(/can't be sent again/));
  assert.equal(moved.requests.length, 1);
});

test("an unread stream is sent with the next attempt", async (t) => {
  const service = await Service.says(t, events(1));
  class Late extends FlyMyAI {
    async _createConnection(...given) {
      try {
        return await super._createConnection(...given);
      } finally {
        this.baseUrl = service.url;
      }
    }
  }
  const client = new Late({ apiKey: "fly-test" });
  client.baseUrl = "http://127.0.0.1:1/api/v1";
  assert.deepEqual(await all(client.stream({ f: Readable.from(["abc"]) }, MODEL)), [1]);
  assert.equal(form(service.requests[0])[0].value, "abc");
});

test("an abandoned request releases its stream", async (t) => {
  const service = await Service.says(t, events(1));
  const stream = new PassThrough();
  stream.write("a");
  const iterator = service.client().stream({ f: stream }, MODEL);
  const waiting = iterator.next();
  await service.came(1);
  await Promise.all([once(stream, "close"), iterator.return()]);
  await waiting;
  assert.ok(stream.destroyed);
});

test("a program's fetch receives a form with the stream's bytes", async () => {
  const seen = [];
  const fetch = async (_, { body }) => {
    seen.push(body);
    return new Response(events(1));
  };
  const client = new FlyMyAI({ apiKey: "fly-test", fetch });
  await client.predict({ f: Readable.from(["abc", "d"]), a: 1 }, MODEL);
  const file = seen[0].get("f");
  assert.equal(await file.text(), "abcd");
  assert.equal(seen[0].get("a"), "1");
  const empty = client.predict({ f: Readable.from([]) }, MODEL);
  await assert.rejects(empty, failing(/has no data/));
});
