// Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
import { derived, extended, field, list, listOf, none, reader, shape, text } from "../records.js";
import type {
  McpResourceSet,
  McpResourceSetMember,
  McpResourceSetMemberInput,
  McpResourceSetSummary,
} from "../types/index.js";

/** @internal */
export const MCP_RESOURCE_SET_MEMBER_INPUT = shape(
  field("resource_type"),
  field("resource_id"),
  field("slot"),
  field("allowed_actions", list),
  field("position", none),
);

/** @internal */
export const MCP_RESOURCE_SET_MEMBER = shape(
  field("public_id"),
  field("resource_type"),
  field("resource_id"),
  field("toolkit_slug"),
  field("alias"),
  field("display_name"),
  field("slot"),
  field("allowed_actions", list),
  field("position"),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const MCP_RESOURCE_SET_SUMMARY = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("name"),
  field("description", text),
  field("status", () => "active"),
  field("management_mode"),
  field("authority_type"),
  field("principal_id", none),
  field("revision"),
  field("member_count"),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const MCP_RESOURCE_SET = extended(
  MCP_RESOURCE_SET_SUMMARY,
  field("members", undefined, MCP_RESOURCE_SET_MEMBER),
);

/** @internal */
export const mcpResourceSetMemberInput = reader<McpResourceSetMemberInput>(
  MCP_RESOURCE_SET_MEMBER_INPUT,
);
/** @internal */
export const mcpResourceSetMember = reader<McpResourceSetMember>(MCP_RESOURCE_SET_MEMBER);
/** @internal */
export const mcpResourceSetMemberList = listOf(mcpResourceSetMember);
/** @internal */
export const mcpResourceSetSummary = reader<McpResourceSetSummary>(MCP_RESOURCE_SET_SUMMARY);
/** @internal */
export const mcpResourceSetSummaryList = listOf(mcpResourceSetSummary);
/** @internal */
export const mcpResourceSet = reader<McpResourceSet>(MCP_RESOURCE_SET);
