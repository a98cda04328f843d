// Shows all operations of runs, step by step; `make demo` runs it.
//
// Without FLYMYAI_AGENTS_BASE_URL it uses the FlyMy.AI cloud, with the key in
// FLYMYAI_API_KEY. It creates its agents, and deletes them at the end.

import { AgentClient, VariablesValidationError } from "flymyai-js-client";

const step = (title) => console.log(`\n== JavaScript: ${title}`);
const show = (text) => console.log(`   ${text}`);

const client = new AgentClient();
const researcher = await client.agents.create({
  name: "Researcher",
  goal: "Write a short overview of renewable energy trends in 2026",
  status: "active",
});
const scorer = await client.agents.create({
  name: "Scorer",
  goal: "Score the given web site from 0 to 10",
  inputSchema: {
    type: "object",
    properties: { website_url: { type: "string" } },
    required: ["website_url"],
  },
  outputSchema: {
    type: "object",
    properties: { score: { type: "number" }, summary: { type: "string" } },
  },
  status: "active",
});

step("start a run");
let run = await client.runs.create({ agentId: researcher.id });
show(`run ${run.id}: ${run.status}`);

step("watch its events");
for await (const event of client.runs.streamEvents(run.id)) {
  show(`[${event.type}] ${event.message || ""}`);
}

step("get the result");
let result = await client.runs.wait(run.id, { timeout: 300, pollInterval: 2.0 });
show(`status: ${result.status}`);
show(`output: ${JSON.stringify(result.output)}`);
show(`${result.logs.length} logs, ${result.messages.length} messages`);

step("send a follow-up to an active run");
run = await client.runs.create({ agentId: researcher.id });
run = await client.runs.appendMessage(run.id, { text: "Can you also check competitor pricing?" });
show(`messages of run ${run.id}: ${JSON.stringify(run.messages.map((m) => m.content))}`);

step("cancel it");
await client.runs.cancel(run.id);
show(`run ${run.id}: ${(await client.runs.get(run.id)).status}`);

step("list the agent's runs");
for (const run of await client.runs.list({ agentId: researcher.id })) {
  show(`${run.id}: ${run.status} (${run.createdAt})`);
}

step("invalid variables");
try {
  await client.runs.create({ agentId: scorer.id, variables: {} });
} catch (error) {
  if (!(error instanceof VariablesValidationError)) throw error;
  show(`refused: ${JSON.stringify(error.messages)}`);
}

step("freeze a good run into an instruction");
run = await client.runs.create({
  agentId: scorer.id,
  variables: { website_url: "https://flymy.ai" },
});
await client.runs.wait(run.id, { pollInterval: 0.5 });
const compilation = await client.agents.compileFromRun(run.id, { timeout: 120 });
show(`compilation ${compilation.id}: ${compilation.status}`);
for (const line of compilation.instructionMd.trimEnd().split("\n")) show(`| ${line}`);

step("run it again, with other variables");
result = await client.compilations.runInstructionAndWait(compilation.id, {
  variables: { website_url: "https://example.com" },
  pollInterval: 0.5,
});
show(`output: ${JSON.stringify(result.output)}`);
show(`score: ${result.output.score}`);

await client.agents.delete(researcher.id);
await client.agents.delete(scorer.id);
await client.close();
