// Generated from api/triggers_v1.toml by `make generate`; do not edit.
//! The records of `triggers_v1`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::{Id, or_default};

/// A webhook whose signed deliveries start runs of an agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TriggerV1 {
    /// The schema of this record: `flymy.trigger.v1`.
    #[serde(rename = "schema")]
    pub schema_: String,
    /// The trigger's id.
    pub uuid: String,
    /// The agent's id.
    pub agent_task: String,
    /// Its kind.
    pub kind: String,
    /// Whether it is active.
    pub status: String,
    /// Settings, under the service's own names.
    pub config: Map<String, Value>,
    /// The maximum number of deliveries per hour.
    pub rate_limit_per_hour: i64,
    /// The address for deliveries, a secret.
    #[serde(default)]
    pub webhook_url: Option<String>,
    /// Whether deliveries have to be signed.
    pub signature_required: bool,
    /// The id of the compilation that runs.
    #[serde(default)]
    pub compilation: Option<i64>,
    /// The number of deliveries.
    #[serde(default, deserialize_with = "or_default")]
    pub event_count: i64,
    /// The number of runs that deliveries have started.
    #[serde(default, deserialize_with = "or_default")]
    pub dispatch_count: i64,
    /// When the last delivery was received, ISO 8601.
    #[serde(default)]
    pub last_event_at: Option<String>,
    /// When the last run was started, ISO 8601.
    #[serde(default)]
    pub last_dispatch_at: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One delivery to a trigger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TriggerEventV1 {
    /// The schema of this record: `flymy.trigger-event.v1`.
    #[serde(rename = "schema")]
    pub schema_: String,
    /// The delivery's id.
    pub uuid: String,
    /// The sender.
    pub provider: String,
    /// Its status.
    pub status: String,
    /// The reason for the status.
    pub detail: String,
    /// The number of the run that it started.
    #[serde(default)]
    pub execution: Option<i64>,
    /// The id of that run.
    #[serde(default)]
    pub execution_public_id: Option<String>,
    /// When it was received, ISO 8601.
    pub received_at: String,
    /// When it was processed, ISO 8601.
    #[serde(default)]
    pub processed_at: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A trigger to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TriggerV1Create {
    /// The agent to run.
    pub agent_id: Id,
    /// The secret that deliveries are signed with.
    pub secret: String,
    /// The maximum number of deliveries per hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limit_per_hour: Option<i64>,
    /// Settings, under the service's own names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<Value>,
}

/// The fields of a trigger to change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TriggerV1Update {
    /// The new secret that deliveries are signed with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
    /// The maximum number of deliveries per hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limit_per_hour: Option<i64>,
    /// Settings, under the service's own names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub config: Option<Value>,
}
