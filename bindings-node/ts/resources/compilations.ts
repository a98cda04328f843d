// Generated from api/compilations.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier } from "../arguments.js";
import { compilation, compilationList } from "../records/compilations.js";
import { runDetail } from "../records/runs.js";
import type {
  Compilation,
  CompilationSource,
  CompilationUpdate,
  InstructionWait,
  RequestOptions,
  ResourceID,
  RunDetail,
  StartOptions,
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
   * Returns all compilations of this account.
   *
   * @param options - Optional: `signal`.
   * @returns The compilations.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const ready = (await client.compilations.list()).filter(({ isReady }) => isReady);
   * ```
   */
  async list(options?: RequestOptions): Promise<Compilation[]> {
    const { signal } = given(options);
    return await this.#connection.call("compilations.list", { signal }, compilationList);
  }

  /**
   * Returns a compilation as it is now.
   *
   * @param compilationId - The compilation's id.
   * @param options - Optional: `signal`.
   * @returns The compilation.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not answer.
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
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
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
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
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
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
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
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
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
   * @param options - Optional: `variables`, `idempotencyKey` and `signal`.
   * @returns The new run.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const run = await client.compilations.runInstruction(compilation.id, {
   *   variables: { website_url: "https://example.com" },
   * });
   * ```
   */
  async runInstruction(compilationId: ResourceID, options?: StartOptions): Promise<RunDetail> {
    const id = identifier(compilationId, "compilationId");
    const { variables, idempotencyKey, signal } = given(options);
    const fields = { variables };
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
   * @param options - Optional: `variables`, `timeout` (seconds, 300), `pollInterval` (seconds,
   *   2.0), `idempotencyKey` and `signal`.
   * @returns The run that has ended.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TimeoutError if the run has not ended at the timeout.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
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
    const { variables, idempotencyKey, signal } = wait;
    const fields = { variables };
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
   * @throws FlyMyAIAgentError if the service refuses the request, or does not answer.
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
