// Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
//! The records of `mcp_resource_sets`.

use super::values::or_default;
use serde::{Deserialize, Serialize};

open_enum! {
    /// The kind of a member of an MCP resource set.
    McpResourceType {
        /// A configured tool.
        UserMcpTool = "user_mcp_tool",
        /// An MCP server of the account.
        CustomMcpServer = "custom_mcp_server",
        /// A customer's connection.
        IntegrationConnection = "integration_connection",
    }, default UserMcpTool
}

open_enum! {
    /// Whether runs may use an MCP resource set.
    McpResourceSetStatus {
        /// Runs may use it.
        Active = "active",
        /// Runs may not use it.
        Disabled = "disabled",
    }, default Active
}

open_enum! {
    /// The manager of an MCP resource set.
    McpResourceSetManagementMode {
        /// The owner, through FlyMy.AI.
        Flymyai = "flymyai",
        /// A customer.
        Customer = "customer",
    }, default Flymyai
}

open_enum! {
    /// The owner of the MCP resources of a set.
    McpResourceSetAuthorityType {
        /// The owner of the account.
        Owner = "owner",
        /// A customer.
        ExternalPrincipal = "external_principal",
    }, default Owner
}

/// One resource in one slot of an MCP resource set, as `mcp_resource_sets.replace_members`
/// takes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpResourceSetMemberInput {
    /// Its kind.
    pub resource_type: McpResourceType,
    /// Its id, a UUID.
    pub resource_id: String,
    /// The slot: 1 to 128 letters, digits, underscores and hyphens.
    pub slot: String,
    /// The actions that runs may call; none means all.
    #[serde(default, deserialize_with = "or_default")]
    pub allowed_actions: Vec<String>,
    /// Its position among the members, from 0.
    #[serde(default)]
    pub position: Option<i64>,
}

/// One resource in one slot of an MCP resource set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpResourceSetMember {
    /// The member's id.
    pub public_id: String,
    /// The kind of resource.
    pub resource_type: McpResourceType,
    /// The resource's id.
    pub resource_id: String,
    /// The resource's name in the catalogue.
    pub toolkit_slug: String,
    /// The resource's alias.
    pub alias: String,
    /// The display name of the resource.
    pub display_name: String,
    /// The slot.
    pub slot: String,
    /// The actions that runs may call; none means all.
    #[serde(default, deserialize_with = "or_default")]
    pub allowed_actions: Vec<String>,
    /// Its position among the members, from 0.
    pub position: i64,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// An MCP resource set without its members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpResourceSetSummary {
    /// The set's id.
    pub public_id: String,
    /// Its name.
    pub name: String,
    /// Its description.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// Whether runs may use it.
    #[serde(default, deserialize_with = "or_default")]
    pub status: McpResourceSetStatus,
    /// The manager of the set.
    pub management_mode: McpResourceSetManagementMode,
    /// The owner of its resources.
    pub authority_type: McpResourceSetAuthorityType,
    /// The customer, if the set belongs to one.
    #[serde(default)]
    pub principal_id: Option<String>,
    /// Its revision, from 1: each change adds 1.
    pub revision: i64,
    /// The number of its members.
    pub member_count: i64,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// An MCP resource set with its members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct McpResourceSet {
    /// The fields of [`McpResourceSetSummary`].
    #[serde(flatten)]
    pub mcp_resource_set_summary: McpResourceSetSummary,
    /// Its members.
    pub members: Vec<McpResourceSetMember>,
}

impl std::ops::Deref for McpResourceSet {
    type Target = McpResourceSetSummary;

    fn deref(&self) -> &McpResourceSetSummary {
        &self.mcp_resource_set_summary
    }
}

/// The sets to list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpResourceSetFilter {
    /// A part of the sets' names, up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Only sets with this authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority_type: Option<String>,
    /// Only sets of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal_id: Option<String>,
    /// The number of sets in a page, 1 to 100; all pages are returned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_size: Option<i64>,
}

/// A set to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpResourceSetCreate {
    /// Its name.
    pub name: String,
    /// The manager of the set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management_mode: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether runs may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// The customer who manages it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub principal_id: Option<String>,
}

/// The fields of a set to change.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpResourceSetUpdate {
    /// The revision that the caller has read; the set must still have it.
    pub expected_revision: i64,
    /// Its new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether runs may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// The new fields of a set.
#[derive(Clone, Debug, Default, Serialize)]
pub struct McpResourceSetReplace {
    /// The revision that the caller has read; the set must still have it.
    pub expected_revision: i64,
    /// Its new name.
    pub name: String,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Whether runs may use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}
