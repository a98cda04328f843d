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
    /// Limits of the agents that the run starts, under the service's own names.
    #[serde(default)]
    pub subagent_limits: Option<Map<String, Value>>,
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

/// The response to a follow-up message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppendMessageResponse {
    /// The run's id.
    pub id: Id,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: RunStatus,
    /// The reasoning effort of the model, as the service names it.
    #[serde(default, deserialize_with = "or_default")]
    pub effort: String,
    /// The model that continues the run.
    #[serde(default, deserialize_with = "or_default")]
    pub model: String,
    /// Its number in the order of its agent's runs.
    #[serde(default, deserialize_with = "or_default")]
    pub run_seq: i64,
    /// The error, if the run failed.
    #[serde(default)]
    pub error: Option<String>,
    /// The output, shaped by the agent's output schema if it has one.
    #[serde(default)]
    pub agent_result: Option<Value>,
    /// Files of the conversation, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub chat_files: Vec<Value>,
}

/// A run after a follow-up message; fields that are missing in the response are empty.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContinuedRun {
    /// The run's id.
    pub id: Id,
    /// The agent's number inside the service; 0 if it is missing in the response.
    #[serde(default, deserialize_with = "or_default")]
    pub user_agent_task: i64,
    /// The run that this one continues.
    #[serde(default)]
    pub previous_execution: Option<Id>,
    /// The agent's goal at the start of the run.
    #[serde(default, deserialize_with = "or_default")]
    pub original_prompt: String,
    /// The variables that the run was started with.
    #[serde(default, deserialize_with = "or_default")]
    pub variables: Map<String, Value>,
    /// Limits of the agents that the run starts, under the service's own names.
    #[serde(default)]
    pub subagent_limits: Option<Map<String, Value>>,
    /// When it was created, ISO 8601.
    #[serde(default)]
    pub created_at: Option<String>,
    /// When it last changed, ISO 8601.
    #[serde(default)]
    pub updated_at: Option<String>,
    /// The conversation so far, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub messages: Vec<Value>,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: RunStatus,
    /// The reasoning effort of the model, as the service names it.
    #[serde(default, deserialize_with = "or_default")]
    pub effort: String,
    /// The model that continues the run.
    #[serde(default, deserialize_with = "or_default")]
    pub model: String,
    /// Its number in the order of its agent's runs.
    #[serde(default, deserialize_with = "or_default")]
    pub run_seq: i64,
    /// The error, if the run failed.
    #[serde(default)]
    pub error: Option<String>,
    /// The output, shaped by the agent's output schema if it has one.
    #[serde(default)]
    pub agent_result: Option<Value>,
    /// Its events so far, oldest first.
    #[serde(default, deserialize_with = "or_default")]
    pub logs: Vec<ExecutionLog>,
    /// The id of its agent.
    #[serde(default)]
    pub user_agent_task_uuid: Option<String>,
    /// Files of the conversation, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub chat_files: Vec<Value>,
}

/// The price of one call of a tool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunToolCallPrice {
    /// The action that was called.
    pub action_name: String,
    /// The price in USD.
    pub price: String,
    /// Whether the price is final.
    #[serde(default, deserialize_with = "or_default")]
    pub settled: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The price of the use of one language model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunLLMUsagePrice {
    /// The model's provider.
    pub provider: String,
    /// The model.
    pub model: String,
    /// The purpose of the use, as the service names it.
    #[serde(default)]
    pub purpose: Option<String>,
    /// Input tokens, without those of the cache.
    #[serde(default, deserialize_with = "or_default")]
    pub input_tokens: i64,
    /// Input tokens that were read from the cache.
    #[serde(default, deserialize_with = "or_default")]
    pub cache_read_tokens: i64,
    /// Tokens that were written to the cache.
    #[serde(default, deserialize_with = "or_default")]
    pub cache_write_tokens: i64,
    /// All input tokens.
    #[serde(default, deserialize_with = "or_default")]
    pub total_input_tokens: i64,
    /// Output tokens.
    #[serde(default, deserialize_with = "or_default")]
    pub output_tokens: i64,
    /// Output tokens that were used for reasoning.
    #[serde(default, deserialize_with = "or_default")]
    pub reasoning_tokens: i64,
    /// The price in USD.
    pub price: String,
    /// Whether the price is final.
    #[serde(default, deserialize_with = "or_default")]
    pub settled: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The price of one call of a hosted model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunInferencePrice {
    /// The id of the prediction.
    pub prediction_id: String,
    /// The model.
    #[serde(default)]
    pub model: Option<String>,
    /// The price in USD, once it is known.
    #[serde(default)]
    pub price: Option<String>,
    /// Whether the price is final.
    #[serde(default, deserialize_with = "or_default")]
    pub settled: bool,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The prices of a run, in USD; each price is exact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunPrice {
    /// The run's id.
    pub id: String,
    /// Its number in the order of its agent's runs.
    #[serde(default, deserialize_with = "or_default")]
    pub run_seq: i64,
    /// Whether all prices are final.
    #[serde(default, deserialize_with = "or_default")]
    pub billing_settled: bool,
    /// The calls of tools.
    #[serde(default, deserialize_with = "or_default")]
    pub tool_calls: Vec<RunToolCallPrice>,
    /// The use of language models.
    #[serde(default, deserialize_with = "or_default")]
    pub llm_usage: Vec<RunLLMUsagePrice>,
    /// The sum of tool calls and language models.
    pub total_price: String,
    /// The calls of hosted models.
    #[serde(default, deserialize_with = "or_default")]
    pub model_inference: Vec<RunInferencePrice>,
    /// The sum with the calls of hosted models.
    #[serde(default)]
    pub total_with_inference: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A run to start.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunCreate {
    /// The agent's `uuid`.
    pub agent_id: Id,
    /// Values for the agent's input schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// The first message to the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Limits of the agents that the run starts, by the service's names: `cap_usd`,
    /// `max_children`, `max_parallel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subagent_limits: Option<Value>,
}

/// A follow-up message.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunMessage {
    /// The message.
    pub text: String,
    /// The reasoning effort of the model from now on, as the service names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effort: Option<String>,
    /// The model that continues the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
}

/// A run to start, and how to wait for its end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RunCreateWait {
    /// The agent's `uuid`.
    pub agent_id: Id,
    /// Values for the agent's input schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// The first message to the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Limits of the agents that the run starts, by the service's names: `cap_usd`,
    /// `max_children`, `max_parallel`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subagent_limits: Option<Value>,
}

fn execution_log_data() -> Value {
    Value::Object(Map::new())
}
