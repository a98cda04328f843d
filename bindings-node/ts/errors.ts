import type { Json } from "./types/common.js";
import type { Run } from "./types/runs.js";

// The public error classes.

/**
 * The base of all error classes of this package, and the class of errors of the inference client, of
 * a missing API key, and of a closed client.
 *
 * Errors of JavaScript itself, such as the `TypeError` for an invalid argument, are of no class of
 * this package, and have the same properties.
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
   * The idempotency key of a call of the agent client that was under way when the client was
   * closed; see {@link FlyMyAIAgentError}.
   */
  declare idempotencyKey?: string;
  /** The kind of the error: a stable name, such as `not_found`. */
  declare code?: string;
  /** The next step, one sentence. */
  declare hint?: string;
  /** The service's id of the request that failed, from the response header `x-request-id`. */
  declare requestId?: string;
  /** The number of attempts at the request that failed; of polls, for the timeout of a wait. */
  declare attempts?: number;
  /** Seconds from the start of the call to the error. */
  declare elapsed?: number;
  /** The operation, by the name that all languages share, such as `runs.stream_events`. */
  declare operation?: string;
  /** The run that the call is about. */
  declare runId?: string;
  /** The method of the request. */
  declare method?: string;
  /** The path of the request, without the query. */
  declare path?: string;
  /** The id that the call was made with. */
  declare resourceId?: string;
  /** The id of the last event of the run that arrived before a timeout. */
  declare cursor?: string;

  /**
   * Makes an error.
   *
   * @param message - The text of the error.
   * @param options - The error that caused this one.
   */
  // A rest parameter: programs can see the number of the parameters.
  constructor(message: string, ...options: [options?: { cause?: unknown }]) {
    super(message, ...(options as [ErrorOptions?]));
    this.name = "FlyMyAIError";
  }
}

/**
 * The output of a run is missing, or does not fit the schema that it was read with.
 *
 * @example
 * ```ts
 * // A schema of zod, valibot or arktype, or any other object with this property.
 * const validate = () => ({ issues: [{ message: "a number is needed" }] });
 * const Score = { "~standard": { version: 1, vendor: "example", validate } };
 * try {
 *   console.log(run.outputAs(Score));
 * } catch (error) {
 *   if (error instanceof OutputError) console.error(error.issues, error.output);
 * }
 * ```
 */
export class OutputError extends FlyMyAIError {
  /** The output as the service sent it; `null` if there is none. */
  readonly output: Json;
  /** The problems, and the path of each in the output. */
  readonly issues: readonly {
    /** What is wrong, as the schema tells it. */
    readonly message: string;
    /** The names and positions that lead to the value. */
    readonly path: readonly unknown[];
  }[];

  /**
   * Makes an error.
   *
   * @param message - The text of the error.
   * @param facts - Its properties.
   */
  constructor(message: string, facts: Pick<OutputError, "output" | "issues">) {
    super(message);
    this.name = "OutputError";
    this.output = facts.output;
    this.issues = facts.issues;
    // Not enumerable: printing an error must not show a user's data.
    Object.defineProperty(this, "output", { enumerable: false });
  }
}

/** Properties of a {@link FlyMyAIAgentError}. */
export interface AgentErrorFacts {
  /** The HTTP status; 0 without a response. */
  statusCode?: number | undefined;
  /** The body of the response. */
  responseBody?: Json;
  /** The error that caused this one. */
  cause?: unknown;
  /** The key of a call whose outcome is unknown. */
  idempotencyKey?: string | undefined;
}

/**
 * A call of the agent client failed: the response has a status outside 2xx or could not be read, or
 * there is no response.
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
export class FlyMyAIAgentError extends FlyMyAIError {
  /** The name of the class. */
  override name = "FlyMyAIAgentError";
  /** The HTTP status; 0 without a response, and `cause` is the reason then. */
  statusCode: number;
  /** The body of the response: parsed JSON, or text if it is not JSON. */
  responseBody: Json;
  /**
   * The idempotency key of a call whose outcome is unknown, as the service may have done its work;
   * otherwise missing. A call with this key is safe: the service does the work once for all
   * requests with the same key.
   */
  declare idempotencyKey?: string;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - Status, response body, cause and idempotency key.
   */
  constructor(message: string, facts: AgentErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.statusCode = facts.statusCode ?? 0;
    this.responseBody = facts.responseBody;
    if (facts.idempotencyKey !== undefined) this.idempotencyKey = facts.idempotencyKey;
  }
}

