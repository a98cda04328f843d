// Generated from api/agents.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer } from "../arguments.js";
import { jsonSchema, jsonSchemas, limitTexts } from "../conversions.js";
import { AGENT_NAMES, agent, agentDetail, agentList, schemaSuggestion } from "../records/agents.js";
import { compilation } from "../records/compilations.js";
import { runDetail } from "../records/runs.js";
import { nothing, outgoing } from "../records.js";
import type {
  Agent,
  AgentCreate,
  AgentDetail,
  AgentFilter,
  AgentRun,
  AgentRunWait,
  AgentSchemaRequest,
  AgentUpdate,
  Compilation,
  RequestOptions,
  ResourceID,
  RunDetail,
  SchemaSuggestion,
  WaitOptions,
} from "../types/index.js";

/** The agents of this account: `client.agents`. */
export class Agents {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Creates an agent and returns it.
   *
   * @param options - `name`; optional: `goal`, `userPromptSource`, `tools`, `mcpServers`,
   *   `mcpResourceSetIds`, `mcpAccessMode`, `inputSchema`, `inputDescription`, `outputSchema`,
   *   `outputDescription`, `status`, `preview` and `signal`.
   * @returns The new agent.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const agent = await client.agents.create({
   *   name: "Scorer",
   *   goal: "Score the website",
   *   tools: [tool.id],
   *   outputSchema: { type: "object", properties: { score: { type: "number" } } },
   * });
   * ```
   */
  async create(options: AgentCreate): Promise<Agent> {
    const {
      name,
      goal,
      userPromptSource,
      tools,
      mcpServers,
      mcpResourceSetIds,
      mcpAccessMode,
      inputSchema,
      inputDescription,
      outputSchema,
      outputDescription,
      status,
      preview,
      signal,
    } = given(options);
    const fields = {
      name,
      goal,
      user_prompt_source: userPromptSource,
      tools,
      mcp_servers: mcpServers,
      mcp_resource_set_ids: mcpResourceSetIds,
      mcp_access_mode: mcpAccessMode,
      input_schema: jsonSchema(inputSchema, "inputSchema"),
      input_description: inputDescription,
      output_schema: jsonSchema(outputSchema, "outputSchema"),
      output_description: outputDescription,
      status,
      preview,
    };
    return await this.#connection.call("agents.create", { fields, signal }, agent);
  }

  /**
   * Returns the agents of this account.
   *
   * Without `pageSize`, the request is for complete agents, and all pages of the response are
   * read. With `pageSize`, the agents in the response have no goal.
   *
   * @param options - Optional: `pageSize` and `signal`.
   * @returns The agents.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const agent of await client.agents.list()) console.log(agent.id, agent.name);
   * ```
   */
  async list(options?: AgentFilter): Promise<Agent[]> {
    const { pageSize, signal } = given(options);
    const fields = { page_size: pageSize };
    return await this.#connection.call("agents.list", { fields, signal }, agentList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const agent of client.agents.iter()) console.log(agent.name);
   * ```
   */
  iter(options?: AgentFilter): AsyncGenerator<Agent, void, undefined> {
    return this.#connection.rows(
      "agents.list",
      () => {
        const { pageSize, signal } = given(options);
        const fields = { page_size: integer(pageSize, "pageSize") };
        return { fields, signal };
      },
      agent,
    );
  }

  /**
   * Returns one agent with its tools.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - Optional: `signal`.
   * @returns The agent.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const agent = await client.agents.get("agent_abc123");
   * ```
   */
  async get(agentId: string, options?: RequestOptions): Promise<AgentDetail> {
    const id = identifier(agentId, "agentId");
    const { signal } = given(options);
    return await this.#connection.call("agents.get", { id, signal }, agentDetail);
  }

  /**
   * Changes an agent and returns it.
   *
   * @param agentId - The agent's `uuid`.
   * @param fields - The fields to change: `null` is sent as null, fields that are left out keep
   *   their values.
   * @param options - Optional: `mcpAccessMode` and `signal`.
   * @returns The changed agent.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.agents.update("agent_abc123", { goal: "Score and summarize the website" });
   * ```
   */
  async update(
    agentId: string,
    fields: AgentUpdate,
    options?: RequestOptions & Pick<AgentUpdate, "mcpAccessMode">,
  ): Promise<Agent> {
    const id = identifier(agentId, "agentId");
    const { signal: own, ...rest } = given(fields, "fields");
    const { mcpAccessMode = rest.mcpAccessMode, signal = own } = given(options);
    const changes = jsonSchemas(
      outgoing({ ...rest, ...(mcpAccessMode !== undefined && { mcpAccessMode }) }, AGENT_NAMES),
    );
    return await this.#connection.call("agents.update", { id, fields: changes, signal }, agent);
  }

  /**
   * Deletes an agent.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - Optional: `signal`.
   * @returns Nothing.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.agents.delete("agent_abc123");
   * ```
   */
  async delete(agentId: string, options?: RequestOptions): Promise<void> {
    const id = identifier(agentId, "agentId");
    const { signal } = given(options);
    return await this.#connection.call("agents.delete", { id, signal }, nothing);
  }

  /**
   * Starts a run of an agent and returns it; the same as `runs.create`.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - Optional: `variables`, `message`, `subagentLimits`, `idempotencyKey` and
   *   `signal`.
   * @returns The new run.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const run = await client.agents.run("agent_abc123", {
   *   variables: { website_url: "https://example.com" },
   * });
   * ```
   */
  async run(agentId: string, options?: AgentRun): Promise<RunDetail> {
    const id = identifier(agentId, "agentId");
    const { variables, message, subagentLimits, idempotencyKey, signal } = given(options);
    const fields = { variables, message, subagent_limits: limitTexts(subagentLimits) };
    return await this.#connection.call(
      "agents.run",
      { id, fields, idempotencyKey, signal },
      runDetail,
    );
  }

