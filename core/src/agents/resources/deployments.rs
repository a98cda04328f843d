// Generated from api/deployments.toml by `make generate`; do not edit.
//! Deployments: versions of agents that customers use with accounts of their own.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    AgentConnectionSession, AgentDeployment, AgentDeploymentAccess, AgentDeploymentPreflight,
    ConnectionLinkCreate, DeploymentCreate, DeploymentRun, DeploymentWait, Id, RunDetail,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::deployments as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The deployments of this account's agents.
///
/// See [`Client::deployments`].
#[derive(Clone, Copy, Debug)]
pub struct Deployments<'a>(pub(super) &'a Client);

impl Client {
    /// The deployments of this account's agents.
    #[must_use]
    pub fn deployments(&self) -> Deployments<'_> {
        Deployments(self)
    }
}

impl Deployments<'_> {
    /// Returns all deployments, or those that match the filters.
    pub fn list(
        &self,
        agent_id: Option<Id>,
        status: Option<&str>,
    ) -> TypedCall<Vec<AgentDeployment>> {
        let fields = serde_json::json!({ "agent_id": agent_id, "status": status });
        TypedCall::with_fields(self.0, &table::LIST, None, &fields)
    }

    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(
        &self,
        agent_id: Option<Id>,
        status: Option<&str>,
    ) -> Result<TypedRows<AgentDeployment>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "agent_id": agent_id, "status": status });
            TypedCall::with_fields(self.0, &table::LIST, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one deployment.
    pub fn get(&self, deployment_id: impl Into<Id>) -> TypedCall<AgentDeployment> {
        TypedCall::new(self.0, &table::GET, Arguments::of(deployment_id))
    }

    /// Creates a deployment of an agent and returns it; `publish` makes it available.
    pub fn create(&self, options: &DeploymentCreate) -> TypedCall<AgentDeployment> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Changes a deployment and returns it.
    pub fn update(
        &self,
        deployment_id: impl Into<Id>,
        fields: &Value,
    ) -> TypedCall<AgentDeployment> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(deployment_id.into()), fields)
    }

    /// Publishes a version, so that customers can use it, and returns the deployment.
    pub fn publish(
        &self,
        deployment_id: impl Into<Id>,
        publish_mode: Option<&str>,
        version_id: Option<&str>,
    ) -> TypedCall<AgentDeployment> {
        let mut fields = Map::new();
        if let Some(publish_mode) = publish_mode {
            fields.insert("publish_mode".into(), publish_mode.into());
        }
        if let Some(version_id) = version_id {
            fields.insert("version_id".into(), version_id.into());
        }
        TypedCall::with_fields(self.0, &table::PUBLISH, Some(deployment_id.into()), &fields)
    }

    /// Returns whether a version can be published; nothing changes.
    pub fn preflight(
        &self,
        deployment_id: impl Into<Id>,
        publish_mode: Option<&str>,
        version_id: Option<&str>,
    ) -> TypedCall<AgentDeploymentPreflight> {
        let mut fields = Map::new();
        if let Some(publish_mode) = publish_mode {
            fields.insert("publish_mode".into(), publish_mode.into());
        }
        if let Some(version_id) = version_id {
            fields.insert("version_id".into(), version_id.into());
        }
        TypedCall::with_fields(
            self.0,
            &table::PREFLIGHT,
            Some(deployment_id.into()),
            &fields,
        )
    }

    /// Returns the customers of a deployment, and the accounts that they have connected.
    pub fn access(
        &self,
        deployment_id: impl Into<Id>,
        external_user_id: Option<&str>,
    ) -> TypedCall<AgentDeploymentAccess> {
        let fields = serde_json::json!({ "external_user_id": external_user_id });
        TypedCall::with_fields(self.0, &table::ACCESS, Some(deployment_id.into()), &fields)
    }

    /// Returns a link at which a customer connects an account to a slot.
    pub fn create_connection_link(
        &self,
        deployment_id: impl Into<Id>,
        options: &ConnectionLinkCreate,
    ) -> TypedCall<AgentConnectionSession> {
        TypedCall::with_fields(
            self.0,
            &table::CREATE_CONNECTION_LINK,
            Some(deployment_id.into()),
            options,
        )
    }

    /// Starts a run of the published version for a customer, and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn run(
        &self,
        deployment_id: impl Into<Id>,
        options: &DeploymentRun,
    ) -> TypedCall<RunDetail> {
        TypedCall::with_fields(self.0, &table::RUN, Some(deployment_id.into()), options)
    }

    /// Runs the published version for a customer, and returns that run once it has ended:
    /// completed, failed or cancelled.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    ///
    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.
    pub fn run_and_wait(
        &self,
        deployment_id: impl Into<Id>,
        options: &DeploymentWait,
    ) -> TypedCall<RunDetail> {
        TypedCall::with_fields(
            self.0,
            &table::RUN_AND_WAIT,
            Some(deployment_id.into()),
            options,
        )
    }
}
