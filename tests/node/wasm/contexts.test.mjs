// The builds for other platforms, on a server.
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import process from "node:process";
import { test } from "node:test";
import { AgentClient } from "flymyai-js-client/inline";

test("a program's fetch runs in the async context of its call", async (t) => {
  // Where Node gives no access to its modules, a framework has the class as a global.
  if (process.getBuiltinModule === undefined) {
    globalThis.AsyncLocalStorage = AsyncLocalStorage;
    t.after(() => delete globalThis.AsyncLocalStorage);
  }
  const storage = new AsyncLocalStorage();
  const contexts = [];
  const fetch = async () => {
    contexts.push(storage.getStore());
    return new Response(JSON.stringify({ id: 1, status: "completed" }));
  };
  const client = new AgentClient({ apiKey: "fly-k", baseUrl: "http://h", fetch });
  await Promise.all(["a", "b"].map((name) => storage.run(name, () => client.runs.get(1))));
  assert.deepEqual(contexts.sort(), ["a", "b"]);
});
