//! Waits for runs and compilations.

use bytes::Bytes;

use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use crate::agents::models::{CompilationStatus, RunStatus};
use crate::deadline::is_timeout;
use crate::error::{Error, ErrorKind, Subject};
use crate::log::{LogEvent, LogKinds};
use crate::poll::{OnFailure, PollEnd, Poller};
use crate::scan;

pub(crate) use crate::poll::WaitOptions;

/// The status of a record without one, and of work that was just started.
const PENDING: &str = "pending";

/// Whether a record with this status ends the wait for it. An unknown status does not.
fn ends_wait(subject: &Subject, status: &str) -> bool {
    match subject {
        Subject::Run(_) => run_has_ended(status),
        Subject::Compilation(_) => CompilationStatus::WAIT_END_STATUSES.contains(&status),
    }
}

/// The error of a wait that has reached its timeout; there is no status without a response.
pub(crate) fn out_of_time(
    subject: Subject,
    status: Option<String>,
    poller: &Poller,
    cause: Option<Error>,
) -> Error {
    let timeout = poller.options().timeout;
    let known = status.as_deref().unwrap_or("unknown");
    let text = subject.timeout_text(timeout.unwrap_or(f64::INFINITY), known);
    let mut error = Error::new(ErrorKind::WaitTimeout, text);
    if let Some(status) = status {
        error = error.with_last_status(status);
    }
    error
        .with_subject(subject)
        .with_attempts(poller.polls())
        .with_cause(cause)
}

/// The id of the last event in a run's record.
fn last_event(body: &[u8]) -> Option<String> {
    let logs = scan::member(scan::document(body)?, "logs")?;
    let last = scan::elements(logs).last()?.ok()?;
    scan::member(last, "id")
        .and_then(scan::text)
        .map(Into::into)
}

/// Whether a run with this status has ended.
pub(crate) fn run_has_ended(status: &str) -> bool {
    RunStatus::TERMINAL_STATUSES.contains(&status)
}

/// The call that has started the work of a wait.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StartedBy {
    /// The call that waits.
    ThisCall,
    /// An earlier one.
    AnotherCall,
}

impl StartedBy {
    /// The status before the first poll, if it is known.
    pub(crate) fn initial_status(self) -> Option<String> {
        match self {
            Self::ThisCall => Some(PENDING.to_owned()),
            Self::AnotherCall => None,
        }
    }
}

/// Polls until the wait for the subject ends; the last response is the result.
pub(crate) async fn until(
    requester: &Requester,
    request: &Request,
    mut poller: Poller,
    subject: Subject,
    started_by: StartedBy,
) -> Result<Response, Error> {
    let mut last = None;
    loop {
        let read = |response: Response| Ok((status_of(&response.body)?, response));
        let (status, response) = match poll(&mut poller, requester, request, read).await {
            Ok(snapshot) => snapshot,
            Err(PollEnd::Failed(error)) => return Err(error.with_subject(subject)),
            Err(PollEnd::OutOfTime(cause)) => {
                let status = last.or_else(|| started_by.initial_status());
                return Err(out_of_time(subject, status, &poller, Some(cause)));
            }
        };
        if let Some(trace) = requester.session.trace() {
            trace.observe(&status, &response.body);
        }
        let log = requester.session.log();
        log.record(LogKinds::POLL, || LogEvent::Poll {
            subject: subject.name(),
            id: subject.id().to_owned(),
            status: status.clone(),
        });
        if ends_wait(&subject, &status) {
            log.record(LogKinds::RUN_END, || LogEvent::Ended {
                subject: subject.name(),
                id: subject.id().to_owned(),
                status,
            });
            return Ok(response);
        }
        if !poller.rest(&requester.session) {
            let cursor = last_event(&response.body);
            return Err(out_of_time(subject, Some(status), &poller, None).with_cursor(cursor));
        }
        last = Some(status);
    }
}

/// Makes the request that starts the work of a wait. The deadline of the wait includes it.
pub(crate) async fn start(
    requester: &Requester,
    request: &Request,
    poller: &mut Poller,
) -> Result<Response, Error> {
    let deadline = poller.start(&requester.session);
    let started = requester.execute_until(request, deadline).await;
    started.map_err(|error| {
        if !is_timeout(&error) || !deadline.has_passed(requester.session.clock.now()) {
            return error;
        }
        let timeout = poller.options().timeout.unwrap_or(f64::INFINITY);
        let text = format!("The request to start got no response within {timeout}s");
        let ended = Error::new(ErrorKind::WaitTimeout, text);
        let ended = match error.idempotency_key() {
            Some(key) => ended.with_idempotency_key(key),
            None => ended,
        };
        ended.with_request_of(&error).with_cause(Some(error))
    })
}

/// A record's status, read in one pass over its members.
///
/// A missing or null status is that of a new record. An object without an id is no record,
/// and neither is one whose status is no text: the wait fails instead of polling without an end.
#[derive(Debug, Default)]
pub(crate) struct StatusReader<'a> {
    has_id: bool,
    status: Option<&'a [u8]>,
}

impl<'a> StatusReader<'a> {
    pub(crate) fn read(&mut self, name: &str, value: &'a [u8]) {
        match name {
            "id" => self.has_id = value != b"null",
            "status" => self.status = Some(value),
            _ => {}
        }
    }

    pub(crate) fn status(self) -> Option<String> {
        match self.status {
            _ if !self.has_id => None,
            None | Some(b"null") => Some(PENDING.to_owned()),
            Some(value) => scan::string(value).map(std::borrow::Cow::into_owned),
        }
    }
}

/// The error of a 2xx response that is not the requested record.
pub(crate) fn no_record(body: Bytes) -> Error {
    Error::decode("the response is not the record that was asked for", body)
}

fn status_of(body: &Bytes) -> Result<String, Error> {
    let mut members = scan::members(scan::document_start(body));
    let mut reader = StatusReader::default();
    while let Some(Ok((name, value))) = members.next() {
        reader.read(&name, value);
    }
    let status = members.is_finished().then(|| reader.status()).flatten();
    status.ok_or_else(|| no_record(body.clone()))
}

/// The next response that can be read. A response that `read` rejects counts as a failed
/// poll, so `read` must not keep anything of it.
pub(crate) async fn poll<T>(
    poller: &mut Poller,
    requester: &Requester,
    request: &Request,
    mut read: impl FnMut(Response) -> Result<T, Error>,
) -> Result<T, PollEnd> {
    loop {
        let session = &requester.session;
        let deadline = poller.start(session);
        let paused = poller.pause(session).await;
        paused.map_err(PollEnd::Failed)?;
        let response = requester.poll(request, deadline, poller.attempt()).await;
        let failure = match response.and_then(|response| {
            let status = response.status;
            read(response).map_err(|error| error.with_status(status))
        }) {
            Ok(snapshot) => {
                poller.succeeded();
                return Ok(snapshot);
            }
            Err(error) => error,
        };
        let reaction = reaction(poller, requester, &failure);
        poller.failed(session, failure, reaction)?;
    }
}

fn reaction(poller: &Poller, requester: &Requester, failure: &Error) -> OnFailure {
    if failure.kind() == ErrorKind::Decode {
        // After a valid record, an invalid response counts as transient, like a
        // lost one.
        return match poller.has_snapshot() {
            true => OnFailure::Continue,
            false => OnFailure::Fail,
        };
    }
    match failure.is_transient() {
        false => OnFailure::Fail,
        true if requester.session.has_responded() => OnFailure::Continue,
        true => OnFailure::Retry(requester.max_retries()),
    }
}
