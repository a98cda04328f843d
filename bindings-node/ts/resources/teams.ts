// Generated from api/teams.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, required } from "../arguments.js";
import { decimalText, decimalTexts, secretText } from "../conversions.js";
import {
  MCP_TEAM_NAMES,
  MCP_TEAM_PAGE,
  mcpTeam,
  mcpTeamConnection,
  mcpTeamDevice,
  mcpTeamInvite,
} from "../records/teams.js";
import { outgoing, pageOf, untouched } from "../records.js";
import type {
  JsonObject,
  McpTeam,
  McpTeamActivityFilter,
  McpTeamConnection,
  McpTeamConnectionCreate,
  McpTeamConnectionFilter,
  McpTeamConnectionShare,
  McpTeamDevice,
  McpTeamDeviceCreate,
  McpTeamDeviceFilter,
  McpTeamEligibleFilter,
  McpTeamEnable,
  McpTeamFilter,
  McpTeamInvitationFilter,
  McpTeamInvite,
  McpTeamInviteClaim,
  McpTeamInviteCreate,
  McpTeamInviteDecision,
  McpTeamInvitePreview,
  McpTeamMemberFilter,
  McpTeamMemberRemoval,
  McpTeamMemberUpdate,
  McpTeamPage,
  McpTeamSourceFilter,
  McpTeamTransferAcceptance,
  McpTeamUpdate,
  McpTeamUsageFilter,
  RequestOptions,
} from "../types/index.js";

