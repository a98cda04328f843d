// Values of a payload as form fields.
import assert from "node:assert/strict";
import { File as BufferFile } from "node:buffer";
import { test } from "node:test";
import vm from "node:vm";
import { FlyMyAIError } from "flymyai-js-client";
import { events, form, Service, texts } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const File = globalThis.File ?? BufferFile;

/** Sends a payload and returns the request. */
async function sent(t, payload) {
  const service = await Service.says(t, events(1));
  await service.client().predict(payload, MODEL);
  return service.requests[0];
}

/** Sends a payload and returns its fields as texts. */
const asTexts = async (t, payload) => texts(await sent(t, payload));

test("values are converted to text as String does", async (t) => {
  const date = new Date(0);
  const payload = {
    text: "é🎉",
    lone: "a\ud800b",
    five: 5,
    half: 1.5,
    zero: -0,
    big: 1e21,
    nan: Number.NaN,
    yes: true,
    ten: 10n,
    nothing: null,
    list: [1, "a", null, [2, 3]],
    none: [],
    blobs: [new Blob(["x"])],
    map: new Map(),
    date,
    url: new URL("http://h/x"),
    pattern: /x/g,
    own: { toString: () => "mine" },
    made: new (class {
      toString() {
        return "made";
      }
    })(),
  };
  assert.deepEqual(await asTexts(t, payload), {
    text: "é🎉",
    lone: "a\ufffdb",
    five: "5",
    half: "1.5",
    zero: "0",
    big: "1e+21",
    nan: "NaN",
    yes: "true",
    ten: "10",
    nothing: "null",
    list: "1,a,,2,3",
    none: "",
    blobs: "[object Blob]",
    map: "[object Map]",
    date: String(date),
    url: "http://h/x",
    pattern: "/x/g",
    own: "mine",
    made: "made",
  });
});

test("fields keep their order, and inherited ones are included", async (t) => {
  const payload = Object.create({ inherited: 1 });
  Object.assign(payload, { b: 1, 2: 1, a: 1, 1: 1 });
  const names = form(await sent(t, payload)).map(({ name }) => name);
  assert.deepEqual(names, ["1", "2", "b", "a", "inherited"]);
});

test("accepts unusual names and payloads", async (t) => {
  const [field] = form(await sent(t, { 'a"b\r\n': 1 }));
  assert.equal(field.name, "a%22b%0D%0A");
  assert.deepEqual(await asTexts(t, "hi"), { 0: "h", 1: "i" });
  assert.deepEqual(await asTexts(t, ["x"]), { 0: "x" });
  for (const empty of [{}, 5, new Map([["a", 1]])]) {
    assert.match((await sent(t, empty)).body.toString(), /^------formdata-undici-0\d+--\r\n$/);
  }
  const data = new FormData();
  data.append("a", "1");
  data.append("a", "2");
  const fields = form(await sent(t, data)).map(({ name, value }) => [name, value]);
  assert.deepEqual(fields, [
    ["a", "1"],
    ["a", "2"],
  ]);
  assert.deepEqual(await asTexts(t, Object.freeze({ a: 1 })), { a: "1" });
});

test("rejects values without a text before sending", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  for (const [payload, text] of [
    [{ a: Symbol("x") }, "Cannot convert a Symbol value to a string"],
    [null, "Cannot read properties of null (reading 'image')"],
    [undefined, "Cannot read properties of undefined (reading 'image')"],
  ]) {
    await assert.rejects(client.predict(payload, MODEL), (error) => {
      assert.ok(error instanceof FlyMyAIError);
      assert.equal(error.message, `Prediction failed: ${text}`);
      return true;
    });
    await assert.rejects(client.asyncPredict(payload, MODEL), new TypeError(text));
  }
  assert.equal(service.requests.length, 0);
});

test("blobs and files are sent as files", async (t) => {
  const [blob, file] = form(
    await sent(t, {
      blob: new Blob(["a\nb\xff"]),
      file: new File(["q"], 'n"é.txt', { type: "text/plain" }),
    }),
  );
  const value = Buffer.from("a\nb\xff").toString("latin1");
  assert.deepEqual(blob, {
    name: "blob",
    filename: "blob",
    type: "application/octet-stream",
    value,
  });
  const filename = Buffer.from("n%22é.txt").toString("latin1");
  assert.deepEqual(file, { name: "file", filename, type: "text/plain", value: "q" });
});

