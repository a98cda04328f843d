import type { Connection } from "../agents/connection.js";
import { given, identifier } from "../arguments.js";
import {
  AGENT_NAMES,
  agent,
  agentDetail,
  agentList,
  compilation,
  nothing,
  outgoing,
  runDetail,
  schemaSuggestion,
} from "../records.js";
import type {
  Agent,
  AgentCreate,
  AgentDetail,
  AgentSchemaRequest,
  AgentUpdate,
  Compilation,
  RequestOptions,
  ResourceID,
  RunDetail,
  SchemaSuggestion,
  StartOptions,
  WaitOptions,
} from "../types/index.js";

/** The agents: `client.agents`. */
export class Agents {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Creates an agent.
   *
   * @param options - Its name and goal, and optionally tools, schemas and a status.
   * @returns The new agent.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
    const create = given(options);
    const fields = {
      name: create.name,
      goal: create.goal,
      tools: create.tools,
      mcp_servers: create.mcpServers,
      input_schema: create.inputSchema,
      input_description: create.inputDescription,
      output_schema: create.outputSchema,
      output_description: create.outputDescription,
      status: create.status,
    };
    const { signal } = create;
    return await this.#connection.call("agents.create", { fields, signal }, agent);
  }

  /**
   * Lists your agents.
   *
   * @param options - A signal.
   * @returns The agents.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * for (const agent of await client.agents.list()) console.log(agent.id, agent.name);
   * ```
   */
  async list(options?: RequestOptions): Promise<Agent[]> {
    const { signal } = given(options);
    return await this.#connection.call("agents.list", { signal }, agentList);
  }

  /**
   * Gets an agent with its tools.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - A signal.
   * @returns The agent.
   * @throws FlyMyAIAgentError when the service refuses (status 404 when there is none), or gives
   *   no answer.
   * @throws The signal's reason, when it is aborted.
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
   * Changes an agent.
   *
   * @param agentId - The agent's `uuid`.
   * @param fields - What to change: `null` is sent as null, what is left out stays as it is.
   * @param options - A signal.
   * @returns The changed agent.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.agents.update("agent_abc123", { goal: "Score and summarize the website" });
   * ```
   */
  async update(agentId: string, fields: AgentUpdate, options?: RequestOptions): Promise<Agent> {
    const request = {
      id: identifier(agentId, "agentId"),
      fields: outgoing(given(fields, "fields"), AGENT_NAMES),
      signal: given(options).signal,
    };
    return await this.#connection.call("agents.update", request, agent);
  }

  /**
   * Deletes an agent.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - A signal.
   * @returns Nothing.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.agents.delete("agent_abc123");
   * ```
   */
  async delete(agentId: string, options?: RequestOptions): Promise<void> {
    const id = identifier(agentId, "agentId");
    return await this.#connection.call(
      "agents.delete",
      { id, signal: given(options).signal },
      nothing,
    );
  }

  /**
   * Starts a run of an agent.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - The run's variables, an idempotency key, a signal.
   * @returns The new run.
   * @throws VariablesValidationError when the variables do not fit the agent's input schema.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const run = await client.agents.run("agent_abc123", {
   *   variables: { website_url: "https://example.com" },
   * });
   * ```
   */
  async run(agentId: string, options?: StartOptions): Promise<RunDetail> {
    const id = identifier(agentId, "agentId");
    const { variables, idempotencyKey, signal } = given(options);
    const request = { id, fields: { variables }, idempotencyKey, signal };
    return await this.#connection.call("agents.run", request, runDetail);
  }

  /**
   * Begins to distill a run into an instruction; see `compileFromRun` for waiting, too.
   *
   * @param runId - The run's id.
   * @param options - A signal.
   * @returns The compilation, usually still pending.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
   * Suggests schemas for an agent's input and output.
   *
   * @param options - The agent's goal, hints, and whether to describe the schemas in words.
   * @returns The suggestion.
   * @throws SuggestSchemaError when there is none.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
    const request = { fields, signal };
    return await this.#connection.call("agents.suggest_schema", request, schemaSuggestion);
  }

  /**
   * Distills a run into an instruction and waits until that is done.
   *
   * @param runId - The run's id.
   * @param options - `timeout` (seconds, 300), `pollInterval` (seconds, 2.0), a signal.
   * @returns The finished compilation.
   * @throws FlyMyAIAgentError when it failed (status 0), or when the service refuses.
   * @throws TimeoutError when the time is over.
   * @throws The signal's reason, when it is aborted.
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
