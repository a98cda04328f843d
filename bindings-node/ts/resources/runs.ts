// Generated from api/runs.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, optionalIdentifier, withoutFilter } from "../arguments.js";
import { limitTexts, runIds } from "../conversions.js";
import { schemaSuggestion } from "../records/agents.js";
import { continuedRun, run, runDetail, runList, runPrice, runPriceList } from "../records/runs.js";
import { nothing } from "../records.js";
import type {
  ContinuedRun,
  EventStreamOptions,
  ExecutionLog,
  RequestOptions,
  ResourceID,
  Run,
  RunCreate,
  RunCreateWait,
  RunDetail,
  RunFilter,
  RunMessage,
  RunPrice,
  RunPriceFilter,
  RunSchemaRequest,
  SchemaSuggestion,
  WaitOptions,
} from "../types/index.js";
import * as handwritten from "./handwritten.js";

/** The runs of this account: `client.runs`. */
export class Runs {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Starts a run of an agent and returns it, usually still pending.
   *
   * @param options - `agentId`; optional: `variables`, `message`, `subagentLimits`,
   *   `idempotencyKey` and `signal`.
   * @returns The new run.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const run = await client.runs.create({ agentId: "agent_abc123" });
   * ```
   */
  async create(options: RunCreate): Promise<RunDetail> {
    const { agentId, variables, message, subagentLimits, idempotencyKey, signal } = given(options);
    const id = identifier(agentId, "agentId");
    const fields = { variables, message, subagent_limits: limitTexts(subagentLimits) };
    return await this.#connection.call(
      "runs.create",
      { id, fields, idempotencyKey, signal },
      runDetail,
    );
  }

  /**
   * Returns all runs, or those of one agent, the newest first.
   *
   * @param options - Optional: `agentId` and `signal`.
   * @returns The runs.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const run of await client.runs.list({ agentId: "agent_abc123" })) {
   *   console.log(`${run.id}: ${run.status} (${run.createdAt})`);
   * }
   * ```
   */
  async list(options?: RunFilter): Promise<Run[]> {
    const { agentId, signal } = given(options);
    const fields = { agent_id: optionalIdentifier(agentId, "agentId") };
    return await this.#connection.call("runs.list", { fields, signal }, runList);
  }

