// Generated from api/compilations.toml by `make generate`; do not edit.
//! The records of `compilations`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::values::{Id, or_default};

open_enum! {
    /// The status of a compilation.
    CompilationStatus {
        /// Waiting to start.
        Pending = "pending",
        /// In progress.
        Compiling = "compiling",
        /// Finished: it can be run.
        Compiled = "compiled",
        /// Its script is running.
        Running = "running",
        /// Its script has run.
        Completed = "completed",
        /// The compilation or its script failed.
        Failed = "failed",
    }, default Pending
}

impl CompilationStatus {
    /// The statuses that end a wait: the compilation is ready, or has failed.
    pub const WAIT_END_STATUSES: &[&str] = &["compiled", "running", "completed", "failed"];
}

impl CompilationStatus {
    /// The statuses in which a compilation can be run.
    pub const READY_STATUSES: &[&str] = &["compiled", "completed"];
}

impl CompilationStatus {
    /// The statuses in which a compilation can be run if it has an instruction.
    pub const INSTRUCTION_STATUSES: &[&str] = &["running", "failed"];
}

/// A run frozen into an instruction, or compiled into a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compilation {
    /// The compilation's id.
    pub id: Id,
    /// The id of the run from which it was made.
    pub execution: Id,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: CompilationStatus,
    /// The script that `compilations.compile` generates.
    #[serde(default, deserialize_with = "or_default")]
    pub script_code: String,
    /// The instruction that freezing generates, in Markdown.
    #[serde(default, deserialize_with = "or_default")]
    pub instruction_md: String,
    /// The schedule of its automatic runs, as a cron line; empty for none.
    #[serde(default, deserialize_with = "or_default")]
    pub cron_schedule: String,
    /// The time zone of the schedule.
    #[serde(
        default = "compilation_timezone",
        deserialize_with = "or_compilation_timezone"
    )]
    pub timezone: String,
    /// The result of its script.
    #[serde(default)]
    pub result: Option<Value>,
    /// The error, if it failed.
    #[serde(default)]
    pub error: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
    /// Whether it is the live compilation of its agent, which `compilations.run_live` follows.
    #[serde(default, deserialize_with = "or_default")]
    pub is_live: bool,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// A note about the changes.
    #[serde(default, deserialize_with = "or_default")]
    pub note: String,
    /// The id of the compilation from which it was made.
    #[serde(default)]
    pub source_compilation: Option<i64>,
    /// The agent's id.
    #[serde(default)]
    pub user_agent_task: Option<String>,
    /// The deployments that use it, under the service's own names.
    #[serde(default)]
    pub deployments: Option<Vec<Value>>,
}

/// The compilations to list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompilationFilter {
    /// The agent whose compilations are returned; by default, those of all agents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<Id>,
    /// The run whose compilations are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execution_id: Option<Id>,
    /// Only live compilations, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_live: Option<bool>,
}

/// An instruction to save.
#[derive(Clone, Debug, Default, Serialize)]
pub struct InstructionSave {
    /// The id of a run of the agent.
    pub execution_id: Id,
    /// The instruction, in Markdown.
    pub instruction_md: String,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A note about the changes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The id of the compilation from which it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_compilation_id: Option<i64>,
    /// Whether it becomes the agent's live compilation.
    pub make_live: bool,
}

/// The fields of a compilation to change; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompilationUpdate {
    /// The instruction, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instruction_md: Option<String>,
    /// The schedule of its automatic runs, as a cron line; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cron_schedule: Option<String>,
    /// The time zone of the schedule, such as `Europe/Berlin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

/// A run of an instruction.
#[derive(Clone, Debug, Default, Serialize)]
pub struct InstructionRun {
    /// Values for the agent's input schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// Limits of the agents that the run starts, by the service's names: `cap_usd`,
    /// `max_children`, `max_parallel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subagent_limits: Option<Value>,
    /// The customer, by your own id; requires `deployment_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_user_id: Option<String>,
    /// The deployment that the customer uses; requires `external_user_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    /// The connections of each slot: one id, or up to 25.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Value>,
    /// The MCP resource set that the run uses instead of single connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_id: Option<String>,
    /// The revision that the set must have, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_revision: Option<i64>,
}

/// The run of an instruction, and how to wait for its end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct InstructionWait {
    /// Values for the agent's input schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// Limits of the agents that the run starts, by the service's names: `cap_usd`,
    /// `max_children`, `max_parallel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subagent_limits: Option<Value>,
    /// The customer, by your own id; requires `deployment_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_user_id: Option<String>,
    /// The deployment that the customer uses; requires `external_user_id`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_id: Option<String>,
    /// The connections of each slot: one id, or up to 25.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Value>,
    /// The MCP resource set that the run uses instead of single connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_id: Option<String>,
    /// The revision that the set must have, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_revision: Option<i64>,
}

fn compilation_timezone() -> String {
    "UTC".to_owned()
}

fn or_compilation_timezone<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(compilation_timezone))
}
