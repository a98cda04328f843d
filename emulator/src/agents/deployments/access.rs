//! The customers of a deployment, with their connected accounts.

use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Deployment, Deployments};
use crate::accounts::Moment;
use crate::agents::Agents;
use crate::agents::version::{Requirement, Version};
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::fields::required;
use crate::rest::ids::{is_slug, new_uuid, token};

/// Seconds for which the link to connect an account can be used.
const LINK: u64 = 900;
/// Steps of the pace after which a customer has connected, unless they opened the link before.
const CONNECTING: u64 = 2;

#[derive(Serialize)]
pub(super) struct Principal {
    pub(super) public_id: String,
    pub(super) deployment: String,
    pub(super) external_user_id: String,
    display_name: &'static str,
    metadata: Value,
    status: &'static str,
    created_at: Stamp,
    updated_at: Stamp,
}

#[derive(Clone, Serialize)]
pub(in crate::agents) struct Connection {
    pub(in crate::agents) public_id: String,
    pub(in crate::agents) principal: String,
    pub(in crate::agents) toolkit_slug: String,
    pub(in crate::agents) alias: String,
    pub(super) status: &'static str,
    provider: &'static str,
    provider_connection_id: String,
    granted_scopes: Vec<String>,
    pub(super) credentials_configured: bool,
    credential_revision: u64,
    metadata: Value,
    last_error: &'static str,
    expires_at: Option<Stamp>,
    created_at: Stamp,
    updated_at: Stamp,
    #[serde(skip)]
    pub(super) token: String,
    /// When it connects without a visit of the link.
    #[serde(skip)]
    connects_at: Option<Stamp>,
    #[serde(skip)]
    is_link_used: bool,
    #[serde(skip)]
    link_ends_at: Stamp,
}

#[derive(Clone, Serialize)]
pub(super) struct Binding {
    public_id: String,
    pub(super) principal: String,
    pub(super) slot: String,
    pub(super) connections: Vec<String>,
    created_at: Stamp,
    updated_at: Stamp,
}

#[derive(Serialize)]
pub(super) struct Access<'a> {
    deployment: &'a Deployment,
    active_version: Option<&'a Version>,
    candidate_version: Option<&'a Version>,
    requirements: &'a [Requirement],
    principals: Vec<&'a Principal>,
    connections: Vec<Connection>,
    bindings: Vec<&'a Binding>,
}

impl Connection {
    /// The connection as it is at this moment.
    pub(super) fn at(&self, now: Stamp) -> Self {
        let mut seen = self.clone();
        if seen.status == "pending" {
            if seen.connects_at.is_some_and(|at| at <= now) {
                seen.connect(seen.connects_at.unwrap_or(now));
            } else if seen.link_ends_at <= now {
                seen.status = "expired";
            }
        }
        seen
    }

    fn connect(&mut self, at: Stamp) {
        self.status = "active";
        self.credentials_configured = true;
        self.updated_at = at;
    }

    pub(super) fn is_ready(&self, now: Stamp) -> bool {
        self.at(now).status == "active"
    }
}

impl Deployments {
    pub(in crate::agents) fn has_principal(&self, id: &str) -> bool {
        self.principals.iter().any(|one| one.public_id == id)
    }

    pub(in crate::agents) fn connection(&self, id: &str) -> Option<&Connection> {
        self.connections.iter().find(|one| one.public_id == id)
    }

    pub(super) fn principal(&self, deployment: &str, user: &str) -> Option<&Principal> {
        self.principals
            .iter()
            .find(|one| one.deployment == deployment && one.external_user_id == user)
    }

    pub(super) fn binding(&self, principal: &str, slot: &str) -> Option<&Binding> {
        self.bindings
            .iter()
            .find(|one| one.principal == principal && one.slot == slot)
    }

    /// Records a visit of the link of this connection.
    pub(super) fn open_link(&mut self, token: &str, now: Stamp) -> Outcome<()> {
        let found = self.connections.iter_mut().find(|one| one.token == token);
        let connection = found.ok_or_else(ApiError::not_found)?;
        if connection.is_link_used || connection.at(now).status == "expired" {
            let text = "The link was used or has expired.";
            return Err(ApiError::coded(StatusCode::GONE, "link_used", text));
        }
        // The person may open the link later than the connection connects by itself.
        connection.is_link_used = true;
        if connection.at(now).status == "pending" {
            connection.connect(now);
        }
        Ok(())
    }

