// Run inside an empty project that has the built tarball and nothing else of ours.
import assert from "node:assert";
import pkg, { AgentClient } from "flymyai-js-client";

const client = new AgentClient();
const run = await client.runs.create({ agentId: "agent_abc123" });
const types = [];
for await (const event of client.runs.streamEvents(run.id, { pollInterval: 0.05 })) {
  types.push(event.type);
}
assert.equal(types[0], "declared_functions");
assert.equal(pkg.AgentClient, AgentClient);
console.log("tarball, import: ok");
