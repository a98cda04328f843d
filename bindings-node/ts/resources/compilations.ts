// Generated from api/compilations.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, optionalIdentifier } from "../arguments.js";
import { limitTexts } from "../conversions.js";
import { compilation, compilationList } from "../records/compilations.js";
import { runDetail } from "../records/runs.js";
import { orNull } from "../records.js";
import type {
  Compilation,
  CompilationFilter,
  CompilationSource,
  CompilationUpdate,
  InstructionRun,
  InstructionSave,
  InstructionWait,
  LiveRun,
  RequestOptions,
  ResourceID,
  RunDetail,
  WaitOptions,
} from "../types/index.js";

/** The compilations of this account: `client.compilations`. */
export class Compilations {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns all compilations of this account, or those that match the filters.
   *
   * @param options - Optional: `agentId`, `executionId`, `isLive` and `signal`.
   * @returns The compilations.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const ready = (await client.compilations.list()).filter(({ isReady }) => isReady);
   * ```
   */
  async list(options?: CompilationFilter): Promise<Compilation[]> {
    const { agentId, executionId, isLive, signal } = given(options);
    const fields = {
      agent_id: optionalIdentifier(agentId, "agentId"),
      execution_id: optionalIdentifier(executionId, "executionId"),
      is_live: isLive,
    };
    return await this.#connection.call("compilations.list", { fields, signal }, compilationList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `agentId`, `executionId`, `isLive` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { id, isLive } of client.compilations.iter()) console.log(id, isLive);
   * ```
   */
  iter(options?: CompilationFilter): AsyncGenerator<Compilation, void, undefined> {
    return this.#connection.rows(
      "compilations.list",
      () => {
        const { agentId, executionId, isLive, signal } = given(options);
        const fields = {
          agent_id: optionalIdentifier(agentId, "agentId"),
          execution_id: optionalIdentifier(executionId, "executionId"),
          is_live: isLive,
        };
        return { fields, signal };
      },
      compilation,
    );
  }

  /**
   * Returns the live compilation of an agent, `null` if it has none.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - Optional: `signal`.
   * @returns The live compilation.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.compilations.setLive(compilation.id);
   * const live = await client.compilations.getLive(agent.id);
   * if (live) console.log(live.instructionMd);
   * ```
   */
  async getLive(agentId: string, options?: RequestOptions): Promise<Compilation | null> {
    const { signal } = given(options);
    const fields = { agent_id: identifier(agentId, "agentId") };
    return await this.#connection.call(
      "compilations.get_live",
      { fields, signal },
      orNull(compilation),
    );
  }

  /**
   * Saves an instruction for the agent of a run, and returns the compilation that holds it.
   *
   * The new compilation is ready at once; `makeLive` makes it the one that `runLive` follows.
   *
   * @param options - `executionId` and `instructionMd`; optional: `name`, `note`,
   *   `sourceCompilationId`, `makeLive` and `signal`.
   * @returns The new compilation.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const saved = await client.compilations.saveInstruction({
   *   executionId: run.id,
   *   instructionMd: "# Steps",
   *   makeLive: true,
   * });
   * ```
   */
  async saveInstruction(options: InstructionSave): Promise<Compilation> {
    const { executionId, instructionMd, name, note, sourceCompilationId, makeLive, signal } =
      given(options);
    const id = identifier(executionId, "executionId");
    const fields = {
      instruction_md: instructionMd,
      name,
      note,
      source_compilation_id: integer(sourceCompilationId, "sourceCompilationId"),
      make_live: makeLive,
    };
    return await this.#connection.call(
      "compilations.save_instruction",
      { id, fields, signal },
      compilation,
    );
  }

  /**
   * Makes a compilation the live one of its agent, in place of the previous one, and returns
   * it.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `signal`.
   * @returns The live compilation.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { isLive } = await client.compilations.setLive(compilation.id);
   * ```
   */
  async setLive(compilationId: ResourceID, options?: RequestOptions): Promise<Compilation> {
    const id = identifier(compilationId, "compilationId");
    const { signal } = given(options);
    return await this.#connection.call("compilations.set_live", { id, signal }, compilation);
  }

  /**
   * Starts a run that follows the live compilation of an agent, and returns it.
   *
   * @param agentId - The agent's `uuid`.
   * @param options - Optional: `variables`, `subagentLimits`, `idempotencyKey` and `signal`.
   * @returns The new run.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.compilations.setLive(compilation.id);
   * const run = await client.compilations.runLive(agent.id, {
   *   variables: { website_url: "https://flymy.ai" },
   *   idempotencyKey: "report-42",
   * });
   * ```
   */
  async runLive(agentId: string, options?: LiveRun): Promise<RunDetail> {
    const id = identifier(agentId, "agentId");
    const { variables, subagentLimits, idempotencyKey, signal } = given(options);
    const fields = { variables, subagent_limits: limitTexts(subagentLimits) };
    return await this.#connection.call(
      "compilations.run_live",
      { id, fields, idempotencyKey, signal },
      runDetail,
    );
  }

  /**
   * Returns a compilation as it is now.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `signal`.
   * @returns The compilation.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { status } = await client.compilations.get(compilation.id);
   * ```
   */
  async get(compilationId: ResourceID, options?: RequestOptions): Promise<Compilation> {
    const id = identifier(compilationId, "compilationId");
    const { signal } = given(options);
    return await this.#connection.call("compilations.get", { id, signal }, compilation);
  }

  /**
   * Changes a compilation and returns it; arguments that are `null` or left out change nothing.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `instructionMd`, `cronSchedule`, `timezone` and `signal`.
   * @returns The changed compilation.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.compilations.update(compilation.id, {
   *   cronSchedule: "0 9 * * 1",
   *   timezone: "Europe/Berlin",
   * });
   * ```
   */
  async update(compilationId: ResourceID, options?: CompilationUpdate): Promise<Compilation> {
    const id = identifier(compilationId, "compilationId");
    const { instructionMd, cronSchedule, timezone, signal } = given(options);
    const fields = { instruction_md: instructionMd, cron_schedule: cronSchedule, timezone };
    return await this.#connection.call("compilations.update", { id, fields, signal }, compilation);
  }

  /**
   * Starts to compile a run into a script, and returns the compilation at once.
   *
   * @param options - `executionId`; optional: `signal`.
   * @returns The compilation, usually still pending.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const compilation = await client.compilations.compile({ executionId: run.id });
   * ```
   */
  async compile(options: CompilationSource): Promise<Compilation> {
    const { executionId, signal } = given(options);
    const id = identifier(executionId, "executionId");
    return await this.#connection.call("compilations.compile", { id, signal }, compilation);
  }

  /**
   * Starts to freeze a run into an instruction, and returns the compilation at once; the same
   * as `agents.freeze`.
   *
   * @param options - `executionId`; optional: `signal`.
   * @returns The compilation, usually still pending.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const pending = await client.compilations.freeze({ executionId: run.id });
   * const compilation = await client.compilations.wait(pending.id);
   * ```
   */
  async freeze(options: CompilationSource): Promise<Compilation> {
    const { executionId, signal } = given(options);
    const id = identifier(executionId, "executionId");
    return await this.#connection.call("compilations.freeze", { id, signal }, compilation);
  }

  /**
   * Runs a compiled script, and returns the compilation at once.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `signal`.
   * @returns The compilation (not a run).
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.compilations.run(compilation.id);
   * ```
   */
  async run(compilationId: ResourceID, options?: RequestOptions): Promise<Compilation> {
    const id = identifier(compilationId, "compilationId");
    const { signal } = given(options);
    return await this.#connection.call("compilations.run", { id, signal }, compilation);
  }

  /**
   * Starts a run that follows a compilation's instruction, and returns it.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `variables`, `subagentLimits`, `externalUserId`, `deploymentId`,
   *   `connections`, `resourceSetId`, `resourceSetRevision`, `idempotencyKey` and `signal`.
   * @returns The new run.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const run = await client.compilations.runInstruction(compilation.id, {
   *   variables: { website_url: "https://example.com" },
   * });
   * ```
   */
  async runInstruction(compilationId: ResourceID, options?: InstructionRun): Promise<RunDetail> {
    const id = identifier(compilationId, "compilationId");
    const {
      variables,
      subagentLimits,
      externalUserId,
      deploymentId,
      connections,
      resourceSetId,
      resourceSetRevision,
      idempotencyKey,
      signal,
    } = given(options);
    const fields = {
      variables,
      subagent_limits: limitTexts(subagentLimits),
      external_user_id: externalUserId,
      deployment_id: deploymentId,
      connections,
      resource_set_id: resourceSetId,
      resource_set_revision: resourceSetRevision,
    };
    return await this.#connection.call(
      "compilations.run_instruction",
      { id, fields, idempotencyKey, signal },
      runDetail,
    );
  }

  /**
   * Runs a compilation's instruction, and returns that run once it has ended: completed, failed
   * or cancelled.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `variables`, `subagentLimits`, `externalUserId`, `deploymentId`,
   *   `connections`, `resourceSetId`, `resourceSetRevision`, `timeout` (seconds, 300),
   *   `pollInterval` (seconds, 2.0), `idempotencyKey` and `signal`.
   * @returns The run that has ended.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TimeoutError if the run has not ended at the timeout.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const result = await client.compilations.runInstructionAndWait(compilation.id, {
   *   variables: { website_url: "https://example.com" },
   * });
   * console.log(result.output.score);
   * ```
   */
  async runInstructionAndWait(
    compilationId: ResourceID,
    options?: InstructionWait,
  ): Promise<RunDetail> {
    const id = identifier(compilationId, "compilationId");
    const wait = given(options);
    const {
      variables,
      subagentLimits,
      externalUserId,
      deploymentId,
      connections,
      resourceSetId,
      resourceSetRevision,
      idempotencyKey,
      signal,
    } = wait;
    const fields = {
      variables,
      subagent_limits: limitTexts(subagentLimits),
      external_user_id: externalUserId,
      deployment_id: deploymentId,
      connections,
      resource_set_id: resourceSetId,
      resource_set_revision: resourceSetRevision,
    };
    return await this.#connection.wait(
      "compilations.run_instruction_and_wait",
      { id, fields, idempotencyKey, signal },
      wait,
      runDetail,
    );
  }

  /**
   * Waits until a compilation is neither pending nor compiling, and returns it.
   *
   * A failed compilation is returned, too: see its `status`.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `timeout` (seconds, 300), `pollInterval` (seconds, 2.0) and
   *   `signal`.
   * @returns The compilation.
   * @throws TimeoutError if the compilation is still pending or compiling at the timeout.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const compilation = await client.compilations.wait(pending.id, { timeout: 120 });
   * ```
   */
  async wait(compilationId: ResourceID, options?: WaitOptions): Promise<Compilation> {
    const id = identifier(compilationId, "compilationId");
    const wait = given(options);
    const { signal } = wait;
    return await this.#connection.wait("compilations.wait", { id, signal }, wait, compilation);
  }
}
