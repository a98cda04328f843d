//! Records that differ from what the declaration leads to.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Error;

use super::{
    Agent, AgentDeploymentAccess, Compilation, CompilationStatus, ExternalPrincipal,
    IntegrationConnectionStatus, Run,
};

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

impl Run {
    /// Checks that the run has not failed and was not cancelled.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::RunFailed`](crate::ErrorKind::RunFailed) and
    /// [`ErrorKind::RunCancelled`](crate::ErrorKind::RunCancelled).
    pub fn raise_for_status(&self) -> Result<(), Error> {
        let id = self.id.to_string();
        match Error::of_run(&id, self.status.as_str(), self.error.as_deref()) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

impl Compilation {
    /// Whether it can be run: compiled or completed, or running or failed with an instruction.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        let status = self.status.as_str();
        CompilationStatus::READY_STATUSES.contains(&status)
            || (CompilationStatus::INSTRUCTION_STATUSES.contains(&status)
                && !self.instruction_md.is_empty())
    }
}

impl AgentDeploymentAccess {
    /// The customer with this id of the caller's; none if there is not exactly one.
    #[must_use]
    pub fn principal_for_external_user(
        &self,
        external_user_id: &str,
    ) -> Option<&ExternalPrincipal> {
        let mut found = self
            .principals
            .iter()
            .filter(|each| each.external_user_id == external_user_id);
        found.next().filter(|_| found.next().is_none())
    }

    /// The ids of a customer's connections in a slot; none if there is not exactly one binding,
    /// or if one of them can't be used.
    #[must_use]
    pub fn ready_connection_ids_for_slot(
        &self,
        principal_id: &str,
        slot: &str,
    ) -> Option<&[String]> {
        let mut bindings = self
            .bindings
            .iter()
            .filter(|each| each.principal == principal_id && each.slot == slot);
        let binding = bindings.next().filter(|_| bindings.next().is_none())?;
        let is_ready = |id: &String| {
            let mut found = self.connections.iter().filter(|each| each.public_id == *id);
            let connection = found.next().filter(|_| found.next().is_none());
            connection.is_some_and(|connection| {
                connection.principal == principal_id
                    && connection.status == IntegrationConnectionStatus::Active
                    && connection.credentials_configured
            })
        };
        let is_complete = !binding.connections.is_empty();
        (is_complete && binding.connections.iter().all(is_ready)).then_some(&*binding.connections)
    }
}
