// Generated from api/teams.toml by `make generate`; do not edit.
import { field, hidden, none, reader, shape, text, wireNames } from "../records.js";
import type { McpTeam, McpTeamConnection, McpTeamDevice, McpTeamInvite } from "../types/index.js";

/** @internal */
export const MCP_TEAM_PAGE = shape(field("items"), field("next_cursor", none));

/** @internal */
export const MCP_TEAM = shape(
  field("id"),
  field("username"),
  field("owner", none),
  field("payer"),
  field("role"),
  field("member_id"),
  field("active"),
  field("revision"),
  field("expires_at"),
  field("call_limit"),
  field("spend_limit"),
  field("calls"),
  field("spent"),
  field("reserved"),
  field("team_user_id"),
  field("pending_transfer", none),
);

/** @internal */
export const MCP_TEAM_CONNECTION = shape(
  field("id"),
  field("label"),
  field("owner_id", none),
  field("source_kind"),
  field("source_id"),
  field("shared"),
  field("active"),
  field("actions"),
  field("revision"),
  field("available"),
  field("unavailable_reason", none),
  field("owner_name", none),
  field("calls", () => 0),
  field("users", () => 0),
  field("last_used_at", none),
);

/** @internal */
export const MCP_TEAM_DEVICE = shape(
  field("id"),
  field("member_id"),
  field("label"),
  field("prefix"),
  field("expires_at"),
  field("revoked_at", none),
  hidden("token", none),
);

/** @internal */
export const MCP_TEAM_INVITE = shape(
  field("id"),
  field("role"),
  field("state"),
  field("claimant", none),
  field("expires_at"),
  field("call_limit"),
  field("spend_limit"),
  field("email", text),
  field("access_days", () => 7),
  hidden("token", none),
);

/** @internal */
export const mcpTeam = reader<McpTeam>(MCP_TEAM);
/** @internal The names that changes may use. */
export const MCP_TEAM_NAMES = wireNames(MCP_TEAM);
/** @internal */
export const mcpTeamConnection = reader<McpTeamConnection>(MCP_TEAM_CONNECTION);
/** @internal */
export const mcpTeamDevice = reader<McpTeamDevice>(MCP_TEAM_DEVICE);
/** @internal */
export const mcpTeamInvite = reader<McpTeamInvite>(MCP_TEAM_INVITE);
