// The package is loaded while a test's mock is in the place of the runtime's fetch.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

test("a mock in place at the import is not the runtime's own fetch", async (t) => {
  const { fetch } = globalThis;
  t.after(() => Object.assign(globalThis, { fetch }));
  globalThis.fetch = async () => assert.fail("the mock was called");
  const { AgentClient } = await import("flymyai-js-client/inline");
  globalThis.fetch = fetch;
  const server = createServer((_, response) => response.end('{"id": 1, "status": "completed"}'));
  t.after(() => server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  const { status } = await new AgentClient({ apiKey: "fly-k", baseUrl }).runs.get(1);
  assert.equal(status, "completed");
});
