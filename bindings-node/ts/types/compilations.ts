// Generated from api/compilations.toml by `make generate`; do not edit.
import type { Json, RequestOptions, ResourceID, StartOptions, WaitOptions } from "./common.js";
import type { CompilationStatus } from "./status.js";

/** A run frozen into an instruction, or compiled into a script. */
export interface Compilation {
  /** The compilation's id. */
  id: ResourceID;
  /** The id of the run that it was made from. */
  execution: ResourceID;
  /** Its status. */
  status: CompilationStatus;
  /** The script that `compilations.compile` makes. */
  scriptCode: string;
  /** The instruction that freezing makes, in Markdown. */
  instructionMd: string;
  /** When it runs by itself, as a cron line; empty for never. */
  cronSchedule: string;
  /** The time zone of the schedule. */
  timezone: string;
  /** The result of its script. */
  result: Json;
  /** The error, if it failed. */
  error: string | null;
  /** Whether it can be run: compiled, running or completed. */
  isReady: boolean;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
  /** When it last changed: ISO 8601, as the service sent it. */
  updatedAt: string;
}

/** The fields of a compilation to change; fields that are left out keep their values. */
export interface CompilationUpdate extends RequestOptions {
  /** The instruction, in Markdown. */
  instructionMd?: string | null | undefined;
  /** When it runs by itself, as a cron line; empty for never. */
  cronSchedule?: string | null | undefined;
  /** The time zone of the schedule, such as `Europe/Berlin`. */
  timezone?: string | null | undefined;
}

/** The run to make a compilation from. */
export interface CompilationSource extends RequestOptions {
  /** The id of a run. */
  executionId: ResourceID;
}

/** The run of an instruction, and how to wait for its end. */
export interface InstructionWait extends StartOptions, WaitOptions {}