/** The teams of this account: `client.teams`. */
export class McpTeams {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns a page of the teams that the account belongs to.
   *
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.list();
   * ```
   */
  async list(options?: McpTeamFilter): Promise<McpTeamPage<McpTeam>> {
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.list",
      { fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", mcpTeam),
    );
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { username } of client.teams.iter()) console.log(username);
   * ```
   */
  iter(options?: McpTeamFilter): AsyncGenerator<McpTeam, void, undefined> {
    return this.#connection.rows(
      "teams.list",
      () => {
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { fields, signal };
      },
      mcpTeam,
    );
  }

  /**
   * Returns one team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `signal`.
   * @returns The team.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * console.log((await client.teams.get(team.id)).role);
   * ```
   */
  async get(teamId: string, options?: RequestOptions): Promise<McpTeam> {
    const id = identifier(teamId, "teamId");
    const { signal } = given(options);
    return await this.#connection.call("teams.get", { id, signal }, mcpTeam);
  }

  /**
   * Enables a team and returns it: one of `teams.eligible`, or a new one.
   *
   * @param options - `username`; optional: `create`, `acceptBilling` and `signal`.
   * @returns The team.
   * @throws McpTeamError if the service refuses the request.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items } = await client.teams.eligible();
   * await client.teams.enable({ username: items[0].username, acceptBilling: true });
   * ```
   */
  async enable(options: McpTeamEnable): Promise<McpTeam> {
    const { username, create, acceptBilling, signal } = given(options);
    const fields = { username, create, accept_billing: acceptBilling };
    return await this.#connection.call("teams.enable", { fields, signal }, mcpTeam);
  }

  /**
   * Changes a team and returns it.
   *
   * @param teamId - The team's id.
   * @param options - `revision`; optional: `signal`.
   * @returns The changed team.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.teams.update(team.id, { revision: team.revision, callLimit: 900 });
   * ```
   */
  async update(teamId: string, options: McpTeamUpdate): Promise<McpTeam> {
    const id = identifier(teamId, "teamId");
    const { signal, ...rest } = given(options);
    const fields = decimalTexts(
      outgoing(
        { ...rest, revision: required(integer(rest.revision, "revision"), "revision") },
        MCP_TEAM_NAMES,
      ),
      "spend_limit",
      "spent",
      "reserved",
    );
    return await this.#connection.call("teams.update", { id, fields, signal }, mcpTeam);
  }

  /**
   * Returns a page of the connections of a team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.connections(team.id);
   * ```
   */
  async connections(
    teamId: string,
    options?: McpTeamConnectionFilter,
  ): Promise<McpTeamPage<McpTeamConnection>> {
    const id = identifier(teamId, "teamId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.connections",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", mcpTeamConnection),
    );
  }

  /**
   * Yields the rows of `connections` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { label } of client.teams.iterConnections(team.id)) console.log(label);
   * ```
   */
  iterConnections(
    teamId: string,
    options?: McpTeamConnectionFilter,
  ): AsyncGenerator<McpTeamConnection, void, undefined> {
    return this.#connection.rows(
      "teams.connections",
      () => {
        const id = identifier(teamId, "teamId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      mcpTeamConnection,
    );
  }

  /**
   * Adds a tool or an MCP server of the account to a team, and returns the connection.
   *
   * @param teamId - The team's id.
   * @param options - `sourceKind`, `sourceId`, `label` and `actions`; optional: `shared`,
   *   `consent` and `signal`.
   * @returns The new connection.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * const connection = await client.teams.addConnection(team.id, {
   *   sourceKind: "custom_mcp_server",
   *   sourceId: server.publicId,
   *   label: "Docs",
   *   actions: ["search"],
   * });
   * ```
   */
  async addConnection(
    teamId: string,
    options: McpTeamConnectionCreate,
  ): Promise<McpTeamConnection> {
    const id = identifier(teamId, "teamId");
    const { sourceKind, sourceId, label, actions, shared, consent, signal } = given(options);
    const fields = {
      source_kind: sourceKind,
      source_id: identifier(sourceId, "sourceId"),
      label,
      actions,
      shared,
      consent,
    };
    return await this.#connection.call(
      "teams.add_connection",
      { id, fields, signal },
      mcpTeamConnection,
    );
  }

  /**
   * Changes the sharing and the actions of a connection, and returns it.
   *
   * @param teamId - The team's id.
   * @param connectionId - The connection's id.
   * @param options - `revision`, `actions`, `shared` and `consent`; optional: `signal`.
   * @returns The changed connection.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * const connection = await client.teams.addConnection(team.id, {
   *   sourceKind: "custom_mcp_server",
   *   sourceId: server.publicId,
   *   label: "Docs",
   *   actions: ["search"],
   * });
   * await client.teams.shareConnection(team.id, connection.id, {
   *   revision: connection.revision,
   *   actions: ["search"],
   *   shared: true,
   *   consent: true,
   * });
   * ```
   */
  async shareConnection(
    teamId: string,
    connectionId: string,
    options: McpTeamConnectionShare,
  ): Promise<McpTeamConnection> {
    const id = identifier(teamId, "teamId");
    const { revision, actions, shared, consent, signal } = given(options);
    const fields = {
      connection_id: identifier(connectionId, "connectionId"),
      revision: integer(revision, "revision"),
      actions,
      shared,
      consent,
    };
    return await this.#connection.call(
      "teams.share_connection",
      { id, fields, signal },
      mcpTeamConnection,
    );
  }

  /**
   * Removes a connection from a team, and returns it.
   *
   * @param teamId - The team's id.
   * @param connectionId - The connection's id.
   * @param options - Optional: `signal`.
   * @returns The revoked connection.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const server = await client.mcpServers.create({ name: "Docs", url: "https://mcp.example.com" });
   * const connection = await client.teams.addConnection(team.id, {
   *   sourceKind: "custom_mcp_server",
   *   sourceId: server.publicId,
   *   label: "Docs",
   *   actions: ["search"],
   * });
   * await client.teams.revokeConnection(team.id, connection.id);
   * ```
   */
  async revokeConnection(
    teamId: string,
    connectionId: string,
    options?: RequestOptions,
  ): Promise<McpTeamConnection> {
    const id = identifier(teamId, "teamId");
    const { signal } = given(options);
    const fields = { connection_id: identifier(connectionId, "connectionId") };
    return await this.#connection.call(
      "teams.revoke_connection",
      { id, fields, signal },
      mcpTeamConnection,
    );
  }

  /**
   * Invites a person to a team, and returns the invitation. Only this response has its token.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `email`, `role`, `accessDays`, `callLimit`, `spendLimit`,
   *   `idempotencyKey` and `signal`.
   * @returns The invitation.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const invite = await client.teams.invite(team.id, { spendLimit: "1.50" });
   * ```
   */
  async invite(teamId: string, options?: McpTeamInviteCreate): Promise<McpTeamInvite> {
    const id = identifier(teamId, "teamId");
    const { email, role, accessDays, callLimit, spendLimit, idempotencyKey, signal } =
      given(options);
    const fields = {
      email,
      role,
      access_days: integer(accessDays, "accessDays"),
      call_limit: integer(callLimit, "callLimit"),
      spend_limit: decimalText(spendLimit),
    };
    return await this.#connection.call(
      "teams.invite",
      { id, fields, idempotencyKey, signal },
      mcpTeamInvite,
    );
  }

  /**
   * Claims an invitation for this account. An owner or an admin of the team then approves or
   * rejects it.
   *
   * @param options - `token` and `acceptTeamScope`; optional: `signal`.
   * @returns The response, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.teams.claimInvite({ token: invite.token, acceptTeamScope: true });
   * ```
   */
  async claimInvite(options: McpTeamInviteClaim): Promise<JsonObject> {
    const { token, acceptTeamScope, signal } = given(options);
    const fields = { token: secretText(token), accept_team_scope: acceptTeamScope };
    return await this.#connection.call("teams.claim_invite", { fields, signal }, untouched);
  }

  /**
   * Approves or rejects a claimed invitation, and returns it.
   *
   * @param teamId - The team's id.
   * @param inviteId - The invitation's id.
   * @param options - `approve`; optional: `signal`.
   * @returns The invitation.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { id } = await client.teams.invite(team.id);
   * await client.teams.decideInvite(team.id, id, { approve: false });
   * ```
   */
  async decideInvite(
    teamId: string,
    inviteId: string,
    options: McpTeamInviteDecision,
  ): Promise<McpTeamInvite> {
    const id = identifier(teamId, "teamId");
    const { approve, signal } = given(options);
    const fields = { invite_id: identifier(inviteId, "inviteId"), approve };
    return await this.#connection.call(
      "teams.decide_invite",
      { id, fields, signal },
      mcpTeamInvite,
    );
  }

  /**
   * Returns a page of the devices of a team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.devices(team.id);
   * ```
   */
  async devices(
    teamId: string,
    options?: McpTeamDeviceFilter,
  ): Promise<McpTeamPage<McpTeamDevice>> {
    const id = identifier(teamId, "teamId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.devices",
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
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { label } of client.teams.iterDevices(team.id)) console.log(label);
   * ```
   */
  iterDevices(
    teamId: string,
    options?: McpTeamDeviceFilter,
  ): AsyncGenerator<McpTeamDevice, void, undefined> {
    return this.#connection.rows(
      "teams.devices",
      () => {
        const id = identifier(teamId, "teamId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      mcpTeamDevice,
    );
  }

  /**
   * Creates a device of a team, and returns it. Only this response has its token.
   *
   * @param teamId - The team's id.
   * @param options - `label`; optional: `accessDays`, `idempotencyKey` and `signal`.
   * @returns The new device.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const device = await client.teams.createDevice(team.id, { label: "Laptop" });
   * ```
   */
  async createDevice(teamId: string, options: McpTeamDeviceCreate): Promise<McpTeamDevice> {
    const id = identifier(teamId, "teamId");
    const { label, accessDays, idempotencyKey, signal } = given(options);
    const fields = { label, access_days: integer(accessDays, "accessDays") };
    return await this.#connection.call(
      "teams.create_device",
      { id, fields, idempotencyKey, signal },
      mcpTeamDevice,
    );
  }

  /**
   * Revokes a device of a team, and returns it.
   *
   * @param teamId - The team's id.
   * @param deviceId - The device's id.
   * @param options - Optional: `signal`.
   * @returns The revoked device.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const device = await client.teams.createDevice(team.id, { label: "Laptop" });
   * await client.teams.revokeDevice(team.id, device.id);
   * ```
   */
  async revokeDevice(
    teamId: string,
    deviceId: string,
    options?: RequestOptions,
  ): Promise<McpTeamDevice> {
    const id = identifier(teamId, "teamId");
    const { signal } = given(options);
    const fields = { device_id: identifier(deviceId, "deviceId") };
    return await this.#connection.call(
      "teams.revoke_device",
      { id, fields, signal },
      mcpTeamDevice,
    );
  }

  /**
   * Returns a page of the events of a team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.activity(team.id);
   * ```
   */
  async activity(
    teamId: string,
    options?: McpTeamActivityFilter,
  ): Promise<McpTeamPage<JsonObject>> {
    const id = identifier(teamId, "teamId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.activity",
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
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { kind } of client.teams.iterActivity(team.id)) console.log(kind);
   * ```
   */
  iterActivity(
    teamId: string,
    options?: McpTeamActivityFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "teams.activity",
      () => {
        const id = identifier(teamId, "teamId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      untouched,
    );
  }

  /**
   * Returns the capabilities of the service for teams.
   *
   * @param options - Optional: `signal`.
   * @returns The capabilities, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const capabilities = await client.teams.capabilities();
   * ```
   */
  async capabilities(options?: RequestOptions): Promise<JsonObject> {
    const { signal } = given(options);
    return await this.#connection.call("teams.capabilities", { signal }, untouched);
  }

  /**
   * Returns a page of the accounts for which a team can be enabled.
   *
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.eligible();
   * ```
   */
  async eligible(options?: McpTeamEligibleFilter): Promise<McpTeamPage<JsonObject>> {
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.eligible",
      { fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", untouched),
    );
  }

  /**
   * Yields the rows of `eligible` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { username } of client.teams.iterEligible()) console.log(username);
   * ```
   */
  iterEligible(options?: McpTeamEligibleFilter): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "teams.eligible",
      () => {
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { fields, signal };
      },
      untouched,
    );
  }

  /**
   * Returns a page of the tools and MCP servers that the account can add to a team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.sources(team.id);
   * ```
   */
  async sources(teamId: string, options?: McpTeamSourceFilter): Promise<McpTeamPage<JsonObject>> {
    const id = identifier(teamId, "teamId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.sources",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", untouched),
    );
  }

  /**
   * Yields the rows of `sources` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { label } of client.teams.iterSources(team.id)) console.log(label);
   * ```
   */
  iterSources(
    teamId: string,
    options?: McpTeamSourceFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "teams.sources",
      () => {
        const id = identifier(teamId, "teamId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      untouched,
    );
  }

  /**
   * Returns a page of the members of a team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.members(team.id);
   * ```
   */
  async members(teamId: string, options?: McpTeamMemberFilter): Promise<McpTeamPage<JsonObject>> {
    const id = identifier(teamId, "teamId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.members",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", untouched),
    );
  }

  /**
   * Yields the rows of `members` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { username } of client.teams.iterMembers(team.id)) console.log(username);
   * ```
   */
  iterMembers(
    teamId: string,
    options?: McpTeamMemberFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "teams.members",
      () => {
        const id = identifier(teamId, "teamId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      untouched,
    );
  }

  /**
   * Changes a member of a team.
   *
   * @param teamId - The team's id.
   * @param memberId - The member's id.
   * @param options - `epoch`; optional: `signal`.
   * @returns The member, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items } = await client.teams.members(team.id);
   * const member = items.find(({ role }) => role === "member");
   * await client.teams.updateMember(team.id, member.id, { epoch: member.epoch, role: "admin" });
   * ```
   */
  async updateMember(
    teamId: string,
    memberId: string,
    options: McpTeamMemberUpdate,
  ): Promise<JsonObject> {
    const id = identifier(teamId, "teamId");
    const { signal, ...rest } = given(options);
    const fields = decimalTexts(
      outgoing({ ...rest, epoch: required(integer(rest.epoch, "epoch"), "epoch") }, MCP_TEAM_NAMES),
      "spend_limit",
      "spent",
      "reserved",
    );
    return await this.#connection.call(
      "teams.update_member",
      { id, fields: { member_id: identifier(memberId, "memberId"), ...fields }, signal },
      untouched,
    );
  }

  /**
   * Removes a member from a team.
   *
   * @param teamId - The team's id.
   * @param memberId - The member's id.
   * @param options - `acceptTeamScope`; optional: `signal`.
   * @returns The response, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items } = await client.teams.members(team.id);
   * const member = items.find(({ role }) => role === "member");
   * await client.teams.removeMember(team.id, member.id, { acceptTeamScope: true });
   * ```
   */
  async removeMember(
    teamId: string,
    memberId: string,
    options: McpTeamMemberRemoval,
  ): Promise<JsonObject> {
    const id = identifier(teamId, "teamId");
    const { acceptTeamScope, signal } = given(options);
    const fields = {
      member_id: identifier(memberId, "memberId"),
      accept_team_scope: acceptTeamScope,
    };
    return await this.#connection.call("teams.remove_member", { id, fields, signal }, untouched);
  }

  /**
   * Returns a page of the invitations of a team.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.invitations(team.id);
   * ```
   */
  async invitations(
    teamId: string,
    options?: McpTeamInvitationFilter,
  ): Promise<McpTeamPage<McpTeamInvite>> {
    const id = identifier(teamId, "teamId");
    const { cursor, signal } = given(options);
    const fields = { cursor };
    return await this.#connection.page(
      "teams.invitations",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", mcpTeamInvite),
    );
  }

  /**
   * Yields the rows of `invitations` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { state } of client.teams.iterInvitations(team.id)) console.log(state);
   * ```
   */
  iterInvitations(
    teamId: string,
    options?: McpTeamInvitationFilter,
  ): AsyncGenerator<McpTeamInvite, void, undefined> {
    return this.#connection.rows(
      "teams.invitations",
      () => {
        const id = identifier(teamId, "teamId");
        const { cursor, signal } = given(options);
        const fields = { cursor };
        return { id, fields, signal };
      },
      mcpTeamInvite,
    );
  }

  /**
   * Returns the offer of an invitation. Nothing changes.
   *
   * @param options - `token`; optional: `signal`.
   * @returns The offer, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const preview = await client.teams.previewInvite({ token: invite.token });
   * ```
   */
  async previewInvite(options: McpTeamInvitePreview): Promise<JsonObject> {
    const { token, signal } = given(options);
    const fields = { token: secretText(token) };
    return await this.#connection.call("teams.preview_invite", { fields, signal }, untouched);
  }

  /**
   * Returns a page of the usage of a team, by member or by action.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `group`, `cursor` and `signal`.
   * @returns The page.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items, nextCursor } = await client.teams.usage(team.id);
   * ```
   */
  async usage(teamId: string, options?: McpTeamUsageFilter): Promise<McpTeamPage<JsonObject>> {
    const id = identifier(teamId, "teamId");
    const { group, cursor, signal } = given(options);
    const fields = { group, cursor };
    return await this.#connection.page(
      "teams.usage",
      { id, fields, signal },
      pageOf(MCP_TEAM_PAGE, "items", untouched),
    );
  }

  /**
   * Yields the rows of `usage` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `group`, `cursor` and `signal`.
   * @returns The rows.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { calls } of client.teams.iterUsage(team.id)) console.log(calls);
   * ```
   */
  iterUsage(
    teamId: string,
    options?: McpTeamUsageFilter,
  ): AsyncGenerator<JsonObject, void, undefined> {
    return this.#connection.rows(
      "teams.usage",
      () => {
        const id = identifier(teamId, "teamId");
        const { group, cursor, signal } = given(options);
        const fields = { group, cursor };
        return { id, fields, signal };
      },
      untouched,
    );
  }

  /**
   * Offers a team to another member.
   *
   * @param teamId - The team's id.
   * @param memberId - The member's id.
   * @param options - Optional: `signal`.
   * @returns The offer, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items } = await client.teams.members(team.id);
   * const member = items.find(({ role }) => role === "member");
   * await client.teams.proposeTransfer(team.id, member.id);
   * ```
   */
  async proposeTransfer(
    teamId: string,
    memberId: string,
    options?: RequestOptions,
  ): Promise<JsonObject> {
    const id = identifier(teamId, "teamId");
    const { signal } = given(options);
    const fields = { member_id: identifier(memberId, "memberId") };
    return await this.#connection.call("teams.propose_transfer", { id, fields, signal }, untouched);
  }

  /**
   * Accepts a team that is offered to this account, and returns it.
   *
   * @param teamId - The team's id.
   * @param options - `acceptBilling`; optional: `signal`.
   * @returns The team.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.teams.acceptTransfer(offered.id, { acceptBilling: true });
   * ```
   */
  async acceptTransfer(teamId: string, options: McpTeamTransferAcceptance): Promise<McpTeam> {
    const id = identifier(teamId, "teamId");
    const { acceptBilling, signal } = given(options);
    const fields = { accept_billing: acceptBilling };
    return await this.#connection.call("teams.accept_transfer", { id, fields, signal }, mcpTeam);
  }

  /**
   * Cancels the offer of a team, or declines it.
   *
   * @param teamId - The team's id.
   * @param options - Optional: `signal`.
   * @returns The response, under the service's own names.
   * @throws McpTeamError if the service refuses the request.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { items } = await client.teams.members(team.id);
   * const member = items.find(({ role }) => role === "member");
   * await client.teams.proposeTransfer(team.id, member.id);
   * await client.teams.cancelTransfer(team.id);
   * ```
   */
  async cancelTransfer(teamId: string, options?: RequestOptions): Promise<JsonObject> {
    const id = identifier(teamId, "teamId");
    const { signal } = given(options);
    return await this.#connection.call("teams.cancel_transfer", { id, signal }, untouched);
  }
}
