//! Deployments: versions of agents published to customers, who connect accounts of their own.

mod access;
mod routes;
mod run;

use serde::Serialize;
use serde_json::{Value, json};

use super::Agents;
use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::new_uuid;
pub(super) use access::Connection;
use access::{Binding, Principal};
pub(super) use routes::{routes, visits};
pub(super) use run::Customer;

const STATUSES: [&str; 4] = ["draft", "active", "paused", "archived"];
const MODES: [&str; 3] = ["embedded", "private", "public"];

#[derive(Default)]
pub(super) struct Deployments {
    deployments: Vec<Deployment>,
    principals: Vec<Principal>,
    connections: Vec<Connection>,
    bindings: Vec<Binding>,
}

#[derive(Clone, Serialize)]
struct Deployment {
    #[serde(skip)]
    number: u64,
    public_id: String,
    agent_task: String,
    name: String,
    status: &'static str,
    publish_mode: &'static str,
    active_version: Option<String>,
    candidate_version: Option<String>,
    created_at: Stamp,
    updated_at: Stamp,
}

/// Why a deployment cannot be published.
#[derive(Serialize)]
struct Missing {
    slot: String,
    toolkit_slug: String,
    reason: &'static str,
}

impl Deployments {
    fn get(&self, id: &str) -> Outcome<&Deployment> {
        let found = self.deployments.iter().find(|one| one.public_id == id);
        found.ok_or_else(ApiError::not_found)
    }

    fn put(&mut self, changed: Deployment) {
        for deployment in &mut self.deployments {
            if deployment.public_id == changed.public_id {
                *deployment = changed.clone();
            }
        }
    }

    /// The deployments of an agent, as its compilations show them.
    pub(super) fn of_agent(&self, task: &str) -> Vec<Value> {
        let deployments = self.deployments.iter().filter(|one| one.agent_task == task);
        deployments
            .map(|one| {
                json!({
                    "public_id": one.public_id,
                    "name": one.name,
                    "status": one.status,
                    "active_version": one.active_version,
                })
            })
            .collect()
    }
}

impl Agents {
    fn make_deployment(&self, fields: &Fields, moment: Moment) -> Outcome<Deployment> {
        let agent_task = fields.required_text("agent_task")?;
        if !self.tasks.contains_key(&agent_task) {
            return Err(ApiError::invalid("agent_task", "There is no such agent."));
        }
        let mut deployment = Deployment {
            number: self.deployments.deployments.len() as u64 + 1,
            public_id: new_uuid(),
            agent_task,
            name: "Production".to_owned(),
            status: "draft",
            publish_mode: "embedded",
            active_version: None,
            candidate_version: None,
            created_at: moment.wall(),
            updated_at: moment.wall(),
        };
        self.set_deployment(&mut deployment, fields, moment)?;
        Ok(deployment)
    }

    /// Changes the members of `fields`. A deployment that becomes active gets its candidate as its version.
    fn set_deployment(
        &self,
        deployment: &mut Deployment,
        fields: &Fields,
        moment: Moment,
    ) -> Outcome<()> {
        if fields.some_raw("name").is_some() {
            deployment.name = fields.required_short_text("name", 255)?;
        }
        if let Some(mode) = fields.choice("publish_mode", &MODES)? {
            deployment.publish_mode = mode;
        }
        if let Some(version) = fields.optional_text("candidate_version")? {
            let known = self
                .version(&version, moment)
                .is_some_and(|version| version.agent_task == deployment.agent_task);
            if !known {
                let text = "It is not a version of this agent.";
                return Err(ApiError::invalid("candidate_version", text));
            }
            deployment.candidate_version = Some(version);
        }
        if let Some(status) = fields.choice("status", &STATUSES)? {
            if status == "active" && deployment.active_version.is_none() {
                deployment.active_version = deployment.candidate_version.clone();
                if deployment.active_version.is_none() {
                    let text = "A deployment without a version cannot be active.";
                    return Err(ApiError::invalid("status", text));
                }
            }
            deployment.status = status;
        }
        deployment.updated_at = moment.wall();
        Ok(())
    }

    /// What a deployment lacks to be published: a version, and the owner's own connections that the version was made
    /// with, which show that its actions work.
    fn preflight(&self, deployment: &Deployment, moment: Moment) -> Vec<Missing> {
        let version = deployment
            .candidate_version
            .as_ref()
            .and_then(|version| self.version(version, moment));
        let Some(version) = version else {
            return vec![Missing {
                slot: String::new(),
                toolkit_slug: String::new(),
                reason: "no_version",
            }];
        };
        let requirements = version.requirements.iter().filter(|requirement| {
            let tool = self.tools.get(&requirement.tool);
            requirement.connection_required && !tool.is_some_and(|tool| tool.is_configured())
        });
        requirements
            .map(|requirement| Missing {
                slot: requirement.slot.clone(),
                toolkit_slug: requirement.toolkit_slug.clone(),
                reason: "not_connected",
            })
            .collect()
    }
}
