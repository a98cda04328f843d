//! Runs: one execution of an agent, its events and its result.

use http::Method;

use crate::call::TypedCall;
use crate::client::Client;
use crate::error::Error;
use crate::events::TypedEvents;
use crate::fields::{Body, Field, When};
use crate::models::{Id, Run, RunDetail, SchemaSuggestion};
use crate::operation::{Arguments, Flow, Operation};
use crate::wait::WaitOptions;

/// Every start of an agent's run says its variables, even when there are none.
pub(crate) const RUN_BODY: Body = Body::Only(&[Field::new("variables", When::Or("{}"))]);

static CREATE: Operation = Operation::new("runs.create", Method::POST, "tasks/{}/run-loop/")
    .id("agent_id")
    .body(RUN_BODY);
static LIST: Operation = Operation::new("runs.list", Method::GET, "executions/")
    .local(AGENT_ID)
    .flow(Flow::ListRuns(&GET));
pub(crate) static GET: Operation =
    Operation::new("runs.get", Method::GET, "executions/{}/").id("run_id");
static CANCEL: Operation = Operation::new("runs.cancel", Method::POST, "executions/{}/cancel/")
    .id("run_id")
    .flow(Flow::Done);
static APPEND_MESSAGE: Operation = Operation::new(
    "runs.append_message",
    Method::POST,
    "executions/{}/append-message/",
)
.id("run_id")
.body(Body::Only(&[Field::new("text", When::Always)]));
static SUGGEST_SCHEMA: Operation = Operation::new(
    "runs.suggest_schema",
    Method::POST,
    "executions/{}/suggest-schema/",
)
.id("run_id")
.body(Body::OnlyOrNone(&[
    Field::new("inputs_prompt", When::Given),
    Field::new("outputs_prompt", When::Given),
]));
static WAIT: Operation = Operation::new("runs.wait", Method::GET, "executions/{}/")
    .id("run_id")
    .flow(Flow::WaitForRun);

pub(crate) static OPERATIONS: &[&Operation] = &[
    &CREATE,
    &LIST,
    &GET,
    &CANCEL,
    &APPEND_MESSAGE,
    &SUGGEST_SCHEMA,
    &WAIT,
];

/// Chooses rows on this side: the service knows no such parameter.
const AGENT_ID: &str = "agent_id";

/// The runs of an account; see [`Client::runs`].
#[derive(Clone, Copy, Debug)]
pub struct Runs<'a>(&'a Client);

impl Client {
    /// The account's runs.
    #[must_use]
    pub fn runs(&self) -> Runs<'_> {
        Runs(self)
    }
}

impl Runs<'_> {
    /// Starts a run of an agent that needs no variables.
    ///
    /// With an idempotency key it may be sent again after a failure.
    pub fn create(&self, agent_id: impl Into<Id>) -> TypedCall<RunDetail> {
        TypedCall::new(self.0, &CREATE, Arguments::of(agent_id))
    }

    /// Starts a run of an agent with these variables.
    pub fn create_with(
        &self,
        agent_id: impl Into<Id>,
        variables: serde_json::Value,
    ) -> TypedCall<RunDetail> {
        let fields = serde_json::json!({ "variables": variables });
        TypedCall::with_fields(self.0, &CREATE, Some(agent_id.into()), &fields)
    }

    /// All runs, newest first.
    pub fn list(&self) -> TypedCall<Vec<Run>> {
        TypedCall::new(self.0, &LIST, Arguments::default())
    }

    /// One agent's runs, newest first.
    pub fn list_of_agent(&self, agent_id: &str) -> TypedCall<Vec<Run>> {
        let fields = serde_json::json!({ "agent_id": agent_id });
        TypedCall::with_fields(self.0, &LIST, None, &fields)
    }

    /// One run as it stands.
    pub fn get(&self, run_id: impl Into<Id>) -> TypedCall<RunDetail> {
        TypedCall::new(self.0, &GET, Arguments::of(run_id))
    }

    /// Cancels a run that is still going.
    pub fn cancel(&self, run_id: impl Into<Id>) -> TypedCall<()> {
        TypedCall::new(self.0, &CANCEL, Arguments::of(run_id))
    }

    /// Appends a message to a run's conversation.
    pub fn append_message(&self, run_id: impl Into<Id>, text: &str) -> TypedCall<RunDetail> {
        let fields = serde_json::json!({ "text": text });
        TypedCall::with_fields(self.0, &APPEND_MESSAGE, Some(run_id.into()), &fields)
    }

    /// Suggests schemas from what a run did; the service stores them with the agent.
    pub fn suggest_schema(
        &self,
        run_id: impl Into<Id>,
        inputs_prompt: Option<&str>,
        outputs_prompt: Option<&str>,
    ) -> TypedCall<SchemaSuggestion> {
        let fields = serde_json::json!({
            "inputs_prompt": inputs_prompt,
            "outputs_prompt": outputs_prompt,
        });
        TypedCall::with_fields(self.0, &SUGGEST_SCHEMA, Some(run_id.into()), &fields)
    }

    /// Waits until a run has ended; failed and cancelled runs are results, too.
    ///
    /// See [`TypedCall::wait_options`] for how long.
    pub fn wait(&self, run_id: impl Into<Id>) -> TypedCall<RunDetail> {
        TypedCall::new(self.0, &WAIT, Arguments::of(run_id))
    }

    /// Follows a run's events, polling each second for up to 300 seconds.
    ///
    /// # Errors
    ///
    /// An id that can't be used. Nothing is sent before the first event is asked for.
    pub fn stream_events(&self, run_id: impl Into<Id>) -> Result<TypedEvents, Error> {
        self.stream_events_with(
            run_id,
            WaitOptions {
                poll_interval: 1.0,
                ..WaitOptions::default()
            },
        )
    }

    /// Follows a run's events as the options say.
    ///
    /// # Errors
    ///
    /// An id or an option that can't be used.
    pub fn stream_events_with(
        &self,
        run_id: impl Into<Id>,
        wait: WaitOptions,
    ) -> Result<TypedEvents, Error> {
        self.0
            .event_stream(run_id.into().to_string(), wait)
            .map(TypedEvents::new)
    }
}
