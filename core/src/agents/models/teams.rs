// Generated from api/teams.toml by `make generate`; do not edit.
//! The records of `teams`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::values::{Id, Secret, or_default};

/// A page of a list of teams or shares.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpTeamPage<T> {
    /// The rows, up to 25.
    pub items: Vec<T>,
    /// The cursor of the next page; `null` for the last page.
    #[serde(default)]
    pub next_cursor: Option<String>,
}

/// A team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpTeam {
    /// The team's id.
    pub id: String,
    /// The team's user name.
    pub username: String,
    /// The owner's number.
    #[serde(deserialize_with = "Option::deserialize")]
    pub owner: Option<i64>,
    /// The payer.
    pub payer: String,
    /// The role of this account.
    pub role: String,
    /// The id of this account as a member.
    pub member_id: String,
    /// Whether it can be used.
    pub active: bool,
    /// Its revision: each change adds 1.
    pub revision: i64,
    /// When the membership of this account expires, ISO 8601.
    pub expires_at: String,
    /// The maximum number of calls.
    pub call_limit: i64,
    /// The maximum amount to spend, in US dollars.
    pub spend_limit: String,
    /// The number of calls.
    pub calls: i64,
    /// The amount spent, in US dollars.
    pub spent: String,
    /// The amount reserved for active calls, in US dollars.
    pub reserved: String,
    /// The number of the team's own account.
    pub team_user_id: i64,
    /// The offer to another owner.
    #[serde(default)]
    pub pending_transfer: Option<Map<String, Value>>,
}

/// A tool or an MCP server in a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpTeamConnection {
    /// The connection's id.
    pub id: String,
    /// Its name in the team.
    pub label: String,
    /// The number of the account that added it.
    #[serde(deserialize_with = "Option::deserialize")]
    pub owner_id: Option<i64>,
    /// The kind of source.
    pub source_kind: String,
    /// The id of the tool or of the server.
    pub source_id: String,
    /// Whether other members may use it.
    pub shared: bool,
    /// Whether it has not been revoked.
    pub active: bool,
    /// The actions that members may call.
    pub actions: Vec<String>,
    /// Its revision: each change adds 1.
    pub revision: i64,
    /// Whether it can be used now.
    pub available: bool,
    /// The reason if it can't be used.
    #[serde(default)]
    pub unavailable_reason: Option<String>,
    /// The user name of the account that added it.
    #[serde(default)]
    pub owner_name: Option<String>,
    /// The number of calls.
    #[serde(default, deserialize_with = "or_default")]
    pub calls: i64,
    /// The number of members who called it.
    #[serde(default, deserialize_with = "or_default")]
    pub users: i64,
    /// When it was last used, ISO 8601.
    #[serde(default)]
    pub last_used_at: Option<String>,
}

/// A device that uses the connections of a team or of a share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpTeamDevice {
    /// The device's id.
    pub id: String,
    /// The id of the member who owns it.
    pub member_id: String,
    /// Its name.
    pub label: String,
    /// The first characters of its token.
    pub prefix: String,
    /// When it expires, ISO 8601.
    pub expires_at: String,
    /// When it was revoked, ISO 8601.
    #[serde(default)]
    pub revoked_at: Option<String>,
    /// Its token; only the response of the call that creates it has one.
    #[serde(default)]
    pub token: Option<Secret>,
}

/// An invitation to a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpTeamInvite {
    /// The invitation's id.
    pub id: String,
    /// The role that it offers.
    pub role: String,
    /// Its state: `pending`, `claimed`, `approved`, `rejected` or `expired`.
    pub state: String,
    /// The account that claimed it.
    #[serde(default)]
    pub claimant: Option<String>,
    /// When it expires, ISO 8601.
    pub expires_at: String,
    /// The maximum number of calls.
    pub call_limit: i64,
    /// The maximum amount to spend, in US dollars.
    pub spend_limit: String,
    /// The email address of the invited person.
    #[serde(default, deserialize_with = "or_default")]
    pub email: String,
    /// The number of days of the membership.
    #[serde(
        default = "mcp_team_invite_access_days",
        deserialize_with = "or_mcp_team_invite_access_days"
    )]
    pub access_days: i64,
    /// Its token; only the response of the call that creates it has one.
    #[serde(default)]
    pub token: Option<Secret>,
}

/// A team to enable.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpTeamEnable {
    /// The team's user name.
    pub username: String,
    /// Whether a new team is created.
    pub create: bool,
    /// Consent to pay for the team.
    pub accept_billing: bool,
}

/// A connection to add to a team.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpTeamConnectionCreate {
    /// The kind of source: `user_mcp_tool` or `custom_mcp_server`.
    pub source_kind: String,
    /// The public id of the tool or of the server: one of `teams.sources`.
    pub source_id: Id,
    /// Its name in the team.
    pub label: String,
    /// The actions that members may call, up to 16.
    pub actions: Vec<String>,
    /// Whether other members may use it.
    pub shared: bool,
    /// Consent to share it.
    pub consent: bool,
}

/// The new rules of a connection.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpTeamConnectionShare {
    /// The revision that the caller has read; the connection must still have it.
    pub revision: i64,
    /// The actions that members may call, up to 16.
    pub actions: Vec<String>,
    /// Whether other members may use it.
    pub shared: bool,
    /// Consent to share it.
    pub consent: bool,
}

/// A person to invite to a team.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpTeamInviteCreate {
    /// The email address; without it, anybody with the token can claim the invitation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The role: `member` or `admin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The number of days of the membership.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_days: Option<i64>,
    /// The maximum number of calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call_limit: Option<i64>,
    /// The maximum amount to spend, in US dollars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spend_limit: Option<String>,
}

fn mcp_team_invite_access_days() -> i64 {
    7
}

fn or_mcp_team_invite_access_days<'de, D: Deserializer<'de>>(source: D) -> Result<i64, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(mcp_team_invite_access_days))
}
