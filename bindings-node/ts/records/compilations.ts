// Generated from api/compilations.toml by `make generate`; do not edit.
import { derived, field, listOf, no, none, reader, shape, text } from "../records.js";
import type { Compilation } from "../types/index.js";

const READY_STATUSES: readonly unknown[] = ["compiled", "completed"];

const INSTRUCTION_STATUSES: readonly unknown[] = ["running", "failed"];

/** @internal */
export const COMPILATION = shape(
  field("id"),
  field("execution"),
  field("status", () => "pending"),
  field("script_code", text),
  field("instruction_md", text),
  field("cron_schedule", text),
  field("timezone", () => "UTC"),
  field("result", none),
  field("error", none),
  field("is_live", no),
  field("name", text),
  field("note", text),
  field("source_compilation", none),
  field("user_agent_task", none),
  field("deployments", none),
  derived(
    "isReady",
    (record) =>
      READY_STATUSES.includes(record.status) ||
      (INSTRUCTION_STATUSES.includes(record.status) && Boolean(record.instructionMd)),
  ),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const compilation = reader<Compilation>(COMPILATION);
/** @internal */
export const compilationList = listOf(compilation);
