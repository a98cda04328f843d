// Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
import type { RequestOptions } from "./common.js";
import type {
  McpResourceSetAuthorityType,
  McpResourceSetManagementMode,
  McpResourceSetStatus,
  McpResourceType,
} from "./status.js";

/**
 * One resource in one slot of an MCP resource set, as `mcpResourceSets.replaceMembers` takes
 * it.
 */
export interface McpResourceSetMemberInput {
  /** Its kind. */
  resourceType: McpResourceType;
  /** Its id, a UUID. */
  resourceId: string;
  /** The slot: 1 to 128 letters, digits, underscores and hyphens. */
  slot: string;
  /** The actions that runs may call; none means all. */
  allowedActions?: string[] | undefined;
  /** Its position among the members, from 0. */
  position?: number | null | undefined;
}

/** One resource in one slot of an MCP resource set. */
export interface McpResourceSetMember {
  /** The member's id. */
  publicId: string;
  /** The kind of resource. */
  resourceType: McpResourceType;
  /** The resource's id. */
  resourceId: string;
  /** The resource's name in the catalogue. */
  toolkitSlug: string;
  /** The resource's alias. */
  alias: string;
  /** The display name of the resource. */
  displayName: string;
  /** The slot. */
  slot: string;
  /** The actions that runs may call; none means all. */
  allowedActions: string[];
  /** Its position among the members, from 0. */
  position: number;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** An MCP resource set without its members. */
export interface McpResourceSetSummary {
  /** The set's id. */
  publicId: string;
  /** The set's id: the same as `publicId`. */
  id: string;
  /** Its name. */
  name: string;
  /** Its description. */
  description: string;
  /** Whether runs may use it. */
  status: McpResourceSetStatus;
  /** The manager of the set. */
  managementMode: McpResourceSetManagementMode;
  /** The owner of its resources. */
  authorityType: McpResourceSetAuthorityType;
  /** The customer, if the set belongs to one. */
  principalId: string | null;
  /** Its revision, from 1: each change adds 1. */
  revision: number;
  /** The number of its members. */
  memberCount: number;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** An MCP resource set with its members. */
export interface McpResourceSet extends McpResourceSetSummary {
  /** Its members. */
  members: McpResourceSetMember[];
}

/** The sets to list. */
export interface McpResourceSetFilter extends RequestOptions {
  /** A part of the sets' names, up to 256 characters. */
  query?: string | null | undefined;
  /** Only sets with this authority. */
  authorityType?: McpResourceSetAuthorityType | null | undefined;
  /** Only sets of this customer. */
  principalId?: string | null | undefined;
  /**
   * The number of sets in a page, 1 to 100; all pages are returned.
   *
   * @defaultValue 100
   */
  pageSize?: number | undefined;
}

/** The options of the list. */
export interface McpResourceSetMemberFilter extends RequestOptions {
  /**
   * The number of members in a page, 1 to 100; all pages are returned.
   *
   * @defaultValue 100
   */
  pageSize?: number | undefined;
}

/** A set to create. */
export interface McpResourceSetCreate extends RequestOptions {
  /** Its name. */
  name: string;
  /**
   * The manager of the set.
   *
   * @defaultValue "flymyai"
   */
  managementMode?: McpResourceSetManagementMode | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** Whether runs may use it. */
  status?: McpResourceSetStatus | null | undefined;
  /** The customer who manages it. */
  principalId?: string | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The fields of a set to change. */
export interface McpResourceSetUpdate extends RequestOptions {
  /** The revision that the caller has read; the set must still have it. */
  expectedRevision: number;
  /** Its new name. */
  name?: string | null | undefined;
  /** Its description. */
  description?: string | null | undefined;
  /** Whether runs may use it. */
  status?: McpResourceSetStatus | null | undefined;
}

/** The new fields of a set. */
export interface McpResourceSetReplace extends RequestOptions {
  /** The revision that the caller has read; the set must still have it. */
  expectedRevision: number;
  /** Its new name. */
  name: string;
  /**
   * Its description.
   *
   * @defaultValue ""
   */
  description?: string | undefined;
  /**
   * Whether runs may use it.
   *
   * @defaultValue "active"
   */
  status?: McpResourceSetStatus | undefined;
}

/** The new members of a set. */
export interface McpResourceSetMembers extends RequestOptions {
  /** The revision that the caller has read; the set must still have it. */
  expectedRevision: number;
  /**
   * The new members, up to 100, and up to 25 in a slot. All of a slot have the same allowed
   * actions.
   */
  members: McpResourceSetMemberInput[];
}
