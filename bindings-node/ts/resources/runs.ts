import type { Connection } from "../agents/connection.js";
import { EventStream } from "../agents/event-stream.js";
import { deadline, given, identifier, optionalNumber } from "../arguments.js";
import { nothing, runDetail, runList, schemaSuggestion } from "../records.js";
import type {
  EventStreamOptions,
  ExecutionLog,
  RequestOptions,
  ResourceID,
  Run,
  RunCreate,
  RunDetail,
  RunFilter,
  RunMessage,
  RunSchemaRequest,
  SchemaSuggestion,
  WaitOptions,
} from "../types/index.js";

/** Seconds, unless the caller says otherwise. */
const STREAM = { timeout: 300, pollInterval: 1.0 };

/** The runs: `client.runs`. */
export class Runs {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Starts a run of an agent.
   *
   * @param options - The agent, the run's variables, an idempotency key, a signal.
   * @returns The new run.
   * @throws VariablesValidationError when the variables do not fit the agent's input schema.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const run = await client.runs.create({ agentId: "agent_abc123" });
   * ```
   */
  async create(options: RunCreate): Promise<RunDetail> {
    const { agentId, variables, idempotencyKey, signal } = given(options);
    const fields = { agent_id: identifier(agentId, "agentId"), variables };
    const request = { fields, idempotencyKey, signal };
    return await this.#connection.call("runs.create", request, runDetail);
  }

  /**
   * Lists runs, the newest first.
   *
   * @param options - `agentId` for the runs of one agent only, a signal.
   * @returns The runs.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * for (const run of await client.runs.list({ agentId: "agent_abc123" })) {
   *   console.log(`${run.id}: ${run.status} (${run.createdAt})`);
   * }
   * ```
   */
  async list(options?: RunFilter): Promise<Run[]> {
    const { agentId, signal } = given(options);
    const filter = agentId !== undefined && agentId !== null;
    const fields = filter ? { agent_id: identifier(agentId, "agentId") } : undefined;
    const request = { ...(fields && { fields }), signal };
    return await this.#connection.call("runs.list", request, runList);
  }

  /**
   * Gets a run as it is now.
   *
   * @param runId - The run's id.
   * @param options - A signal.
   * @returns The run with its events.
   * @throws FlyMyAIAgentError when the service refuses (status 404 when there is none), or gives
   *   no answer.
   * @throws The signal's reason, when it is aborted.
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
   * Cancels a run that is still in progress.
   *
   * @param runId - The run's id.
   * @param options - A signal.
   * @returns Nothing.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.runs.cancel(run.id);
   * ```
   */
  async cancel(runId: ResourceID, options?: RequestOptions): Promise<void> {
    const id = identifier(runId, "runId");
    return await this.#connection.call(
      "runs.cancel",
      { id, signal: given(options).signal },
      nothing,
    );
  }

  /**
   * Adds a follow-up message to a run.
   *
   * @param runId - The run's id.
   * @param options - The message's `text`, a signal.
   * @returns The run that goes on from there.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * await client.runs.appendMessage(run.id, { text: "Can you also check competitor pricing?" });
   * ```
   */
  async appendMessage(runId: ResourceID, options: RunMessage): Promise<RunDetail> {
    const id = identifier(runId, "runId");
    const { text, signal } = given(options);
    const request = { id, fields: { text }, signal };
    return await this.#connection.call("runs.append_message", request, runDetail);
  }

  /**
   * Suggests schemas from what a run did; the service also stores them with the agent.
   *
   * @param runId - The run's id.
   * @param options - Hints about input and output, a signal.
   * @returns The suggestion.
   * @throws SuggestSchemaError when there is none.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
   * @example
   * ```ts
   * const { inputSchema } = await client.runs.suggestSchema(run.id);
   * ```
   */
  async suggestSchema(runId: ResourceID, options?: RunSchemaRequest): Promise<SchemaSuggestion> {
    const id = identifier(runId, "runId");
    const { inputsPrompt, outputsPrompt, signal } = given(options);
    const fields = { inputs_prompt: inputsPrompt, outputs_prompt: outputsPrompt };
    const request = { id, fields, signal };
    return await this.#connection.call("runs.suggest_schema", request, schemaSuggestion);
  }

  /**
   * Waits until a run has ended; a failed or cancelled run resolves, too.
   *
   * @param runId - The run's id.
   * @param options - `timeout` (seconds, 300), `pollInterval` (seconds, 2.0), a signal.
   * @returns The ended run.
   * @throws TimeoutError when the time is over.
   * @throws FlyMyAIAgentError when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
   * The events of a run, each once and in order, until the run has ended or `timeout` has passed.
   *
   * Nothing is sent before the first event is asked for, and leaving the loop stops the polling.
   *
   * @param runId - The run's id.
   * @param options - `timeout` (seconds, 300), `pollInterval` (seconds, 1.0), `throwOnTimeout`
   *   (false), a signal.
   * @returns The events; reaching `timeout` just ends them, unless `throwOnTimeout` is set.
   * @throws TimeoutError from asking for one at the timeout, when a request has no reply by then,
   *   or with `throwOnTimeout` while the run goes on.
   * @throws FlyMyAIAgentError from asking for one, when the service refuses, or gives no answer.
   * @throws The signal's reason, when it is aborted.
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
    const open = () => {
      const { timeout = STREAM.timeout, pollInterval = STREAM.pollInterval } = given(options);
      const interval = optionalNumber(pollInterval, "pollInterval") ?? STREAM.pollInterval;
      const id = identifier(runId, "runId");
      return this.#connection.eventStream(id, deadline(timeout), interval);
    };
    return new EventStream(open, options?.signal, options?.throwOnTimeout === true);
  }
}
