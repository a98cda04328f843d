// Generated from api/runs.toml by `make generate`; do not edit.
import type { Json, JsonObject, RequestOptions, ResourceID, StartOptions } from "./common.js";
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
}

/** A run with its events so far. */
export interface RunDetail extends Run {
  /** Its events so far, oldest first. */
  logs: ExecutionLog[];
  /** The id of its agent. */
  userAgentTaskUuid: string | null;
}

/** A run to start. */
export interface RunCreate extends StartOptions {
  /** The agent's `uuid`. */
  agentId: string;
}

/** The runs to list. */
export interface RunFilter extends RequestOptions {
  /** The agent whose runs are returned; by default, those of all agents. */
  agentId?: string | null | undefined;
}

/** A follow-up message. */
export interface RunMessage extends RequestOptions {
  /** The message. */
  text: string;
}

/** Hints for the schemas that are suggested from a run. */
export interface RunSchemaRequest extends RequestOptions {
  /** A description of the input, in words. */
  inputsPrompt?: string | null | undefined;
  /** A description of the output, in words. */
  outputsPrompt?: string | null | undefined;
}
