// Generated from api/shares.toml by `make generate`; do not edit.
import { field, none, reader, shape } from "../records.js";
import type { McpPersonalInvitation, McpShare, McpSharePerson } from "../types/index.js";

/** @internal */
export const MCP_SHARE_PERSON = shape(field("id"), field("username"));

/** @internal */
export const MCP_SHARE = shape(
  field("id"),
  field("connection_id"),
  field("workspace_id"),
  field("label"),
  field("source_id"),
  field("source_kind"),
  field("owner", undefined, MCP_SHARE_PERSON),
  field("recipient", undefined, MCP_SHARE_PERSON),
  field("state"),
  field("expires_at"),
  field("payer"),
  field("billing_mode", () => "recipient_pays"),
  field("provider_billing", () => "credential_owner"),
);

/** @internal */
export const MCP_PERSONAL_INVITATION = shape(
  field("id"),
  field("email"),
  field("state"),
  field("label"),
  field("owner", undefined, MCP_SHARE_PERSON),
  field("recipient", none, MCP_SHARE_PERSON),
  field("grant_id", none),
  field("access_days"),
  field("expires_at"),
  field("access_expires_at", none),
);

/** @internal */
export const mcpSharePerson = reader<McpSharePerson>(MCP_SHARE_PERSON);
/** @internal */
export const mcpShare = reader<McpShare>(MCP_SHARE);
/** @internal */
export const mcpPersonalInvitation = reader<McpPersonalInvitation>(MCP_PERSONAL_INVITATION);
