// Generated from api/triggers_v1.toml by `make generate`; do not edit.
import type { JsonObject, RequestOptions } from "./common.js";

/** A webhook whose signed deliveries start runs of an agent. */
export interface TriggerV1 {
  /** The schema of this record: `flymy.trigger.v1`. */
  schema: string;
  /** The trigger's id. */
  uuid: string;
  /** The agent's id. */
  agentTask: string;
  /** Its kind. */
  kind: string;
  /** Whether it is active. */
  status: string;
  /** Settings, under the service's own names. */
  config: JsonObject;
  /** The maximum number of deliveries per hour. */
  rateLimitPerHour: number;
  /** The address for deliveries, a secret. */
  webhookUrl: string | null;
  /** Whether deliveries have to be signed. */
  signatureRequired: boolean;
  /** The id of the compilation that runs. */
  compilation: number | null;
  /** The number of deliveries. */
  eventCount: number;
  /** The number of runs that deliveries have started. */
  dispatchCount: number;
  /** When the last delivery was received: ISO 8601, as the service sent it. */
  lastEventAt: string | null;
  /** When the last run was started: ISO 8601, as the service sent it. */
  lastDispatchAt: string | null;
  /** When it was created: ISO 8601, as the service sent it. */
  createdAt: string;
}

/** One delivery to a trigger. */
export interface TriggerEventV1 {
  /** The schema of this record: `flymy.trigger-event.v1`. */
  schema: string;
  /** The delivery's id. */
  uuid: string;
  /** The sender. */
  provider: string;
  /** Its status. */
  status: string;
  /** The reason for the status. */
  detail: string;
  /** The number of the run that it started. */
  execution: number | null;
  /** The id of that run. */
  executionPublicId: string | null;
  /** When it was received: ISO 8601, as the service sent it. */
  receivedAt: string;
  /** When it was processed: ISO 8601, as the service sent it. */
  processedAt: string | null;
}

/** The triggers to list. */
export interface TriggerV1Filter extends RequestOptions {
  /** The agent whose triggers are returned; by default, those of all agents. */
  agentId?: string | null | undefined;
}

/** A trigger to create. */
export interface TriggerV1Create extends RequestOptions {
  /** The secret that deliveries are signed with. */
  secret: string;
  /** The maximum number of deliveries per hour. */
  rateLimitPerHour?: number | null | undefined;
  /** Settings, under the service's own names. */
  config?: JsonObject | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The fields of a trigger to change. */
export interface TriggerV1Update extends RequestOptions {
  /** The new secret that deliveries are signed with. */
  secret?: string | null | undefined;
  /** The maximum number of deliveries per hour. */
  rateLimitPerHour?: number | null | undefined;
  /** Settings, under the service's own names. */
  config?: JsonObject | null | undefined;
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The options of the call. */
export interface TriggerV1Pause extends RequestOptions {
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The options of the call. */
export interface TriggerV1Activate extends RequestOptions {
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}

/** The options of the call. */
export interface TriggerV1Delete extends RequestOptions {
  /**
   * The key of this call: the service does the work once for all calls with the same key. With
   * a key, the client also retries the call after failures whose outcome is unknown.
   */
  idempotencyKey?: string | undefined;
}
