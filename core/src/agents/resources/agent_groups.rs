// Generated from api/agent_groups.toml by `make generate`; do not edit.
//! Agent groups: agents that use the same MCP resource sets.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{AgentGroup, AgentGroupCreate, AgentGroupUpdate, Id};
use crate::agents::operation::Arguments;
use crate::agents::operations::agent_groups as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The agent groups of this account.
///
/// See [`Client::agent_groups`].
#[derive(Clone, Copy, Debug)]
pub struct AgentGroups<'a>(pub(super) &'a Client);

impl Client {
    /// The agent groups of this account.
    #[must_use]
    pub fn agent_groups(&self) -> AgentGroups<'_> {
        AgentGroups(self)
    }
}

impl AgentGroups<'_> {
    /// Returns the groups, the newest first.
    pub fn list(&self, query: Option<&str>, page_size: Option<i64>) -> TypedCall<Vec<AgentGroup>> {
        let mut fields = Map::new();
        if let Some(query) = query {
            fields.insert("query".into(), query.into());
        }
        if let Some(page_size) = page_size {
            fields.insert("page_size".into(), page_size.into());
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
        query: Option<&str>,
        page_size: Option<i64>,
    ) -> Result<TypedRows<AgentGroup>, Error> {
        let call: TypedCall<()> = {
            let mut fields = Map::new();
            if let Some(query) = query {
                fields.insert("query".into(), query.into());
            }
            if let Some(page_size) = page_size {
                fields.insert("page_size".into(), page_size.into());
            }
            TypedCall::with_fields(self.0, &table::LIST, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one group.
    pub fn get(&self, group_id: impl Into<Id>) -> TypedCall<AgentGroup> {
        TypedCall::new(self.0, &table::GET, Arguments::of(group_id))
    }

    /// Creates a group and returns it.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create(&self, options: &AgentGroupCreate) -> TypedCall<AgentGroup> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Changes a group and returns it; arguments that are left out keep their values.
    pub fn update(
        &self,
        group_id: impl Into<Id>,
        options: &AgentGroupUpdate,
    ) -> TypedCall<AgentGroup> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(group_id.into()), options)
    }

    /// Replaces the agents and the MCP resource sets of a group at once, and returns the group.
    pub fn replace_assignments(
        &self,
        group_id: impl Into<Id>,
        agent_ids: &Value,
        resource_set_ids: &Value,
    ) -> TypedCall<AgentGroup> {
        let fields =
            serde_json::json!({ "agent_ids": agent_ids, "resource_set_ids": resource_set_ids });
        TypedCall::with_fields(
            self.0,
            &table::REPLACE_ASSIGNMENTS,
            Some(group_id.into()),
            &fields,
        )
    }

    /// Deletes a group; its agents and resource sets stay.
    pub fn delete(&self, group_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(group_id))
    }
}
