// Generated from api/runs.toml by `make generate`; do not edit.

import { outputAs, raiseForStatus, watch } from "../record-methods.js";
import {
  anything,
  derived,
  extended,
  field,
  list,
  listOf,
  method,
  no,
  none,
  object,
  reader,
  shape,
  text,
} from "../records.js";
import type {
  AppendMessageResponse,
  ContinuedRun,
  ExecutionLog,
  Run,
  RunDetail,
  RunInferencePrice,
  RunLLMUsagePrice,
  RunPrice,
  RunToolCallPrice,
} from "../types/index.js";

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
  field("subagent_limits", none),
  field("messages", list),
  field("status", () => "pending"),
  field("run_seq", () => 0),
  field("error", none),
  field("agent_result", none),
  derived("output", (record) => record.agentResult),
  derived("isTerminal", (record) => TERMINAL_STATUSES.includes(record.status)),
  field("created_at"),
  field("updated_at"),
  method("raiseForStatus", raiseForStatus),
  method("watch", watch),
  method("outputAs", outputAs),
);

/** @internal */
export const RUN_DETAIL = extended(
  RUN,
  field("logs", list, EXECUTION_LOG),
  field("user_agent_task_uuid", none),
);

/** @internal */
export const APPEND_MESSAGE_RESPONSE = shape(
  field("id"),
  field("status", () => "pending"),
  field("effort", text),
  field("model", text),
  field("run_seq", () => 0),
  field("error", none),
  field("agent_result", none),
  derived("output", (record) => record.agentResult),
  field("chat_files", list),
  derived("isTerminal", (record) => TERMINAL_STATUSES.includes(record.status)),
);

/** @internal */
export const CONTINUED_RUN = shape(
  field("id"),
  field("user_agent_task", () => 0),
  field("previous_execution", none),
  field("original_prompt", text),
  field("variables", object),
  field("subagent_limits", none),
  field("messages", list),
  field("status", () => "pending"),
  field("effort", text),
  field("model", text),
  field("run_seq", () => 0),
  field("error", none),
  field("agent_result", none),
  derived("output", (record) => record.agentResult),
  field("logs", list, EXECUTION_LOG),
  field("user_agent_task_uuid", none),
  field("chat_files", list),
  derived("isTerminal", (record) => TERMINAL_STATUSES.includes(record.status)),
  field("created_at", none),
  field("updated_at", none),
  method("watch", watch),
  method("outputAs", outputAs),
);

/** @internal */
export const RUN_TOOL_CALL_PRICE = shape(
  field("action_name"),
  field("price"),
  field("settled", no),
);

/** @internal */
export const RUN_L_L_M_USAGE_PRICE = shape(
  field("provider"),
  field("model"),
  field("purpose", none),
  field("input_tokens", () => 0),
  field("cache_read_tokens", () => 0),
  field("cache_write_tokens", () => 0),
  field("total_input_tokens", () => 0),
  field("output_tokens", () => 0),
  field("reasoning_tokens", () => 0),
  field("price"),
  field("settled", no),
);

/** @internal */
export const RUN_INFERENCE_PRICE = shape(
  field("prediction_id"),
  field("model", none),
  field("price", none),
  field("settled", no),
);

/** @internal */
export const RUN_PRICE = shape(
  field("id"),
  field("run_seq", () => 0),
  field("billing_settled", no),
  field("tool_calls", list, RUN_TOOL_CALL_PRICE),
  field("llm_usage", list, RUN_L_L_M_USAGE_PRICE),
  field("total_price"),
  field("model_inference", list, RUN_INFERENCE_PRICE),
  field("total_with_inference", none),
);

/** @internal */
export const executionLog = reader<ExecutionLog>(EXECUTION_LOG);
/** @internal */
export const run = reader<Run>(RUN);
/** @internal */
export const runList = listOf(run);
/** @internal */
export const runDetail = reader<RunDetail>(RUN_DETAIL);
/** @internal */
export const appendMessageResponse = reader<AppendMessageResponse>(APPEND_MESSAGE_RESPONSE);
/** @internal */
export const continuedRun = reader<ContinuedRun>(CONTINUED_RUN);
/** @internal */
export const runToolCallPrice = reader<RunToolCallPrice>(RUN_TOOL_CALL_PRICE);
/** @internal */
export const runLLMUsagePrice = reader<RunLLMUsagePrice>(RUN_L_L_M_USAGE_PRICE);
/** @internal */
export const runInferencePrice = reader<RunInferencePrice>(RUN_INFERENCE_PRICE);
/** @internal */
export const runPrice = reader<RunPrice>(RUN_PRICE);
/** @internal */
export const runPriceList = listOf(runPrice);
