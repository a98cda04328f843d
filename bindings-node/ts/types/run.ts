import type { Json, JsonObject, RequestOptions, ResourceID, StartOptions } from "./common.js";
import type { ExecutionLogType, ExecutionStatus } from "./status.js";

/** One execution of an agent. */
export interface Run {
  /** What the run is addressed by. */
  id: ResourceID;
  /** The agent's number inside the service. */
  userAgentTask: number;
  /** The run this one continues; `null` for a first one. */
  previousExecution: ResourceID | null;
  /** What the agent was told. */
  originalPrompt: string;
  /** The variables the run was started with, under your own names. */
  variables: JsonObject;
  /** The conversation, under the service's own names. */
  messages: Json[];
  /** Where it is in its life. */
  status: ExecutionStatus;
  /** Its number in the order of its agent's runs. */
  runSeq: number;
  /** What went wrong, when the run failed. */
  error: string | null;
  /** What the run came to; shaped by the agent's output schema, where it has one. */
  agentResult: Json;
  /** The same as `agentResult`. */
  output: Json;
  /** Whether the run has ended: completed, failed or cancelled. */
  isTerminal: boolean;
  /** ISO 8601 time, as the service sent it. */
  createdAt: string;
  /** ISO 8601 time, as the service sent it. */
  updatedAt: string;
}

/** A run with its events. */
export interface RunDetail extends Run {
  /** Its events so far, oldest first. */
  logs: ExecutionLog[];
  /** The id of the agent that ran. */
  userAgentTaskUuid: string | null;
}

/** One event of a run. */
export interface ExecutionLog {
  /** The event's number. */
  id: number;
  /** What it tells. */
  type: ExecutionLogType;
  /** The same in words. */
  message: string;
  /** Details, under the service's own names. */
  data: Json;
  /** ISO 8601 time, as the service sent it. */
  createdAt: string;
  /** ISO 8601 time, as the service sent it. */
  updatedAt: string;
}

/** What starts a run. */
export interface RunCreate extends StartOptions {
  /** The `uuid` of the agent. */
  agentId: string;
}

/** Which runs to list. */
export interface RunFilter extends RequestOptions {
  /** Only the runs of this agent. */
  agentId?: string | null | undefined;
}

/** A follow-up to a run. */
export interface RunMessage extends RequestOptions {
  /** The message. */
  text: string;
}

/** Hints for the schemas suggested from a run. */
export interface RunSchemaRequest extends RequestOptions {
  /** What the input is like. */
  inputsPrompt?: string | null | undefined;
  /** What the output is like. */
  outputsPrompt?: string | null | undefined;
}
