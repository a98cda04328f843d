//! Tools: what agents may use, and what has to be configured first.

use http::Method;
use serde_json::Value;

use crate::call::TypedCall;
use crate::client::Client;
use crate::fields::{Body, Field, When};
use crate::models::{AvailableTool, Id, Tool};
use crate::operation::{Arguments, Flow, Operation};

static LIST: Operation = Operation::new("tools.list", Method::GET, "tools/");
static AVAILABLE: Operation = Operation::new("tools.available", Method::GET, "tools/available/");
static CREATE: Operation = Operation::new("tools.create", Method::POST, "tools/")
    .body(Body::Open(&[Field::new("mcp_tool", When::Always)]));
static GET: Operation = Operation::new("tools.get", Method::GET, "tools/{}/").id("tool_id");
static UPDATE: Operation = Operation::new("tools.update", Method::PATCH, "tools/{}/")
    .id("tool_id")
    .body(Body::Open(&[]));
static DELETE: Operation = Operation::new("tools.delete", Method::DELETE, "tools/{}/")
    .id("tool_id")
    .flow(Flow::Done);
static PROVIDE_CONFIG: Operation = Operation::new(
    "tools.provide_config",
    Method::POST,
    "tools/{}/provide-config/",
)
.id("tool_id")
.body(Body::Only(&[Field::new("user_response", When::Always)]));
static CALL: Operation = Operation::new("tools.call", Method::POST, "tools/{}/call/")
    .id("tool_id")
    .body(Body::Only(&[
        Field::new("action", When::Always),
        Field::new("arguments", When::Or("{}")),
    ]));

pub(crate) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &AVAILABLE,
    &CREATE,
    &GET,
    &UPDATE,
    &DELETE,
    &PROVIDE_CONFIG,
    &CALL,
];

/// The tools of an account; see [`Client::tools`].
#[derive(Clone, Copy, Debug)]
pub struct Tools<'a>(&'a Client);

impl Client {
    /// The account's tools.
    #[must_use]
    pub fn tools(&self) -> Tools<'_> {
        Tools(self)
    }
}

impl Tools<'_> {
    /// The account's tools.
    pub fn list(&self) -> TypedCall<Vec<Tool>> {
        TypedCall::new(self.0, &LIST, Arguments::default())
    }

    /// The catalogue of tools that can be created.
    pub fn available(&self) -> TypedCall<Vec<AvailableTool>> {
        TypedCall::new(self.0, &AVAILABLE, Arguments::default())
    }

    /// Adds a tool from the catalogue, with its configuration where it needs one.
    pub fn create(&self, mcp_tool: &str, user_config: Option<Value>) -> TypedCall<Tool> {
        let mut fields = serde_json::json!({ "mcp_tool": mcp_tool });
        if let Some(config) = user_config {
            fields["user_config"] = config;
        }
        TypedCall::with_fields(self.0, &CREATE, None, &fields)
    }

    /// One tool.
    pub fn get(&self, tool_id: impl Into<Id>) -> TypedCall<Tool> {
        TypedCall::new(self.0, &GET, Arguments::of(tool_id))
    }

    /// Changes the given fields, a JSON object by the service's names.
    pub fn update(&self, tool_id: impl Into<Id>, fields: &Value) -> TypedCall<Tool> {
        TypedCall::with_fields(self.0, &UPDATE, Some(tool_id.into()), fields)
    }

    /// Deletes a tool.
    pub fn delete(&self, tool_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &DELETE, Arguments::of(tool_id))
    }

    /// Answers the configuration step that the tool asks for next.
    pub fn provide_config(&self, tool_id: impl Into<Id>, user_response: &Value) -> TypedCall<Tool> {
        let fields = serde_json::json!({ "user_response": user_response });
        TypedCall::with_fields(self.0, &PROVIDE_CONFIG, Some(tool_id.into()), &fields)
    }

    /// Calls one of the tool's actions; the result is the tool's own JSON.
    pub fn call(
        &self,
        tool_id: impl Into<Id>,
        action: &str,
        arguments: &Value,
    ) -> TypedCall<Value> {
        let fields = serde_json::json!({ "action": action, "arguments": arguments });
        TypedCall::with_fields(self.0, &CALL, Some(tool_id.into()), &fields)
    }
}
