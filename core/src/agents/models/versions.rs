// Generated from api/versions.toml by `make generate`; do not edit.
//! The records of `versions`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

/// A copy of an agent, made when the agent was compiled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentVersion {
    /// The version's id.
    pub public_id: String,
    /// The agent's id.
    pub agent_task: String,
    /// The id of the compilation from which it was made.
    #[serde(default)]
    pub source_compilation: Option<i64>,
    /// Its number among the agent's versions, from 1.
    pub version_number: i64,
    /// Its instruction, in Markdown.
    #[serde(default, deserialize_with = "or_default")]
    pub instruction_md: String,
    /// The components that it runs with, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub runtime_manifest: Map<String, Value>,
    /// JSON Schema of its variables.
    #[serde(default)]
    pub input_schema: Option<Map<String, Value>>,
    /// JSON Schema of its result.
    #[serde(default)]
    pub output_schema: Option<Map<String, Value>>,
    /// The model that it runs with.
    #[serde(default, deserialize_with = "or_default")]
    pub llm_model: String,
    /// The reasoning effort of the model, as the service names it.
    #[serde(default, deserialize_with = "or_default")]
    pub effort: String,
    /// When it was created, ISO 8601.
    pub created_at: String,
}
