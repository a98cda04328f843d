// A URL that is longer than the HTTP library sends ends in an error at once; nothing is sent.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { AgentClient, FlyMyAI, FlyMyAIAgentError, FlyMyAIError } from "flymyai-js-client";

const LONG = "a".repeat(1 << 16);
const models = (url) => Object.assign(new FlyMyAI({ apiKey: "k" }), { baseUrl: url });

const CALLS = {
  get: [(url) => new AgentClient({ apiKey: "k", baseUrl: url }).runs.get(LONG), FlyMyAIAgentError],
  wait: [
    (url) => new AgentClient({ apiKey: "k", baseUrl: url }).runs.wait(LONG),
    FlyMyAIAgentError,
  ],
  predict: [(url) => models(url).predict({ p: "x" }, `a/${LONG}`), FlyMyAIError],
  stream: [
    async (url) => {
      for await (const _ of models(url).stream({ p: "x" }, `a/${LONG}`));
    },
    FlyMyAIError,
  ],
  task: [(url) => models(url).predictAsync({ p: "x" }, `a/${LONG}`), TypeError],
  schema: [(url) => models(url).openapiSchema(`a/${LONG}`), FlyMyAIError],
};

for (const [name, [call, type]] of Object.entries(CALLS)) {
  test(`${name}: a URL that is too long names the limit, and nothing is sent`, async (t) => {
    let connections = 0;
    const server = createServer(() => connections++);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    t.after(() => server.close());
    await assert.rejects(call(`http://127.0.0.1:${server.address().port}`), (error) => {
      assert.ok(error instanceof type, error.constructor.name);
      assert.match(error.message, /URL too long: 65\d+ bytes, the limit is 65534\. Shorten/);
      assert.ok(error.message.length < 300);
      return true;
    });
    assert.equal(connections, 0);
  });
}
