// Calls of the inference client against the emulator, and against broken servers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAIError } from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";
import { all, form } from "../support/service.mjs";

useEmulator();

const MODEL = "flymyai/bert";
const base64 = (text) => Buffer.from(text).toString("base64");

/** A recorded request as `form` reads it. */
function recorded({ headers, body_base64 }) {
  return form({ headers, body: Buffer.from(body_base64, "base64") });
}

test("a prediction, a stream, a task and a schema", async () => {
  const client = new Account().models();
  const result = await client.predict({ prompt: "hello" }, MODEL);
  assert.deepEqual(result.output_data.sample, ["hello"]);
  assert.ok((await all(client.stream({ prompt: "hello world" }, MODEL))).length > 0);
  const task = await client.predictAsync({ prompt: "hello" }, MODEL, { interval: 10 });
  assert.equal(task.inference_responses[0].infer_details.status, 200);
  const { openapi_schema } = await client.openapiSchema(MODEL);
  assert.equal(typeof openapi_schema, "object");
});

test("nine concurrent tasks, as in the README", async () => {
  const client = new Account().models();
  const results = await Promise.all(
    Array.from({ length: 9 }, (_, n) => client.predictAsync({ n }, MODEL, { interval: 10 })),
  );
  for (const { inference_responses } of results) {
    assert.equal(inference_responses[0].infer_details.status, 200);
  }
});

test("an invalid key is an error", async () => {
  const client = new Account().models();
  client.apiKey = "wrong";
  await assert.rejects(client.predict({}, MODEL), (error) => {
    assert.ok(error instanceof FlyMyAIError);
    assert.match(error.message, /^Request failed: 401 Unauthorized\. Body: \{"detail"/);
    return true;
  });
});

test("a response that is reset, incomplete or late", async () => {
  const account = new Account();
  const client = account.models();
  await account.script({ drop: "reset" });
  await assert.rejects(client.predict({}, MODEL), /Prediction failed: (fetch failed|terminated)$/);
  await account.script({ drop: "mid" });
  await assert.rejects(client.predict({}, MODEL), /Prediction failed: terminated$/);
  await account.script({ drop: "before", times: 2 }, { delay: 0.1, pass: true });
  assert.ok((await all(client.stream({ prompt: "x" }, MODEL))).length > 0);
  assert.equal((await account.requests(5)).length, 5);
});

test("characters split between packets", async () => {
  const account = new Account();
  const bytes = Buffer.from('data: {"text":"привет 🎉"}\n\n');
  const chunks = [...bytes].map((_, at) => base64(bytes.subarray(at, at + 1)));
  await account.script({ times: 2, reply: { chunks, chunk_delay: 0.001 } });
  assert.deepEqual(await all(account.models().stream({}, MODEL)), [{ text: "привет 🎉" }]);
  assert.deepEqual(await account.models().predict({}, MODEL), { text: "привет 🎉" });
});

test("a custom or empty reason phrase", async () => {
  const account = new Account();
  const head = (line) => ({
    reply: { raw_base64: base64(`${line}\r\nconnection: close\r\n\r\nx`) },
  });
  await account.script(head("HTTP/1.1 418 Short And Stout"), head("HTTP/1.1 503 "));
  for (const text of ["418 Short And Stout. Body: x", "503 . Body: x"]) {
    await assert.rejects(account.models().predict({}, MODEL), {
      message: `Request failed: ${text}`,
    });
  }
});

test("a response that is not HTTP is an error", async () => {
  const account = new Account();
  await account.script({ reply: { raw_base64: base64("hello\r\n\r\n") } });
  await assert.rejects(account.models().predict({}, MODEL), /Prediction failed: fetch failed/);
});

test("the requests that the service receives", async () => {
  const account = new Account();
  await account.models().predict({ prompt: "é", image: new Blob(["x"]) }, MODEL);
  const [request] = await account.requests(1);
  const [prompt, image] = recorded(request);
  assert.equal(Buffer.from(prompt.value, "latin1").toString(), "é");
  assert.equal(image.filename, "blob");
});

test("leaving a stream and aborting a poll close the connection", async () => {
  const account = new Account();
  await account.script({ times: 2, hang: true });
  const client = account.models();
  const stream = client.stream({}, MODEL);
  const next = stream.next();
  await account.requests(1);
  await stream.return();
  await next;
  const looking = client.checkAsyncResult(MODEL, "1", AbortSignal.timeout(30));
  await assert.rejects(looking, { name: "TimeoutError" });
  assert.equal((await account.aborted(2)).length, 2);
});
