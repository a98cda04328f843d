// Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, required } from "../arguments.js";
import { resourceSetMembers } from "../conversions.js";
import {
  mcpResourceSet,
  mcpResourceSetMember,
  mcpResourceSetMemberList,
  mcpResourceSetSummary,
  mcpResourceSetSummaryList,
} from "../records/mcp_resource_sets.js";
import { nothing } from "../records.js";
import type {
  McpResourceSet,
  McpResourceSetCreate,
  McpResourceSetFilter,
  McpResourceSetMember,
  McpResourceSetMemberFilter,
  McpResourceSetMembers,
  McpResourceSetReplace,
  McpResourceSetSummary,
  McpResourceSetUpdate,
  RequestOptions,
  ResourceID,
} from "../types/index.js";

/** The MCP resource sets of this account and of its customers: `client.mcpResourceSets`. */
export class McpResourceSets {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns the sets without their members.
   *
   * @param options - Optional: `query`, `authorityType`, `principalId`, `pageSize` and
   *   `signal`.
   * @returns The sets.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const sets = await client.mcpResourceSets.list({ authorityType: "owner" });
   * ```
   */
  async list(options?: McpResourceSetFilter): Promise<McpResourceSetSummary[]> {
    const { query, authorityType, principalId, pageSize, signal } = given(options);
    const fields = {
      query,
      authority_type: authorityType,
      principal_id: principalId,
      page_size: pageSize,
    };
    return await this.#connection.call(
      "mcp_resource_sets.list",
      { fields, signal },
      mcpResourceSetSummaryList,
    );
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `query`, `authorityType`, `principalId`, `pageSize` and
   *   `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const set of client.mcpResourceSets.iter()) console.log(set.name);
   * ```
   */
  iter(options?: McpResourceSetFilter): AsyncGenerator<McpResourceSetSummary, void, undefined> {
    return this.#connection.rows(
      "mcp_resource_sets.list",
      () => {
        const { query, authorityType, principalId, pageSize, signal } = given(options);
        const fields = {
          query,
          authority_type: authorityType,
          principal_id: principalId,
          page_size: integer(pageSize, "pageSize"),
        };
        return { fields, signal };
      },
      mcpResourceSetSummary,
    );
  }

  /**
   * Returns the members of a set.
   *
   * @param resourceSetId - The set's id.
   * @param options - Optional: `pageSize` and `signal`.
   * @returns The members.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const search = await client.mcpResourceSets.create({ name: "Search" });
   * const members = await client.mcpResourceSets.listMembers(search.id);
   * ```
   */
  async listMembers(
    resourceSetId: ResourceID,
    options?: McpResourceSetMemberFilter,
  ): Promise<McpResourceSetMember[]> {
    const id = identifier(resourceSetId, "resourceSetId");
    const { pageSize, signal } = given(options);
    const fields = { page_size: pageSize };
    return await this.#connection.call(
      "mcp_resource_sets.list_members",
      { id, fields, signal },
      mcpResourceSetMemberList,
    );
  }

  /**
   * Yields the rows of `listMembers` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param resourceSetId - The set's id.
   * @param options - Optional: `pageSize` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const search = await client.mcpResourceSets.create({ name: "Search" });
   * const slots = [];
   * for await (const { slot } of client.mcpResourceSets.iterMembers(search.id)) slots.push(slot);
   * ```
   */
  iterMembers(
    resourceSetId: ResourceID,
    options?: McpResourceSetMemberFilter,
  ): AsyncGenerator<McpResourceSetMember, void, undefined> {
    return this.#connection.rows(
      "mcp_resource_sets.list_members",
      () => {
        const id = identifier(resourceSetId, "resourceSetId");
        const { pageSize, signal } = given(options);
        const fields = { page_size: integer(pageSize, "pageSize") };
        return { id, fields, signal };
      },
      mcpResourceSetMember,
    );
  }

  /**
   * Returns one set with its members.
   *
   * @param resourceSetId - The set's id.
   * @param options - Optional: `signal`.
   * @returns The set.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const search = await client.mcpResourceSets.create({ name: "Search" });
   * const { members } = await client.mcpResourceSets.get(search.id);
   * ```
   */
  async get(resourceSetId: ResourceID, options?: RequestOptions): Promise<McpResourceSet> {
    const id = identifier(resourceSetId, "resourceSetId");
    const { signal } = given(options);
    return await this.#connection.call("mcp_resource_sets.get", { id, signal }, mcpResourceSet);
  }

  /**
   * Creates an empty set and returns it.
   *
   * @param options - `name`; optional: `managementMode`, `description`, `status`,
   *   `principalId`, `idempotencyKey` and `signal`.
   * @returns The new set.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const search = await client.mcpResourceSets.create({ name: "Search" });
   * ```
   */
  async create(options: McpResourceSetCreate): Promise<McpResourceSet> {
    const { name, managementMode, description, status, principalId, idempotencyKey, signal } =
      given(options);
    const fields = {
      name,
      management_mode: managementMode,
      description,
      status,
      principal_id: principalId,
    };
    return await this.#connection.call(
      "mcp_resource_sets.create",
      { fields, idempotencyKey, signal },
      mcpResourceSet,
    );
  }

  /**
   * Changes a set and returns it; arguments that are left out keep their values.
   *
   * @param resourceSetId - The set's id.
   * @param options - `expectedRevision`; optional: `name`, `description`, `status` and
   *   `signal`.
   * @returns The changed set.
   * @throws McpResourceSetStaleRevisionError if the set was changed in the meantime.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { id, revision } = await client.mcpResourceSets.create({ name: "Search" });
   * await client.mcpResourceSets.update(id, { expectedRevision: revision, name: "Research" });
   * ```
   */
  async update(resourceSetId: ResourceID, options: McpResourceSetUpdate): Promise<McpResourceSet> {
    const id = identifier(resourceSetId, "resourceSetId");
    const { expectedRevision, name, description, status, signal } = given(options);
    const fields = { expected_revision: expectedRevision, name, description, status };
    return await this.#connection.call(
      "mcp_resource_sets.update",
      { id, fields, signal },
      mcpResourceSet,
    );
  }

  /**
   * Replaces the name, the description and the status of a set, and returns it.
   *
   * @param resourceSetId - The set's id.
   * @param options - `expectedRevision` and `name`; optional: `description`, `status` and
   *   `signal`.
   * @returns The changed set.
   * @throws McpResourceSetStaleRevisionError if the set was changed in the meantime.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { id, revision } = await client.mcpResourceSets.create({ name: "Search" });
   * await client.mcpResourceSets.replace(id, { expectedRevision: revision, name: "Research" });
   * ```
   */
  async replace(
    resourceSetId: ResourceID,
    options: McpResourceSetReplace,
  ): Promise<McpResourceSet> {
    const id = identifier(resourceSetId, "resourceSetId");
    const { expectedRevision, name, description, status, signal } = given(options);
    const fields = {
      expected_revision: expectedRevision,
      name: required(name, "name"),
      description,
      status,
    };
    return await this.#connection.call(
      "mcp_resource_sets.replace",
      { id, fields, signal },
      mcpResourceSet,
    );
  }

  /**
   * Deletes a set; its tools, servers and connections stay.
   *
   * @param resourceSetId - The set's id.
   * @param options - Optional: `signal`.
   * @returns Nothing.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const search = await client.mcpResourceSets.create({ name: "Search" });
   * await client.mcpResourceSets.delete(search.id);
   * ```
   */
  async delete(resourceSetId: ResourceID, options?: RequestOptions): Promise<void> {
    const id = identifier(resourceSetId, "resourceSetId");
    const { signal } = given(options);
    return await this.#connection.call("mcp_resource_sets.delete", { id, signal }, nothing);
  }

  /**
   * Replaces all members of a set at once, and returns the set.
   *
   * @param resourceSetId - The set's id.
   * @param options - `expectedRevision` and `members`; optional: `signal`.
   * @returns The set with its new members.
   * @throws McpResourceSetStaleRevisionError if the set was changed in the meantime.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { id, revision } = await client.mcpResourceSets.create({ name: "Search" });
   * await client.mcpResourceSets.replaceMembers(id, { expectedRevision: revision, members: [] });
   * ```
   */
  async replaceMembers(
    resourceSetId: ResourceID,
    options: McpResourceSetMembers,
  ): Promise<McpResourceSet> {
    const id = identifier(resourceSetId, "resourceSetId");
    const { expectedRevision, members, signal } = given(options);
    const fields = { expected_revision: expectedRevision, members: resourceSetMembers(members) };
    return await this.#connection.call(
      "mcp_resource_sets.replace_members",
      { id, fields, signal },
      mcpResourceSet,
    );
  }
}
