// Generated from api/shares.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer } from "../arguments.js";
import { mcpPersonalInvitation, mcpShare } from "../records/shares.js";
import { MCP_TEAM_PAGE, mcpTeamDevice } from "../records/teams.js";
import { pageOf, untouched } from "../records.js";
import type {
  JsonObject,
  McpPersonalInvitation,
  McpPersonalInvitationAcceptance,
  McpPersonalInvitationCreate,
  McpPersonalInvitationFilter,
  McpShare,
  McpShareActivityFilter,
  McpShareCall,
  McpShareDeviceCreate,
  McpShareDeviceFilter,
  McpShareFilter,
  McpShareToolFilter,
  McpTeamDevice,
  McpTeamPage,
  RequestOptions,
} from "../types/index.js";

/** The personal shares of this account: `client.shares`. */
export class McpShares {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns a page of the shares.
   *
   * @param options - Optional: `scope`, `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.shares.list();
   * ```
   */
  async list(options?: McpShareFilter): Promise<McpTeamPage<McpShare>> {
    const { scope, cursor, signal } = given(options);
    const fields = { scope, cursor };
    return await this.#connection.page(
      "shares.list",
      { fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", mcpShare),
    );
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `scope`, `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { label } of client.shares.iter()) console.log(label);
   * ```
   */
  iter(options?: McpShareFilter): AsyncGenerator<McpShare, void, undefined> {
    return this.#connection.rows(
      "shares.list",
      () => {
        const { scope, cursor, signal } = given(options);
        const fields = { scope, cursor };
        return { fields, signal };
      },
      mcpShare,
    );
  }

  /**
   * Returns a page of the invitations.
   *
   * @param options - Optional: `scope`, `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.shares.invitations();
   * ```
   */
  async invitations(
    options?: McpPersonalInvitationFilter,
  ): Promise<McpTeamPage<McpPersonalInvitation>> {
    const { scope, cursor, signal } = given(options);
    const fields = { scope, cursor };
    return await this.#connection.page(
      "shares.invitations",
      { fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", mcpPersonalInvitation),
    );
  }

