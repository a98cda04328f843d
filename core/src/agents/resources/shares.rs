// Generated from api/shares.toml by `make generate`; do not edit.
//! Personal shares: one tool or MCP server of an account that another account may use.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Id, McpPersonalInvitation, McpPersonalInvitationCreate, McpShare, McpTeamDevice, McpTeamPage,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::shares as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The personal shares of this account.
///
/// See [`Client::shares`].
#[derive(Clone, Copy, Debug)]
pub struct McpShares<'a>(pub(super) &'a Client);

impl Client {
    /// The personal shares of this account.
    #[must_use]
    pub fn shares(&self) -> McpShares<'_> {
        McpShares(self)
    }
}

impl McpShares<'_> {
    /// Returns a page of the shares.
    pub fn list(
        &self,
        scope: Option<&str>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<McpShare>> {
        let mut fields = Map::new();
        if let Some(scope) = scope {
            fields.insert("scope".into(), scope.into());
        }
        if let Some(cursor) = cursor {
            fields.insert("cursor".into(), cursor.into());
        }
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
        scope: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<McpShare>, Error> {
        let call: TypedCall<()> = {
            let mut fields = Map::new();
            if let Some(scope) = scope {
                fields.insert("scope".into(), scope.into());
            }
            if let Some(cursor) = cursor {
                fields.insert("cursor".into(), cursor.into());
            }
            TypedCall::with_fields(self.0, &table::LIST, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns a page of the invitations.
    pub fn invitations(
        &self,
        scope: Option<&str>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<McpPersonalInvitation>> {
        let mut fields = Map::new();
        if let Some(scope) = scope {
            fields.insert("scope".into(), scope.into());
        }
        if let Some(cursor) = cursor {
            fields.insert("cursor".into(), cursor.into());
        }
        TypedCall::with_fields(self.0, &table::INVITATIONS, None, &fields)
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
        scope: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<McpPersonalInvitation>, Error> {
        let call: TypedCall<()> = {
            let mut fields = Map::new();
            if let Some(scope) = scope {
                fields.insert("scope".into(), scope.into());
            }
            if let Some(cursor) = cursor {
                fields.insert("cursor".into(), cursor.into());
            }
            TypedCall::with_fields(self.0, &table::INVITATIONS, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Invites a person to use a tool or an MCP server of this account, and returns the
    /// invitation.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn invite(
        &self,
        options: &McpPersonalInvitationCreate,
    ) -> TypedCall<McpPersonalInvitation> {
        TypedCall::with_fields(self.0, &table::INVITE, None, options)
    }

    /// Accepts an invitation, and returns the share.
    pub fn accept(
        &self,
        invitation_id: impl Into<Id>,
        accept_billing: bool,
    ) -> TypedCall<McpShare> {
        let fields = serde_json::json!({ "accept_billing": accept_billing });
        TypedCall::with_fields(self.0, &table::ACCEPT, Some(invitation_id.into()), &fields)
    }

    /// Cancels an invitation, or declines it, and returns it.
    pub fn cancel(&self, invitation_id: impl Into<Id>) -> TypedCall<McpPersonalInvitation> {
        TypedCall::new(self.0, &table::CANCEL, Arguments::of(invitation_id))
    }

    /// Ends a share, and returns it.
    pub fn revoke(&self, share_id: impl Into<Id>) -> TypedCall<McpShare> {
        TypedCall::new(self.0, &table::REVOKE, Arguments::of(share_id))
    }

    /// Returns a page of the actions of a share, in the format of MCP. Its `next_cursor` is the
    /// cursor of the next page.
    pub fn tools(
        &self,
        share_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<Map<String, Value>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::TOOLS, Some(share_id.into()), &fields)
    }

    /// Yields the rows of `tools` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_tools(
        &self,
        share_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::TOOLS, Some(share_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Calls one action of a share and returns its result, in the format of MCP.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn call(
        &self,
        share_id: impl Into<Id>,
        name: &str,
        arguments: &Value,
    ) -> TypedCall<Map<String, Value>> {
        let fields = serde_json::json!({ "name": name, "arguments": arguments });
        TypedCall::with_fields(self.0, &table::CALL, Some(share_id.into()), &fields)
    }

    /// Returns a page of the devices of a share.
    pub fn devices(
        &self,
        share_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<McpTeamDevice>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::DEVICES, Some(share_id.into()), &fields)
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
        share_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<McpTeamDevice>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::DEVICES, Some(share_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Creates a device of a share, and returns it. Only this response has its token.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create_device(
        &self,
        share_id: impl Into<Id>,
        label: &str,
        access_days: Option<i64>,
    ) -> TypedCall<McpTeamDevice> {
        let mut fields = Map::new();
        fields.insert("label".into(), label.into());
        if let Some(access_days) = access_days {
            fields.insert("access_days".into(), access_days.into());
        }
        TypedCall::with_fields(
            self.0,
            &table::CREATE_DEVICE,
            Some(share_id.into()),
            &fields,
        )
    }

    /// Revokes a device of a share, and returns it.
    pub fn revoke_device(
        &self,
        share_id: impl Into<Id>,
        device_id: impl Into<Id>,
    ) -> TypedCall<McpTeamDevice> {
        let mut fields = Map::new();
        fields.insert("device_id".into(), device_id.into().to_string().into());
        TypedCall::with_fields(
            self.0,
            &table::REVOKE_DEVICE,
            Some(share_id.into()),
            &fields,
        )
    }

    /// Returns a page of the events of a share.
    pub fn activity(
        &self,
        share_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> TypedCall<McpTeamPage<Map<String, Value>>> {
        let fields = serde_json::json!({ "cursor": cursor });
        TypedCall::with_fields(self.0, &table::ACTIVITY, Some(share_id.into()), &fields)
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
        share_id: impl Into<Id>,
        cursor: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "cursor": cursor });
            TypedCall::with_fields(self.0, &table::ACTIVITY, Some(share_id.into()), &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }
}
