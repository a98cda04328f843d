// Generated from api/agents.toml by `make generate`; do not edit.
import {
  anything,
  derived,
  extended,
  field,
  list,
  listOf,
  no,
  none,
  object,
  reader,
  shape,
  text,
  wireNames,
} from "../records.js";
import type { Agent, AgentDetail, SchemaSuggestion } from "../types/index.js";

/** @internal */
export const AGENT = shape(
  field("uuid"),
  derived("id", (record) => record.uuid),
  field("name"),
  field("user_prompt", text),
  derived("goal", (record) => record.userPrompt),
  field("user_prompt_source", none),
  anything("available_tools", list),
  field("available_custom_mcp_servers", list),
  field("mcp_resource_set_ids", list),
  field("mcp_access_mode", () => "legacy"),
  field("input_schema", none),
  field("input_description", text),
  field("output_schema", none),
  field("output_description", text),
  field("all_tools_configured", no),
  field("tools_need_to_configure", list),
  field("generated_pipeline", object),
  field("status", () => "draft"),
  field("cron_schedule", text),
  field("webhook_url", none),
  field("preview", text),
  field("preview_pinned", no),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const AGENT_DETAIL = extended(AGENT, field("available_tools", list));

/** @internal */
export const SCHEMA_SUGGESTION = shape(
  field("reasoning", text),
  field("input_schema"),
  field("output_schema"),
  field("input_description", none),
  field("output_description", none),
);

/** @internal */
export const agent = reader<Agent>(AGENT);
/** @internal */
export const agentList = listOf(agent);
/** @internal The names that changes may use. */
export const AGENT_NAMES = new Map([...wireNames(AGENT), ["mcpServers", "mcp_servers"]]);
/** @internal */
export const agentDetail = reader<AgentDetail>(AGENT_DETAIL);
/** @internal */
export const schemaSuggestion = reader<SchemaSuggestion>(SCHEMA_SUGGESTION);
