// Generated from api/versions.toml by `make generate`; do not edit.
import { derived, field, listOf, none, object, reader, shape, text } from "../records.js";
import type { AgentVersion } from "../types/index.js";

/** @internal */
export const AGENT_VERSION = shape(
  field("public_id"),
  derived("id", (record) => record.publicId),
  field("agent_task"),
  field("source_compilation", none),
  field("version_number"),
  field("instruction_md", text),
  field("runtime_manifest", object),
  field("input_schema", none),
  field("output_schema", none),
  field("llm_model", text),
  field("effort", text),
  field("created_at"),
);

/** @internal */
export const agentVersion = reader<AgentVersion>(AGENT_VERSION);
/** @internal */
export const agentVersionList = listOf(agentVersion);
