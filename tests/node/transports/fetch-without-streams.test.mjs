// The platform of a test runner's page: a `fetch` without streams, and values of another realm.
import assert from "node:assert/strict";
import { File } from "node:buffer";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { AgentClient, artifactFile, FlyMyAI, FlyMyAIError } from "flymyai-js-client";
import { RUN } from "../support/emulator.mjs";
import { events } from "../support/service.mjs";

const KEY = "fly-test";

/** A response of which only the whole body can be read, as text or as bytes. */
const whole = (text) => ({ ok: true, status: 200, text: async () => text });
const bytes = (text) => ({
  ok: true,
  status: 200,
  arrayBuffer: async () => new TextEncoder().encode(text).buffer,
});

for (const [kind, response] of Object.entries({ whole, bytes })) {
  test(`predictions and streams work with a fetch without streams: ${kind}`, async () => {
    const models = new FlyMyAI({ apiKey: KEY, fetch: async () => response(events("é", "b")) });
    assert.equal(await models.predict({}, "a/b"), "b");
    const parts = [];
    for await (const part of models.stream({}, "a/b")) parts.push(part);
    assert.deepEqual(parts, ["é", "b"]);
  });

  test(`the limit on a response applies to a fetch without streams: ${kind}`, async () => {
    const fetch = async () => response(events("x".repeat(2000)));
    const models = new FlyMyAI({ apiKey: KEY, fetch, maxResponseBytes: 1000 });
    await assert.rejects(models.predict({}, "a/b"), /maxResponseBytes/);
  });

  test(`an agents client works with a fetch without streams: ${kind}`, async () => {
    const fetch = async () => response(JSON.stringify(RUN));
    const client = new AgentClient({ apiKey: KEY, fetch });
    assert.equal((await client.runs.get(1)).status, "completed");
  });
}

test("a response with nothing that can be read is reported", async () => {
  for (const response of [
    { ok: true, status: 200 },
    { ...whole(""), body: null },
  ]) {
    const models = new FlyMyAI({ apiKey: KEY, fetch: async () => response });
    await assert.rejects(models.predict({}, "a/b"), (error) => {
      assert.equal(error.constructor, FlyMyAIError);
      assert.equal(error.message, "Failed to read response stream");
      return true;
    });
  }
});

/** A blob of a page that has a `FileReader`, and no `arrayBuffer`. */
class PageFile extends File {
  get arrayBuffer() {
    return undefined;
  }
}

test("files without arrayBuffer are read with a FileReader", async (t) => {
  globalThis.FileReader = class {
    async readAsArrayBuffer(blob) {
      this.result = await Blob.prototype.arrayBuffer.call(blob);
      this.onload();
    }
  };
  t.after(() => {
    delete globalThis.FileReader;
  });
  const forms = [];
  const fetch = async (_, { body }) => {
    forms.push(body);
    return new Response(events("done"));
  };
  const models = new FlyMyAI({ apiKey: KEY, fetch });
  const image = new PageFile(["pixels"], "a.png", { type: "image/png" });
  await models.predict({ image }, "a/b");
  assert.equal(forms[0].get("image"), `data:image/png;base64,${btoa("pixels")}`);

  let sent;
  const client = new AgentClient({
    apiKey: KEY,
    fetch: async (_, { body }) => {
      sent = JSON.parse(body);
      return new Response('{"artifact": {"id": "a"}}');
    },
  });
  await client.artifacts.create({ name: "A", files: [{ path: "a.png", data: image }] });
  assert.equal(atob(sent.files[0].content_base64), "pixels");
});

test("bytes of another realm are content of a file", () => {
  const foreign = runInNewContext("new Uint8Array([104, 105]).buffer");
  assert.equal(foreign instanceof ArrayBuffer, false);
  assert.deepEqual(artifactFile("a.txt", foreign), { path: "a.txt", contentBase64: btoa("hi") });
});
