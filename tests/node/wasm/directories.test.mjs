// The WebAssembly module has no access to files: directories are refused before a request is sent.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const dist = dirname(require.resolve("flymyai-js-client"));
const { wasmBinding } = require(join(dist, "wasm", "binding.js"));
const binding = wasmBinding(new WebAssembly.Module(readFileSync(join(dist, "flymyai.wasm"))));

const NO_FILES =
  "directory can't be read, because this implementation has no access to files: pass the files with " +
  "their content";
const ID = "11111111-1111-4111-8111-111111111111";

test("the files of a directory are not read", async () => {
  const { files, failure } = await binding.directoryFiles("site");
  assert.deepEqual(files, []);
  assert.equal(failure.path, "site");
  assert.equal(failure.message, NO_FILES);
});

for (const [operation, id, fields] of [
  ["artifacts.create_from_directory", undefined, { directory: "site", name: "Deck" }],
  ["artifacts.publish_directory", ID, { directory: "site", base_version: 1 }],
]) {
  test(`${operation} fails before a request`, async () => {
    const client = new binding.NativeClient({ apiKey: "fly-k", baseUrl: "http://h" });
    const completions = new binding.Completions();
    const outcome = new Promise((resolve) => {
      completions.hold((ids, statuses, results) => resolve([ids, statuses, results[0]]));
    });
    client.call(completions, 1, operation, { id, fields: JSON.stringify(fields) }, undefined, true);
    const [ids, statuses, failure] = await outcome;
    assert.deepEqual([ids, statuses], [[1], [0]]);
    assert.deepEqual([failure.kind, failure.argument], ["argument", "directory"]);
    assert.equal(failure.message, NO_FILES);
    assert.equal(failure.idempotencyKey, undefined);
  });
}
