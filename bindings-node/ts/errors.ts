import type { Json } from "./types/common.js";

/**
 * A mistake in using the package, such as a missing API key.
 *
 * @example
 * ```ts
 * try {
 *   new AgentClient();
 * } catch (error) {
 *   if (error instanceof FlyMyAIError) console.error(error.message);
 * }
 * ```
 */
export class FlyMyAIError extends Error {
  /** The name of the class. */
  override name: string;

  /**
   * An error of this package.
   *
   * @param message - What went wrong.
   */
  constructor(message: string) {
    super(message);
    this.name = "FlyMyAIError";
  }
}

/** The facts of a {@link FlyMyAIAgentError}. */
export interface AgentErrorFacts {
  /** The HTTP status; 0 when the service gave no answer. */
  statusCode?: number | undefined;
  /** The service's answer. */
  responseBody?: Json;
  /** The error behind this one. */
  cause?: unknown;
}

/**
 * A call of the agent client failed: the service answered with a status outside 2xx, the answer
 * could not be read, or there was no answer.
 *
 * @example
 * ```ts
 * try {
 *   await client.runs.get(404);
 * } catch (error) {
 *   if (error instanceof FlyMyAIAgentError && error.statusCode === 404) console.log("no such run");
 * }
 * ```
 */
export class FlyMyAIAgentError extends Error {
  /** The name of the class. */
  override name = "FlyMyAIAgentError";
  /** The HTTP status; 0 when the service gave no answer, and `cause` says why. */
  statusCode: number;
  /** The service's answer: parsed JSON, or its text when it is not JSON. */
  responseBody: Json;

  /**
   * Makes an error; the client throws its own.
   *
   * @param message - The whole text of the error.
   * @param facts - Status, answer and cause, as far as known.
   */
  constructor(message: string, facts: AgentErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.statusCode = facts.statusCode ?? 0;
    this.responseBody = facts.responseBody;
  }
}

/**
 * The service refused the variables of a run (status 400).
 *
 * @example
 * ```ts
 * try {
 *   await client.agents.run(agent.id, { variables: { website_url: 5 } });
 * } catch (error) {
 *   if (error instanceof VariablesValidationError) console.log(error.fieldErrors.website_url);
 * }
 * ```
 */
export class VariablesValidationError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "VariablesValidationError";
  /** Every complaint of the service. */
  messages: string[];
  /** The complaints that name a variable, by that name. */
  fieldErrors: Record<string, string>;

  /**
   * Makes an error; the client throws its own.
   *
   * @param message - The whole text of the error.
   * @param facts - Status, answer, and the complaints in full and by variable.
   */
  constructor(
    message: string,
    facts: AgentErrorFacts & {
      messages?: string[] | undefined;
      fieldErrors?: Record<string, string> | undefined;
    } = {},
  ) {
    super(message, facts);
    this.messages = facts.messages ?? [];
    this.fieldErrors = facts.fieldErrors ?? {};
  }
}

/**
 * The service could not suggest a schema, or is out of order behind its gateway (status 502).
 *
 * @example
 * ```ts
 * try {
 *   const { outputSchema } = await client.agents.suggestSchema({ userPrompt: "Score a website" });
 *   console.log(outputSchema);
 * } catch (error) {
 *   if (error instanceof SuggestSchemaError) console.log("try again later");
 * }
 * ```
 */
export class SuggestSchemaError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "SuggestSchemaError";
}

/**
 * A wait reached its `timeout`; what was waited for goes on at the service.
 *
 * @example
 * ```ts
 * try {
 *   const result = await client.runs.wait(run.id, { timeout: 10 });
 *   console.log(result.output);
 * } catch (error) {
 *   if (error instanceof TimeoutError) console.log("still", error.lastStatus);
 * }
 * ```
 */
export class TimeoutError extends Error {
  /** The name of the class. */
  override name = "TimeoutError";
  /** The status seen by the last look that got an answer. */
  lastStatus: string | undefined;

  /**
   * Makes an error; the client throws its own.
   *
   * @param message - The whole text of the error.
   * @param facts - The last status seen, and the failure of the last look, if it failed.
   */
  constructor(message: string, facts: { lastStatus?: string | undefined; cause?: unknown } = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.lastStatus = facts.lastStatus;
  }
}

/**
 * @internal
 * The error of a successful answer that is of no use.
 *
 * @param expected - What it should have been.
 * @param answer - What it is: parsed, or text that cannot be.
 * @param statusCode - Its HTTP status.
 * @param cause - Why it cannot be parsed.
 */
export function unreadable(
  expected: string,
  answer: unknown,
  statusCode: number,
  cause?: unknown,
): FlyMyAIAgentError {
  const text = (JSON.stringify(answer) ?? "nothing").slice(0, 200);
  const message = `HTTP ${statusCode}: the answer is not ${expected}: ${text}`;
  return new FlyMyAIAgentError(message, { statusCode, responseBody: answer, cause });
}
