// Run inside an empty project that has the built tarball and nothing else of ours.
const assert = require("node:assert");
const { AgentClient } = require("flymyai-js-client");

(async () => {
  const client = new AgentClient();
  const run = await client.runs.create({ agentId: "agent_abc123" });
  const result = await client.runs.wait(run.id, { pollInterval: 0.05 });
  assert.equal(result.status, "completed");
  assert.equal((await import("flymyai-js-client")).AgentClient, AgentClient);
  console.log("tarball, require: ok");
})();
