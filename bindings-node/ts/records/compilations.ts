// Generated from api/compilations.toml by `make generate`; do not edit.
import { derived, field, listOf, none, reader, shape, text } from "../records.js";
import type { Compilation } from "../types/index.js";

const READY_STATUSES: readonly unknown[] = ["compiled", "completed", "running"];

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
  derived("isReady", (record) => READY_STATUSES.includes(record.status)),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const compilation = reader<Compilation>(COMPILATION);
/** @internal */
export const compilationList = listOf(compilation);
