//! Agents: what is to be done, and with which tools.

use http::Method;
use serde::Serialize;

use crate::call::TypedCall;
use crate::client::Client;
use crate::fields::{Body, Field, When};
use crate::models::{Agent, AgentDetail, Compilation, Id, RunDetail, SchemaSuggestion};
use crate::operation::{Arguments, Flow, Operation};
use crate::resources::compilations;
use crate::resources::runs::RUN_BODY;

static LIST: Operation = Operation::new("agents.list", Method::GET, "tasks/");
static CREATE: Operation =
    Operation::new("agents.create", Method::POST, "tasks/").body(Body::Only(&[
        Field::new("name", When::Always),
        GOAL,
        TOOLS,
        MCP_SERVERS,
        Field::new("input_schema", When::Given),
        Field::new("input_description", When::Given),
        Field::new("output_schema", When::Given),
        Field::new("output_description", When::Given),
        Field::new("status", When::Given),
    ]));
static GET: Operation = Operation::new("agents.get", Method::GET, "tasks/{}/").id("agent_id");
static UPDATE: Operation = Operation::new("agents.update", Method::PATCH, "tasks/{}/")
    .id("agent_id")
    .body(Body::Open(&[
        Field::new("goal", When::Given).sent_as("user_prompt"),
        TOOLS,
        MCP_SERVERS,
    ]));
static DELETE: Operation = Operation::new("agents.delete", Method::DELETE, "tasks/{}/")
    .id("agent_id")
    .flow(Flow::Done);
static RUN: Operation = Operation::new("agents.run", Method::POST, "tasks/{}/run-loop/")
    .id("agent_id")
    .body(RUN_BODY);
static FREEZE: Operation = Operation::new(
    "agents.freeze",
    Method::POST,
    "compilations/freeze-instruction/{}/",
)
.id("run_id");
static SUGGEST_SCHEMA: Operation = Operation::new(
    "agents.suggest_schema",
    Method::POST,
    "tasks/suggest-schema/",
)
.body(Body::Only(&[
    Field::new("user_prompt", When::Always),
    Field::new("generate_descriptions", When::Default("false")),
    Field::new("input_hint", When::Given),
    Field::new("output_hint", When::Given),
]));
static COMPILE_FROM_RUN: Operation = Operation::new(
    "agents.compile_from_run",
    Method::POST,
    "compilations/freeze-instruction/{}/",
)
.id("run_id")
.flow(Flow::ThenCompilation(&compilations::GET));

const GOAL: Field = Field::new("goal", When::Always).sent_as("user_prompt");
const TOOLS: Field = Field::new("tools", When::Given).sent_as("available_tools");
const MCP_SERVERS: Field =
    Field::new("mcp_servers", When::Given).sent_as("available_custom_mcp_servers");

pub(crate) static OPERATIONS: &[&Operation] = &[
    &CREATE,
    &LIST,
    &GET,
    &UPDATE,
    &DELETE,
    &RUN,
    &FREEZE,
    &SUGGEST_SCHEMA,
    &COMPILE_FROM_RUN,
];

/// What a new agent is to be, or what is to change about one.
///
/// ```
/// use flymyai_core::models::AgentFields;
///
/// let fields = AgentFields {
///     name: Some("scorer".into()),
///     goal: Some("Score the site".into()),
///     output_schema: Some(serde_json::json!({"score": {"type": "number"}})),
///     ..AgentFields::default()
/// };
/// ```
#[derive(Clone, Debug, Default, Serialize)]
pub struct AgentFields {
    /// The agent's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is to achieve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// The ids of the tools it may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tools: Option<Vec<i64>>,
    /// The ids of the MCP servers it may use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mcp_servers: Option<Vec<i64>>,
    /// The shape of a run's variables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_schema: Option<serde_json::Value>,
    /// What the variables mean.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_description: Option<String>,
    /// The shape of a run's output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_schema: Option<serde_json::Value>,
    /// What the output means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output_description: Option<String>,
    /// Its state, such as `active`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// What a schema is to be suggested for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SchemaRequest {
    /// What the agent is to achieve.
    pub user_prompt: String,
    /// A hint about its input.
    pub input_hint: Option<String>,
    /// A hint about its output.
    pub output_hint: Option<String>,
    /// Whether descriptions are wanted, too.
    pub generate_descriptions: bool,
}

/// The agents of an account; see [`Client::agents`].
#[derive(Clone, Copy, Debug)]
pub struct Agents<'a>(&'a Client);

impl Client {
    /// The account's agents.
    #[must_use]
    pub fn agents(&self) -> Agents<'_> {
        Agents(self)
    }
}

impl Agents<'_> {
    /// Creates an agent; `name` and `goal` are required.
    pub fn create(&self, fields: AgentFields) -> TypedCall<Agent> {
        TypedCall::with_fields(self.0, &CREATE, None, &fields)
    }

    /// All agents.
    pub fn list(&self) -> TypedCall<Vec<Agent>> {
        TypedCall::new(self.0, &LIST, Arguments::default())
    }

    /// One agent with its tools.
    pub fn get(&self, agent_id: impl Into<Id>) -> TypedCall<AgentDetail> {
        TypedCall::new(self.0, &GET, Arguments::of(agent_id))
    }

    /// Changes what is given of an agent.
    pub fn update(&self, agent_id: impl Into<Id>, fields: AgentFields) -> TypedCall<Agent> {
        TypedCall::with_fields(self.0, &UPDATE, Some(agent_id.into()), &fields)
    }

    /// Deletes an agent.
    pub fn delete(&self, agent_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &DELETE, Arguments::of(agent_id))
    }

    /// Starts a run. With an idempotency key it may be sent again after a failure.
    pub fn run(
        &self,
        agent_id: impl Into<Id>,
        variables: serde_json::Value,
    ) -> TypedCall<RunDetail> {
        let fields = serde_json::json!({ "variables": variables });
        TypedCall::with_fields(self.0, &RUN, Some(agent_id.into()), &fields)
    }

    /// Freezes a run into an instruction; the compilation comes back unfinished.
    pub fn freeze(&self, run_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &FREEZE, Arguments::of(run_id))
    }

    /// Suggests schemas for a goal.
    pub fn suggest_schema(&self, request: SchemaRequest) -> TypedCall<SchemaSuggestion> {
        TypedCall::with_fields(self.0, &SUGGEST_SCHEMA, None, &request)
    }

    /// Freezes a run and waits until its instruction is there.
    ///
    /// Fails with [`ErrorKind::CompilationFailed`](crate::ErrorKind::CompilationFailed)
    /// when the service could not make one.
    pub fn compile_from_run(&self, run_id: impl Into<Id>) -> TypedCall<Compilation> {
        TypedCall::new(self.0, &COMPILE_FROM_RUN, Arguments::of(run_id))
    }
}
