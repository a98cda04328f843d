// Generated from api/triggers_v1.toml by `make generate`; do not edit.
import { field, listOf, none, reader, shape } from "../records.js";
import type { TriggerEventV1, TriggerV1 } from "../types/index.js";

/** @internal */
export const TRIGGER_V1 = shape(
  field("schema"),
  field("uuid"),
  field("agent_task"),
  field("kind"),
  field("status"),
  field("config"),
  field("rate_limit_per_hour"),
  field("webhook_url", none),
  field("signature_required"),
  field("compilation", none),
  field("event_count", () => 0),
  field("dispatch_count", () => 0),
  field("last_event_at", none),
  field("last_dispatch_at", none),
  field("created_at"),
);

/** @internal */
export const TRIGGER_EVENT_V1 = shape(
  field("schema"),
  field("uuid"),
  field("provider"),
  field("status"),
  field("detail"),
  field("execution", none),
  field("execution_public_id", none),
  field("received_at"),
  field("processed_at", none),
);

/** @internal */
export const triggerV1 = reader<TriggerV1>(TRIGGER_V1);
/** @internal */
export const triggerV1List = listOf(triggerV1);
/** @internal */
export const triggerEventV1 = reader<TriggerEventV1>(TRIGGER_EVENT_V1);
/** @internal */
export const triggerEventV1List = listOf(triggerEventV1);
