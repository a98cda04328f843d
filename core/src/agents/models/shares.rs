// Generated from api/shares.toml by `make generate`; do not edit.
//! The records of `shares`.

use super::values::Id;
use serde::{Deserialize, Deserializer, Serialize};

/// The owner or the recipient of a share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpSharePerson {
    /// The number of the account.
    pub id: i64,
    /// The user name of the account.
    pub username: String,
}

/// A tool or an MCP server that another account may use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpShare {
    /// The share's id.
    pub id: String,
    /// The id of the connection.
    pub connection_id: String,
    /// The id of the workspace.
    pub workspace_id: String,
    /// Its name.
    pub label: String,
    /// The id of the tool or of the server.
    pub source_id: String,
    /// The kind of source.
    pub source_kind: String,
    /// Its owner.
    pub owner: McpSharePerson,
    /// The account that may use it.
    pub recipient: McpSharePerson,
    /// Its state: `active`, `revoked` or `expired`.
    pub state: String,
    /// When it expires, ISO 8601.
    pub expires_at: String,
    /// The payer.
    pub payer: String,
    /// The payer of calls.
    #[serde(
        default = "mcp_share_billing_mode",
        deserialize_with = "or_mcp_share_billing_mode"
    )]
    pub billing_mode: String,
    /// The payer of the tool's provider.
    #[serde(
        default = "mcp_share_provider_billing",
        deserialize_with = "or_mcp_share_provider_billing"
    )]
    pub provider_billing: String,
}

/// An invitation to use a tool or an MCP server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpPersonalInvitation {
    /// The invitation's id.
    pub id: String,
    /// The email address of the invited person.
    pub email: String,
    /// Its state: `pending`, `accepted`, `cancelled`, `declined` or `expired`.
    pub state: String,
    /// The name of the shared tool or server.
    pub label: String,
    /// Its owner.
    pub owner: McpSharePerson,
    /// The account that accepted it.
    #[serde(default)]
    pub recipient: Option<McpSharePerson>,
    /// The id of the share, once it is accepted.
    #[serde(default)]
    pub grant_id: Option<String>,
    /// The number of days until it expires.
    pub access_days: i64,
    /// When it expires, ISO 8601.
    pub expires_at: String,
    /// When the share expires, ISO 8601.
    #[serde(default)]
    pub access_expires_at: Option<String>,
}

/// A person to invite.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpPersonalInvitationCreate {
    /// The public id of the tool or of the server.
    pub source_id: Id,
    /// The person's email address.
    pub email: String,
    /// Consent to share it.
    pub accept_sharing: bool,
    /// The number of days of the access.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_days: Option<i64>,
}

fn mcp_share_billing_mode() -> String {
    "recipient_pays".to_owned()
}

fn or_mcp_share_billing_mode<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(mcp_share_billing_mode))
}

fn mcp_share_provider_billing() -> String {
    "credential_owner".to_owned()
}

fn or_mcp_share_provider_billing<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(mcp_share_provider_billing))
}
