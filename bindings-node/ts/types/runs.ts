// Generated from api/runs.toml by `make generate`; do not edit.
import type {
  Json,
  JsonObject,
  OutputOf,
  OutputSchema,
  RequestOptions,
  ResourceID,
  StartOptions,
  WaitOptions,
} from "./common.js";
import type { ExecutionLogType, ExecutionStatus } from "./status.js";

/** One event of a run: what the agent did, when, and with which data. */
export interface ExecutionLog {
  /** The event's number. */
  id: number;
  /** Its type. */
  type: ExecutionLogType;
  /** The event in words. */
  message: string;
  /** Details, under the service's own names. */
  data: Json;
  /** When it happened: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When its record last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** One execution of an agent, as lists show it: without its events. */
export interface Run {
  /** The run's id. */
  id: ResourceID;
  /** The agent's number inside the service. */
  userAgentTask: number;
  /** The run that this one continues; `null` for a first one. */
  previousExecution: ResourceID | null;
  /** The agent's goal at the start of the run. */
  originalPrompt: string;
  /** The variables that the run was started with. */
  variables: JsonObject;
  /** Limits of the agents that the run starts, under the service's own names. */
  subagentLimits: JsonObject | null;
  /** The conversation so far, under the service's own names. */
  messages: Json[];
  /** Its status. */
  status: ExecutionStatus;
  /** Its number in the order of its agent's runs. */
  runSeq: number;
  /** The error, if the run failed. */
  error: string | null;
  /** The output, shaped by the agent's output schema if it has one. */
  agentResult: Json;
  /** The output: the same object as `agentResult`. */
  output: Json;
  /** Whether the run has ended: completed, failed or cancelled. */
  isTerminal: boolean;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
  /** Returns the run; throws a `RunFailedError` if it has failed or was cancelled. */
  raiseForStatus(): this;
  /**
   * Shows the run until it has ended, and returns it then; see `runs.watch`. It throws if the
   * record has no client, such as a copy.
   */
  watch(options?: WaitOptions): Promise<RunDetail>;
  /**
   * Returns the output as a schema reads it, and throws an `OutputError` if it is missing or
   * does not fit; `output` keeps the raw output.
   */
  outputAs<Schema extends OutputSchema>(schema: Schema): OutputOf<Schema>;
}

/** A run with its events so far. */
export interface RunDetail extends Run {
  /** Its events so far, oldest first. */
  logs: ExecutionLog[];
  /** The id of its agent. */
  userAgentTaskUuid: string | null;
}

/** The response to a follow-up message. */
export interface AppendMessageResponse {
  /** The run's id. */
  id: ResourceID;
  /** Its status. */
  status: ExecutionStatus;
  /** The reasoning effort of the model, as the service names it. */
  effort: string;
  /** The model that continues the run. */
  model: string;
  /** Its number in the order of its agent's runs. */
  runSeq: number;
  /** The error, if the run failed. */
  error: string | null;
  /** The output, shaped by the agent's output schema if it has one. */
  agentResult: Json;
  /** The output: the same object as `agentResult`. */
  output: Json;
  /** Files of the conversation, under the service's own names. */
  chatFiles: Json[];
  /** Whether the run has ended: completed, failed or cancelled. */
  isTerminal: boolean;
}

/** A run after a follow-up message; fields that are missing in the response are empty. */
export interface ContinuedRun {
  /** The run's id. */
  id: ResourceID;
  /** The agent's number inside the service; 0 if it is missing in the response. */
  userAgentTask: number;
  /** The run that this one continues. */
  previousExecution: ResourceID | null;
  /** The agent's goal at the start of the run. */
  originalPrompt: string;
  /** The variables that the run was started with. */
  variables: JsonObject;
  /** Limits of the agents that the run starts, under the service's own names. */
  subagentLimits: JsonObject | null;
  /** The conversation so far, under the service's own names. */
  messages: Json[];
  /** Its status. */
  status: ExecutionStatus;
  /** The reasoning effort of the model, as the service names it. */
  effort: string;
  /** The model that continues the run. */
  model: string;
  /** Its number in the order of its agent's runs. */
  runSeq: number;
  /** The error, if the run failed. */
  error: string | null;
  /** The output, shaped by the agent's output schema if it has one. */
  agentResult: Json;
  /** The output: the same object as `agentResult`. */
  output: Json;
  /** Its events so far, oldest first. */
  logs: ExecutionLog[];
  /** The id of its agent. */
  userAgentTaskUuid: string | null;
  /** Files of the conversation, under the service's own names. */
  chatFiles: Json[];
  /** Whether the run has ended: completed, failed or cancelled. */
  isTerminal: boolean;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string | null;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string | null;
  /**
   * Shows the run until it has ended, and returns it then; see `runs.watch`. It throws if the
   * record has no client, such as a copy.
   */
  watch(options?: WaitOptions): Promise<RunDetail>;
  /**
   * Returns the output as a schema reads it, and throws an `OutputError` if it is missing or
   * does not fit; `output` keeps the raw output.
   */
  outputAs<Schema extends OutputSchema>(schema: Schema): OutputOf<Schema>;
}

/** The price of one call of a tool. */
export interface RunToolCallPrice {
  /** The action that was called. */
  actionName: string;
  /** The price in USD. */
  price: string;
  /** Whether the price is final. */
  settled: boolean;
}

/** The price of the use of one language model. */
export interface RunLLMUsagePrice {
  /** The model's provider. */
  provider: string;
  /** The model. */
  model: string;
  /** The purpose of the use, as the service names it. */
  purpose: string | null;
  /** Input tokens, without those of the cache. */
  inputTokens: number;
  /** Input tokens that were read from the cache. */
  cacheReadTokens: number;
  /** Tokens that were written to the cache. */
  cacheWriteTokens: number;
  /** All input tokens. */
  totalInputTokens: number;
  /** Output tokens. */
  outputTokens: number;
  /** Output tokens that were used for reasoning. */
  reasoningTokens: number;
  /** The price in USD. */
  price: string;
  /** Whether the price is final. */
  settled: boolean;
}

/** The price of one call of a hosted model. */
export interface RunInferencePrice {
  /** The id of the prediction. */
  predictionId: string;
  /** The model. */
  model: string | null;
  /** The price in USD, once it is known. */
  price: string | null;
  /** Whether the price is final. */
  settled: boolean;
}

/** The prices of a run, in USD; each price is exact. */
export interface RunPrice {
  /** The run's id. */
  id: string;
  /** Its number in the order of its agent's runs. */
  runSeq: number;
  /** Whether all prices are final. */
  billingSettled: boolean;
  /** The calls of tools. */
  toolCalls: RunToolCallPrice[];
  /** The use of language models. */
  llmUsage: RunLLMUsagePrice[];
  /** The sum of tool calls and language models. */
  totalPrice: string;
  /** The calls of hosted models. */
  modelInference: RunInferencePrice[];
  /** The sum with the calls of hosted models. */
  totalWithInference: string | null;
}

/** A run to start. */
export interface RunCreate extends StartOptions {
  /** The agent's `uuid`. */
  agentId: string;
  /** The first message to the agent. */
  message?: string | null | undefined;
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
}

/** The runs to list. */
export interface RunFilter extends RequestOptions {
  /** The agent whose runs are returned; by default, those of all agents. */
  agentId?: string | null | undefined;
}

/** The runs whose prices are listed. */
export interface RunPriceFilter extends RequestOptions {
  /** The ids of 1 to 200 runs. */
  ids?: ResourceID[] | null | undefined;
  /** The number of runs, 1 to 200; it has no effect together with `ids`. */
  limit?: number | null | undefined;
}

/** A follow-up message. */
export interface RunMessage extends RequestOptions {
  /** The message. */
  text: string;
  /** The reasoning effort of the model from now on, as the service names it. */
  effort?: string | null | undefined;
  /** The model that continues the run. */
  model?: string | null | undefined;
}

/** Hints for the schemas that are suggested from a run. */
export interface RunSchemaRequest extends RequestOptions {
  /** A description of the input, in words. */
  inputsPrompt?: string | null | undefined;
  /** A description of the output, in words. */
  outputsPrompt?: string | null | undefined;
}

/** A run to start, and how to wait for its end. */
export interface RunCreateWait extends StartOptions, WaitOptions {
  /** The agent's `uuid`. */
  agentId: string;
  /** The first message to the agent. */
  message?: string | null | undefined;
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
  /**
   * Is called for each event of the run, once and in order; its promise is awaited. An
   * exception in it ends the wait, not the run.
   */
  onEvent?: ((event: ExecutionLog) => unknown) | null | undefined;
}
