// Generated from api/compilations.toml by `make generate`; do not edit.
import type {
  Json,
  JsonObject,
  RequestOptions,
  ResourceID,
  StartOptions,
  WaitOptions,
} from "./common.js";
import type { CompilationStatus } from "./status.js";

/** A run frozen into an instruction, or compiled into a script. */
export interface Compilation {
  /** The compilation's id. */
  id: ResourceID;
  /** The id of the run from which it was made. */
  execution: ResourceID;
  /** Its status. */
  status: CompilationStatus;
  /** The script that `compilations.compile` generates. */
  scriptCode: string;
  /** The instruction that freezing generates, in Markdown. */
  instructionMd: string;
  /** The schedule of its automatic runs, as a cron line; empty for none. */
  cronSchedule: string;
  /** The time zone of the schedule. */
  timezone: string;
  /** The result of its script. */
  result: Json;
  /** The error, if it failed. */
  error: string | null;
  /** Whether it is the live compilation of its agent, which `compilations.runLive` follows. */
  isLive: boolean;
  /** Its name. */
  name: string;
  /** A note about the changes. */
  note: string;
  /** The id of the compilation from which it was made. */
  sourceCompilation: number | null;
  /** The agent's id. */
  userAgentTask: string | null;
  /** The deployments that use it, under the service's own names. */
  deployments: Json[] | null;
  /** Whether it can be run: compiled or completed, or running or failed with an instruction. */
  isReady: boolean;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** The compilations to list. */
export interface CompilationFilter extends RequestOptions {
  /** The agent whose compilations are returned; by default, those of all agents. */
  agentId?: string | null | undefined;
  /** The run whose compilations are returned. */
  executionId?: ResourceID | null | undefined;
  /** Only live compilations, or only others. */
  isLive?: boolean | null | undefined;
}

/** An instruction to save. */
export interface InstructionSave extends RequestOptions {
  /** The id of a run of the agent. */
  executionId: ResourceID;
  /** The instruction, in Markdown. */
  instructionMd: string;
  /** Its name. */
  name?: string | null | undefined;
  /** A note about the changes. */
  note?: string | null | undefined;
  /** The id of the compilation from which it was made. */
  sourceCompilationId?: number | null | undefined;
  /**
   * Whether it becomes the agent's live compilation.
   *
   * @defaultValue false
   */
  makeLive?: boolean | undefined;
}

/** A run of the live compilation. */
export interface LiveRun extends StartOptions {
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
}

/** The fields of a compilation to change; fields that are left out keep their values. */
export interface CompilationUpdate extends RequestOptions {
  /** The instruction, in Markdown. */
  instructionMd?: string | null | undefined;
  /** The schedule of its automatic runs, as a cron line; empty for none. */
  cronSchedule?: string | null | undefined;
  /** The time zone of the schedule, such as `Europe/Berlin`. */
  timezone?: string | null | undefined;
}

/** The run to make a compilation from. */
export interface CompilationSource extends RequestOptions {
  /** The id of a run. */
  executionId: ResourceID;
}

/** A run of an instruction. */
export interface InstructionRun extends StartOptions {
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
  /** The customer, by your own id; requires `deploymentId`. */
  externalUserId?: string | null | undefined;
  /** The deployment that the customer uses; requires `externalUserId`. */
  deploymentId?: string | null | undefined;
  /** The connections of each slot: one id, or up to 25. */
  connections?: JsonObject | null | undefined;
  /** The MCP resource set that the run uses instead of single connections. */
  resourceSetId?: string | null | undefined;
  /** The revision that the set must have, from 1. */
  resourceSetRevision?: number | null | undefined;
}

/** The run of an instruction, and how to wait for its end. */
export interface InstructionWait extends StartOptions, WaitOptions {
  /**
   * Limits of the agents that the run starts, by the service's names: `capUsd`, `maxChildren`,
   * `maxParallel`.
   */
  subagentLimits?: JsonObject | null | undefined;
  /** The customer, by your own id; requires `deploymentId`. */
  externalUserId?: string | null | undefined;
  /** The deployment that the customer uses; requires `externalUserId`. */
  deploymentId?: string | null | undefined;
  /** The connections of each slot: one id, or up to 25. */
  connections?: JsonObject | null | undefined;
  /** The MCP resource set that the run uses instead of single connections. */
  resourceSetId?: string | null | undefined;
  /** The revision that the set must have, from 1. */
  resourceSetRevision?: number | null | undefined;
}
