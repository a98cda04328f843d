// Generated from api/deployments.toml by `make generate`; do not edit.
//! The records of `deployments`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::values::{Id, or_default};
use super::versions::AgentVersion;

open_enum! {
    /// Whether a customer may use a deployment.
    ExternalPrincipalStatus {
        /// The customer may use it.
        Active = "active",
        /// The customer may not use it.
        Disabled = "disabled",
    }, default Active
}

open_enum! {
    /// The status of a customer's connection.
    IntegrationConnectionStatus {
        /// The customer has not connected the account yet.
        Pending = "pending",
        /// Runs may use it.
        Active = "active",
        /// It has expired.
        Expired = "expired",
        /// The customer has revoked it.
        Revoked = "revoked",
        /// It has failed.
        Error = "error",
        /// Runs may not use it.
        Disabled = "disabled",
    }, default Pending
}

/// Versions of an agent that customers use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentDeployment {
    /// The deployment's id.
    pub public_id: String,
    /// The agent's id.
    pub agent_task: String,
    /// The version that customers use.
    #[serde(default)]
    pub active_version: Option<String>,
    /// The version that is published next.
    #[serde(default)]
    pub candidate_version: Option<String>,
    /// Its name.
    pub name: String,
    /// Its status, as the service names it.
    pub status: String,
    /// The publish mode, as the service names it.
    pub publish_mode: String,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// Whether a version can be published.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentDeploymentPreflight {
    /// Whether it can be published.
    pub ready: bool,
}

/// A link at which a customer connects an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentConnectionSession {
    /// The address to send the customer to.
    pub redirect_url: String,
    /// When the link expires, ISO 8601.
    pub expires_at: String,
    /// The provider that stores the connection, as the service names it.
    pub provider: String,
}

/// An account that a version needs: one slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentAccessRequirement {
    /// The requirement's id.
    pub public_id: String,
    /// The version's id.
    pub agent_version: String,
    /// The slot.
    pub slot: String,
    /// The tool's name in the catalogue.
    pub toolkit_slug: String,
    /// The provider that stores the connections, as the service names it.
    #[serde(default)]
    pub adapter_provider: Option<String>,
    /// Whether a run needs a connection.
    #[serde(
        default = "agent_access_requirement_connection_required",
        deserialize_with = "or_agent_access_requirement_connection_required"
    )]
    pub connection_required: bool,
    /// Whether `deployments.create_connection_link` works for it.
    #[serde(default, deserialize_with = "or_default")]
    pub hosted_setup_supported: bool,
    /// The number of connections that it takes, as the service names it.
    pub cardinality: String,
    /// The actions that the version calls.
    #[serde(default, deserialize_with = "or_default")]
    pub exact_actions: Vec<String>,
    /// The actions that it may call.
    #[serde(default, deserialize_with = "or_default")]
    pub inferred_actions: Vec<String>,
    /// The risk class of the actions, as the service names it.
    #[serde(
        default = "agent_access_requirement_risk_class",
        deserialize_with = "or_agent_access_requirement_risk_class"
    )]
    pub risk_class: String,
    /// Rules for the actions, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub policy: Map<String, Value>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// A customer of a deployment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExternalPrincipal {
    /// The customer's id at the service.
    pub public_id: String,
    /// The deployment's id.
    pub deployment: String,
    /// Your own id of the customer.
    pub external_user_id: String,
    /// The customer's name.
    #[serde(default, deserialize_with = "or_default")]
    pub display_name: String,
    /// Your own data about the customer.
    #[serde(default, deserialize_with = "or_default")]
    pub metadata: Map<String, Value>,
    /// Whether the customer may use the deployment.
    #[serde(default, deserialize_with = "or_default")]
    pub status: ExternalPrincipalStatus,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// An account that a customer has connected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IntegrationConnection {
    /// The connection's id.
    pub public_id: String,
    /// The customer's `public_id`.
    pub principal: String,
    /// The tool's name in the catalogue.
    pub toolkit_slug: String,
    /// Its name, if there are several.
    #[serde(default, deserialize_with = "or_default")]
    pub alias: String,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: IntegrationConnectionStatus,
    /// The provider that stores it, as the service names it.
    #[serde(default, deserialize_with = "or_default")]
    pub provider: String,
    /// Its id at the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub provider_connection_id: String,
    /// The account's id at the provider.
    #[serde(default, deserialize_with = "or_default")]
    pub provider_account_id: String,
    /// The scopes that the customer has granted.
    #[serde(default, deserialize_with = "or_default")]
    pub granted_scopes: Vec<String>,
    /// The id of the tool from which it was created.
    #[serde(default)]
    pub legacy_user_mcp_tool: Option<i64>,
    /// Whether its credentials are complete.
    #[serde(default, deserialize_with = "or_default")]
    pub credentials_configured: bool,
    /// The revision of its credentials, from 1.
    #[serde(
        default = "integration_connection_credential_revision",
        deserialize_with = "or_integration_connection_credential_revision"
    )]
    pub credential_revision: i64,
    /// Further data, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub metadata: Map<String, Value>,
    /// Its last error.
    #[serde(default, deserialize_with = "or_default")]
    pub last_error: String,
    /// When it expires, ISO 8601.
    #[serde(default)]
    pub expires_at: Option<String>,
    /// When the customer revoked it, ISO 8601.
    #[serde(default)]
    pub revoked_at: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// The connections of a customer in a slot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConnectionBinding {
    /// The binding's id.
    pub public_id: String,
    /// The customer's `public_id`.
    pub principal: String,
    /// The slot.
    pub slot: String,
    /// The ids of the connections.
    #[serde(default, deserialize_with = "or_default")]
    pub connections: Vec<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// The customers of a deployment, and the accounts that they have connected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentDeploymentAccess {
    /// The deployment.
    pub deployment: AgentDeployment,
    /// The version that customers use.
    #[serde(default)]
    pub active_version: Option<AgentVersion>,
    /// The version that is published next.
    #[serde(default)]
    pub candidate_version: Option<AgentVersion>,
    /// The accounts that the version needs.
    #[serde(default, deserialize_with = "or_default")]
    pub requirements: Vec<AgentAccessRequirement>,
    /// The customers.
    #[serde(default, deserialize_with = "or_default")]
    pub principals: Vec<ExternalPrincipal>,
    /// Their connections.
    #[serde(default, deserialize_with = "or_default")]
    pub connections: Vec<IntegrationConnection>,
    /// The connections of each slot.
    #[serde(default, deserialize_with = "or_default")]
    pub bindings: Vec<ConnectionBinding>,
}