  /**
   * Yields the rows of `invitations` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `scope`, `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { state } of client.shares.iterInvitations()) console.log(state);
   * ```
   */
  iterInvitations(
    options?: McpPersonalInvitationFilter,
  ): AsyncGenerator<McpPersonalInvitation, void, undefined> {
    return this.#connection.rows(
      "shares.invitations",
      () => {
        const { scope, cursor, signal } = given(options);
        const fields = { scope, cursor };
        return { fields, signal };
      },
      mcpPersonalInvitation,
    );
  }

  /**
   * Invites a person to use a tool or an MCP server of this account, and returns the
   * invitation.
   *
   * @param sourceId - The public id of the tool or of the server.
   * @param options - `email` and `acceptSharing`; optional: `accessDays`, `idempotencyKey` and
   *   `signal`.
   * @returns The invitation.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * const sent = await client.shares.invite(server.publicId, {
   *   email: "bob@example.com",
   *   acceptSharing: true,
   * });
   * ```
   */
  async invite(
    sourceId: string,
    options: McpPersonalInvitationCreate,
  ): Promise<McpPersonalInvitation> {
    const { email, acceptSharing, accessDays, idempotencyKey, signal } = given(options);
    const fields = {
      source_id: identifier(sourceId, "sourceId"),
      email,
      accept_sharing: acceptSharing,
      access_days: integer(accessDays, "accessDays"),
    };
    return await this.#connection.call(
      "shares.invite",
      { fields, idempotencyKey, signal },
      mcpPersonalInvitation,
    );
  }

  /**
   * Accepts an invitation, and returns the share.
   *
   * @param invitationId - The invitation's id.
   * @param options - `acceptBilling`; optional: `signal`.
   * @returns The share.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.shares.accept(invitation.id, { acceptBilling: true });
   * ```
   */
  async accept(invitationId: string, options: McpPersonalInvitationAcceptance): Promise<McpShare> {
    const id = identifier(invitationId, "invitationId");
    const { acceptBilling, signal } = given(options);
    const fields = { accept_billing: acceptBilling };
    return await this.#connection.call("shares.accept", { id, fields, signal }, mcpShare);
  }

  /**
   * Cancels an invitation, or declines it, and returns it.
   *
   * @param invitationId - The invitation's id.
   * @param options - Optional: `signal`.
   * @returns The invitation.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * const sent = await client.shares.invite(server.publicId, {
   *   email: "bob@example.com",
   *   acceptSharing: true,
   * });
   * await client.shares.cancel(sent.id);
   * ```
   */
  async cancel(invitationId: string, options?: RequestOptions): Promise<McpPersonalInvitation> {
    const id = identifier(invitationId, "invitationId");
    const { signal } = given(options);
    return await this.#connection.call("shares.cancel", { id, signal }, mcpPersonalInvitation);
  }

  /**
   * Ends a share, and returns it.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `signal`.
   * @returns The ended share.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.shares.revoke(share.id);
   * ```
   */
  async revoke(shareId: string, options?: RequestOptions): Promise<McpShare> {
    const id = identifier(shareId, "shareId");
    const { signal } = given(options);
    return await this.#connection.call("shares.revoke", { id, signal }, mcpShare);
  }

  /**
   * Returns a page of the actions of a share, in the format of MCP. Its `nextCursor` is the
   * cursor of the next page.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page, as the service sent it.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { tools } = await client.shares.tools(share.id);
   * ```
   */
  async tools(shareId: string, options?: McpShareToolFilter): Promise<JsonObject> {
    const id = identifier(shareId, "shareId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.call("shares.tools", { id, fields, signal }, untouched);
  }

  /**
   * Yields the rows of `tools` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { name } of client.shares.iterTools(share.id)) console.log(name);
   * ```
   */
  iterTools(
    shareId: string,
    options?: McpShareToolFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "shares.tools",
      () => {
        const id = identifier(shareId, "shareId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      untouched,
    );
  }

  /**
   * Calls one action of a share and returns its result, in the format of MCP.
   *
   * @param shareId - The share's id.
   * @param options - `name` and `arguments`; optional: `idempotencyKey` and `signal`.
   * @returns The result, as the service sent it.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.shares.call(share.id, { name: "search", arguments: { query: "solar" } });
   * ```
   */
  async call(shareId: string, options: McpShareCall): Promise<JsonObject> {
    const id = identifier(shareId, "shareId");
    const { name, arguments: args, idempotencyKey, signal } = given(options);
    const fields = { name, arguments: args };
    return await this.#connection.call(
      "shares.call",
      { id, fields, idempotencyKey, signal },
      untouched,
    );
  }

  /**
   * Returns a page of the devices of a share.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.shares.devices(share.id);
   * ```
   */
  async devices(
    shareId: string,
    options?: McpShareDeviceFilter,
  ): Promise<McpTeamPage<McpTeamDevice>> {
    const id = identifier(shareId, "shareId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "shares.devices",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", mcpTeamDevice),
    );
  }

  /**
   * Yields the rows of `devices` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { label } of client.shares.iterDevices(share.id)) console.log(label);
   * ```
   */
  iterDevices(
    shareId: string,
    options?: McpShareDeviceFilter,
  ): AsyncGenerator<McpTeamDevice, void, undefined> {
    return this.#connection.rows(
      "shares.devices",
      () => {
        const id = identifier(shareId, "shareId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      mcpTeamDevice,
    );
  }

  /**
   * Creates a device of a share, and returns it. Only this response has its token.
   *
   * @param shareId - The share's id.
   * @param options - `label`; optional: `accessDays`, `idempotencyKey` and `signal`.
   * @returns The new device.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { token } = await client.shares.createDevice(share.id, { label: "Laptop" });
   * ```
   */
  async createDevice(shareId: string, options: McpShareDeviceCreate): Promise<McpTeamDevice> {
    const id = identifier(shareId, "shareId");
    const { label, accessDays, idempotencyKey, signal } = given(options);
    const fields = { label, access_days: integer(accessDays, "accessDays") };
    return await this.#connection.call(
      "shares.create_device",
      { id, fields, idempotencyKey, signal },
      mcpTeamDevice,
    );
  }

  /**
   * Revokes a device of a share, and returns it.
   *
   * @param shareId - The share's id.
   * @param deviceId - The device's id.
   * @param options - Optional: `signal`.
   * @returns The revoked device.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const device = await client.shares.createDevice(share.id, { label: "Laptop" });
   * await client.shares.revokeDevice(share.id, device.id);
   * ```
   */
  async revokeDevice(
    shareId: string,
    deviceId: string,
    options?: RequestOptions,
  ): Promise<McpTeamDevice> {
    const id = identifier(shareId, "shareId");
    const { signal } = given(options);
    const fields = { device_id: identifier(deviceId, "deviceId") };
    return await this.#connection.call(
      "shares.revoke_device",
      { id, fields, signal },
      mcpTeamDevice,
    );
  }

  /**
   * Returns a page of the events of a share.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.shares.activity(share.id);
   * ```
   */
  async activity(
    shareId: string,
    options?: McpShareActivityFilter,
  ): Promise<McpTeamPage<JsonObject>> {
    const id = identifier(shareId, "shareId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "shares.activity",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", untouched),
    );
  }

  /**
   * Yields the rows of `activity` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param shareId - The share's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { kind } of client.shares.iterActivity(share.id)) console.log(kind);
   * ```
   */
  iterActivity(
    shareId: string,
    options?: McpShareActivityFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "shares.activity",
      () => {
        const id = identifier(shareId, "shareId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      untouched,
    );
  }
}