  /**
   * Starts a run of an agent, and returns it once it has ended: completed, failed or cancelled.
   *
   * The timeout covers the start and the wait. All attempts to start the run send the same
   * idempotency key, so there is one run. If the wait ends earlier, the run goes on.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - Optional: `variables`, `message`, `subagentLimits`, `timeout` (seconds,
   *   300), `pollInterval` (seconds, 2.0), `idempotencyKey`, `onEvent` and `signal`.
   * @returns The run that has ended.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TimeoutError if the run has not ended at the timeout.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const result = await client.agents.runAndWait("agent_abc123", {
   *   variables: { website_url: "https://example.com" },
   *   onEvent: (event) => console.log(event.type, event.message),
   * });
   * console.log(result.output);
   * ```
   */
  async runAndWait(agentId: string, options?: AgentRunWait): Promise<RunDetail> {
    const id = identifier(agentId, "agentId");
    const wait = given(options);
    const { variables, message, subagentLimits, idempotencyKey, signal } = wait;
    const fields = { variables, message, subagent_limits: limitTexts(subagentLimits) };
    return await this.#connection.runAndWait(
      "agents.run_and_wait",
      { id, fields, idempotencyKey, signal },
      wait,
      runDetail,
    );
  }

  /**
   * Starts to freeze a run into an instruction, and returns the compilation at once;
   * `agents.compileFromRun` also waits for it.
   *
   * @param runId - The id of a run with a good result.
   * @param options - Optional: `signal`.
   * @returns The compilation, usually still pending.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const compilation = await client.agents.freeze(run.id);
   * ```
   */
  async freeze(runId: ResourceID, options?: RequestOptions): Promise<Compilation> {
    const id = identifier(runId, "runId");
    const { signal } = given(options);
    return await this.#connection.call("agents.freeze", { id, signal }, compilation);
  }

  /**
   * Returns input and output schemas that fit a goal.
   *
   * @param options - `userPrompt`; optional: `inputHint`, `outputHint`, `generateDescriptions`
   *   and `signal`.
   * @returns The suggestion.
   * @throws SuggestSchemaError if the service finds no schema.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { outputSchema } = await client.agents.suggestSchema({ userPrompt: "Score a website" });
   * ```
   */
  async suggestSchema(options: AgentSchemaRequest): Promise<SchemaSuggestion> {
    const { userPrompt, inputHint, outputHint, generateDescriptions, signal } = given(options);
    const fields = {
      user_prompt: userPrompt,
      input_hint: inputHint,
      output_hint: outputHint,
      generate_descriptions: generateDescriptions,
    };
    return await this.#connection.call(
      "agents.suggest_schema",
      { fields, signal },
      schemaSuggestion,
    );
  }

  /**
   * Freezes a run into an instruction, and returns the compilation once it is ready.
   *
   * @param runId - The id of a run with a good result.
   * @param options - Optional: `timeout` (seconds, 300), `pollInterval` (seconds, 2.0) and
   *   `signal`.
   * @returns The finished compilation.
   * @throws TimeoutError if the compilation is not ready at the timeout.
   * @throws FlyMyAIAgentError if the compilation fails (status code 0), the service refuses the
   *   request, or does not respond.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const compilation = await client.agents.compileFromRun(run.id, { timeout: 120 });
   * console.log(compilation.instructionMd);
   * ```
   */
  async compileFromRun(runId: ResourceID, options?: WaitOptions): Promise<Compilation> {
    const id = identifier(runId, "runId");
    const wait = given(options);
    const { signal } = wait;
    return await this.#connection.wait(
      "agents.compile_from_run",
      { id, signal },
      wait,
      compilation,
    );
  }
}
