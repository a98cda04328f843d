// Starts a run, follows it and prints its result.
//
// With the emulator: run `make emulator` in one terminal, and in another one
//
//     FLYMYAI_AGENTS_BASE_URL=http://127.0.0.1:8787 node examples/quickstart.mjs
//
// With the cloud: set FLYMYAI_API_KEY to your own key, and FLYMYAI_AGENT_ID to one of your agents.

import { AgentClient } from "flymyai-js-client";

const client = new AgentClient({ apiKey: process.env.FLYMYAI_API_KEY ?? "fly-local" });
const agentId = process.env.FLYMYAI_AGENT_ID ?? "agent_abc123";

const run = await client.runs.create({ agentId });
console.log(`Run ${run.id}: ${run.status}`);

for await (const event of client.runs.streamEvents(run.id)) {
  console.log(`[${event.type}] ${event.message}`);
}

const result = await client.runs.wait(run.id, { timeout: 300, pollInterval: 2.0 });
console.log(`Status: ${result.status}`);
console.log("Output:", result.output);
