//! Runs: one execution of an agent, its events and its result.

use std::borrow::Cow;

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt, stream};
use http::Method;

use crate::call::{Call, TypedCall};
use crate::client::Client;
use crate::error::Error;
use crate::events::TypedEvents;
use crate::fields::{self, Body, Field, When};
use crate::models::{Id, Run, RunDetail, SchemaSuggestion};
use crate::operation::{Arguments, Flow, Operation};
use crate::response::Response;
use crate::scan;
use crate::wait::{self, Poller, Subject, WaitOptions};

/// Every start of an agent's run says its variables, even when there are none.
pub(crate) const RUN_BODY: Body = Body::Only(&[Field::new("variables", When::Or("{}"))]);

static CREATE: Operation = Operation::new("runs.create", Method::POST, "tasks/{}/run-loop/")
    .id("agent_id")
    .body(RUN_BODY);
static LIST: Operation = Operation::new("runs.list", Method::GET, "executions/")
    .local(AGENT_ID)
    .flow(Flow::ListRuns);
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
/// How many runs are asked at once for the agent they belong to.
const LOOKUPS_AT_ONCE: usize = 8;

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

/// Waits for the run that a request answers with. It is polled at least once,
/// whatever that answer says. One deadline covers both.
pub(crate) async fn wait_for_reply(call: Call) -> Result<Response, Error> {
    let mut poller = Poller::new(call.wait);
    let id = reply_id(wait::start(&call.client, &call.request, &mut poller).await?)?;
    let request = GET.request(&Arguments::of(id.as_str()))?;
    wait::until(&call.client, &request, poller, Subject::Run(&id)).await
}

/// The id of the record that a reply holds, as text.
pub(crate) fn reply_id(reply: Response) -> Result<String, Error> {
    fields::text_argument(Some(&reply.body), "id").ok_or_else(|| {
        Error::decode("the reply names no id to wait for", reply.body).with_status(reply.status)
    })
}

/// All runs, or those of the agent that the arguments name.
///
/// The service's rows name their agent by a number that callers never see, so
/// each number is looked up once, through a run of that agent.
pub(crate) async fn list(call: Call) -> Result<Response, Error> {
    let reply = call.client.execute(&call.request).await?;
    let Some(agent) = fields::text_argument(call.fields.as_deref(), AGENT_ID) else {
        return Ok(reply);
    };
    let rows = rows(&reply.body).map_err(|error| error.with_status(reply.status))?;
    resolve(&call.client, &rows).await?;
    let mut kept = BytesMut::with_capacity(reply.body.len());
    kept.put_u8(b'[');
    for row in rows
        .iter()
        .filter(|row| row.agent(&call.client).as_deref() == Some(&*agent))
    {
        if kept.len() > 1 {
            kept.put_u8(b',');
        }
        kept.put_slice(row.text);
    }
    kept.put_u8(b']');
    drop(rows);
    Ok(Response {
        body: kept.freeze(),
        ..reply
    })
}

/// One row of the list, as far as its agent is concerned.
struct Row<'a> {
    text: &'a [u8],
    id: Option<Cow<'a, str>>,
    task: Option<Cow<'a, str>>,
    agent: Option<Cow<'a, str>>,
}

impl Row<'_> {
    fn agent(&self, client: &Client) -> Option<String> {
        match &self.agent {
            Some(agent) => Some(agent.clone().into_owned()),
            None => client.known_agent(self.task.as_deref()?),
        }
    }
}

fn rows(body: &Bytes) -> Result<Vec<Row<'_>>, Error> {
    let refuse = || Error::decode("the reply is not a list of runs", body.clone());
    let array = scan::document(body)
        .filter(|value| value.starts_with(b"["))
        .ok_or_else(refuse)?;
    scan::elements(array)
        .map(|row| {
            let text = row.map_err(|_| refuse())?;
            let mut row = Row {
                text,
                id: None,
                task: None,
                agent: None,
            };
            for member in scan::members(text) {
                let (name, value) = member.map_err(|_| refuse())?;
                match name.as_ref() {
                    "id" => row.id = scan::text(value),
                    "user_agent_task" => row.task = scan::text(value),
                    "user_agent_task_uuid" => row.agent = scan::text(value),
                    _ => {}
                }
            }
            Ok(row)
        })
        .collect()
}

/// Learns the agent of each number that is not known yet.
async fn resolve(client: &Client, rows: &[Row<'_>]) -> Result<(), Error> {
    let mut unknown: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows.iter().filter(|row| row.agent(client).is_none()) {
        if let (Some(task), Some(id)) = (&row.task, &row.id) {
            match unknown.iter_mut().find(|(known, _)| known == task) {
                Some((_, runs)) => runs.push(id.to_string()),
                None => unknown.push((task.to_string(), vec![id.to_string()])),
            }
        }
    }
    stream::iter(unknown)
        .map(|(task, runs)| look_up(client.clone(), task, runs))
        .buffer_unordered(LOOKUPS_AT_ONCE)
        .try_collect()
        .await
}

/// Asks one run for its agent; the next one when that run is gone meanwhile.
async fn look_up(client: Client, task: String, runs: Vec<String>) -> Result<(), Error> {
    for run in runs {
        let request = GET.request(&Arguments::of(run))?;
        match client.execute(&request).await {
            Ok(reply) => {
                if let Some(agent) =
                    fields::text_argument(Some(&reply.body), "user_agent_task_uuid")
                {
                    client.remember_agent(task, agent);
                }
                return Ok(());
            }
            Err(error) if error.status() == Some(404) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
