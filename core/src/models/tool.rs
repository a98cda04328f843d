//! Tools and the catalogue they come from.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::or_default;

/// A tool of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tool {
    /// The tool's id.
    pub id: i64,
    /// Its name in the catalogue.
    pub mcp_tool: String,
    /// Its configuration.
    #[serde(default, deserialize_with = "or_default")]
    pub user_config: Map<String, Value>,
    /// Whether it is ready.
    #[serde(default, deserialize_with = "or_default")]
    pub is_configured: bool,
    /// Whether it is switched on; true unless said otherwise.
    #[serde(default = "active", deserialize_with = "or_active")]
    pub is_active: bool,
    /// The methods that change things.
    #[serde(default, deserialize_with = "or_default")]
    pub unsafe_methods: Vec<String>,
    /// What has to be configured.
    #[serde(default, deserialize_with = "or_default")]
    pub required_configuration_steps: Vec<ConfigurationStep>,
    /// What is configured already.
    #[serde(default, deserialize_with = "or_default")]
    pub finished_configuration_steps: Vec<Value>,
    /// What is to be configured next.
    #[serde(default)]
    pub next_configuration_step: Option<Value>,
    /// Where the user is to sign in.
    #[serde(default, deserialize_with = "or_default")]
    pub redirect_url: String,
    /// What the tool answered to its configuration.
    #[serde(default, deserialize_with = "or_default")]
    pub response: String,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it was last changed, ISO 8601.
    pub updated_at: String,
}

/// One step of configuring a tool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfigurationStep {
    /// What is asked for.
    pub description: String,
    /// What kind of step it is.
    pub step_type: String,
    /// What the user is to give.
    #[serde(default)]
    pub vars_from_user_schema: Value,
    /// The shape of the configuration.
    #[serde(default)]
    pub configuration_schema: Value,
    /// The configuration.
    #[serde(default)]
    pub config: Value,
    /// What the service runs for it.
    #[serde(default)]
    pub execution_command: Option<String>,
}

/// A tool of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AvailableTool {
    /// What to create it by.
    pub name: String,
    /// What kind of tool it is.
    pub r#type: String,
    /// Its title.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// What it is for.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// More about it.
    #[serde(default, deserialize_with = "or_default")]
    pub detail: String,
    /// Where to read about it.
    #[serde(default, deserialize_with = "or_default")]
    pub href: String,
    /// Where it belongs.
    #[serde(default, deserialize_with = "or_default")]
    pub categories: Vec<String>,
    /// How agents are to use it.
    #[serde(default)]
    pub instruction: Option<String>,
    /// The class behind it.
    #[serde(default)]
    pub custom_class: Option<String>,
    /// Its source.
    #[serde(default)]
    pub github_link: Option<String>,
    /// What has to be configured.
    #[serde(default, deserialize_with = "or_default")]
    pub configuration_steps: Vec<Value>,
}

fn active() -> bool {
    true
}

fn or_active<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Option::deserialize(source).map(|active| active.unwrap_or(true))
}
