//! Agents and schema suggestions.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::open::AgentStatus;
use super::or_default;

/// An agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agent {
    /// The agent's id.
    pub uuid: String,
    /// Its name.
    pub name: String,
    /// What it is to achieve.
    pub user_prompt: String,
    /// The tools it may use: ids, or whole records.
    #[serde(default = "no_tools")]
    pub available_tools: Value,
    /// The ids of the MCP servers it may use.
    #[serde(default, deserialize_with = "or_default")]
    pub available_custom_mcp_servers: Vec<i64>,
    /// The shape of a run's variables.
    #[serde(default)]
    pub input_schema: Option<Map<String, Value>>,
    /// What the variables mean.
    #[serde(default, deserialize_with = "or_default")]
    pub input_description: String,
    /// The shape of a run's output.
    #[serde(default)]
    pub output_schema: Option<Map<String, Value>>,
    /// What the output means.
    #[serde(default, deserialize_with = "or_default")]
    pub output_description: String,
    /// Whether all tools are ready.
    #[serde(default, deserialize_with = "or_default")]
    pub all_tools_configured: bool,
    /// The ids of the tools that are not.
    #[serde(default, deserialize_with = "or_default")]
    pub tools_need_to_configure: Vec<i64>,
    /// The pipeline that the service made of it.
    #[serde(default, deserialize_with = "or_default")]
    pub generated_pipeline: Map<String, Value>,
    /// Its state.
    #[serde(default, deserialize_with = "or_default")]
    pub status: AgentStatus,
    /// When it runs by itself, in cron's notation.
    #[serde(default, deserialize_with = "or_default")]
    pub cron_schedule: String,
    /// Whom to call when a run ends.
    #[serde(default)]
    pub webhook_url: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it was last changed, ISO 8601.
    pub updated_at: String,
}

fn no_tools() -> Value {
    Value::Array(Vec::new())
}

/// An agent whose `available_tools` are always a list, of whole records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Agent", into = "Agent")]
pub struct AgentDetail(Agent);

impl From<Agent> for AgentDetail {
    fn from(mut agent: Agent) -> Self {
        if agent.available_tools.is_null() {
            agent.available_tools = no_tools();
        }
        Self(agent)
    }
}

impl From<AgentDetail> for Agent {
    fn from(detail: AgentDetail) -> Self {
        detail.0
    }
}

impl std::ops::Deref for AgentDetail {
    type Target = Agent;

    fn deref(&self) -> &Agent {
        &self.0
    }
}

/// Suggested schemas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SchemaSuggestion {
    /// Why these.
    #[serde(default, deserialize_with = "or_default")]
    pub reasoning: String,
    /// For a run's variables.
    pub input_schema: Map<String, Value>,
    /// For a run's output.
    pub output_schema: Map<String, Value>,
    /// What the variables mean.
    #[serde(default)]
    pub input_description: Option<String>,
    /// What the output means.
    #[serde(default)]
    pub output_description: Option<String>,
}
