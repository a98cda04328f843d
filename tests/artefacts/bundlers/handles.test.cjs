// Run by jest with --detectOpenHandles: nothing of ours is open once nothing is under way.
const { AgentClient, FlyMyAI } = require("flymyai-js-client");
test("calls, streams, aborted and left ones", async () => {
  const client = new AgentClient();
  const run = await client.runs.create({ agentId: "agent_abc123" });
  await client.runs.wait(run.id, { pollInterval: 0.01 });
  const models = new FlyMyAI({ apiKey: process.env.FLYMYAI_API_KEY });
  models.baseUrl = `${process.env.FLYMYAI_AGENTS_BASE_URL}/api/v1`;
  for await (const _ of models.stream({ prompt: "word", count: 3 }, "demo/echo"));
  for await (const _ of models.stream({ prompt: "word", count: 3 }, "demo/echo")) break;
});
