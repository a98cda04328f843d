// Generated from api/mcp_servers.toml by `make generate`; do not edit.
//! MCP servers: your own servers, whose actions agents and programs call.

use serde_json::Value;

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Id, McpServer, McpServerAuthorization, McpServerCreate, McpServerUpdate,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::mcp_servers as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The MCP servers of this account.
///
/// See [`Client::mcp_servers`].
#[derive(Clone, Copy, Debug)]
pub struct McpServers<'a>(pub(super) &'a Client);

impl Client {
    /// The MCP servers of this account.
    #[must_use]
    pub fn mcp_servers(&self) -> McpServers<'_> {
        McpServers(self)
    }
}

impl McpServers<'_> {
    /// Returns the servers.
    pub fn list(&self) -> TypedCall<Vec<McpServer>> {
        TypedCall::new(self.0, &table::LIST, Arguments::default())
    }

    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(&self) -> Result<TypedRows<McpServer>, Error> {
        let call: TypedCall<()> = { TypedCall::new(self.0, &table::LIST, Arguments::default()) };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns one server.
    pub fn get(&self, server_id: impl Into<Id>) -> TypedCall<McpServer> {
        TypedCall::new(self.0, &table::GET, Arguments::of(server_id))
    }

    /// Adds a server to the account and returns it.
    pub fn create(&self, options: &McpServerCreate) -> TypedCall<McpServer> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Changes a server and returns it; arguments that are left out keep their values.
    pub fn update(
        &self,
        server_id: impl Into<Id>,
        options: &McpServerUpdate,
    ) -> TypedCall<McpServer> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(server_id.into()), options)
    }

    /// Removes a server from the account.
    pub fn delete(&self, server_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(server_id))
    }

    /// Begins the authorization of a server with OAuth, and returns the page on which a person
    /// grants it.
    ///
    /// Afterwards `mcp_servers.get` shows whether it is granted.
    pub fn authorize(&self, server_id: impl Into<Id>) -> TypedCall<McpServerAuthorization> {
        TypedCall::new(self.0, &table::AUTHORIZE, Arguments::of(server_id))
    }

    /// Connects a server again, reads its actions and returns it.
    pub fn connect(&self, server_id: impl Into<Id>) -> TypedCall<McpServer> {
        TypedCall::new(self.0, &table::CONNECT, Arguments::of(server_id))
    }

    /// Ends the connection to a server, deletes its authorization and returns the server.
    pub fn disconnect(&self, server_id: impl Into<Id>) -> TypedCall<McpServer> {
        TypedCall::new(self.0, &table::DISCONNECT, Arguments::of(server_id))
    }

    /// Calls one action of a server and returns its result.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn call(
        &self,
        server_id: impl Into<Id>,
        action: &str,
        arguments: Option<&Value>,
    ) -> TypedCall<Value> {
        let fields = serde_json::json!({ "action": action, "arguments": arguments });
        TypedCall::with_fields(self.0, &table::CALL, Some(server_id.into()), &fields)
    }
}
