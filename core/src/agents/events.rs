//! A run's events, by polling: each once, in the service's order.

mod seen;

use std::borrow::Cow;

use bytes::Bytes;

use self::seen::{Seen, Snapshot};
use super::call::{Call, CallResponse};
use super::flows;
use super::idempotency::MissingKey;
use super::invocation::Invocation;
use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use super::wait::{self, StartedBy, run_has_ended};
use crate::agents::models::ExecutionLog;
use crate::agents::operation::{Arguments, Flow, Operation};
use crate::deadline::is_timeout;
use crate::error::{CallContext, Error, ErrorKind, Subject};
use crate::host::Instant;
use crate::json::{json_member, json_text};
use crate::log::{LogEvent, LogKinds};
use crate::poll::{PollEnd, Poller, WaitOptions};

/// The events of one run, in batches as polls bring them.
///
/// The run is one that exists, or that the first batch starts. The stream ends with the run, or
/// without an error at its deadline; [`end`](Self::end) returns which. Dropping it, or a pending
/// [`next_batch`](Self::next_batch), stops the polling; a dropped `next_batch` loses no event.
#[derive(Debug)]
pub struct EventStream {
    requester: Requester,
    /// The request of the polls; before the run is started, the one that starts it.
    request: Request,
    idempotency_key: Option<String>,
    /// The operation that made the stream, for its errors.
    operation: &'static str,
    /// The agent of the run that the stream starts.
    agent_id: Option<String>,
    /// The run, once it is known.
    run_id: String,
    poller: Poller,
    seen: Seen,
    /// The run's status at the last poll with a response.
    status: Option<String>,
    /// The time at which the run was created, as the service writes it.
    created_at: Option<String>,
    /// The last record, once the run has ended.
    record: Option<CallResponse>,
    state: State,
    /// Whether the last events of a run that the stream has started were returned before the
    /// deadline. If the caller then takes longer, one more poll is due, as at the end of a wait.
    was_in_time: bool,
    /// The time of the first poll.
    started: Option<Instant>,
}

#[derive(Debug)]
enum State {
    /// The next step is the request that starts the run; the operation polls it then.
    Unstarted(&'static Operation),
    /// The next step is a poll.
    Open,
    /// A poll has succeeded; the pause before the next one, or the deadline, comes next.
    Polled,
    Ended(Option<StreamEnd>),
}

/// The reason for the end of an event stream.
///
/// ```no_run
/// # async fn example(client: flymyai_core::Client) -> Result<(), flymyai_core::Error> {
/// use flymyai_core::StreamEnd;
///
/// let mut events = client.runs().stream_events(7)?;
/// while let Some(event) = events.next().await {
///     println!("{}", event?.message);
/// }
/// match events.end() {
///     Some(StreamEnd::TimedOut(error)) => println!("still {:?}", error.last_status()),
///     Some(StreamEnd::RunEnded(status)) => println!("{status}"),
///     _ => {}
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum StreamEnd {
    /// The run has ended, with this status.
    RunEnded(String),
    /// The timeout has passed before the run ended. The error is the one that a
    /// wait returns then: it has the last status, if one is known, and the failure of
    /// the last poll as its cause, if that failed.
    TimedOut(Error),
}

impl EventStream {
    pub(crate) fn new(call: Invocation, wait: WaitOptions) -> Result<Self, Error> {
        wait.check()?;
        Ok(Self {
            requester: call.requester,
            idempotency_key: None,
            request: call.request,
            operation: "runs.stream_events",
            agent_id: None,
            run_id: call.caller_id,
            poller: Poller::new(wait),
            seen: Seen::default(),
            status: None,
            created_at: None,
            record: None,
            state: State::Open,
            was_in_time: false,
            started: None,
        })
    }

    /// The events of the run that a call starts and waits for. One deadline covers both.
    pub(crate) fn of_started(call: Call) -> Result<Self, Error> {
        let Flow::ThenRun(get) = call.operation.flow else {
            let text = format!("{} starts no run to wait for", call.operation.name());
            return Err(Error::new(ErrorKind::Internal, text));
        };
        let key = call.idempotency_key().map(str::to_owned);
        let wait = call.invocation.wait;
        let mut stream = Self::new(call.invocation, wait)?;
        stream.idempotency_key = key;
        stream.operation = call.operation.name;
        stream.agent_id = Some(std::mem::take(&mut stream.run_id));
        stream.state = State::Unstarted(get);
        Ok(stream)
    }

    /// Starts the run. A call that is dropped meanwhile sends the same key again.
    async fn start(&mut self, get: &'static Operation) -> Result<(), Error> {
        let started = flows::started_id(&self.requester, &self.request, &mut self.poller).await;
        let id = started.map_err(|error| {
            self.state = State::Ended(None);
            self.located(error)
        })?;
        self.request = get.request(&Arguments::of(id.as_str()), MissingKey::Omit)?;
        self.run_id = id;
        self.state = State::Open;
        Ok(())
    }