/**
 * The service rejected the variables of a run (status 400).
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
  /** All validation messages. */
  messages: string[];
  /** The validation messages that name a variable, by its name. */
  fieldErrors: Record<string, string>;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - Status, response body, and the validation messages.
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
 * The service could not suggest a schema, or its gateway could not reach it (status 502).
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
 * An MCP resource set was changed: its revision is not the expected one (status 409).
 *
 * @example
 * ```ts
 * const { id } = await client.mcpResourceSets.create({ name: "Search" });
 * try {
 *   await client.mcpResourceSets.update(id, { expectedRevision: 7, name: "Research" });
 * } catch (error) {
 *   if (error instanceof McpResourceSetStaleRevisionError) console.log(error.currentRevision);
 * }
 * ```
 */
export class McpResourceSetStaleRevisionError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "McpResourceSetStaleRevisionError";
  /** The revision that the set has now; null if the response does not contain it. */
  currentRevision: number | null;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - Status, response body, and the set's revision.
   */
  constructor(
    message: string,
    facts: AgentErrorFacts & { currentRevision?: number | null | undefined } = {},
  ) {
    super(message, facts);
    this.currentRevision = facts.currentRevision ?? null;
  }
}

/** An artifact was changed: the base version is not the latest one (status 412). */
export class ArtifactStaleBaseVersionError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "ArtifactStaleBaseVersionError";
  /** The latest version; null if the response does not contain it. */
  latestVersion: number | null;
  /** The version that the artifact's page shows; null if the response does not contain it. */
  liveVersion: number | null;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - Status, response body, and the versions.
   */
  constructor(
    message: string,
    facts: AgentErrorFacts & {
      latestVersion?: number | null | undefined;
      liveVersion?: number | null | undefined;
    } = {},
  ) {
    super(message, facts);
    this.latestVersion = facts.latestVersion ?? null;
    this.liveVersion = facts.liveVersion ?? null;
  }
}

/** An MCP server could not be connected by OAuth. */
export class McpServerOAuthError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "McpServerOAuthError";
  /** The service's own code, which begins with `oauth_`. */
  override code: string;
  /** The address to register in the server's OAuth app; null if the response has none. */
  redirectUri: string | null;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - Status, response body, the code, and the address.
   */
  constructor(
    message: string,
    facts: AgentErrorFacts & { code?: string; redirectUri?: string | null } = {},
  ) {
    super(message, facts);
    this.code = facts.code ?? "";
    this.redirectUri = facts.redirectUri ?? null;
  }
}

/** The service rejected a request about teams or shares, or its response cannot be used. */
export class McpTeamError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "McpTeamError";
  /** The service's own code. */
  override code: string;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - Status and code.
   */
  constructor(message: string, facts: AgentErrorFacts & { code?: string } = {}) {
    super(message, facts);
    this.code = facts.code ?? "";
  }
}

/**
 * A run has failed or was cancelled; thrown by `run.raiseForStatus()`. Its `code` is `run_failed` or
 * `run_cancelled`.
 *
 * @example
 * ```ts
 * const run = await client.runs.create({ agentId: "agent_abc123" });
 * try {
 *   const { output } = (await client.runs.wait(run.id)).raiseForStatus();
 *   console.log(output);
 * } catch (error) {
 *   if (error instanceof RunFailedError) console.error(error.run.status, error.hint);
 * }
 * ```
 */
export class RunFailedError extends FlyMyAIAgentError {
  /** The name of the class. */
  override name = "RunFailedError";
  /** The run. */
  run: Run;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - The run.
   */
  constructor(message: string, facts: { run: Run }) {
    super(message);
    this.run = facts.run;
  }
}

/**
 * A wait has reached its `timeout`; the run or compilation continues on the server.
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
export class TimeoutError extends FlyMyAIError {
  /** The name of the class. */
  override name = "TimeoutError";
  /** The status in the last successful poll. */
  lastStatus: string | undefined;
  /** The idempotency key of a start whose outcome is unknown; see {@link FlyMyAIAgentError}. */
  declare idempotencyKey?: string;

  /**
   * Makes an error, for example for a test.
   *
   * @param message - The text of the error.
   * @param facts - The last status, the error of the last poll if it failed, and the idempotency
   * key of a start whose outcome is unknown.
   */
  constructor(
    message: string,
    facts: {
      lastStatus?: string | undefined;
      cause?: unknown;
      idempotencyKey?: string | undefined;
    } = {},
  ) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.lastStatus = facts.lastStatus;
    if (facts.idempotencyKey !== undefined) this.idempotencyKey = facts.idempotencyKey;
  }
}
