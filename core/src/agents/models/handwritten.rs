//! Records that differ from what the declaration leads to.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Agent;

/// An agent whose `available_tools` are always a list, of whole records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Agent", into = "Agent")]
pub struct AgentDetail(Agent);

impl From<Agent> for AgentDetail {
    fn from(mut agent: Agent) -> Self {
        if agent.available_tools.is_null() {
            agent.available_tools = Value::Array(Vec::new());
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
