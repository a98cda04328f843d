// Responses with content codings.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  brotliCompressSync,
  constants,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from "node:zlib";
import { FlyMyAIError } from "flymyai-js-client";
import { all, events, inPieces, Service } from "../support/service.mjs";

const MODEL = "flymyai/bert";
const VALUES = [{ n: 1 }, { n: 2 }, { n: 3 }];
const TEXT = events(...VALUES);
const MEMBERS = VALUES.map((value) => gzipSync(events(value)));

/** A zstd frame with up to 255 uncompressed bytes. */
function zstd(text) {
  const block = (text.length << 3) | 1;
  const head = [0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length, block & 255, block >> 8, 0];
  return Buffer.concat([Buffer.from(head), Buffer.from(text)]);
}

/** A service that responds with these bytes and this `Content-Encoding`. */
function encoded(t, encoding, body) {
  return Service.says(t, body, { headers: { "content-encoding": encoding } });
}

test("decodes all members of a gzip response", async (t) => {
  const service = await encoded(t, "gzip", Buffer.concat(MEMBERS));
  assert.deepEqual(await all(service.client().stream({}, MODEL)), VALUES);
  assert.equal(await (await fetch(service.url)).text(), TEXT);
  assert.deepEqual(await service.client().predict({}, MODEL), VALUES[2]);
  // An event may begin in one member and end in the next.
  const halves = [TEXT.slice(0, 10), TEXT.slice(10)].map((half) => gzipSync(half));
  const split = await encoded(t, "gzip", Buffer.concat(halves));
  assert.deepEqual(await all(split.client().stream({}, MODEL)), VALUES);
});

test("decodes gzip members that arrive one by one", async (t) => {
  const service = await Service.start(t, (response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    return inPieces(response, MEMBERS);
  });
  assert.deepEqual(await all(service.client().stream({}, MODEL)), VALUES);
});

test("an event arrives before its encoding ends", async (t) => {
  let gzip;
  const service = await Service.start(t, (response) => {
    gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
    response.writeHead(200, { "content-encoding": "gzip" });
    gzip.pipe(response);
    gzip.write(events(VALUES[0]));
  });
  const seen = [];
  for await (const value of service.client().stream({}, MODEL)) {
    seen.push(value);
    // The next event is sent after the first one was received.
    if (seen.length < VALUES.length) gzip.write(events(VALUES[seen.length]));
    else gzip.end();
  }
  assert.deepEqual(seen, VALUES);
});

test("decodes nested codings under all their names", async (t) => {
  const gzip = gzipSync(TEXT);
  for (const [encoding, body] of [
    ["x-gzip", gzip],
    ["GZIP", gzip],
    ["gzip, gzip", gzipSync(gzip)],
    ["deflate ,gzip", gzipSync(deflateSync(TEXT))],
    [["br", "X-GZIP"], gzipSync(brotliCompressSync(TEXT))],
    ["deflate", deflateSync(TEXT)],
    ["deflate", deflateRawSync(TEXT)],
    ["gzip", Buffer.concat([gzip, Buffer.alloc(10)])],
  ]) {
    const service = await encoded(t, encoding, body);
    assert.deepEqual(await all(service.client().stream({}, MODEL)), VALUES, String(encoding));
    // The `fetch` of Node 18 does not support all of them.
    if (parseInt(process.versions.node, 10) < 20) continue;
    assert.equal(await (await fetch(service.url)).text(), TEXT, String(encoding));
  }
});

// As in Python, whose HTTP clients ignore them; `fetch` reports a corrupt body.
test("ignores bytes after a gzip member that start no other member", async (t) => {
  const body = Buffer.concat([gzipSync(TEXT), Buffer.from("no member")]);
  const service = await encoded(t, "gzip", body);
  assert.deepEqual(await all(service.client().stream({}, MODEL)), VALUES);
});

test("decodes all frames of a zstd response", async (t) => {
  const frames = VALUES.map((value) => zstd(events(value)));
  const service = await encoded(t, "zstd", Buffer.concat(frames));
  assert.deepEqual(await all(service.client().stream({}, MODEL)), VALUES);
});

test("an incomplete response fails after the data that was decoded", async (t) => {
  const whole = Buffer.concat(MEMBERS);
  for (const body of [
    whole.subarray(0, -1),
    whole.subarray(0, 1 - MEMBERS[2].length),
    // These bytes begin like another member.
    Buffer.concat([...MEMBERS.slice(0, 2), Buffer.from("\x1f\x8bno member", "latin1")]),
  ]) {
    const service = await encoded(t, "gzip", body);
    const seen = [];
    await assert.rejects(async () => {
      for await (const value of service.client().stream({}, MODEL)) seen.push(value);
    }, FlyMyAIError);
    assert.deepEqual(seen.slice(0, 2), VALUES.slice(0, 2));
  }
});

test("requests list the supported codings", async (t) => {
  const service = await Service.says(t, TEXT);
  await service.client().predict({}, MODEL);
  assert.equal(service.requests[0].headers["accept-encoding"], "zstd,gzip,deflate,br");
});
