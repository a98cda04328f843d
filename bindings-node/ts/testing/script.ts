// The steps of scripted agents; the emulator checks their values.

/** A number of seconds, or text such as `"90s"` or `"1h30m"`. */
export type Duration = number | string;

/** A step of a script, as the functions of this module return it. */
export interface RunStep {
  readonly [member: string]: unknown;
}

/** Details of a tool's call. */
export interface ToolOptions {
  /** Why the call fails, as a second event of the type `tool_call_exception`. By default, it succeeds. */
  error?: string;
  /** The text of the event; `Called` and the name by default. */
  message?: string;
}

/**
 * The run calls a tool, which is an event of the type `tool_called`.
 *
 * @param name - The name of the tool's function.
 * @param toolArguments - The arguments of the call; none by default.
 * @param options - Details of the call.
 * @returns A step for the script of an agent.
 *
 * @example
 * ```ts
 * import { tool } from "flymyai-js-client/testing";
 *
 * console.log(tool("search", { query: "solar" })); // { tool: "search", arguments: { query: "solar" } }
 * ```
 */
export function tool(
  name: string,
  toolArguments?: Record<string, unknown>,
  options: ToolOptions = {},
): RunStep {
  return { tool: name, ...(toolArguments && { arguments: toolArguments }), ...options };
}

/**
 * The run does nothing for some virtual time.
 *
 * @param duration - The duration.
 * @returns A step for the script of an agent.
 *
 * @example
 * ```ts
 * import { pause } from "flymyai-js-client/testing";
 *
 * console.log(pause("1h")); // { pause: "1h" }
 * ```
 */
export function pause(duration: Duration): RunStep {
  return { pause: duration };
}

/**
 * The run completes with this output. Nothing can follow this step.
 *
 * @param value - The output.
 * @returns A step for the script of an agent.
 *
 * @example
 * ```ts
 * import { output } from "flymyai-js-client/testing";
 *
 * console.log(output({ score: 7 })); // { output: { score: 7 } }
 * ```
 */
export function output(value: Record<string, unknown>): RunStep {
  return { output: value };
}

/**
 * The run fails. Nothing can follow this step.
 *
 * @param error - The text of the run's error.
 * @returns A step for the script of an agent.
 *
 * @example
 * ```ts
 * import { fail } from "flymyai-js-client/testing";
 *
 * console.log(fail("out of budget")); // { fail: "out of budget" }
 * ```
 */
export function fail(error: string): RunStep {
  return { fail: error };
}

/**
 * The run never ends, until it is cancelled. Nothing can follow this step.
 *
 * @returns A step for the script of an agent.
 *
 * @example
 * ```ts
 * import { hang } from "flymyai-js-client/testing";
 *
 * console.log(hang()); // { hang: true }
 * ```
 */
export function hang(): RunStep {
  return { hang: true };
}
