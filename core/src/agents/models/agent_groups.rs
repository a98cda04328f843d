// Generated from api/agent_groups.toml by `make generate`; do not edit.
//! The records of `agent_groups`.

use super::values::or_default;
use serde::{Deserialize, Deserializer, Serialize};

/// Agents that use the same MCP resource sets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentGroup {
    /// The group's id.
    pub public_id: String,
    /// Its name.
    pub name: String,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// Whether its agents may use its resource sets.
    #[serde(
        default = "agent_group_is_active",
        deserialize_with = "or_agent_group_is_active"
    )]
    pub is_active: bool,
    /// The ids of its agents.
    #[serde(default, deserialize_with = "or_default")]
    pub agent_ids: Vec<String>,
    /// The ids of its MCP resource sets.
    #[serde(default, deserialize_with = "or_default")]
    pub resource_set_ids: Vec<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// A group to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentGroupCreate {
    /// Its name.
    pub name: String,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether its agents may use its resource sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// The ids of its agents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_ids: Option<Vec<String>>,
    /// The ids of its MCP resource sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_ids: Option<Vec<String>>,
}

/// The fields of a group to change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentGroupUpdate {
    /// Its new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether its agents may use its resource sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// The ids of its agents, which replace those it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent_ids: Option<Vec<String>>,
    /// The ids of its MCP resource sets, which replace those it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_ids: Option<Vec<String>>,
}

fn agent_group_is_active() -> bool {
    true
}

fn or_agent_group_is_active<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(agent_group_is_active))
}
