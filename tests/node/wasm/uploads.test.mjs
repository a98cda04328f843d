// Files of a form are sent while they are read: the process does not hold them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { backend } from "flymyai-js-client";
import { events, form, Service } from "../support/service.mjs";

process.env.FLYMYAI_BACKEND = "wasm";

const MB = 2 ** 20;
const MODEL = "flymyai/bert";
/** Larger than the files that are sent from memory. */
const large = new Blob([new Uint8Array(300_000).fill(97)], { type: "text/plain" });
const program = fileURLToPath(new URL("support/upload.mjs", import.meta.url));

test("a form with a large blob has a length, and the fields of any other form", async (t) => {
  const service = await Service.says(t, events(1));
  const client = service.client();
  const rest = { 'te"xt\n': "a\nb\r\rcé", bytes: new Uint8Array([0, 255]), object: { a: 1 } };
  await client.predict({ blob: new Blob(["a"], { type: "text/plain" }), ...rest }, MODEL);
  await client.predict({ blob: large, ...rest }, MODEL);
  assert.equal(backend(), "wasm");
  const [small, { headers, body }] = service.requests;
  assert.equal(headers["transfer-encoding"], undefined);
  assert.equal(Number(headers["content-length"]), body.length);
  const [first, ...others] = form(service.requests[1]);
  assert.deepEqual(first, { ...form(small)[0], value: "a".repeat(large.size) });
  assert.deepEqual(others, form(small).slice(1));
});

// Node 18 has no blobs of files.
for (const kind of fs.openAsBlob ? ["blob", "stream"] : ["stream"]) {
  test(`memory does not grow with the size of a ${kind}`, async (t) => {
    const folder = fs.mkdtempSync(join(tmpdir(), "flymyai-"));
    t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "large");
    fs.writeFileSync(file, "");
    fs.truncateSync(file, 300 * MB);
    let received = 0;
    const server = createServer((request, response) => {
      request.on("data", (chunk) => {
        received += chunk.length;
      });
      request.on("end", () => response.end(events(1)));
    }).listen(0, "127.0.0.1");
    t.after(() => server.close());
    await once(server, "listening");
    const url = `http://127.0.0.1:${server.address().port}/api/v1`;
    const env = { ...process.env, FLYMYAI_BACKEND: "wasm" };
    const args = [program, url, kind, file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    const { growth, memory } = JSON.parse(stdout);
    assert.ok(received > 300 * MB, `${received} bytes were received`);
    // Without this rule, the growth is the size of the file.
    assert.ok(growth < 150 * MB, `the process grew by ${growth} bytes`);
    assert.ok(memory > 0 && memory < 16 * MB, `the module has ${memory} bytes`);
  });
}
