// The documented snippets and what a strict program does with the results; compiled, never run.
import {
  type Agent,
  AgentClient,
  type AgentClientOptions,
  type AgentDetail,
  type AvailableTool,
  type Compilation,
  CompilationStatus,
  type ConfigurationStep,
  type ExecutionLog,
  ExecutionLogType,
  ExecutionStatus,
  type Fetch,
  type FetchInit,
  type FetchReply,
  FlyMyAIAgentError,
  FlyMyAIError,
  type ResourceID,
  type Run,
  type RunDetail,
  type SchemaSuggestion,
  SuggestSchemaError,
  TimeoutError,
  type Tool,
  VariablesValidationError,
  type WaitOptions,
} from "flymyai-js-client";
import { fetch as undici } from "undici";

/** Compiles only where both types are the same. */
function same<A>() {
  return <B>(
    _proof: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false,
  ): void => {};
}

const options: AgentClientOptions = { apiKey: "fly-***", timeout: null, maxRetries: 0 };
const client = new AgentClient(options);
new AgentClient();
// @ts-expect-error an option that does not exist
new AgentClient({ key: "fly-***" });
// @ts-expect-error the key is text
new AgentClient({ apiKey: 5 });

// Any function that sends requests can be the `fetch`: the global one, one around it, a test's.
const around: Fetch = async (url, init) => {
  const { method, headers, body, signal }: FetchInit = init;
  console.log(url.length, method.length, headers.get("x-api-key"), body, signal?.aborted);
  return fetch(url, init);
};
for (const given of [
  fetch,
  around,
  undici,
  undefined,
  null,
  async () => new Response("{}"),
  async () => ({ status: 200, json: async () => ({}) }),
]) {
  new AgentClient({ fetch: given });
}
const least: FetchReply = { status: 204 };
new AgentClient({ fetch: async () => least });
// @ts-expect-error a response has a status
new AgentClient({ fetch: async () => ({ text: "" }) });
// @ts-expect-error a function
new AgentClient({ fetch: "fetch" });

export async function runs(signal: AbortSignal): Promise<void> {
  const run = await client.runs.create({ agentId: "agent_abc123" });
  same<RunDetail>()<typeof run>(true);
  for await (const event of client.runs.streamEvents(run.id)) {
    same<ExecutionLog>()<typeof event>(true);
    console.log(`[${event.type}] ${event.message || ""}`);
    if (event.data) console.log("  Data:", event.data);
    if (event.type === ExecutionLogType.TOOL_CALLED || event.type === "of the future") break;
  }
  const wait: WaitOptions = { timeout: 300, pollInterval: 2.0, signal };
  const result = await client.runs.wait(run.id, wait);
  console.log(result.output.score, result.output.anything.goes);
  if (result.status === ExecutionStatus.FAILED || result.status === "failed") {
    const reason: string | null = result.error;
    console.log(reason?.trim());
  }
  const list: Run[] = await client.runs.list({ agentId: "agent_abc123", signal });
  const ids: ResourceID[] = list.map(({ id }) => id);
  await client.runs.get(ids[0] ?? 1, { signal });
  const cancelled: Promise<void> = client.runs.cancel(run.id);
  await cancelled;
  await client.runs.appendMessage(run.id, { text: "more" });
  const suggestion: SchemaSuggestion = await client.runs.suggestSchema(run.id);
  console.log(suggestion.inputSchema.type);
  // @ts-expect-error a list has no logs
  console.log(list[0]?.logs);
  // @ts-expect-error the agent is needed
  await client.runs.create({});
  // @ts-expect-error an agent's id is text
  await client.runs.create({ agentId: 5 });
  // @ts-expect-error seconds are a number
  await client.runs.wait(run.id, { timeout: "300" });
}

export async function agents(): Promise<void> {
  const agent: Agent = await client.agents.create({
    name: "Scorer",
    goal: "Score",
    tools: [1],
    inputSchema: { type: "object" },
    status: "active",
  });
  const detail: AgentDetail = await client.agents.get(agent.id);
  console.log(detail.availableTools.map((tool) => tool.mcp_tool));
  await client.agents.update(agent.uuid, { goal: "Better", brandNew: { any: 1 } });
  await client.agents.run(agent.uuid, { variables: { website_url: "x" }, idempotencyKey: "k" });
  const compilation: Compilation = await client.agents.compileFromRun(1, { timeout: 120 });
  if (compilation.status === CompilationStatus.COMPILED && compilation.isReady) {
    await client.compilations.runInstructionAndWait(compilation.id, {
      variables: {},
      timeout: null,
    });
  }
  await client.agents.create({ name: "Scorer" });
  // @ts-expect-error the name is needed
  await client.agents.create({ goal: "Score" });
}