  /**
   * Yields the rows of `list` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const run of client.runs.iter()) console.log(run.id, run.status);
   * ```
   */
  iter(options?: RequestOptions): AsyncGenerator<Run, void, undefined> {
    return this.#connection.rows(
      "runs.list",
      () => {
        withoutFilter(options, "agentId", "runs.list");
        const { signal } = given(options);
        return { signal };
      },
      run,
    );
  }

  /**
   * Returns a run as it is now, with its events so far.
   *
   * @param runId - The run's id.
   * @param options - Optional: `signal`.
   * @returns The run with its events.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { status, output, error } = await client.runs.get(run.id);
   * console.log(status, status === "failed" ? error : output);
   * ```
   */
  async get(runId: ResourceID, options?: RequestOptions): Promise<RunDetail> {
    const id = identifier(runId, "runId");
    const { signal } = given(options);
    return await this.#connection.call("runs.get", { id, signal }, runDetail);
  }

  /**
   * Cancels a run that has not ended.
   *
   * @param runId - The run's id.
   * @param options - Optional: `signal`.
   * @returns Nothing.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.runs.cancel(run.id);
   * ```
   */
  async cancel(runId: ResourceID, options?: RequestOptions): Promise<void> {
    const id = identifier(runId, "runId");
    const { signal } = given(options);
    return await this.#connection.call("runs.cancel", { id, signal }, nothing);
  }

  /**
   * Returns the prices of a run: each tool call, the use of models, and the sums.
   *
   * @param runId - The run's id.
   * @param options - Optional: `signal`.
   * @returns The prices. They are estimates until `billingSettled` is true.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { totalPrice, billingSettled } = await client.runs.prices(run.id);
   * console.log(totalPrice, billingSettled ? "USD" : "USD so far");
   * ```
   */
  async prices(runId: ResourceID, options?: RequestOptions): Promise<RunPrice> {
    const id = identifier(runId, "runId");
    const { signal } = given(options);
    return await this.#connection.call("runs.prices", { id, signal }, runPrice);
  }

  /**
   * Returns the prices of several runs: the runs of `ids`, or else the newest runs.
   *
   * @param options - Optional: `ids`, `limit` and `signal`.
   * @returns The prices.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for (const { id, totalPrice } of await client.runs.listPrices({ ids: [run.id] })) {
   *   console.log(id, totalPrice);
   * }
   * ```
   */
  async listPrices(options?: RunPriceFilter): Promise<RunPrice[]> {
    const { ids, limit, signal } = given(options);
    const fields = { ids: runIds(ids), limit };
    return await this.#connection.call("runs.list_prices", { fields, signal }, runPriceList);
  }

  /**
   * Yields the rows of `listPrices` one by one.
   *
   * A page is requested when its first row is needed, so that the memory for a list of any
   * length is that of one page.
   *
   * @param options - Optional: `ids`, `limit` and `signal`.
   * @returns The rows.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const { id, totalPrice } of client.runs.iterPrices()) console.log(id, totalPrice);
   * ```
   */
  iterPrices(options?: RunPriceFilter): AsyncGenerator<RunPrice, void, undefined> {
    return this.#connection.rows(
      "runs.list_prices",
      () => {
        const { ids, limit, signal } = given(options);
        const fields = { ids: runIds(ids), limit: integer(limit, "limit") };
        return { fields, signal };
      },
      runPrice,
    );
  }

  /**
   * Adds a follow-up message to a run, and returns the run.
   *
   * Fields that are missing in the response are empty; `runs.get` returns the complete run.
   *
   * @param runId - The run's id.
   * @param options - `text`; optional: `effort`, `model` and `signal`.
   * @returns The continued run.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * await client.runs.appendMessage(run.id, { text: "Can you also check competitor pricing?" });
   * ```
   */
  async appendMessage(runId: ResourceID, options: RunMessage): Promise<ContinuedRun> {
    const id = identifier(runId, "runId");
    const { text, effort, model, signal } = given(options);
    const fields = { text, effort, model };
    return await this.#connection.call("runs.append_message", { id, fields, signal }, continuedRun);
  }

  /**
   * Returns input and output schemas that fit a run; the service also stores them with the
   * agent.
   *
   * @param runId - The run's id.
   * @param options - Optional: `inputsPrompt`, `outputsPrompt` and `signal`.
   * @returns The suggestion.
   * @throws SuggestSchemaError if the service finds no schema.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { inputSchema } = await client.runs.suggestSchema(run.id);
   * ```
   */
  async suggestSchema(runId: ResourceID, options?: RunSchemaRequest): Promise<SchemaSuggestion> {
    const id = identifier(runId, "runId");
    const { inputsPrompt, outputsPrompt, signal } = given(options);
    const fields = { inputs_prompt: inputsPrompt, outputs_prompt: outputsPrompt };
    return await this.#connection.call(
      "runs.suggest_schema",
      { id, fields, signal },
      schemaSuggestion,
    );
  }

  /**
   * Waits until a run has ended, and returns it: completed, failed or cancelled.
   *
   * Once the service has responded to this client, the wait continues through transient
   * failures.
   *
   * @param runId - The run's id.
   * @param options - Optional: `timeout` (seconds, 300), `pollInterval` (seconds, 2.0) and
   *   `signal`.
   * @returns The run that has ended.
   * @throws TimeoutError if the run has not ended at the timeout; if the last poll failed, that
   *   failure is the cause of the error.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const result = await client.runs.wait(run.id, { timeout: 300, pollInterval: 2.0 });
   * console.log(result.output);
   * ```
   */
  async wait(runId: ResourceID, options?: WaitOptions): Promise<RunDetail> {
    const id = identifier(runId, "runId");
    const wait = given(options);
    const { signal } = wait;
    return await this.#connection.wait("runs.wait", { id, signal }, wait, runDetail);
  }

  /**
   * Starts a run of an agent, and returns it once it has ended; the same as
   * `agents.runAndWait`.
   *
   * The timeout covers the start and the wait. All attempts to start the run send the same
   * idempotency key, so there is one run. If the wait ends earlier, the run goes on.
   *
   * @param options - `agentId`; optional: `variables`, `message`, `subagentLimits`, `timeout`
   *   (seconds, 300), `pollInterval` (seconds, 2.0), `idempotencyKey`, `onEvent` and `signal`.
   * @returns The run that has ended.
   * @throws VariablesValidationError if the variables do not fit the agent's input schema.
   * @throws TimeoutError if the run has not ended at the timeout.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const result = await client.runs.createAndWait({ agentId: "agent_abc123", timeout: 300 });
   * console.log(result.status, result.output);
   * ```
   */
  async createAndWait(options: RunCreateWait): Promise<RunDetail> {
    const wait = given(options);
    const { agentId, variables, message, subagentLimits, idempotencyKey, signal } = wait;
    const id = identifier(agentId, "agentId");
    const fields = { variables, message, subagent_limits: limitTexts(subagentLimits) };
    return await this.#connection.runAndWait(
      "runs.create_and_wait",
      { id, fields, idempotencyKey, signal },
      wait,
      runDetail,
    );
  }

  /**
   * Yields each event of a run once and in order, until the run has ended or the timeout has
   * passed.
   *
   * No request is sent before the first event is requested, and none after the loop is left. At
   * the timeout, the iteration ends without an error, unless `raiseOnTimeout` is set.
   *
   * @param runId - The run's id.
   * @param options - Optional: `timeout` (seconds, 300), `pollInterval` (seconds, 1.0),
   *   `throwOnTimeout` (false) and `signal`.
   * @returns The events.
   * @throws TimeoutError if a request has no response at the timeout, or the run has not ended
   *   by then and `raiseOnTimeout` is set.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * for await (const event of client.runs.streamEvents(run.id)) {
   *   console.log(`[${event.type}] ${event.message || ""}`);
   * }
   * ```
   */
  streamEvents(
    runId: ResourceID,
    options?: EventStreamOptions,
  ): AsyncGenerator<ExecutionLog, void, undefined> {
    return handwritten.runsStreamEvents(this.#connection, runId, options);
  }

  /**
   * Shows a run while it goes on, and returns it once it has ended: completed, failed or
   * cancelled.
   *
   * In a terminal it is the timeline of the command `flymyai watch`, on standard error: one
   * line per event with the time since the start of the run, and a last line that is redrawn.
   * Without a terminal nothing is redrawn. In a Python notebook it is one HTML display, which
   * is updated at most four times per second and which a saved notebook keeps.
   *
   * If the call ends earlier, the run goes on.
   *
   * @param runId - The run's id.
   * @param options - Optional: `timeout` (seconds, 300), `pollInterval` (seconds, 1.0) and
   *   `signal`.
   * @returns The run that has ended.
   * @throws TimeoutError if the run has not ended at the timeout; it goes on.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const { status, output } = await client.runs.watch(run.id);
   * console.log(status, output);
   * ```
   */
  watch(runId: ResourceID, options?: WaitOptions): Promise<RunDetail> {
    return handwritten.runsWatch(this.#connection, runId, options);
  }
}