/// A deployment to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeploymentCreate {
    /// The agent's `uuid`.
    pub agent_id: Id,
    /// The version to publish; `null` for none yet.
    pub version_id: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its status: `draft`, `active`, `paused` or `archived`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The publish mode: `embedded`, `private` or `public`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publish_mode: Option<String>,
}

/// An account to connect.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ConnectionLinkCreate {
    /// The customer, by your own id.
    pub external_user_id: String,
    /// The slot, 1 to 128 letters, digits, underscores and hyphens.
    pub slot: String,
    /// The account's name, if there are several: 1 to 64 such characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
}

/// A run for a customer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeploymentRun {
    /// The customer, by your own id.
    pub external_user_id: String,
    /// Values for the agent's input schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// The connections of each slot: one id, or up to 25. By default, those that the customer
    /// has connected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Value>,
    /// The MCP resource set that the run uses instead of single connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_id: Option<String>,
    /// The revision that the set must have, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_revision: Option<i64>,
}

/// A run for a customer, and how to wait for its end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DeploymentWait {
    /// The customer, by your own id.
    pub external_user_id: String,
    /// Values for the agent's input schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub variables: Option<Value>,
    /// The connections of each slot: one id, or up to 25. By default, those that the customer
    /// has connected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connections: Option<Value>,
    /// The MCP resource set that the run uses instead of single connections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_id: Option<String>,
    /// The revision that the set must have, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_set_revision: Option<i64>,
}

fn agent_access_requirement_connection_required() -> bool {
    true
}

fn or_agent_access_requirement_connection_required<'de, D: Deserializer<'de>>(
    source: D,
) -> Result<bool, D::Error> {
    Option::deserialize(source)
        .map(|found| found.unwrap_or_else(agent_access_requirement_connection_required))
}

fn agent_access_requirement_risk_class() -> String {
    "read".to_owned()
}

fn or_agent_access_requirement_risk_class<'de, D: Deserializer<'de>>(
    source: D,
) -> Result<String, D::Error> {
    Option::deserialize(source)
        .map(|found| found.unwrap_or_else(agent_access_requirement_risk_class))
}

fn integration_connection_credential_revision() -> i64 {
    1
}

fn or_integration_connection_credential_revision<'de, D: Deserializer<'de>>(
    source: D,
) -> Result<i64, D::Error> {
    Option::deserialize(source)
        .map(|found| found.unwrap_or_else(integration_connection_credential_revision))
}