    /// Connects an account of a customer to a slot, in place of the one that the slot had.
    pub(super) fn begin_connection(
        &mut self,
        deployment: &str,
        requirement: &Requirement,
        fields: &Fields,
        moment: Moment,
    ) -> Outcome<(String, Stamp)> {
        let user = fields.required_short_text("external_user_id", 255)?;
        let alias = fields.optional_text("alias")?;
        if alias.as_ref().is_some_and(|alias| !is_slug(alias, 64)) {
            let text = "Enter 1 to 64 letters, digits, underscores or hyphens.";
            return Err(ApiError::invalid("alias", text));
        }
        let now = moment.wall();
        let known = self.principal(deployment, &user);
        let principal = known.map(|known| known.public_id.clone());
        let principal = principal.unwrap_or_else(|| {
            let public_id = new_uuid();
            self.principals.push(Principal {
                public_id: public_id.clone(),
                deployment: deployment.to_owned(),
                external_user_id: user.clone(),
                display_name: "",
                metadata: json!({}),
                status: "active",
                created_at: now,
                updated_at: now,
            });
            public_id
        });
        let connection = Connection {
            public_id: new_uuid(),
            principal: principal.clone(),
            toolkit_slug: requirement.toolkit_slug.clone(),
            alias: alias.unwrap_or_else(|| "default".to_owned()),
            status: "pending",
            provider: "emulator",
            provider_connection_id: format!("conn-{}", new_uuid()),
            granted_scopes: Vec::new(),
            credentials_configured: false,
            credential_revision: 1,
            metadata: json!({}),
            last_error: "",
            expires_at: None,
            created_at: now,
            updated_at: now,
            token: token(),
            is_link_used: false,
            connects_at: (!user.contains("[hang]")).then(|| moment.in_steps(CONNECTING)),
            link_ends_at: moment.in_seconds(LINK),
        };
        let (token, ends) = (connection.token.clone(), connection.link_ends_at);
        let id = connection.public_id.clone();
        self.connections.push(connection);
        let slot = &requirement.slot;
        let bound = self
            .bindings
            .iter_mut()
            .find(|one| one.principal == principal && one.slot == *slot);
        match bound {
            Some(binding) => {
                binding.connections = vec![id];
                binding.updated_at = now;
            }
            None => self.bindings.push(Binding {
                public_id: new_uuid(),
                principal,
                slot: slot.clone(),
                connections: vec![id],
                created_at: now,
                updated_at: now,
            }),
        }
        Ok((token, ends))
    }
}

impl Agents {
    pub(super) fn access<'a>(
        &'a self,
        deployment: &'a Deployment,
        user: Option<&str>,
        moment: Moment,
    ) -> Access<'a> {
        let version = |id: &Option<String>| id.as_ref().and_then(|id| self.version(id, moment));
        let active_version = version(&deployment.active_version);
        let candidate_version = version(&deployment.candidate_version);
        let store = &self.deployments;
        let principals: Vec<&Principal> = store
            .principals
            .iter()
            .filter(|one| one.deployment == deployment.public_id)
            .filter(|one| user.is_none_or(|user| one.external_user_id == user))
            .collect();
        let is_theirs = |id: &str| principals.iter().any(|one| one.public_id == id);
        let now = moment.wall();
        Access {
            deployment,
            active_version,
            candidate_version,
            requirements: active_version
                .or(candidate_version)
                .map_or(&[], |version| &version.requirements),
            connections: store
                .connections
                .iter()
                .filter(|one| is_theirs(&one.principal))
                .map(|one| one.at(now))
                .collect(),
            bindings: store
                .bindings
                .iter()
                .filter(|one| is_theirs(&one.principal))
                .collect(),
            principals,
        }
    }

    /// The requirement of a published version that a request's slot names.
    pub(super) fn requirement(
        &self,
        deployment: &Deployment,
        fields: &Fields,
        moment: Moment,
    ) -> Outcome<Requirement> {
        let slot = fields
            .optional_text("slot")?
            .ok_or_else(|| required("slot"))?;
        let access = self.access(deployment, None, moment);
        let found = access.requirements.iter().find(|one| one.slot == slot);
        let text = "The version has no such slot.";
        found
            .cloned()
            .ok_or_else(|| ApiError::invalid("slot", text))
    }
}