const score = {
  "~standard": {
    version: 1,
    vendor: "example",
    validate: (value: unknown) => ({ value: value as { score: number } }),
    types: undefined as { input: unknown; output: { score: number } } | undefined,
  },
} as const;

export async function outputs(): Promise<void> {
  const run: RunDetail = await client.agents.runAndWait("agent_1", {
    variables: { a: 1 },
    onEvent: (event) => console.log(event.type === ExecutionLogType.TOOL_CALLED, event.message),
  });
  await client.runs.createAndWait({ agentId: "agent_1", timeout: 10, onEvent: async () => {} });
  const watched: RunDetail = await client.runs.watch(run.id, { timeout: null });
  same<Promise<RunDetail>>()<ReturnType<typeof watched.watch>>(true);
  // @ts-expect-error a watch has no such option
  await watched.watch({ throwOnTimeout: true });
  const read: { score: number } = run.outputAs(score);
  // @ts-expect-error the output has no such member
  console.log(read.score, run.outputAs(score).scor);
  // @ts-expect-error the function takes an event
  await client.agents.runAndWait("agent_1", { onEvent: (event: number) => event });
  // @ts-expect-error a schema is no text
  await client.agents.create({ name: "Scorer", outputSchema: "{}" });
  await client.agents.create({ name: "Scorer", outputSchema: score, inputSchema: {} });
  // @ts-expect-error a misspelt status
  console.log(run.status === ExecutionStatus.COMPLTED);
  // @ts-expect-error a misspelt type
  console.log(run.logs[0]?.type === ExecutionLogType.TOOL_CALED);
}

export async function tools(): Promise<void> {
  const available: AvailableTool[] = await client.tools.available();
  available.forEach((tool) => {
    console.log(tool.name, tool.categories.join());
  });
  const tool: Tool = await client.tools.create({ mcpTool: "tavily", anything: 1 });
  const steps: ConfigurationStep[] = tool.requiredConfigurationSteps;
  if (!tool.isConfigured) {
    await client.tools.provideConfig(tool.id, { userResponse: { TAVILY_API_KEY: "tvly-***" } });
  }
  const found = await client.tools.call(tool.id, { action: "search", arguments: { query: "q" } });
  console.log(found.results[0], steps.length);
  // @ts-expect-error a tool's id is a number
  await client.tools.get("5");
}

export async function failures(): Promise<void> {
  try {
    await client.compilations.runInstruction(1, { variables: { a: 1 } });
  } catch (error) {
    if (error instanceof VariablesValidationError) {
      const complaint: string | undefined = error.fieldErrors.a;
      console.log(error.messages.join(), complaint);
    } else if (error instanceof SuggestSchemaError || error instanceof FlyMyAIAgentError) {
      console.log(error.statusCode + 1, error.responseBody.detail, error.cause);
    } else if (error instanceof TimeoutError || error instanceof FlyMyAIError) {
      console.log(error.message, error.name);
    }
  }
}

export async function derivedClients(): Promise<void> {
  const derived: AgentClient = client.withOptions({ timeout: null, headers: { "X-A": "1" } });
  derived.withOptions({ maxRetries: 3, headers: new Headers([["X-A", "1"]]) });
  // @ts-expect-error a misspelt option
  derived.withOptions({ retries: 3 });
  // @ts-expect-error the value of a header is a text
  derived.withOptions({ headers: { "X-A": 1 } });
  const response = await client.withRawResponse.runs.get(1);
  const run: RunDetail = response.value;
  const id: string | undefined = response.requestId;
  console.log(run.id, id, response.status + 1, response.headers.get("content-type"));
  // @ts-expect-error a run has no such member
  console.log(response.value.nothing);
  // @ts-expect-error the id is missing
  await client.withRawResponse.runs.get();
  // @ts-expect-error an iterator has no single response
  client.withRawResponse.runs.iter();
}

export async function disposal(): Promise<void> {
  await using mine = new AgentClient({ apiKey: "fly-***" });
  await using events = mine.runs.streamEvents(1);
  const { value, done } = await events.next();
  if (!done) console.log(value.createdAt.slice(0, 10));
  await mine.close();
}
