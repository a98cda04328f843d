// Generated from api/agent_groups.toml by `make generate`; do not edit.
import type { RequestOptions } from "./common.js";

/** Agents that use the same MCP resource sets. */
export interface AgentGroup {
  /** The group's id. */
  publicId: string;
  /** The group's id: the same as `publicId`. */
  id: string;
  /** Its name. */
  name: string;
  /** Its description. */
  description: string;
  /** Whether its agents may use its resource sets. */
  isActive: boolean;
  /** The ids of its agents. */
  agentIds: string[];
  /** The ids of its MCP resource sets. */
  resourceSetIds: string[];
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** The groups to list. */
export interface AgentGroupFilter extends RequestOptions {
  /** A part of the groups' names, up to 256 characters. */
  query?: string | null | undefined;
  /**
   * The number of groups in a page, 1 to 100; all pages are returned.
   *
   * @defaultValue 100
   */
  pageSize?: number | undefined;
}

/** A group to create. */
export interface AgentGroupCreate extends RequestOptions {
  /** Its name. */
  name: string;
  /** Its description. */
  description?: string | null | undefined;
  /** Whether its agents may use its resource sets. */
  isActive?: boolean | null | undefined;
  /** The ids of its agents. */
  agentIds?: string[] | null | undefined;
  /** The ids of its MCP resource sets. */
  resourceSetIds?: string[] | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The fields of a group to change. */
export interface AgentGroupUpdate extends RequestOptions {
  /** Its new name. */
  name?: string | null | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** Whether its agents may use its resource sets. */
  isActive?: boolean | null | undefined;
  /** The ids of its agents, which replace those it has. */
  agentIds?: string[] | null | undefined;
  /** The ids of its MCP resource sets, which replace those it has. */
  resourceSetIds?: string[] | null | undefined;
}

/** The agents and MCP resource sets of a group. */
export interface AgentGroupAssignments extends RequestOptions {
  /** The ids of its agents; `null` keeps those it has. */
  agentIds: string[];
  /** The ids of its MCP resource sets; `null` keeps those it has. */
  resourceSetIds: string[];
}
