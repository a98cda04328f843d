// Generated from api/mcp_servers.toml by `make generate`; do not edit.
//! The records of `mcp_servers`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

/// The authorization of an MCP server with OAuth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpServerOAuth {
    /// Whether it is granted.
    #[serde(default, deserialize_with = "or_default")]
    pub authorized: bool,
    /// Whether it has to be granted again.
    #[serde(default, deserialize_with = "or_default")]
    pub reconnect_required: bool,
    /// The issuer of the authorization.
    #[serde(default)]
    pub issuer: Option<String>,
    /// The granted scopes.
    #[serde(default, deserialize_with = "or_default")]
    pub scopes: Vec<String>,
    /// When it expires.
    #[serde(default)]
    pub expires_at: Option<String>,
    /// The owner of the OAuth app that is used.
    #[serde(default)]
    pub client: Option<String>,
    /// The client id of your own OAuth app.
    #[serde(default)]
    pub client_id: Option<String>,
    /// Whether the service has the client secret of that app.
    #[serde(default, deserialize_with = "or_default")]
    pub has_client_secret: bool,
    /// The requested scopes.
    #[serde(default)]
    pub requested_scopes: Option<String>,
    /// The address to register in your own OAuth app.
    #[serde(default)]
    pub redirect_uri: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An MCP server of the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpServer {
    /// The server's id.
    pub id: i64,
    /// Its id in MCP resource sets, teams and shares.
    #[serde(default)]
    pub public_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its address.
    pub url: String,
    /// The transport.
    #[serde(default)]
    pub transport_type: Option<String>,
    /// The authentication.
    pub auth_type: String,
    /// Whether the service has credentials for it.
    #[serde(default, deserialize_with = "or_default")]
    pub has_auth_credentials: bool,
    /// The authorization, for OAuth.
    #[serde(default)]
    pub oauth: Option<McpServerOAuth>,
    /// Whether agents may use it.
    #[serde(
        default = "mcp_server_is_active",
        deserialize_with = "or_mcp_server_is_active"
    )]
    pub is_active: bool,
    /// Whether it is connected.
    pub status: String,
    /// The reason if it is not connected.
    #[serde(default, deserialize_with = "or_default")]
    pub status_detail: String,
    /// Its actions, under its own names.
    #[serde(default)]
    pub discovered_tools: Value,
    /// When it was added.
    #[serde(default)]
    pub created_at: Option<String>,
    /// When it last changed.
    #[serde(default)]
    pub updated_at: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The page on which a person authorizes an MCP server.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpServerAuthorization {
    /// The page.
    pub authorize_url: String,
    /// The address to which the person is redirected afterwards.
    pub redirect_uri: String,
    /// When the page expires.
    pub expires_at: String,
    /// The server.
    pub server: McpServer,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A server to add.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpServerCreate {
    /// Its name.
    pub name: String,
    /// Its address, `https://` for OAuth.
    pub url: String,
    /// The transport: `streamable_http` or `sse`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport_type: Option<String>,
    /// The authentication: `none`, `api_key`, `bearer_token`, `basic` or `oauth`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// The credentials, under the server's own names; not for OAuth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_credentials: Option<Value>,
    /// The client id of your own OAuth app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_client_id: Option<String>,
    /// The client secret of your own OAuth app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_client_secret: Option<String>,
    /// The OAuth scopes to request, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_scopes: Option<String>,
    /// Whether agents may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

/// The fields of a server to change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpServerUpdate {
    /// Its new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its address, `https://` for OAuth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The transport: `streamable_http` or `sse`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transport_type: Option<String>,
    /// The authentication: `none`, `api_key`, `bearer_token`, `basic` or `oauth`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<String>,
    /// The credentials, under the server's own names; not for OAuth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_credentials: Option<Value>,
    /// The client id of your own OAuth app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_client_id: Option<String>,
    /// The client secret of your own OAuth app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_client_secret: Option<String>,
    /// The OAuth scopes to request, separated by spaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oauth_scopes: Option<String>,
    /// Whether agents may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
}

fn mcp_server_is_active() -> bool {
    true
}

fn or_mcp_server_is_active<'de, D: Deserializer<'de>>(source: D) -> Result<bool, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(mcp_server_is_active))
}
