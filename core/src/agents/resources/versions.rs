// Generated from api/versions.toml by `make generate`; do not edit.
//! Versions: copies of agents, made when the agents were compiled; they never change.

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{AgentVersion, Id};
use crate::agents::operation::Arguments;
use crate::agents::operations::versions as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The versions of this account's agents.
///
/// See [`Client::versions`].
#[derive(Clone, Copy, Debug)]
pub struct Versions<'a>(pub(super) &'a Client);

impl Client {
    /// The versions of this account's agents.
    #[must_use]
    pub fn versions(&self) -> Versions<'_> {
        Versions(self)
    }
}

impl Versions<'_> {
    /// Returns all versions, or those of one agent.
    pub fn list(&self, agent_id: Option<Id>) -> TypedCall<Vec<AgentVersion>> {
        let fields = serde_json::json!({ "agent_id": agent_id });
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
    pub fn iter(&self, agent_id: Option<Id>) -> Result<TypedRows<AgentVersion>, Error> {
        let call: TypedCall<()> = {
            let fields = serde_json::json!({ "agent_id": agent_id });
            TypedCall::with_fields(self.0, &table::LIST, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one version.
    pub fn get(&self, version_id: impl Into<Id>) -> TypedCall<AgentVersion> {
        TypedCall::new(self.0, &table::GET, Arguments::of(version_id))
    }
}
