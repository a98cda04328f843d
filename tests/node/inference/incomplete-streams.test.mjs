// Responses to `stream` that are not a complete prediction.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FlyMyAIError } from "flymyai-js-client";
import { all, events, Service } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const EMPTY = "No valid data events found in response";
const ID = 'event: {"event_type":"id","prediction_id":"p","status":200}\n\n';
const STOP = 'event: {"event_type":"stream_cancelling","status":200}\n\n';

const says = (pattern) => (error) => {
  assert.ok(error instanceof FlyMyAIError);
  assert.ok(error.message.includes(pattern), error.message);
  return true;
};

test("a stream without data fails with the status, as a prediction does", async (t) => {
  for (const [response, status, text] of [
    ["<html>log in</html>", 200, `${EMPTY}: 200 OK. Body: <html>log in</html>`],
    ['{"detail":"model is cold","status":503}', 200, `${EMPTY}: 200 OK. Body: {"detail"`],
    ["", 200, `${EMPTY}: 200 OK`],
    [": ping\n\n: ping\n\n", 200, `${EMPTY}: 200 OK`],
    ["{}", 202, `${EMPTY}: 202 Accepted. Body: {}`],
    [undefined, 204, "204"],
    ["moved", 301, "Request failed: 301 Moved Permanently. Body: moved"],
    [undefined, 304, "Request failed: 304"],
    ["x", 300, "Request failed: 300"],
    ['data: {"n":1}', 200, EMPTY],
    [ID, 200, EMPTY],
  ]) {
    const service = await Service.says(t, response, { status });
    await assert.rejects(all(service.client().stream({}, MODEL)), says(text));
    assert.equal(service.requests.length, 1, response);
    if (response === 'data: {"n":1}') continue; // `predict` takes each line for an event.
    await assert.rejects(service.client().predict({}, MODEL), FlyMyAIError);
  }
  const ftp = await Service.says(t, "x", { status: 302, headers: { location: "ftp://x/" } });
  await assert.rejects(all(ftp.client().stream({}, MODEL)), says("Request failed: 302"));
});

test("a stream that ends inside an event fails after its events", async (t) => {
  const service = await Service.says(t, `${events(1, 2)}data: {"status":500}`);
  const stream = service.client().stream({}, MODEL);
  assert.equal((await stream.next()).value, 1);
  assert.equal((await stream.next()).value, 2);
  await assert.rejects(stream.next(), says("Streaming failed: the response ends inside an event"));
  assert.deepEqual(await stream.next(), { done: true, value: undefined });
});

test("data after the last event is accepted", async (t) => {
  for (const rest of ["", ": ping", "retry: 5", "data: [DONE]", "\n\n"]) {
    const service = await Service.says(t, `${events(1)}${rest}`);
    assert.deepEqual(await all(service.client().stream({}, MODEL)), [1], rest);
  }
  const cancelled = await Service.says(t, `${ID}${STOP}`);
  assert.deepEqual(await all(cancelled.client().stream({}, MODEL)), []);
});

test("a Location may contain unencoded characters", async (t) => {
  const service = await Service.start(t, (response, { url }, n) => {
    if (n === 1) {
      const location = Buffer.from("/é/?q=世").toString("latin1");
      response.writeHead(303, { location }).end();
    } else {
      assert.equal(url, "/%C3%A9/?q=%E4%B8%96");
      response.end(events(1));
    }
  });
  assert.equal(await service.client().predict({}, MODEL), 1);
});

test("control characters in names are encoded, and rejected in types", async (t) => {
  const service = await Service.says(t, events(1));
  const odd = 'a\0\t\r\n\x1b\x7f"';
  const blob = new Blob(["x"]);
  const { File } = await import("node:buffer");
  await service.client().predict({ [odd]: "\0", f: new File(["x"], odd), blob }, MODEL);
  const body = service.requests[0].body.toString();
  const encoded = "a%00%09%0D%0A%1B%7F%22";
  assert.ok(body.includes(`name="${encoded}"\r\n\r\n\0\r\n--`), body);
  assert.ok(body.includes(`name="f"; filename="${encoded}"\r\n`), body);
  Object.defineProperty(blob, "type", { value: "a/b\r\nX-Other: y" });
  const predicting = service.client().predict({ blob }, MODEL);
  await assert.rejects(predicting, says("the type of a file is printable ASCII text"));
  assert.equal(service.requests.length, 1);
});
