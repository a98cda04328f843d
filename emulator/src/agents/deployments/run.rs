//! Runs for customers of deployments.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;

use super::Deployment;
use crate::accounts::Moment;
use crate::agents::Agents;
use crate::response::{ApiError, Fields, Outcome};

/// The customer of a run, with the connected accounts.
pub(in crate::agents) struct Customer {
    user: String,
    deployment: String,
    connections: Option<BTreeMap<String, OneOrMany>>,
    set: Option<String>,
    revision: Option<u64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn ids(&self) -> &[String] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Many(ids) => ids,
        }
    }
}

impl Customer {
    /// Reads the customer of a run of an instruction, if it has one.
    pub(in crate::agents) fn read(fields: &Fields) -> Outcome<Option<Self>> {
        let user = fields.optional_text("external_user_id")?;
        match (user, fields.optional_text("deployment_id")?) {
            (None, None) => Ok(None),
            (Some(_), Some(deployment)) => Self::of(fields, deployment).map(Some),
            _ => Err(ApiError::invalid(
                "external_user_id",
                "external_user_id and deployment_id go together.",
            )),
        }
    }

    pub(super) fn of(fields: &Fields, deployment: String) -> Outcome<Self> {
        let customer = Self {
            user: fields.required_text("external_user_id")?,
            deployment,
            connections: fields.optional("connections", "Expected slots with connection ids.")?,
            set: fields.optional_text("resource_set_id")?,
            revision: fields.whole("resource_set_revision", 1, u64::MAX)?,
        };
        if customer.set.is_some() && customer.connections.is_some() {
            let text = "Give either resource_set_id or connections.";
            return Err(ApiError::invalid("connections", text));
        }
        if customer.revision.is_some() && customer.set.is_none() {
            let text = "A revision needs resource_set_id.";
            return Err(ApiError::invalid("resource_set_revision", text));
        }
        Ok(customer)
    }
}

impl Agents {
    /// An error unless the customer has made the connections of the version.
    pub(in crate::agents) fn check_customer(
        &self,
        customer: &Customer,
        moment: Moment,
    ) -> Outcome<()> {
        let deployment = self.deployments.get(&customer.deployment)?;
        published(deployment)?;
        let access = self.access_of(deployment, moment);
        let principal = self
            .deployments
            .principal(&customer.deployment, &customer.user)
            .map(|principal| principal.public_id.clone());
        let set = match &customer.set {
            None => None,
            Some(id) => {
                let set = self.sets.get(id)?;
                if set.principal_id != principal || principal.is_none() || !set.is_active() {
                    let text = "It is not an active resource set of this customer.";
                    return Err(ApiError::invalid("resource_set_id", text));
                }
                if customer
                    .revision
                    .is_some_and(|revision| revision != set.revision)
                {
                    return Err(ApiError::stale_revision(set.revision));
                }
                Some(set)
            }
        };
        let now = moment.wall();
        let mut missing = Vec::new();
        for slot in access {
            let chosen = match (&customer.connections, set) {
                (Some(connections), _) => connections
                    .get(&slot)
                    .map(|chosen| chosen.ids().to_vec())
                    .unwrap_or_default(),
                (None, Some(set)) => set.connections(&slot),
                (None, None) => principal
                    .as_ref()
                    .and_then(|principal| self.deployments.binding(principal, &slot))
                    .map(|binding| binding.connections.clone())
                    .unwrap_or_default(),
            };
            let is_ready = |id: &String| {
                self.deployments.connection(id).is_some_and(|connection| {
                    Some(&connection.principal) == principal.as_ref() && connection.is_ready(now)
                })
            };
            if chosen.is_empty() || !chosen.iter().all(is_ready) {
                missing.push(slot);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(ApiError::new(
            http::StatusCode::CONFLICT,
            json!({
                "code": "connections_not_ready",
                "detail": format!("Not connected: {}.", missing.join(", ")),
                "missing": missing,
            }),
        ))
    }

    /// The slots that a run of a deployment needs a connection for.
    fn access_of(&self, deployment: &Deployment, moment: Moment) -> Vec<String> {
        let version = deployment.active_version.as_ref();
        let version = version.and_then(|version| self.version(version, moment));
        let requirements = version.iter().flat_map(|version| &version.requirements);
        requirements
            .filter(|requirement| requirement.connection_required)
            .map(|requirement| requirement.slot.clone())
            .collect()
    }
}

/// An error unless the deployment is published.
pub(super) fn published(deployment: &Deployment) -> Outcome<()> {
    if deployment.status == "active" && deployment.active_version.is_some() {
        return Ok(());
    }
    Err(ApiError::conflict(
        "deployment_not_active",
        format!("The deployment is {}, not active.", deployment.status),
    ))
}
