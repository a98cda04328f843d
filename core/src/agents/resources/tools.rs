// Generated from api/tools.toml by `make generate`; do not edit.
//! Tools: the tools of an account, and the catalogue of available tools.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    AvailableTool, BrowserUseProfileBinding, Id, Tool, ToolCall, ToolFilter,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::tools as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The tools of this account.
///
/// See [`Client::tools`].
#[derive(Clone, Copy, Debug)]
pub struct Tools<'a>(pub(super) &'a Client);

impl Client {
    /// The tools of this account.
    #[must_use]
    pub fn tools(&self) -> Tools<'_> {
        Tools(self)
    }
}

impl Tools<'_> {
    /// Yields the rows of `list` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter(&self, options: &ToolFilter) -> Result<TypedRows<Tool>, Error> {
        let call: TypedCall<()> = { TypedCall::with_fields(self.0, &table::LIST, None, options) };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the catalogue: the tools that can be added to the account.
    pub fn available(&self) -> TypedCall<Vec<AvailableTool>> {
        TypedCall::new(self.0, &table::AVAILABLE, Arguments::default())
    }

    /// Adds a tool of the catalogue to the account and returns it.
    pub fn create(&self, fields: &Value) -> TypedCall<Tool> {
        TypedCall::with_fields(self.0, &table::CREATE, None, fields)
    }

    /// Returns one tool of this account.
    pub fn get(&self, tool_id: impl Into<Id>) -> TypedCall<Tool> {
        TypedCall::new(self.0, &table::GET, Arguments::of(tool_id))
    }

    /// Returns the browser profile of a browser tool, and whether it can be used.
    pub fn get_browser_profile(
        &self,
        tool_id: impl Into<Id>,
    ) -> TypedCall<BrowserUseProfileBinding> {
        let mut fields = Map::new();
        fields.insert("tool_id".into(), serde_json::json!(tool_id.into()));
        TypedCall::with_fields(self.0, &table::GET_BROWSER_PROFILE, None, &fields)
    }

    /// Creates the browser profile of a browser tool, and returns its state.
    pub fn create_browser_profile(
        &self,
        tool_id: impl Into<Id>,
        name: &str,
    ) -> TypedCall<BrowserUseProfileBinding> {
        let mut fields = Map::new();
        fields.insert("name".into(), name.into());
        fields.insert("tool_id".into(), serde_json::json!(tool_id.into()));
        TypedCall::with_fields(self.0, &table::CREATE_BROWSER_PROFILE, None, &fields)
    }

    /// Requests the state of a tool's browser profile from the provider, and returns it; for
    /// profiles whose status is `unknown`.
    pub fn reconcile_browser_profile(
        &self,
        tool_id: impl Into<Id>,
    ) -> TypedCall<BrowserUseProfileBinding> {
        let mut fields = Map::new();
        fields.insert("tool_id".into(), serde_json::json!(tool_id.into()));
        TypedCall::with_fields(self.0, &table::RECONCILE_BROWSER_PROFILE, None, &fields)
    }

    /// Changes a tool and returns it.
    pub fn update(&self, tool_id: impl Into<Id>, fields: &Value) -> TypedCall<Tool> {
        TypedCall::with_fields(self.0, &table::UPDATE, Some(tool_id.into()), fields)
    }

    /// Removes a tool from the account.
    pub fn delete(&self, tool_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &table::DELETE, Arguments::of(tool_id))
    }

    /// Completes the next configuration step of a tool, and returns the tool.
    pub fn provide_config(&self, tool_id: impl Into<Id>, user_response: &Value) -> TypedCall<Tool> {
        let fields = serde_json::json!({ "user_response": user_response });
        TypedCall::with_fields(
            self.0,
            &table::PROVIDE_CONFIG,
            Some(tool_id.into()),
            &fields,
        )
    }

    /// Calls one action of a tool and returns its result.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn call(&self, tool_id: impl Into<Id>, options: &ToolCall) -> TypedCall<Value> {
        TypedCall::with_fields(self.0, &table::CALL, Some(tool_id.into()), options)
    }
}
