// Generated from api/mcp_servers.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, required } from "../arguments.js";
import { mcpServer, mcpServerAuthorization, mcpServerList } from "../records/mcp_servers.js";
import { nothing, untouched } from "../records.js";
import type {
  Json,
  McpServer,
  McpServerAuthorization,
  McpServerCall,
  McpServerCreate,
  McpServerUpdate,
  RequestOptions,
} from "../types/index.js";

/** The MCP servers of this account: `client.mcpServers`. */
export class McpServers {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns the servers.
   *
   * @param options - Optional: `signal`.
   * @returns The servers.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const names = (await client.mcpServers.list()).map(({ name }) => name);
   * ```
   */
  async list(options?: RequestOptions): Promise<McpServer[]> {
    const { signal } = given(options);
    return await this.#connection.call("mcp_servers.list", { signal }, mcpServerList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `signal`.
   * @returns The rows.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * for await (const server of client.mcpServers.iter()) console.log(server.name);
   * ```
   */
  iter(options?: RequestOptions): AsyncGenerator<McpServer, void, undefined> {
    return this.#connection.rows(
      "mcp_servers.list",
      () => {
        const { signal } = given(options);
        return { signal };
      },
      mcpServer,
    );
  }

  /**
   * Returns one server.
   *
   * @param serverId - The server's id.
   * @param options - Optional: `signal`.
   * @returns The server.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * console.log((await client.mcpServers.get(server.id)).status);
   * ```
   */
  async get(serverId: number, options?: RequestOptions): Promise<McpServer> {
    const id = identifier(serverId, "serverId");
    const { signal } = given(options);
    return await this.#connection.call("mcp_servers.get", { id, signal }, mcpServer);
  }

  /**
   * Adds a server to the account and returns it.
   *
   * @param options - `name` and `url`; optional: `transportType`, `authType`,
   *   `authCredentials`, `oauthClientId`, `oauthClientSecret`, `oauthScopes`, `isActive` and
   *   `signal`.
   * @returns The new server.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * ```
   */
  async create(options: McpServerCreate): Promise<McpServer> {
    const {
      name,
      url,
      transportType,
      authType,
      authCredentials,
      oauthClientId,
      oauthClientSecret,
      oauthScopes,
      isActive,
      signal,
    } = given(options);
    const fields = {
      name: required(name, "name"),
      url: required(url, "url"),
      transport_type: transportType,
      auth_type: authType,
      auth_credentials: authCredentials,
      oauth_client_id: oauthClientId,
      oauth_client_secret: oauthClientSecret,
      oauth_scopes: oauthScopes,
      is_active: isActive,
    };
    return await this.#connection.call("mcp_servers.create", { fields, signal }, mcpServer);
  }

  /**
   * Changes a server and returns it; arguments that are left out keep their values.
   *
   * @param serverId - The server's id.
   * @param options - Optional: `name`, `url`, `transportType`, `authType`, `authCredentials`,
   *   `oauthClientId`, `oauthClientSecret`, `oauthScopes`, `isActive` and `signal`.
   * @returns The changed server.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * await client.mcpServers.update(server.id, { isActive: false });
   * ```
   */
  async update(serverId: number, options?: McpServerUpdate): Promise<McpServer> {
    const id = identifier(serverId, "serverId");
    const {
      name,
      url,
      transportType,
      authType,
      authCredentials,
      oauthClientId,
      oauthClientSecret,
      oauthScopes,
      isActive,
      signal,
    } = given(options);
    const fields = {
      name,
      url,
      transport_type: transportType,
      auth_type: authType,
      auth_credentials: authCredentials,
      oauth_client_id: oauthClientId,
      oauth_client_secret: oauthClientSecret,
      oauth_scopes: oauthScopes,
      is_active: isActive,
    };
    return await this.#connection.call("mcp_servers.update", { id, fields, signal }, mcpServer);
  }

  /**
   * Removes a server from the account.
   *
   * @param serverId - The server's id.
   * @param options - Optional: `signal`.
   * @returns Nothing.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * await client.mcpServers.delete(server.id);
   * ```
   */
  async delete(serverId: number, options?: RequestOptions): Promise<void> {
    const id = identifier(serverId, "serverId");
    const { signal } = given(options);
    return await this.#connection.call("mcp_servers.delete", { id, signal }, nothing);
  }

  /**
   * Begins the authorization of a server with OAuth, and returns the page on which a person
   * grants it.
   *
   * Afterwards `mcpServers.get` shows whether it is granted.
   *
   * @param serverId - The server's id.
   * @param options - Optional: `signal`.
   * @returns The page, and the server.
   * @throws McpServerOAuthError if the authorization cannot begin, for example because the
   *   server needs your own OAuth app.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({
   *   name: "Docs",
   *   url: "https://mcp.example.com",
   *   authType: "oauth",
   * });
   * console.log((await client.mcpServers.authorize(server.id)).authorizeUrl);
   * ```
   */
  async authorize(serverId: number, options?: RequestOptions): Promise<McpServerAuthorization> {
    const id = identifier(serverId, "serverId");
    const { signal } = given(options);
    return await this.#connection.call(
      "mcp_servers.authorize",
      { id, signal },
      mcpServerAuthorization,
    );
  }

  /**
   * Connects a server again, reads its actions and returns it.
   *
   * @param serverId - The server's id.
   * @param options - Optional: `signal`.
   * @returns The server.
   * @throws McpServerOAuthError if the server has to be authorized first.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * console.log((await client.mcpServers.connect(server.id)).status);
   * ```
   */
  async connect(serverId: number, options?: RequestOptions): Promise<McpServer> {
    const id = identifier(serverId, "serverId");
    const { signal } = given(options);
    return await this.#connection.call("mcp_servers.connect", { id, signal }, mcpServer);
  }

  /**
   * Ends the connection to a server, deletes its authorization and returns the server.
   *
   * @param serverId - The server's id.
   * @param options - Optional: `signal`.
   * @returns The server.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * await client.mcpServers.disconnect(server.id);
   * ```
   */
  async disconnect(serverId: number, options?: RequestOptions): Promise<McpServer> {
    const id = identifier(serverId, "serverId");
    const { signal } = given(options);
    return await this.#connection.call("mcp_servers.disconnect", { id, signal }, mcpServer);
  }

  /**
   * Calls one action of a server and returns its result.
   *
   * @param serverId - The server's id.
   * @param options - `action`; optional: `arguments`, `idempotencyKey` and `signal`.
   * @returns The result, as the service sent it; `null` if there is none.
   * @throws McpServerOAuthError if the server has to be authorized first.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * await client.mcpServers.call(server.id, { action: "echo", arguments: { value: "solar" } });
   * ```
   */
  async call(serverId: number, options: McpServerCall): Promise<Json> {
    const id = identifier(serverId, "serverId");
    const { action, arguments: args, idempotencyKey, signal } = given(options);
    const fields = { action, arguments: args };
    return await this.#connection.call(
      "mcp_servers.call",
      { id, fields, idempotencyKey, signal },
      untouched,
    );
  }
}
