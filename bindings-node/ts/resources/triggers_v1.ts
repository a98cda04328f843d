// Generated from api/triggers_v1.toml by `make generate`; do not edit.

import type { Connection } from "../agents/connection.js";
import { given, identifier, integer, optionalIdentifier, required } from "../arguments.js";
import { triggerEventV1List, triggerV1, triggerV1List } from "../records/triggers_v1.js";
import { nothing } from "../records.js";
import type {
  RequestOptions,
  TriggerEventV1,
  TriggerV1,
  TriggerV1Activate,
  TriggerV1Create,
  TriggerV1Delete,
  TriggerV1Filter,
  TriggerV1Pause,
  TriggerV1Update,
} from "../types/index.js";

/** The webhook triggers of this account's agents: `client.triggersV1`. */
export class TriggersV1 {
  readonly #connection: Connection;

  /** @internal */
  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /**
   * Returns all triggers, or those of one agent.
   *
   * @param options - Optional: `agentId` and `signal`.
   * @returns The triggers.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const active = (await client.triggersV1.list()).filter(({ status }) => status === "active");
   * ```
   */
  async list(options?: TriggerV1Filter): Promise<TriggerV1[]> {
    const { agentId, signal } = given(options);
    const fields = { agent_id: optionalIdentifier(agentId, "agentId") };
    return await this.#connection.call("triggers_v1.list", { fields, signal }, triggerV1List);
  }

  /**
   * Returns one trigger.
   *
   * @param triggerId - The trigger's id.
   * @param options - Optional: `signal`.
   * @returns The trigger.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request (status 404 if there is none),
   *   or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * console.log((await client.triggersV1.get(trigger.uuid)).status);
   * ```
   */
  async get(triggerId: string, options?: RequestOptions): Promise<TriggerV1> {
    const id = identifier(triggerId, "triggerId");
    const { signal } = given(options);
    return await this.#connection.call("triggers_v1.get", { id, signal }, triggerV1);
  }

  /**
   * Creates a trigger for an agent and returns it with the address for deliveries.
   *
   * @param agentId - The agent to run.
   * @param options - `secret`; optional: `rateLimitPerHour`, `config`, `idempotencyKey` and
   *   `signal`.
   * @returns The new trigger.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * console.log(trigger.webhookUrl);
   * ```
   */
  async create(agentId: string, options: TriggerV1Create): Promise<TriggerV1> {
    const { secret, rateLimitPerHour, config, idempotencyKey, signal } = given(options);
    const fields = {
      agent_id: identifier(agentId, "agentId"),
      secret: required(secret, "secret"),
      rate_limit_per_hour: integer(rateLimitPerHour, "rateLimitPerHour"),
      config,
    };
    return await this.#connection.call(
      "triggers_v1.create",
      { fields, idempotencyKey, signal },
      triggerV1,
    );
  }

  /**
   * Changes a trigger and returns it; arguments that are left out keep their values.
   *
   * @param triggerId - The trigger's id.
   * @param options - Optional: `secret`, `rateLimitPerHour`, `config`, `idempotencyKey` and
   *   `signal`.
   * @returns The changed trigger.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * await client.triggersV1.update(trigger.uuid, { rateLimitPerHour: 5 });
   * ```
   */
  async update(triggerId: string, options?: TriggerV1Update): Promise<TriggerV1> {
    const id = identifier(triggerId, "triggerId");
    const { secret, rateLimitPerHour, config, idempotencyKey, signal } = given(options);
    const fields = {
      secret,
      rate_limit_per_hour: integer(rateLimitPerHour, "rateLimitPerHour"),
      config,
    };
    return await this.#connection.call(
      "triggers_v1.update",
      { id, fields, idempotencyKey, signal },
      triggerV1,
    );
  }

  /**
   * Pauses a trigger, so that its deliveries start no runs, and returns it.
   *
   * @param triggerId - The trigger's id.
   * @param options - Optional: `idempotencyKey` and `signal`.
   * @returns The paused trigger.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * await client.triggersV1.pause(trigger.uuid);
   * ```
   */
  async pause(triggerId: string, options?: TriggerV1Pause): Promise<TriggerV1> {
    const id = identifier(triggerId, "triggerId");
    const { idempotencyKey, signal } = given(options);
    return await this.#connection.call(
      "triggers_v1.pause",
      { id, idempotencyKey, signal },
      triggerV1,
    );
  }

  /**
   * Activates a paused trigger and returns it.
   *
   * @param triggerId - The trigger's id.
   * @param options - Optional: `idempotencyKey` and `signal`.
   * @returns The active trigger.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * await client.triggersV1.activate(trigger.uuid);
   * ```
   */
  async activate(triggerId: string, options?: TriggerV1Activate): Promise<TriggerV1> {
    const id = identifier(triggerId, "triggerId");
    const { idempotencyKey, signal } = given(options);
    return await this.#connection.call(
      "triggers_v1.activate",
      { id, idempotencyKey, signal },
      triggerV1,
    );
  }

  /**
   * Deletes a trigger with its events; the runs that it has started continue.
   *
   * @param triggerId - The trigger's id.
   * @param options - Optional: `idempotencyKey` and `signal`.
   * @returns Nothing.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * await client.triggersV1.delete(trigger.uuid);
   * ```
   */
  async delete(triggerId: string, options?: TriggerV1Delete): Promise<void> {
    const id = identifier(triggerId, "triggerId");
    const { idempotencyKey, signal } = given(options);
    return await this.#connection.call(
      "triggers_v1.delete",
      { id, idempotencyKey, signal },
      nothing,
    );
  }

  /**
   * Returns the last deliveries of a trigger, the newest first.
   *
   * @param triggerId - The trigger's id.
   * @param options - Optional: `signal`.
   * @returns The deliveries.
   * @throws TypeError or RangeError if an argument is invalid; nothing is sent then.
   * @throws FlyMyAIAgentError if the service refuses the request, or does not respond.
   * @throws The signal's reason if it is aborted.
   * @example
   * ```ts
   * const scout = await client.agents.create({ name: "Scout", goal: "Find energy news" });
   * const trigger = await client.triggersV1.create(scout.id, { secret: "whsec-***" });
   * const statuses = (await client.triggersV1.events(trigger.uuid)).map(({ status }) => status);
   * ```
   */
  async events(triggerId: string, options?: RequestOptions): Promise<TriggerEventV1[]> {
    const id = identifier(triggerId, "triggerId");
    const { signal } = given(options);
    return await this.#connection.call("triggers_v1.events", { id, signal }, triggerEventV1List);
  }
}