    /// The events of the next poll that has any; `None` after the last one.
    ///
    /// Each is one log record as raw JSON.
    ///
    /// # Errors
    ///
    /// The errors of a wait, which end the stream. At the deadline, only a request
    /// without a response is an error.
    pub async fn next_batch(&mut self) -> Result<Option<Vec<Bytes>>, Error> {
        self.started.get_or_insert_with(Instant::now);
        loop {
            match self.state {
                State::Ended(_) => return Ok(None),
                State::Unstarted(get) => self.start(get).await?,
                // The clock is read once for each poll, as in a wait: the time that the
                // caller took for the events counts, too.
                State::Polled
                    if !self.poller.rest(&self.requester.session)
                        && !std::mem::take(&mut self.was_in_time) =>
                {
                    self.state = State::Ended(Some(self.timed_out(None)));
                    return Ok(None);
                }
                // The pause has begun: a call that is dropped in it does not restart it.
                State::Open | State::Polled => self.state = State::Open,
            }
            let seen = &mut self.seen;
            let keeps_headers = self.requester.keeps_headers;
            let mut headers = None;
            let read = |response: Response| {
                headers = keeps_headers.then(|| Box::new(response.headers));
                seen.take(response.body)
            };
            match wait::poll(&mut self.poller, &self.requester, &self.request, read).await {
                // From here to the return nothing is awaited, so no event can be lost.
                Ok(Snapshot {
                    status,
                    fresh,
                    body,
                }) => {
                    self.log(&status, fresh.len());
                    if self.created_at.is_none() {
                        self.created_at = created_at(&body);
                    }
                    if let Some(trace) = self.requester.session.trace() {
                        trace.observe_events(&status, &body, &fresh);
                    }
                    self.state = if run_has_ended(&status) {
                        self.record = Some(CallResponse {
                            status: 200,
                            body: Some(body),
                            headers,
                        });
                        State::Ended(Some(StreamEnd::RunEnded(status)))
                    } else {
                        self.status = Some(status);
                        State::Polled
                    };
                    if !fresh.is_empty() {
                        self.was_in_time = self.agent_id.is_some()
                            && !self.poller.is_late(&self.requester.session);
                        return Ok(Some(fresh));
                    }
                }
                Err(PollEnd::OutOfTime(failure)) => {
                    let is_stalled = is_timeout(&failure);
                    let end = self.timed_out(Some(failure));
                    self.state = State::Ended(Some(end.clone()));
                    if let (true, StreamEnd::TimedOut(error)) = (is_stalled, end) {
                        return Err(error);
                    }
                }
                Err(PollEnd::Failed(error)) => {
                    self.state = State::Ended(None);
                    return Err(self.located(error));
                }
            }
        }
    }

    /// The run's record, once it has ended.
    #[must_use]
    pub fn record(&self) -> Option<&CallResponse> {
        self.record.as_ref()
    }

    /// The idempotency key of the request that starts the run, if the stream starts it.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// The reason for the end; `None` while there may be more events, and after
    /// another error than that of the timeout.
    #[must_use]
    pub fn end(&self) -> Option<&StreamEnd> {
        match &self.state {
            State::Ended(end) => end.as_ref(),
            State::Unstarted(_) | State::Open | State::Polled => None,
        }
    }

    /// The run's status at the last poll that had a response; `None` before it.
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        match &self.state {
            State::Ended(Some(StreamEnd::RunEnded(status))) => Some(status),
            _ => self.status.as_deref(),
        }
    }

    /// The time at which the run was created, as the service writes it; `None` before the first
    /// poll that had a response.
    #[must_use]
    pub fn created_at(&self) -> Option<&str> {
        self.created_at.as_deref()
    }

    /// Records a poll, and the end of the run.
    fn log(&self, status: &str, count: usize) {
        let log = self.requester.session.log();
        log.record(LogKinds::POLL, || LogEvent::Events {
            id: self.run_id.clone(),
            status: status.to_owned(),
            count,
        });
        if run_has_ended(status) {
            log.record(LogKinds::RUN_END, || LogEvent::Ended {
                subject: Subject::RUN,
                id: self.run_id.clone(),
                status: status.to_owned(),
            });
        }
    }

    /// The error with the call that it is of.
    fn located(&self, error: Error) -> Error {
        let call = CallContext {
            operation: self.operation,
            id: self.agent_id.as_deref().unwrap_or(&self.run_id),
            is_run: self.agent_id.is_none(),
        };
        let error = match self.run_id.is_empty() {
            true => error,
            false => error.with_subject(Subject::Run(self.run_id.clone())),
        };
        error.with_call(call, self.started.map(|started| started.elapsed()))
    }

    fn timed_out(&self, cause: Option<Error>) -> StreamEnd {
        let subject = Subject::Run(self.run_id.clone());
        let started_by = match self.agent_id {
            Some(_) => StartedBy::ThisCall,
            None => StartedBy::AnotherCall,
        };
        let status = self.status.clone();
        let status = status.or_else(|| started_by.initial_status());
        let error = wait::out_of_time(subject, status, &self.poller, cause);
        StreamEnd::TimedOut(self.located(error.with_cursor(self.seen.cursor())))
    }
}

fn created_at(record: &[u8]) -> Option<String> {
    json_text(json_member(record, "created_at")?).map(Cow::into_owned)
}

/// The events of one run, one by one and decoded.
///
/// See [`Runs::stream_events`](crate::Runs::stream_events).
#[derive(Debug)]
pub struct TypedEvents {
    stream: EventStream,
    batch: std::vec::IntoIter<Bytes>,
}

impl TypedEvents {
    pub(crate) fn new(stream: EventStream) -> Self {
        Self {
            stream,
            batch: Vec::new().into_iter(),
        }
    }

    /// The next event; `None` after the last one.
    ///
    /// Dropping the future loses no event.
    pub async fn next(&mut self) -> Option<Result<ExecutionLog, Error>> {
        loop {
            if let Some(log) = self.batch.next() {
                let event = serde_json::from_slice(&log).map_err(|error| {
                    Error::decode(&format!("the event can't be read ({error})"), log)
                });
                return Some(event);
            }
            match self.stream.next_batch().await {
                Ok(Some(batch)) => self.batch = batch.into_iter(),
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The reason for the end; see [`EventStream::end`].
    #[must_use]
    pub fn end(&self) -> Option<&StreamEnd> {
        match self.batch.as_slice() {
            [] => self.stream.end(),
            _ => None,
        }
    }
}
