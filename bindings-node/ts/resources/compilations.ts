import type { Connection } from "../agents/connection.js";
import { given, identifier } from "../arguments.js";
import { compilation, compilationList, runDetail } from "../records.js";
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

/** The compilations: `client.compilations`. */
export class Compilations {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Lists your compilations.
   *
   * @param options - A signal.
   * @returns The compilations.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
   * Gets a compilation as it is now.
   *
   * @param compilationId - The compilation's id.
   * @param options - A signal.
   * @returns The compilation.
   * @throws FlyMyAIAgentError when the service refuses (status 404 when there is none), or gives
   *   no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const { status } = await client.compilations.get(compilation.id);
   * ```
   */
  async get(compilationId: ResourceID, options?: RequestOptions): Promise<Compilation> {
    return await this.#one("compilations.get", compilationId, "compilationId", options);
  }

  /**
   * Changes a compilation.
   *
   * @param compilationId - The compilation's id.
   * @param options - Instruction, cron line (`""` clears it), time zone; what is left out stays.
   * @returns The changed compilation.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.compilations.update(compilation.id, {
   *   cronSchedule: "0 9 * * 1",
   *   timezone: "Europe/Berlin",
   * });
   * ```
   */
  async update(compilationId: ResourceID, options: CompilationUpdate): Promise<Compilation> {
    const id = identifier(compilationId, "compilationId");
    const { instructionMd, cronSchedule, timezone, signal } = given(options);
    const fields = { instruction_md: instructionMd, cron_schedule: cronSchedule, timezone };
    return await this.#connection.call("compilations.update", { id, fields, signal }, compilation);
  }

  /**
   * Begins to compile a run into a script.
   *
   * @param options - The run's id as `executionId`, a signal.
   * @returns The compilation, usually still pending.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const compilation = await client.compilations.compile({ executionId: run.id });
   * ```
   */
  async compile(options: CompilationSource): Promise<Compilation> {
    const source = given(options);
    return await this.#one("compilations.compile", source.executionId, "executionId", source);
  }

  /**
   * Begins to distill a run into an instruction.
   *
   * @param options - The run's id as `executionId`, a signal.
   * @returns The compilation, usually still pending.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const pending = await client.compilations.freeze({ executionId: run.id });
   * const compilation = await client.compilations.wait(pending.id);
   * ```
   */
  async freeze(options: CompilationSource): Promise<Compilation> {
    const source = given(options);
    return await this.#one("compilations.freeze", source.executionId, "executionId", source);
  }

  /**
   * Runs a compilation's script.
   *
   * @param compilationId - The compilation's id.
   * @param options - A signal.
   * @returns The compilation (not a run).
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.compilations.run(compilation.id);
   * ```
   */
  async run(compilationId: ResourceID, options?: RequestOptions): Promise<Compilation> {
    return await this.#one("compilations.run", compilationId, "compilationId", options);
  }

  /**
   * Starts a run that follows a compilation's instruction.
   *
   * @param compilationId - The compilation's id.
   * @param options - The run's variables, an idempotency key, a signal.
   * @returns The new run.
   * @throws VariablesValidationError when the variables do not fit the agent's input schema.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
    const request = { id, fields: { variables }, idempotencyKey, signal };
    return await this.#connection.call("compilations.run_instruction", request, runDetail);
  }

  /**
   * Runs a compilation's instruction and waits until that run has ended; a failed or cancelled run
   * resolves, too.
   *
   * @param compilationId - The compilation's id.
   * @param options - The run's variables, an idempotency key, `timeout` (seconds, 300),
   * `pollInterval` (seconds, 2.0), a signal.
   * @returns The ended run.
   * @throws VariablesValidationError when the variables do not fit the agent's input schema.
   * @throws TimeoutError when the time is over.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
    const request = { id, fields: { variables }, idempotencyKey, signal };
    const operation = "compilations.run_instruction_and_wait";
    return await this.#connection.wait(operation, request, wait, runDetail);
  }

  /**
   * Waits until a compilation is neither pending nor compiling; a failed one resolves, too.
   *
   * @param compilationId - The compilation's id.
   * @param options - `timeout` (seconds, 300), `pollInterval` (seconds, 2.0), a signal.
   * @returns The compilation.
   * @throws TimeoutError when the time is over.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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

  /** A call about one id that answers with a compilation. */
  async #one(
    operation: string,
    value: ResourceID | undefined,
    name: string,
    options: RequestOptions | undefined,
  ): Promise<Compilation> {
    const id = identifier(value, name);
    const { signal } = given(options);
    return await this.#connection.call(operation, { id, signal }, compilation);
  }
}
