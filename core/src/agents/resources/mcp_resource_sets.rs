// Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
//! MCP resource sets: the tools, servers and connections that agents may use.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Id, McpResourceSet, McpResourceSetCreate, McpResourceSetFilter, McpResourceSetMember,
    McpResourceSetReplace, McpResourceSetSummary, McpResourceSetUpdate,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::mcp_resource_sets as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The MCP resource sets of this account and of its customers.
///
/// See [`Client::mcp_resource_sets`].
#[derive(Clone, Copy, Debug)]
pub struct McpResourceSets<'a>(pub(super) &'a Client);

impl Client {
    /// The MCP resource sets of this account and of its customers.
    #[must_use]
    pub fn mcp_resource_sets(&self) -> McpResourceSets<'_> {
        McpResourceSets(self)
    }
}

impl McpResourceSets<'_> {
    /// Returns the sets without their members.
    pub fn list(&self, options: &McpResourceSetFilter) -> TypedCall<Vec<McpResourceSetSummary>> {
        TypedCall::with_fields(self.0, &table::LIST, None, options)
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
        options: &McpResourceSetFilter,
    ) -> Result<TypedRows<McpResourceSetSummary>, Error> {
        let call: TypedCall<()> = { TypedCall::with_fields(self.0, &table::LIST, None, options) };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the members of a set.
    pub fn list_members(
        &self,
        resource_set_id: impl Into<Id>,
        page_size: Option<i64>,
    ) -> TypedCall<Vec<McpResourceSetMember>> {
        let mut fields = Map::new();
        if let Some(page_size) = page_size {
            fields.insert("page_size".into(), page_size.into());
        }
        TypedCall::with_fields(
            self.0,
            &table::LIST_MEMBERS,
            Some(resource_set_id.into()),
            &fields,
        )
    }

    /// Yields the rows of `list_members` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_members(
        &self,
        resource_set_id: impl Into<Id>,
        page_size: Option<i64>,
    ) -> Result<TypedRows<McpResourceSetMember>, Error> {
        let call: TypedCall<()> = {
            let mut fields = Map::new();
            if let Some(page_size) = page_size {
                fields.insert("page_size".into(), page_size.into());
            }
            TypedCall::with_fields(
                self.0,
                &table::LIST_MEMBERS,
                Some(resource_set_id.into()),
                &fields,
            )
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one set with its members.
    pub fn get(&self, resource_set_id: impl Into<Id>) -> TypedCall<McpResourceSet> {
        TypedCall::new(self.0, &table::GET, Arguments::of(resource_set_id))
    }

    /// Creates an empty set and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create(&self, options: &McpResourceSetCreate) -> TypedCall<McpResourceSet> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Changes a set and returns it; arguments that are left out keep their values.
    pub fn update(
        &self,
        resource_set_id: impl Into<Id>,
        options: &McpResourceSetUpdate,
    ) -> TypedCall<McpResourceSet> {
        TypedCall::with_fields(
            self.0,
            &table::UPDATE,
            Some(resource_set_id.into()),
            options,
        )
    }

    /// Replaces the name, the description and the status of a set, and returns it.
    pub fn replace(
        &self,
        resource_set_id: impl Into<Id>,
        options: &McpResourceSetReplace,
    ) -> TypedCall<McpResourceSet> {
        TypedCall::with_fields(
            self.0,
            &table::REPLACE,
            Some(resource_set_id.into()),
            options,
        )
    }

    /// Deletes a set; its tools, servers and connections stay.
    pub fn delete(&self, resource_set_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(resource_set_id))
    }

    /// Replaces all members of a set at once, and returns the set.
    pub fn replace_members(
        &self,
        resource_set_id: impl Into<Id>,
        expected_revision: i64,
        members: &Value,
    ) -> TypedCall<McpResourceSet> {
        let fields =
            serde_json::json!({ "expected_revision": expected_revision, "members": members });
        TypedCall::with_fields(
            self.0,
            &table::REPLACE_MEMBERS,
            Some(resource_set_id.into()),
            &fields,
        )
    }
}
