// Generated from api/tools.toml by `make generate`; do not edit.
//! The records of `tools`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

open_enum! {
    /// The status of a browser profile.
    BrowserUseProfileStatus {
        /// The tool has no profile.
        Unbound = "unbound",
        /// The tool has a profile.
        Bound = "bound",
        /// The provider has not confirmed the creation: see `tools.reconcile_browser_profile`.
        Unknown = "unknown",
    }, default Unbound
}

/// A browser profile: the cookies that a browser tool keeps between runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrowserUseProfile {
    /// The profile's id at the provider.
    pub profile_id: String,
    /// Its name.
    pub name: String,
    /// The domains of its cookies.
    #[serde(default, deserialize_with = "or_default")]
    pub cookie_domains: Vec<String>,
    /// When it was created, ISO 8601.
    #[serde(default)]
    pub created_at: Option<String>,
    /// When it last changed, ISO 8601.
    #[serde(default)]
    pub updated_at: Option<String>,
    /// When a run used it last, ISO 8601.
    #[serde(default)]
    pub last_used_at: Option<String>,
    /// A note of the service.
    #[serde(default, deserialize_with = "or_default")]
    pub note: String,
}

/// Whether a browser tool has a browser profile, and which one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BrowserUseProfileBinding {
    /// The id of the tool's connection.
    pub connection_id: String,
    /// The status.
    pub status: BrowserUseProfileStatus,
    /// The profile, if the tool has one.
    #[serde(default)]
    pub profile: Option<BrowserUseProfile>,
    /// The reason for the status, as the service names it.
    #[serde(default)]
    pub code: Option<String>,
    /// The reason in words.
    #[serde(default)]
    pub detail: Option<String>,
    /// The id of an attempt whose outcome is not known.
    #[serde(default)]
    pub recovery_intent_id: Option<String>,
}

/// One step of configuring a tool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConfigurationStep {
    /// A description of the step.
    pub description: String,
    /// The kind of step, as the service names it.
    pub step_type: String,
    /// JSON Schema of the values that the step needs.
    #[serde(default)]
    pub vars_from_user_schema: Value,
    /// JSON Schema of the resulting configuration.
    #[serde(default)]
    pub configuration_schema: Value,
    /// The resulting configuration.
    #[serde(default)]
    pub config: Value,
    /// The command that the step runs, if it runs one.
    #[serde(default)]
    pub execution_command: Option<String>,
}

/// A tool of this account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tool {
    /// The tool's id.
    pub id: i64,
    /// Its id as a member of MCP resource sets.
    #[serde(default)]
    pub public_id: Option<String>,
    /// Its name in the catalogue.
    pub mcp_tool: String,
    /// Its name among several tools of the same kind.
    #[serde(default = "tool_alias", deserialize_with = "or_tool_alias")]
    pub alias: String,
    /// Its configuration, under the tool's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub user_config: Map<String, Value>,
    /// Whether its configuration is complete; `tools.provide_config` completes it.
    #[serde(default, deserialize_with = "or_default")]
    pub is_configured: bool,
    /// Whether agents may use it.
    #[serde(default = "tool_is_active", deserialize_with = "or_tool_is_active")]
    pub is_active: bool,
    /// Its unsafe functions.
    #[serde(default, deserialize_with = "or_default")]
    pub unsafe_methods: Vec<String>,
    /// The steps of its configuration.
    #[serde(default, deserialize_with = "or_default")]
    pub required_configuration_steps: Vec<ConfigurationStep>,
    /// The finished steps, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub finished_configuration_steps: Vec<Value>,
    /// The next step, under the service's own names; `tools.provide_config` completes it.
    #[serde(default)]
    pub next_configuration_step: Option<Value>,
    /// The address at which its owner configures it; empty for none.
    #[serde(default, deserialize_with = "or_default")]
    pub redirect_url: String,
    /// The response of the last step.
    #[serde(default, deserialize_with = "or_default")]
    pub response: String,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// A tool of the catalogue, which can be added to the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AvailableTool {
    /// Its name, which `tools.create` takes.
    pub name: String,
    /// The kind of tool, as the service names it.
    pub r#type: String,
    /// Its title.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// A short description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// A long description.
    #[serde(default, deserialize_with = "or_default")]
    pub detail: String,
    /// The address of further information.
    #[serde(default, deserialize_with = "or_default")]
    pub href: String,
    /// Its categories.
    #[serde(default, deserialize_with = "or_default")]
    pub categories: Vec<String>,
    /// Instructions for its configuration, in words.
    #[serde(default)]
    pub instruction: Option<String>,
    /// The class that implements it inside the service.
    #[serde(default)]
    pub custom_class: Option<String>,
    /// The address of its source code.
    #[serde(default)]
    pub github_link: Option<String>,
    /// The steps of its configuration, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub configuration_steps: Vec<Value>,
}

/// The tools to list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ToolFilter {
    /// The number of tools in a page, 1 to 100; all pages are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
    /// Only tools with this name in the catalogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mcp_tool: Option<String>,
    /// Only tools with this alias.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
}

/// One call of a tool.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ToolCall {
    /// The name of the action.
    pub action: String,
    /// The arguments of the action, under its own names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arguments: Option<Value>,
    /// The id of the run to which the call and its price belong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execution_id: Option<String>,
}

fn tool_alias() -> String {
    "default".to_owned()
}

fn or_tool_alias<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(tool_alias))
}

fn tool_is_active() -> bool {
    true
}

fn or_tool_is_active<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(tool_is_active))
}
