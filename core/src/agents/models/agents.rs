// Generated from api/agents.toml by `make generate`; do not edit.
//! The records of `agents`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

open_enum! {
    /// The status of an agent.
    AgentStatus {
        /// Not in use yet.
        Draft = "draft",
        /// It has to be configured before it can run.
        InitializationRequired = "initialization_required",
        /// Ready for runs.
        Active = "active",
        /// Archived.
        Archived = "archived",
    }, default Draft
}

open_enum! {
    /// The MCP resources that the runs of an agent may use.
    McpAccessMode {
        /// Its tools and MCP servers.
        Legacy = "legacy",
        /// The resources of its MCP resource sets.
        Scoped = "scoped",
    }, default Legacy
}

/// An agent: a goal, the tools to reach it with, and the schemas of input and output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agent {
    /// The agent's id, which every method takes.
    pub uuid: String,
    /// Its name.
    pub name: String,
    /// Its goal, in plain words; empty in lists that leave it out.
    #[serde(default, deserialize_with = "or_default")]
    pub user_prompt: String,
    /// The source from which the service reads the goal, under the service's own names.
    #[serde(default)]
    pub user_prompt_source: Option<Map<String, Value>>,
    /// The tools that it may use: their ids in lists, whole records in `AgentDetail`.
    #[serde(default = "agent_available_tools")]
    pub available_tools: Value,
    /// Ids of the MCP servers that it may use.
    #[serde(default, deserialize_with = "or_default")]
    pub available_custom_mcp_servers: Vec<i64>,
    /// The ids of the MCP resource sets that it may use.
    #[serde(default, deserialize_with = "or_default")]
    pub mcp_resource_set_ids: Vec<String>,
    /// The MCP resources that its runs may use.
    #[serde(default, deserialize_with = "or_default")]
    pub mcp_access_mode: McpAccessMode,
    /// JSON Schema of the variables that a run takes; `null` if it takes none.
    #[serde(default)]
    pub input_schema: Option<Map<String, Value>>,
    /// The variables, in words.
    #[serde(default, deserialize_with = "or_default")]
    pub input_description: String,
    /// JSON Schema of a run's output; `null` if its shape is free.
    #[serde(default)]
    pub output_schema: Option<Map<String, Value>>,
    /// The output, in words.
    #[serde(default, deserialize_with = "or_default")]
    pub output_description: String,
    /// Whether the configuration of all its tools is complete.
    #[serde(default, deserialize_with = "or_default")]
    pub all_tools_configured: bool,
    /// Ids of the tools that still need `tools.provide_config`.
    #[serde(default, deserialize_with = "or_default")]
    pub tools_need_to_configure: Vec<i64>,
    /// The plan that the service has generated for it, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub generated_pipeline: Map<String, Value>,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: AgentStatus,
    /// The schedule of its automatic runs, as a cron line; empty for none.
    #[serde(default, deserialize_with = "or_default")]
    pub cron_schedule: String,
    /// The address of its webhook, if it has one.
    #[serde(default)]
    pub webhook_url: Option<String>,
    /// The address of the page that shows it; empty for none.
    #[serde(default, deserialize_with = "or_default")]
    pub preview: String,
    /// Whether that page was selected by the owner, not by the service.
    #[serde(default, deserialize_with = "or_default")]
    pub preview_pinned: bool,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// Suggested schemas of an agent's input and output.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchemaSuggestion {
    /// The reasons for these schemas.
    #[serde(default, deserialize_with = "or_default")]
    pub reasoning: String,
    /// JSON Schema of the agent's variables.
    pub input_schema: Map<String, Value>,
    /// JSON Schema of its output.
    pub output_schema: Map<String, Value>,
    /// The variables in words, if that was requested.
    #[serde(default)]
    pub input_description: Option<String>,
    /// The output in words, if that was requested.
    #[serde(default)]
    pub output_description: Option<String>,
}

/// A new agent.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentCreate {
    /// The agent's name.
    pub name: String,
    /// The agent's goal, in plain words. An agent has a goal or a `user_prompt_source`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// The source from which the service reads the goal, under the service's own names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_prompt_source: Option<Value>,
    /// Ids of the tools that it may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tools: Option<Vec<i64>>,
    /// Ids of the MCP servers that it may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mcp_servers: Option<Vec<i64>>,
    /// The ids of the MCP resource sets that it may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mcp_resource_set_ids: Option<Vec<String>>,
    /// The MCP resources that its runs may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mcp_access_mode: Option<String>,
    /// JSON Schema of its variables, or its source: in Python a pydantic model, a dataclass or
    /// a `TypedDict`; in JavaScript a schema object that has one, as those of zod 4.2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_schema: Option<Value>,
    /// Its variables, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_description: Option<String>,
    /// JSON Schema of its output, or its source: in Python a pydantic model, a dataclass or a
    /// `TypedDict`; in JavaScript a schema object that has one, as those of zod 4.2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_schema: Option<Value>,
    /// Its output, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_description: Option<String>,
    /// Its status; by default, the service chooses it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The address of the page that shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preview: Option<String>,
}

/// A run to start.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentRun {
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

/// A run to start, and how to wait for its end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentRunWait {
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

/// The goal that schemas are suggested for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentSchemaRequest {
    /// The agent's goal, in plain words.
    pub user_prompt: String,
    /// A description of the input, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_hint: Option<String>,
    /// A description of the output, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_hint: Option<String>,
    /// Whether to describe both in words, too.
    pub generate_descriptions: bool,
}

fn agent_available_tools() -> Value {
    Value::Array(Vec::new())
}
