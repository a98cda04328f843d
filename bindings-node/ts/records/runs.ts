// Generated from api/runs.toml by `make generate`; do not edit.
import {
  anything,
  derived,
  extended,
  field,
  list,
  listOf,
  none,
  object,
  reader,
  shape,
} from "../records.js";
import type { ExecutionLog, Run, RunDetail } from "../types/index.js";

const TERMINAL_STATUSES: readonly unknown[] = ["completed", "failed", "cancelled"];

/** @internal */
export const EXECUTION_LOG = shape(
  field("id"),
  field("type"),
  field("message"),
  anything("data", object),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const RUN = shape(
  field("id"),
  field("user_agent_task"),
  field("previous_execution", none),
  field("original_prompt"),
  field("variables", object),
  field("messages", list),
  field("status", () => "pending"),
  field("run_seq", () => 0),
  field("error", none),
  field("agent_result", none),
  derived("output", (record) => record.agentResult),
  derived("isTerminal", (record) => TERMINAL_STATUSES.includes(record.status)),
  field("created_at"),
  field("updated_at"),
);

/** @internal */
export const RUN_DETAIL = extended(
  RUN,
  field("logs", list, EXECUTION_LOG),
  field("user_agent_task_uuid", none),
);

/** @internal */
export const executionLog = reader<ExecutionLog>(EXECUTION_LOG);
/** @internal */
export const run = reader<Run>(RUN);
/** @internal */
export const runList = listOf(run);
/** @internal */
export const runDetail = reader<RunDetail>(RUN_DETAIL);
