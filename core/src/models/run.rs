//! Runs and their events.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::open::{ExecutionLogType, RunStatus};
use super::{Id, or_default};

/// One execution of an agent, as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The run's id.
    pub id: Id,
    /// The service's number of the agent.
    pub user_agent_task: i64,
    /// The run that this one goes on from.
    #[serde(default)]
    pub previous_execution: Option<Id>,
    /// What was asked.
    pub original_prompt: String,
    /// The run's variables.
    #[serde(default, deserialize_with = "or_default")]
    pub variables: Map<String, Value>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
    /// The conversation.
    #[serde(default, deserialize_with = "or_default")]
    pub messages: Vec<Value>,
    /// Its state.
    #[serde(default, deserialize_with = "or_default")]
    pub status: RunStatus,
    /// Its number among the agent's runs.
    #[serde(default, deserialize_with = "or_default")]
    pub run_seq: i64,
    /// What went wrong, when it failed.
    #[serde(default)]
    pub error: Option<String>,
    /// Its output, once it has completed.
    #[serde(default)]
    pub agent_result: Option<Value>,
}

/// One execution of an agent, with its events.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunDetail {
    /// What lists show, too.
    #[serde(flatten)]
    pub run: Run,
    /// The events so far.
    #[serde(default, deserialize_with = "or_default")]
    pub logs: Vec<ExecutionLog>,
    /// The agent's id.
    #[serde(default)]
    pub user_agent_task_uuid: Option<String>,
}

impl std::ops::Deref for RunDetail {
    type Target = Run;

    fn deref(&self) -> &Run {
        &self.run
    }
}

/// One event of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExecutionLog {
    /// The event's number.
    pub id: i64,
    /// When it happened, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
    /// What it is about.
    pub r#type: ExecutionLogType,
    /// What happened, in words.
    pub message: String,
    /// What happened, in data.
    #[serde(default = "no_data")]
    pub data: Value,
}

fn no_data() -> Value {
    Value::Object(Map::new())
}
