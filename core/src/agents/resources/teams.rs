// Generated from api/teams.toml by `make generate`; do not edit.
//! Teams: members use the same connections, within limits; the owner pays.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Id, McpTeam, McpTeamConnection, McpTeamConnectionCreate, McpTeamConnectionShare, McpTeamDevice,
    McpTeamEnable, McpTeamInvite, McpTeamInviteCreate, McpTeamPage,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::teams as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The teams of this account.
///
/// See [`Client::teams`].
#[derive(Clone, Copy, Debug)]
pub struct McpTeams<'a>(pub(super) &'a Client);

impl Client {
    /// The teams of this account.
    #[must_use]
    pub fn teams(&self) -> McpTeams<'_> {
        McpTeams(self)
    }
}

impl McpTeams<'_> {
    /// Returns a page of the teams that the account belongs to.
    pub fn list(&self, cursor: Option<&str>) -> TypedCall<McpTeamPage<McpTeam>> {
        let fields = serde_json::json!({ "cursor": cursor });
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
    pub fn iter(&self, cursor: Option<&str>) -> Result<TypedRows<McpTeam>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::LIST, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one team.
    pub fn get(&self, team_id: impl Into<Id>) -> TypedCall<McpTeam> {
        TypedCall::new(self.0, &table::GET, Arguments::of(team_id))
    }

    /// Enables a team and returns it: one of `teams.eligible`, or a new one.
    pub fn enable(&self, options: &McpTeamEnable) -> TypedCall<McpTeam> {
        TypedCall::with_fields(self.0, &table::ENABLE, None, options)
    }

    /// Changes a team and returns it.
    pub fn update(&self, team_id: impl Into<Id>, fields: &Value) -> TypedCall<McpTeam> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(team_id.into()), fields)
    }

    /// Returns a page of the connections of a team.
    pub fn connections(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<McpTeamConnection>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::CONNECTIONS, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `connections` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_connections(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<McpTeamConnection>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::CONNECTIONS, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Adds a tool or an MCP server of the account to a team, and returns the connection.
    pub fn add_connection(
        &self,
        team_id: impl Into<Id>,
        options: &McpTeamConnectionCreate,
    ) -> TypedCall<McpTeamConnection> {
        TypedCall::with_fields(
            self.0,
            &table::ADD_CONNECTION,
            Some(team_id.into()),
            options,
        )
    }

    /// Changes the sharing and the actions of a connection, and returns it.
    pub fn share_connection(
        &self,
        team_id: impl Into<Id>,
        connection_id: impl Into<Id>,
        options: &McpTeamConnectionShare,
    ) -> TypedCall<McpTeamConnection> {
        let fields = serde_json::to_value(options).unwrap_or_default();
        let mut fields = fields.as_object().cloned().unwrap_or_default();
        fields.insert(
            "connection_id".into(),
            connection_id.into().to_string().into(),
        );
        TypedCall::with_fields(
            self.0,
            &table::SHARE_CONNECTION,
            Some(team_id.into()),
            &fields,
        )
    }

    /// Removes a connection from a team, and returns it.
    pub fn revoke_connection(
        &self,
        team_id: impl Into<Id>,
        connection_id: impl Into<Id>,
    ) -> TypedCall<McpTeamConnection> {
        let mut fields = Map::new();
        fields.insert(
            "connection_id".into(),
            connection_id.into().to_string().into(),
        );
        TypedCall::with_fields(
            self.0,
            &table::REVOKE_CONNECTION,
            Some(team_id.into()),
            &fields,
        )
    }

    /// Invites a person to a team, and returns the invitation. Only this response has its
    /// token.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn invite(
        &self,
        team_id: impl Into<Id>,
        options: &McpTeamInviteCreate,
    ) -> TypedCall<McpTeamInvite> {
        TypedCall::with_fields(self.0, &table::INVITE, Some(team_id.into()), options)
    }

    /// Claims an invitation for this account. An owner or an admin of the team then approves or
    /// rejects it.
    pub fn claim_invite(
        &self,
        token: &str,
        accept_team_scope: bool,
    ) -> TypedCall<Map<String, Value>> {
        let fields = serde_json::json!({ "token": token, "accept_team_scope": accept_team_scope });
        TypedCall::with_fields(self.0, &table::CLAIM_INVITE, None, &fields)
    }

    /// Approves or rejects a claimed invitation, and returns it.
    pub fn decide_invite(
        &self,
        team_id: impl Into<Id>,
        invite_id: impl Into<Id>,
        approve: bool,
    ) -> TypedCall<McpTeamInvite> {
        let mut fields = Map::new();
        fields.insert("approve".into(), approve.into());
        fields.insert("invite_id".into(), invite_id.into().to_string().into());
        TypedCall::with_fields(self.0, &table::DECIDE_INVITE, Some(team_id.into()), &fields)
    }

    /// Returns a page of the devices of a team.
    pub fn devices(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<McpTeamDevice>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::DEVICES, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `devices` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_devices(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<McpTeamDevice>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::DEVICES, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Creates a device of a team, and returns it. Only this response has its token.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create_device(
        &self,
        team_id: impl Into<Id>,
        label: &str,
        access_days: Option<i64>,
    ) -> TypedCall<McpTeamDevice> {
        let mut fields = Map::new();
        fields.insert("label".into(), label.into());
        if let Some(access_days) = access_days {
            fields.insert("access_days".into(), access_days.into());
        }
        TypedCall::with_fields(self.0, &table::CREATE_DEVICE, Some(team_id.into()), &fields)
    }

    /// Revokes a device of a team, and returns it.
    pub fn revoke_device(
        &self,
        team_id: impl Into<Id>,
        device_id: impl Into<Id>,
    ) -> TypedCall<McpTeamDevice> {
        let mut fields = Map::new();
        fields.insert("device_id".into(), device_id.into().to_string().into());
        TypedCall::with_fields(self.0, &table::REVOKE_DEVICE, Some(team_id.into()), &fields)
    }

    /// Returns a page of the events of a team.
    pub fn activity(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<Map<String, Value>>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::ACTIVITY, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `activity` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_activity(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::ACTIVITY, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the capabilities of the service for teams.
    pub fn capabilities(&self) -> TypedCall<Map<String, Value>> {
        TypedCall::new(self.0, &table::CAPABILITIES, Arguments::default())
    }

    /// Returns a page of the accounts for which a team can be enabled.
    pub fn eligible(&self, cursor: Option<&str>) -> TypedCall<McpTeamPage<Map<String, Value>>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::ELIGIBLE, None, &fields)
    }

    /// Yields the rows of `eligible` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_eligible(
        &self,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::ELIGIBLE, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns a page of the tools and MCP servers that the account can add to a team.
    pub fn sources(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<Map<String, Value>>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::SOURCES, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `sources` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_sources(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::SOURCES, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns a page of the members of a team.
    pub fn members(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<Map<String, Value>>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::MEMBERS, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `members` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_members(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::MEMBERS, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Changes a member of a team.
    pub fn update_member(
        &self,
        team_id: impl Into<Id>,
        member_id: impl Into<Id>,
        fields: &Value,
    ) -> TypedCall<Map<String, Value>> {
        let fields = serde_json::to_value(fields).unwrap_or_default();
        let mut fields = fields.as_object().cloned().unwrap_or_default();
        fields.insert("member_id".into(), member_id.into().to_string().into());
        TypedCall::with_fields(self.0, &table::UPDATE_MEMBER, Some(team_id.into()), &fields)
    }

    /// Removes a member from a team.
    pub fn remove_member(
        &self,
        team_id: impl Into<Id>,
        member_id: impl Into<Id>,
        accept_team_scope: bool,
    ) -> TypedCall<Map<String, Value>> {
        let mut fields = Map::new();
        fields.insert("accept_team_scope".into(), accept_team_scope.into());
        fields.insert("member_id".into(), member_id.into().to_string().into());
        TypedCall::with_fields(self.0, &table::REMOVE_MEMBER, Some(team_id.into()), &fields)
    }

    /// Returns a page of the invitations of a team.
    pub fn invitations(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<McpTeamInvite>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::INVITATIONS, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `invitations` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_invitations(
        &self,
        team_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<McpTeamInvite>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::INVITATIONS, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the offer of an invitation. Nothing changes.
    pub fn preview_invite(&self, token: &str) -> TypedCall<Map<String, Value>> {
        let fields = serde_json::json!({ "token": token });
        TypedCall::with_fields(self.0, &table::PREVIEW_INVITE, None, &fields)
    }

    /// Returns a page of the usage of a team, by member or by action.
    pub fn usage(
        &self,
        team_id: impl Into<Id>,
        group: Option<&str>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<Map<String, Value>>> {
        let mut fields = Map::new();
        if let Some(group) = group {
            fields.insert("group".into(), group.into());
        }
        if let Some(cursor) = cursor {
            fields.insert("cursor".into(), cursor.into());
        }
        TypedCall::with_fields(self.0, &table::USAGE, Some(team_id.into()), &fields)
    }

    /// Yields the rows of `usage` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_usage(
        &self,
        team_id: impl Into<Id>,
        group: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let mut fields = Map::new();
            if let Some(group) = group {
                fields.insert("group".into(), group.into());
            }
            if let Some(cursor) = cursor {
                fields.insert("cursor".into(), cursor.into());
            }
            TypedCall::with_fields(self.0, &table::USAGE, Some(team_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Offers a team to another member.
    pub fn propose_transfer(
        &self,
        team_id: impl Into<Id>,
        member_id: Id,
    ) -> TypedCall<Map<String, Value>> {
        let fields = serde_json::json!({ "member_id": member_id });
        TypedCall::with_fields(
            self.0,
            &table::PROPOSE_TRANSFER,
            Some(team_id.into()),
            &fields,
        )
    }

    /// Accepts a team that is offered to this account, and returns it.
    pub fn accept_transfer(
        &self,
        team_id: impl Into<Id>,
        accept_billing: bool,
    ) -> TypedCall<McpTeam> {
        let fields = serde_json::json!({ "accept_billing": accept_billing });
        TypedCall::with_fields(
            self.0,
            &table::ACCEPT_TRANSFER,
            Some(team_id.into()),
            &fields,
        )
    }

    /// Cancels the offer of a team, or declines it.
    pub fn cancel_transfer(&self, team_id: impl Into<Id>) -> TypedCall<Map<String, Value>> {
        TypedCall::new(self.0, &table::CANCEL_TRANSFER, Arguments::of(team_id))
    }
}
