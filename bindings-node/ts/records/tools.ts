// Generated from api/tools.toml by `make generate`; do not edit.
import {
  derived,
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
import type {
  AvailableTool,
  BrowserUseProfile,
  BrowserUseProfileBinding,
  ConfigurationStep,
  Tool,
} from "../types/index.js";

/** @internal */
export const BROWSER_USE_PROFILE = shape(
  field("profile_id"),
  field("name"),
  field("cookie_domains", list),
  field("last_used_at", none),
  field("note", text),
  field("created_at", none),
  field("updated_at", none),
);

/** @internal */
export const BROWSER_USE_PROFILE_BINDING = shape(
  field("connection_id"),
  field("status"),
  field("profile", none, BROWSER_USE_PROFILE),
  field("code", none),
  field("detail", none),
  field("recovery_intent_id", none),
);

/** @internal */
export const CONFIGURATION_STEP = shape(
  field("description"),
  field("step_type"),
  field("vars_from_user_schema", none),
  field("configuration_schema", none),
  field("config", none),
  field("execution_command", none),
);

/** @internal */
export const TOOL = shape(
  field("id"),
  field("public_id", none),
  field("mcp_tool"),
  derived("name", (record) => record.mcpTool),
  field("alias", () => "default"),
  field("user_config", object),
  field("is_configured", no),
  field("is_active", () => true),
  field("unsafe_methods", list),
  field("required_configuration_steps", list, CONFIGURATION_STEP),
  field("finished_configuration_steps", list),
  field("next_configuration_step", none),
  field("redirect_url", text),
  field("response", text),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const AVAILABLE_TOOL = shape(
  field("name"),
  field("type"),
  field("title", text),
  field("description", text),
  field("detail", text),
  field("href", text),
  field("categories", list),
  field("instruction", none),
  field("custom_class", none),
  field("github_link", none),
  field("configuration_steps", list),
);

/** @internal */
export const browserUseProfile = reader<BrowserUseProfile>(BROWSER_USE_PROFILE);
/** @internal */
export const browserUseProfileBinding = reader<BrowserUseProfileBinding>(
  BROWSER_USE_PROFILE_BINDING,
);
/** @internal */
export const configurationStep = reader<ConfigurationStep>(CONFIGURATION_STEP);
/** @internal */
export const tool = reader<Tool>(TOOL);
/** @internal */
export const toolList = listOf(tool);
/** @internal The names that changes may use. */
export const TOOL_NAMES = wireNames(TOOL);
/** @internal */
export const availableTool = reader<AvailableTool>(AVAILABLE_TOOL);
/** @internal */
export const availableToolList = listOf(availableTool);
