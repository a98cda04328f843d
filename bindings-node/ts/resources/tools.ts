import type { Connection } from "../agents/connection.js";
import { given, identifier } from "../arguments.js";
import {
  availableToolList,
  nothing,
  outgoing,
  TOOL_NAMES,
  tool,
  toolList,
  untouched,
} from "../records.js";
import type {
  AvailableTool,
  Json,
  RequestOptions,
  Tool,
  ToolCall,
  ToolConfiguration,
  ToolCreate,
  ToolUpdate,
} from "../types/index.js";

/** The tools: `client.tools`. */
export class Tools {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Lists your tools.
   *
   * @param options - A signal.
   * @returns The tools.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const open = (await client.tools.list()).filter((tool) => !tool.isConfigured);
   * ```
   */
  async list(options?: RequestOptions): Promise<Tool[]> {
    const { signal } = given(options);
    return await this.#connection.call("tools.list", { signal }, toolList);
  }

  /**
   * Lists the catalogue of tools that can become yours.
   *
   * @param options - A signal.
   * @returns The catalogue.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * (await client.tools.available()).forEach((tool) => console.log(tool.name, tool.description));
   * ```
   */
  async available(options?: RequestOptions): Promise<AvailableTool[]> {
    const { signal } = given(options);
    return await this.#connection.call("tools.available", { signal }, availableToolList);
  }

  /**
   * Makes a tool of the catalogue yours.
   *
   * @param options - `mcpTool`, its name in the catalogue; further fields are sent along.
   * @returns The tool.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const search = await client.tools.create({ mcpTool: "tavily" });
   * ```
   */
  async create(options: ToolCreate): Promise<Tool> {
    const { signal, ...rest } = given(options);
    const fields = outgoing(rest, TOOL_NAMES);
    return await this.#connection.call("tools.create", { fields, signal }, tool);
  }

  /**
   * Gets a tool of yours.
   *
   * @param toolId - The tool's id.
   * @param options - A signal.
   * @returns The tool.
   * @throws FlyMyAIAgentError when the service refuses (status 404 when there is none), or gives
   *   no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const { isConfigured } = await client.tools.get(tool.id);
   * ```
   */
  async get(toolId: number, options?: RequestOptions): Promise<Tool> {
    const id = identifier(toolId, "toolId");
    const { signal } = given(options);
    return await this.#connection.call("tools.get", { id, signal }, tool);
  }

  /**
   * Changes a tool of yours.
   *
   * @param toolId - The tool's id.
   * @param fields - What to change: `null` is sent as null, what is left out stays as it is.
   * @param options - A signal.
   * @returns The changed tool.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.tools.update(tool.id, { isActive: false });
   * ```
   */
  async update(toolId: number, fields: ToolUpdate, options?: RequestOptions): Promise<Tool> {
    const request = {
      id: identifier(toolId, "toolId"),
      fields: outgoing(given(fields, "fields"), TOOL_NAMES),
      signal: given(options).signal,
    };
    return await this.#connection.call("tools.update", request, tool);
  }

  /**
   * Deletes a tool of yours.
   *
   * @param toolId - The tool's id.
   * @param options - A signal.
   * @returns Nothing.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.tools.delete(tool.id);
   * ```
   */
  async delete(toolId: number, options?: RequestOptions): Promise<void> {
    const id = identifier(toolId, "toolId");
    return await this.#connection.call(
      "tools.delete",
      { id, signal: given(options).signal },
      nothing,
    );
  }

  /**
   * Answers a tool's next configuration step.
   *
   * @param toolId - The tool's id.
   * @param options - `userResponse`, what the step asks for; a signal.
   * @returns The tool after the step.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const search = await client.tools.create({ mcpTool: "tavily" });
   * await client.tools.provideConfig(search.id, { userResponse: { TAVILY_API_KEY: "tvly-***" } });
   * ```
   */
  async provideConfig(toolId: number, options: ToolConfiguration): Promise<Tool> {
    const id = identifier(toolId, "toolId");
    const { userResponse, signal } = given(options);
    const request = { id, fields: { user_response: userResponse }, signal };
    return await this.#connection.call("tools.provide_config", request, tool);
  }

  /**
   * Calls one function of a tool.
   *
   * @param toolId - The tool's id.
   * @param options - The function's name as `action`, its `arguments`, a signal.
   * @returns The function's result, as the service sent it.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const found = await client.tools.call(tool.id, {
   *   action: "echo",
   *   arguments: { value: "solar" },
   * });
   * ```
   */
  async call(toolId: number, options: ToolCall): Promise<Json> {
    const id = identifier(toolId, "toolId");
    const { action, arguments: args, signal } = given(options);
    const request = { id, fields: { action, arguments: args }, signal };
    return await this.#connection.call("tools.call", request, untouched);
  }
}
