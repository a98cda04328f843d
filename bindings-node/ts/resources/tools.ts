// Generated from api/tools.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer } from "../arguments.js";
import {
  availableToolList,
  browserUseProfileBinding,
  TOOL_NAMES,
  tool,
  toolList,
} from "../records/tools.js";
import { nothing, outgoing, untouched } from "../records.js";
import type {
  AvailableTool,
  BrowserProfileCreate,
  BrowserUseProfileBinding,
  Json,
  RequestOptions,
  Tool,
  ToolCall,
  ToolConfiguration,
  ToolCreate,
  ToolFilter,
  ToolUpdate,
} from "../types/index.js";

/** The tools of this account: `client.tools`. */
export class Tools {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns the tools of this account.
   *
   * @param options - Optional: `pageSize`, `mcpTool`, `alias` and `signal`.
   * @returns The tools.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const open = (await client.tools.list()).filter((tool) => !tool.isConfigured);
   * ```
   */
  async list(options?: ToolFilter): Promise<Tool[]> {
    const { pageSize, mcpTool, alias, signal } = given(options);
    const fields = { page_size: pageSize, mcp_tool: mcpTool, alias };
    return await this.#connection.call("tools.list", { fields, signal }, toolList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `pageSize`, `mcpTool`, `alias` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const tool of client.tools.iter()) console.log(tool.name);
   * ```
   */
  iter(options?: ToolFilter): AsyncGenerator<Tool, void, undefined> {
    return this.#connection.rows(
      "tools.list",
      () => {
        const { pageSize, mcpTool, alias, signal } = given(options);
        const fields = { page_size: integer(pageSize, "pageSize"), mcp_tool: mcpTool, alias };
        return { fields, signal };
      },
      tool,
    );
  }

  /**
   * Returns the catalogue: the tools that can be added to the account.
   *
   * @param options - Optional: `signal`.
   * @returns The catalogue.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
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
   * Adds a tool of the catalogue to the account and returns it.
   *
   * @param options - `mcpTool`; optional: `alias`, `userConfig` and `signal`.
   * @returns The new tool.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
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
   * Returns one tool of this account.
   *
   * @param toolId - The tool's id.
   * @param options - Optional: `signal`.
   * @returns The tool.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
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
   * Returns the browser profile of a browser tool, and whether it can be used.
   *
   * @param toolId - The id of a browser tool.
   * @param options - Optional: `signal`.
   * @returns The profile's state.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const browser = await client.tools.create({ mcpTool: "browser", alias: "shop" });
   * const { status, profile } = await client.tools.getBrowserProfile(browser.id);
   * ```
   */
  async getBrowserProfile(
    toolId: number,
    options?: RequestOptions,
  ): Promise<BrowserUseProfileBinding> {
    const { signal } = given(options);
    const fields = { tool_id: toolId };
    return await this.#connection.call(
      "tools.get_browser_profile",
      { fields, signal },
      browserUseProfileBinding,
    );
  }

  /**
   * Creates the browser profile of a browser tool, and returns its state.
   *
   * @param toolId - The id of a browser tool.
   * @param options - `name`; optional: `signal`.
   * @returns The profile's state.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const browser = await client.tools.create({ mcpTool: "browser", alias: "shop" });
   * const { profile } = await client.tools.createBrowserProfile(browser.id, { name: "Shop" });
   * ```
   */
  async createBrowserProfile(
    toolId: number,
    options: BrowserProfileCreate,
  ): Promise<BrowserUseProfileBinding> {
    const { name, signal } = given(options);
    const fields = { tool_id: toolId, name };
    return await this.#connection.call(
      "tools.create_browser_profile",
      { fields, signal },
      browserUseProfileBinding,
    );
  }

  /**
   * Requests the state of a tool's browser profile from the provider, and returns it; for
   * profiles whose status is `unknown`.
   *
   * @param toolId - The id of a browser tool.
   * @param options - Optional: `signal`.
   * @returns The profile's state.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const browser = await client.tools.create({ mcpTool: "browser", alias: "shop" });
   * const { status } = await client.tools.reconcileBrowserProfile(browser.id);
   * ```
   */
  async reconcileBrowserProfile(
    toolId: number,
    options?: RequestOptions,
  ): Promise<BrowserUseProfileBinding> {
    const { signal } = given(options);
    const fields = { tool_id: toolId };
    return await this.#connection.call(
      "tools.reconcile_browser_profile",
      { fields, signal },
      browserUseProfileBinding,
    );
  }

  /**
   * Changes a tool and returns it.
   *
   * @param toolId - The tool's id.
   * @param fields - The fields to change: `null` is sent as null, fields that are left out keep
   *   their values.
   * @param options - Optional: `signal`.
   * @returns The changed tool.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.tools.update(tool.id, { isActive: false });
   * ```
   */
  async update(toolId: number, fields: ToolUpdate, options?: RequestOptions): Promise<Tool> {
    const id = identifier(toolId, "toolId");
    const { signal: own, ...rest } = given(fields, "fields");
    const { signal = own } = given(options);
    const changes = outgoing(rest, TOOL_NAMES);
    return await this.#connection.call("tools.update", { id, fields: changes, signal }, tool);
  }

  /**
   * Removes a tool from the account.
   *
   * @param toolId - The tool's id.
   * @param options - Optional: `signal`.
   * @returns Nothing.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.tools.delete(tool.id);
   * ```
   */
  async delete(toolId: number, options?: RequestOptions): Promise<void> {
    const id = identifier(toolId, "toolId");
    const { signal } = given(options);
    return await this.#connection.call("tools.delete", { id, signal }, nothing);
  }

  /**
   * Completes the next configuration step of a tool, and returns the tool.
   *
   * @param toolId - The tool's id.
   * @param options - `userResponse`; optional: `signal`.
   * @returns The tool after the step.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const search = await client.tools.create({ mcpTool: "tavily" });
   * await client.tools.provideConfig(search.id, { userResponse: { TAVILY_API_KEY: "tvly-***" } });
   * ```
   */
  async provideConfig(toolId: number, options: ToolConfiguration): Promise<Tool> {
    const id = identifier(toolId, "toolId");
    const { userResponse, signal } = given(options);
    const fields = { user_response: userResponse };
    return await this.#connection.call("tools.provide_config", { id, fields, signal }, tool);
  }

  /**
   * Calls one action of a tool and returns its result.
   *
   * @param toolId - The tool's id.
   * @param options - `action`; optional: `arguments`, `executionId`, `idempotencyKey` and
   *   `signal`.
   * @returns The result, as the service sent it; `null` if there is none.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
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
    const { action, arguments: args, executionId, idempotencyKey, signal } = given(options);
    const fields = { action, arguments: args, execution_id: executionId };
    return await this.#connection.call(
      "tools.call",
      { id, fields, idempotencyKey, signal },
      untouched,
    );
  }
}
