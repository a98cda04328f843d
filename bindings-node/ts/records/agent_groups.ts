// Generated from api/agent_groups.toml by `make generate`; do not edit.
import { derived, field, list, listOf, reader, shape, text } from "../records.js";
import type { AgentGroup } from "../types/index.js";

/** @internal */
export const AGENT_GROUP = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("name"),
  field("description", text),
  field("is_active", () => true),
  field("agent_ids", list),
  field("resource_set_ids", list),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const agentGroup = reader<AgentGroup>(AGENT_GROUP);
/** @internal */
export const agentGroupList = listOf(agentGroup);
