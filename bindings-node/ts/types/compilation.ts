import type { Json, RequestOptions, ResourceID, StartOptions, WaitOptions } from "./common.js";
import type { CompilationStatus } from "./status.js";

/** A run distilled into an instruction that later runs follow. */
export interface Compilation {
  /** What the compilation is addressed by. */
  id: ResourceID;
  /** The id of the run it was made from. */
  execution: ResourceID;
  /** Where it is in its life. */
  status: CompilationStatus;
  /** The script that `compile` makes. */
  scriptCode: string;
  /** The instruction, as Markdown. */
  instructionMd: string;
  /** When the instruction runs by itself, as a cron line; empty when it does not. */
  cronSchedule: string;
  /** The time zone of `cronSchedule`. */
  timezone: string;
  /** What its script returned. */
  result: Json;
  /** What went wrong, when the compilation failed. */
  error: string | null;
  /** Whether it can be run: compiled, running or completed. */
  isReady: boolean;
  /** ISO 8601 time, as the service sent it. */
  createdAt: string;
  /** ISO 8601 time, as the service sent it. */
  updatedAt: string;
}

/** The run to make a compilation from. */
export interface CompilationSource extends RequestOptions {
  /** The id of a run. */
  executionId: ResourceID;
}

/** What can be changed in a compilation; what is left out stays as it is. */
export interface CompilationUpdate extends RequestOptions {
  /** The instruction, as Markdown. */
  instructionMd?: string | null | undefined;
  /** A cron line; `""` clears it. */
  cronSchedule?: string | null | undefined;
  /** The time zone of `cronSchedule`, such as `Europe/Berlin`. */
  timezone?: string | null | undefined;
}

/** What runs an instruction and waits for it. */
export interface InstructionWait extends StartOptions, WaitOptions {}