test("a large file is read during each attempt", async (t) => {
  const bytes = new Uint8Array(3_000_000).map((_, at) => at % 251);
  const service = await Service.start(t, (response, _, n) => {
    if (n === 1) response.writeHead(503).end();
    else if (n === 2) response.writeHead(307, { location: "/elsewhere" }).end();
    else response.end(events(1));
  });
  const blob = new Blob([bytes]);
  blob.arrayBuffer = () => assert.fail("it was read all at once");
  const items = [];
  for await (const item of service.client().stream({ blob, a: 1 }, MODEL)) items.push(item);
  assert.deepEqual(items, [1]);
  assert.equal(service.requests[2].url, "/elsewhere");
  for (const request of service.requests) {
    const [{ value }, { value: one }] = form(request);
    assert.equal(one, "1");
    assert.ok(Buffer.from(value, "latin1").equals(bytes));
  }
});

test("an unreadable file fails the request", async (t) => {
  const service = await Service.says(t, events(1));
  const blob = new Blob([new Uint8Array(1_000_000)]);
  blob.slice = () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) });
  const predicting = service.client().asyncPredict({ blob }, MODEL);
  await assert.rejects(predicting, (error) => {
    assert.ok(error instanceof TypeError);
    assert.equal(error.message, "fetch failed");
    assert.match(error.cause.message, /gone/);
    return true;
  });
});

test("an image that is a File is sent as a data URL, and the payload is unchanged", async (t) => {
  const image = new File(["é"], "x.png", { type: "image/png" });
  const payload = { b: 1, image, a: 2 };
  const request = await sent(t, payload);
  assert.deepEqual(texts(request), { b: "1", image: "data:image/png;base64,w6k=", a: "2" });
  assert.deepEqual(
    form(request).map(({ name }) => name),
    ["b", "image", "a"],
  );
  assert.equal(payload.image, image);
  const untyped = await asTexts(t, Object.freeze({ image: new File(["x"], "x") }));
  assert.equal(untyped.image, "data:application/octet-stream;base64,eA==");
});

test("an image that is a Blob is sent as a file", async (t) => {
  const [field] = form(await sent(t, { image: new Blob(["x"], { type: "image/png" }) }));
  assert.deepEqual(field, { name: "image", filename: "blob", type: "image/png", value: "x" });
});

test("images work without a global File", async (t) => {
  const { File: known } = globalThis;
  t.after(() => {
    if (known) globalThis.File = known;
  });
  delete globalThis.File;
  assert.deepEqual(await asTexts(t, { image: "base64" }), { image: "base64" });
  const image = new BufferFile(["x"], "x", { type: "image/png" });
  assert.deepEqual(await asTexts(t, { image }), { image: "data:image/png;base64,eA==" });
});

test("a buffer with UTF-8 is text, other bytes are files", async (t) => {
  const bytes = [137, 80, 78, 71, 255];
  const request = await sent(t, {
    text: Buffer.from("aGk=é"),
    buffer: Buffer.from(bytes),
    array: new Uint8Array(bytes),
    part: new Uint8Array([0, ...bytes, 0]).subarray(1, 6),
    view: new DataView(new Uint8Array(bytes).buffer),
    raw: new Uint8Array(bytes).buffer,
    foreign: vm.runInNewContext("new Uint8Array([137, 80, 78, 71, 255]).buffer"),
  });
  const [text, ...files] = form(request);
  assert.equal(Buffer.from(text.value, "latin1").toString(), "aGk=é");
  assert.equal(text.filename, undefined);
  const value = Buffer.from(bytes).toString("latin1");
  assert.equal(files.length, 6);
  for (const { name, ...file } of files) {
    const expected = { filename: "blob", type: "application/octet-stream", value };
    assert.deepEqual(file, expected, name);
  }
});

test("objects are sent as JSON, and undefined is left out", async (t) => {
  const bare = Object.assign(Object.create(null), { a: 1 });
  const payload = {
    object: { a: [1, null], b: "é" },
    bare,
    foreign: vm.runInNewContext("({ a: 1 })"),
    missing: undefined,
  };
  assert.deepEqual(await asTexts(t, payload), {
    object: '{"a":[1,null],"b":"é"}',
    bare: '{"a":1}',
    foreign: '{"a":1}',
  });
});

test("line ends become CRLF in texts, and stay unchanged in files", async (t) => {
  const [text, file] = form(await sent(t, { text: "a\nb\rc\r\nd", file: new Blob(["a\nb"]) }));
  assert.equal(text.value, "a\r\nb\r\nc\r\nd");
  assert.equal(file.value, "a\nb");
});
