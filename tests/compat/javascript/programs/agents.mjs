// Agents, tools and compilations: the requests and the results.
import { AgentClient } from "flymyai-js-client";
import { agents, caught } from "./user.mjs";

export const programs = {
  "an agent is made": async (user) => {
    const agent = await agents(user).agents.create({
      name: "Scout",
      goal: "Rate {{ website_url }}",
      tools: [],
      mcpServers: [8],
      inputSchema: { properties: { website_url: { type: "string" } } },
      outputDescription: null,
      status: undefined,
    });
    user.print(agent.id === agent.uuid, agent.id, agent.goal, agent.userPrompt);
    user.print(agent.inputSchema, agent.availableTools, agent.status, agent.webhookUrl);
    user.print(agent.createdAt);
  },

  "an agent is changed": async (user) => {
    const client = agents(user);
    await client.agents.update("a1", {
      goal: "New",
      tools: [3],
      webhookUrl: null,
      name: undefined,
    });
    await client.agents.update("a1", { mcpServers: [], cronSchedule: "", cleverNewField: 1 });
  },

  "an agent is looked up and removed": async (user) => {
    const client = agents(user);
    const agent = await client.agents.get("a1");
    user.print(agent.availableTools);
    user.print(await client.agents.delete("a1"));
  },

  "all agents": async (user) => {
    const list = await agents(user).agents.list();
    user.print(
      Array.isArray(list),
      list.map(({ name }) => name),
    );
  },

  "an agent is run": async (user) => {
    const client = agents(user);
    await client.agents.run("a1", { variables: { website_url: "x", nested_key: { aB: 1 } } });
    await client.agents.run("a1");
    await client.runs.create({ agentId: "a1" });
    await client.runs.create({ agentId: "a1", variables: {} });
  },

  "a schema is suggested": async (user) => {
    const client = agents(user);
    const suggestion = await client.agents.suggestSchema({ userPrompt: "Score", inputHint: "url" });
    user.print(suggestion.inputSchema, suggestion.inputDescription, suggestion.reasoning);
    await client.runs.suggestSchema(1);
    await client.runs.suggestSchema("r1", { outputsPrompt: "a number" });
  },

  "the documentation's tools": async (user) => {
    const client = new AgentClient({ apiKey: user.key, baseUrl: user.url });
    (await client.tools.available()).forEach(({ name, type, description }) => {
      user.print(name, type, typeof description);
    });
    const tool = await client.tools.create({ mcpTool: "tavily" });
    user.print(tool.isConfigured, typeof tool.id, tool.name === tool.mcpTool);
    await client.tools.provideConfig(tool.id, { userResponse: { TAVILY_API_KEY: "tvly" } });
  },

  "a tool with settings of its own": async (user) => {
    const client = agents(user);
    const userConfig = { API_KEY: "k", deepKey: { snake_key: 1 } };
    const tool = await client.tools.create({ mcpTool: "own", userConfig, extraKey: { aB: 1 } });
    user.print(tool.userConfig, tool.requiredConfigurationSteps);
    await client.tools.update(5, { userConfig: {}, isActive: false });
    user.print(await client.tools.delete(5));
  },

  "a tool is called": async (user) => {
    const client = agents(user);
    user.print(await client.tools.call(5, { action: "search", arguments: { max_results: 3 } }));
    user.print(await client.tools.call(5, { action: "ping" }));
  },

  compilations: async (user) => {
    const client = agents(user);
    const compilation = await client.compilations.freeze({ executionId: "r1" });
    user.print(compilation.isReady, compilation.timezone, compilation.instructionMd);
    await client.compilations.compile({ executionId: 7 });
    await client.compilations.update("c1", { cronSchedule: "", timezone: "UTC" });
    await client.compilations.update("c1", {});
    await client.compilations.run("c1");
    user.print((await client.agents.freeze("r1")).isReady);
  },

  "an instruction is run": async (user) => {
    const client = agents(user);
    await client.compilations.runInstruction("c1");
    await client.compilations.runInstruction("c1", { variables: {} });
    await client.compilations.runInstruction("c1", { variables: { a_b: 1 } });
  },

  "an address with a path": async (user) => {
    const client = agents(user, { baseUrl: `${user.url}/pre/fix/` });
    user.print(await client.agents.list());
  },

  "ids that need escaping": async (user) => {
    const client = agents(user);
    await client.agents.get("a/../b?c");
    await client.agents.get("a%20b é");
  },

  "ids that are none": async (user) => {
    const client = agents(user);
    for (const id of ["", "..", null]) {
      user.print((await caught(() => client.agents.delete(id))).constructor.name);
    }
  },

  "a removal whose response is anything": async (user) => {
    const client = agents(user);
    user.print(
      await client.tools.delete(1),
      await client.runs.cancel(1),
      await client.agents.delete("a"),
    );
  },
};
