// Generated from api/agent_groups.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, required } from "../arguments.js";
import { idList } from "../conversions.js";
import { agentGroup, agentGroupList } from "../records/agent_groups.js";
import { nothing } from "../records.js";
import type {
  AgentGroup,
  AgentGroupAssignments,
  AgentGroupCreate,
  AgentGroupFilter,
  AgentGroupUpdate,
  RequestOptions,
  ResourceID,
} from "../types/index.js";

/** The agent groups of this account: `client.agentGroups`. */
export class AgentGroups {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns the groups, the newest first.
   *
   * @param options - Optional: `query`, `pageSize` and `signal`.
   * @returns The groups.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const group of await client.agentGroups.list({ query: "Support" })) console.log(group.name);
   * ```
   */
  async list(options?: AgentGroupFilter): Promise<AgentGroup[]> {
    const { query, pageSize, signal } = given(options);
    const fields = { query, page_size: pageSize };
    return await this.#connection.call("agent_groups.list", { fields, signal }, agentGroupList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `query`, `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const group of client.agentGroups.iter()) console.log(group.name);
   * ```
   */
  iter(options?: AgentGroupFilter): AsyncGenerator<AgentGroup, void, undefined> {
    return this.#connection.rows(
      "agent_groups.list",
      () => {
        const { query, pageSize, signal } = given(options);
        const fields = { query, page_size: integer(pageSize, "pageSize") };
        return { fields, signal };
      },
      agentGroup,
    );
  }

  /**
   * Returns one group.
   *
   * @param groupId - The group's id.
   * @param options - Optional: `signal`.
   * @returns The group.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const group = await client.agentGroups.create({ name: "Support" });
   * console.log((await client.agentGroups.get(group.id)).name);
   * ```
   */
  async get(groupId: ResourceID, options?: RequestOptions): Promise<AgentGroup> {
    const id = identifier(groupId, "groupId");
    const { signal } = given(options);
    return await this.#connection.call("agent_groups.get", { id, signal }, agentGroup);
  }

  /**
   * Creates a group and returns it.
   *
   * @param options - `name`; optional: `description`, `isActive`, `agentIds`, `resourceSetIds`,
   *   `idempotencyKey` and `signal`.
   * @returns The new group.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const group = await client.agentGroups.create({ name: "Support" });
   * console.log(group.id);
   * ```
   */
  async create(options: AgentGroupCreate): Promise<AgentGroup> {
    const { name, description, isActive, agentIds, resourceSetIds, idempotencyKey, signal } =
      given(options);
    const fields = {
      name,
      description,
      is_active: isActive,
      agent_ids: idList(agentIds),
      resource_set_ids: idList(resourceSetIds),
    };
    return await this.#connection.call(
      "agent_groups.create",
      { fields, idempotencyKey, signal },
      agentGroup,
    );
  }

  /**
   * Changes a group and returns it; arguments that are left out keep their values.
   *
   * @param groupId - The group's id.
   * @param options - Optional: `name`, `description`, `isActive`, `agentIds`, `resourceSetIds`
   *   and `signal`.
   * @returns The changed group.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const group = await client.agentGroups.create({ name: "Support" });
   * await client.agentGroups.update(group.id, { isActive: false });
   * ```
   */
  async update(groupId: ResourceID, options?: AgentGroupUpdate): Promise<AgentGroup> {
    const id = identifier(groupId, "groupId");
    const { name, description, isActive, agentIds, resourceSetIds, signal } = given(options);
    const fields = {
      name,
      description,
      is_active: isActive,
      agent_ids: idList(agentIds),
      resource_set_ids: idList(resourceSetIds),
    };
    return await this.#connection.call("agent_groups.update", { id, fields, signal }, agentGroup);
  }

  /**
   * Replaces the agents and the MCP resource sets of a group at once, and returns the group.
   *
   * @param groupId - The group's id.
   * @param options - `agentIds` and `resourceSetIds`; optional: `signal`.
   * @returns The changed group.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const group = await client.agentGroups.create({ name: "Support" });
   * await client.agentGroups.replaceAssignments(group.id, { agentIds: [], resourceSetIds: [] });
   * ```
   */
  async replaceAssignments(
    groupId: ResourceID,
    options: AgentGroupAssignments,
  ): Promise<AgentGroup> {
    const id = identifier(groupId, "groupId");
    const { agentIds, resourceSetIds, signal } = given(options);
    const fields = {
      agent_ids: idList(required(agentIds, "agentIds")),
      resource_set_ids: idList(required(resourceSetIds, "resourceSetIds")),
    };
    return await this.#connection.call(
      "agent_groups.replace_assignments",
      { id, fields, signal },
      agentGroup,
    );
  }

  /**
   * Deletes a group; its agents and resource sets stay.
   *
   * @param groupId - The group's id.
   * @param options - Optional: `signal`.
   * @returns Nothing.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const group = await client.agentGroups.create({ name: "Support" });
   * await client.agentGroups.delete(group.id);
   * ```
   */
  async delete(groupId: ResourceID, options?: RequestOptions): Promise<void> {
    const id = identifier(groupId, "groupId");
    const { signal } = given(options);
    return await this.#connection.call("agent_groups.delete", { id, signal }, nothing);
  }
}
