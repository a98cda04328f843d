import { AgentClient } from "flymyai-js-client";

const client = new AgentClient();
const run = await client.runs.create({ agentId: "agent_abc123" });
console.log(run.status, run.isTerminal);
