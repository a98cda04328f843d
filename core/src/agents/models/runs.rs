// Generated from api/runs.toml by `make generate`; do not edit.
//! The records of `runs`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::{Id, or_default};

open_enum! {
    /// The status of a run.
    RunStatus {
        /// Waiting to start.
        Pending = "pending",
        /// In progress.
        Running = "running",
        /// Ended successfully: the output is available.
        Completed = "completed",
        /// Ended with an error.
        Failed = "failed",
        /// Cancelled by its owner.
        Cancelled = "cancelled",
    }, default Pending
}

impl RunStatus {
    /// The statuses in which a run no longer changes.
    pub const TERMINAL_STATUSES: &[&str] = &["completed", "failed", "cancelled"];
}

open_enum! {
    /// The type of a run's event.
    ExecutionLogType {
        /// The agent declared the functions that it plans to use.
        DeclaredFunctions = "declared_functions",
        /// The agent called a tool.
        ToolCalled = "tool_called",
        /// A tool failed.
        ToolCallException = "tool_call_exception",
        /// The run was cancelled.
        TaskCancelled = "task_cancelled",
        /// A follow-up message has arrived.
        UserAddedMessage = "user_added_message",
    }, default DeclaredFunctions
}

/// One event of a run: what the agent did, when, and with which data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExecutionLog {
    /// The event's number.
    pub id: i64,
    /// When it happened, ISO 8601.
    pub created_at: String,
    /// When its record last changed, ISO 8601.
    pub updated_at: String,
    /// Its type.
    pub r#type: ExecutionLogType,
    /// The event in words.
    pub message: String,
    /// Details, under the service's own names.
    #[serde(default = "execution_log_data")]
    pub data: Value,
}

/// One execution of an agent, as lists show it: without its events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The run's id.
    pub id: Id,
    /// The agent's number inside the service.
    pub user_agent_task: i64,
    /// The run that this one continues; `null` for a first one.
    #[serde(default)]
    pub previous_execution: Option<Id>,
    /// The agent's goal at the start of the run.
    pub original_prompt: String,
    /// The variables that the run was started with.
    #[serde(default, deserialize_with = "or_default")]
    pub variables: Map<String, Value>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
    /// The conversation so far, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub messages: Vec<Value>,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: RunStatus,
    /// Its number in the order of its agent's runs.
    #[serde(default, deserialize_with = "or_default")]
    pub run_seq: i64,
    /// The error, if the run failed.
    #[serde(default)]
    pub error: Option<String>,
    /// The output, shaped by the agent's output schema if it has one.
    #[serde(default)]
    pub agent_result: Option<Value>,
}

/// A run with its events so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunDetail {
    /// The fields of [`Run`].
    #[serde(flatten)]
    pub run: Run,
    /// Its events so far, oldest first.
    #[serde(default, deserialize_with = "or_default")]
    pub logs: Vec<ExecutionLog>,
    /// The id of its agent.
    #[serde(default)]
    pub user_agent_task_uuid: Option<String>,
}

impl std::ops::Deref for RunDetail {
    type Target = Run;

    fn deref(&self) -> &Run {
        &self.run
    }
}

fn execution_log_data() -> Value {
    Value::Object(Map::new())
}
