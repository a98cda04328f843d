//! Waiting: polling that outlives the network, until its own deadline.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::client::Client;
use crate::clock::after;
use crate::error::{Error, ErrorKind};
use crate::request::Request;
use crate::response::Response;
use crate::retry;
use crate::scan;

/// The status of a record that says none.
const PENDING: &str = "pending";

/// How a call waits.
///
/// ```
/// use flymyai_core::WaitOptions;
///
/// let patient = WaitOptions { timeout: None, ..WaitOptions::default() };
/// assert_eq!(patient.poll_interval, 2.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitOptions {
    /// Seconds until the wait gives up, 300 by default; `None` or infinity
    /// never, 0 or less after one poll.
    pub timeout: Option<f64>,
    /// Seconds between a reply and the next poll, 2 by default (1 for events).
    pub poll_interval: f64,
}

impl Default for WaitOptions {
    fn default() -> Self {
        Self {
            timeout: Some(300.0),
            poll_interval: 2.0,
        }
    }
}

impl WaitOptions {
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.timeout.is_some_and(f64::is_nan) {
            return Err(Error::argument(
                "timeout",
                "timeout must be a number of seconds, not NaN",
            ));
        }
        if self.poll_interval.is_nan() || self.poll_interval < 0.0 {
            let text = format!(
                "poll_interval must be a number of seconds, 0 or more, not {}",
                self.poll_interval
            );
            return Err(Error::argument("poll_interval", text));
        }
        Ok(())
    }

    /// Past what a clock can count to, there is no limit.
    fn duration(seconds: f64) -> Option<Duration> {
        Duration::try_from_secs_f64(seconds.max(0.0)).ok()
    }
}

/// A snapshot's status, as far as a wait cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject<'a> {
    /// The run with this id, as the caller wrote it.
    Run(&'a str),
    /// The compilation with this id, as the caller wrote it.
    Compilation(&'a str),
}

impl Subject<'_> {
    /// Whether the wait is over. A status that this version does not know is
    /// no end: the service may have learnt a new way of being busy.
    fn has_ended(self, status: &str) -> bool {
        match self {
            Self::Run(_) => run_has_ended(status),
            Self::Compilation(_) => {
                matches!(status, "compiled" | "running" | "completed" | "failed")
            }
        }
    }

    fn out_of_time(self, status: String, timeout: Option<f64>, cause: Option<Error>) -> Error {
        let timeout = timeout.unwrap_or(f64::INFINITY);
        let (id, text) = match self {
            Self::Run(id) => (
                id,
                format!("Run {id} did not complete within {timeout}s (last status: {status})"),
            ),
            Self::Compilation(id) => (
                id,
                format!("Compilation {id} still {status} after {timeout}s"),
            ),
        };
        Error::new(ErrorKind::WaitTimeout, text)
            .with_last_status(status)
            .with_subject(id)
            .with_cause(cause)
    }
}

/// Whether a run in this status has come to its end.
pub(crate) fn run_has_ended(status: &str) -> bool {
    matches!(status, "completed" | "failed" | "cancelled")
}

/// Polls until the subject has ended; its last snapshot is the result.
pub(crate) async fn until(
    client: &Client,
    request: &Request,
    options: WaitOptions,
    subject: Subject<'_>,
) -> Result<Response, Error> {
    let mut poller = Poller::new(options);
    let mut last = None;
    loop {
        let read = |reply: Response| Ok((status_of(&reply.body)?, reply));
        let (status, reply) = match poller.poll(client, request, read).await {
            Ok(snapshot) => snapshot,
            Err(PollEnd::Failed(error)) => return Err(error),
            Err(PollEnd::OutOfTime(cause)) => {
                let status = last.unwrap_or_else(|| PENDING.to_owned());
                return Err(subject.out_of_time(status, options.timeout, Some(cause)));
            }
        };
        if subject.has_ended(&status) {
            return Ok(reply);
        }
        if !poller.rest(client) {
            return Err(subject.out_of_time(status, options.timeout, None));
        }
        last = Some(status);
    }
}

/// A record's status, read in one pass over its members.
///
/// Absent or null is what a new record starts as. What has no id is no record,
/// and a status that is no text is none either: polling on would be in vain.
#[derive(Debug, Default)]
pub(crate) struct StatusReader<'a> {
    has_id: bool,
    status: Option<&'a [u8]>,
}

impl<'a> StatusReader<'a> {
    pub(crate) fn see(&mut self, name: &str, value: &'a [u8]) {
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

/// The error of a 2xx reply that is not the record that was asked for.
pub(crate) fn no_record(body: Bytes) -> Error {
    Error::decode("the reply is not the record that was asked for", body)
}

fn status_of(body: &Bytes) -> Result<String, Error> {
    let mut members = scan::members(scan::document_start(body));
    let mut reader = StatusReader::default();
    while let Some(Ok((name, value))) = members.next() {
        reader.see(&name, value);
    }
    let status = members.is_finished().then(|| reader.status()).flatten();
    status.ok_or_else(|| no_record(body.clone()))
}

/// Why there is no further snapshot.
#[derive(Debug)]
pub(crate) enum PollEnd {
    /// This poll failed for good.
    Failed(Error),
    /// The deadline passed while polls failed; the last failure.
    OutOfTime(Error),
}

/// Polls one request, never faster than its interval, and keeps on through
/// failures that pass once the service has answered.
///
/// Its methods are cancel-safe: a poll that is dropped is made again by the
/// next call, and no pause is cut short or begun anew.
#[derive(Debug)]
pub(crate) struct Poller {
    options: WaitOptions,
    /// Set by the first poll: a wait begins when somebody waits.
    started: Option<Instant>,
    resume_at: Option<Instant>,
    answered: bool,
    failures: u32,
}

impl Poller {
    pub(crate) fn new(options: WaitOptions) -> Self {
        Self {
            options,
            started: None,
            resume_at: None,
            answered: false,
            failures: 0,
        }
    }

    fn deadline(&self) -> Option<Instant> {
        after(self.started?, WaitOptions::duration(self.options.timeout?)?)
    }

    pub(crate) fn is_out_of_time(&self, client: &Client) -> bool {
        self.deadline()
            .is_some_and(|deadline| client.session.clock.now() >= deadline)
    }

    /// Puts off the next poll by the interval, counted from now, and says
    /// whether there is any time left for it. The clock is looked at once: a
    /// test that counts these looks sees one for each poll.
    pub(crate) fn rest(&mut self, client: &Client) -> bool {
        let now = client.session.clock.now();
        self.resume_at = Some(
            self.interval()
                .and_then(|interval| after(now, interval))
                .unwrap_or_else(|| far(now)),
        );
        self.deadline().is_none_or(|deadline| now < deadline)
    }

    fn interval(&self) -> Option<Duration> {
        WaitOptions::duration(self.options.poll_interval)
    }

    /// The next reply that can be read. What `read` refuses counts as a failed
    /// poll, so it must leave nothing behind when it does.
    pub(crate) async fn poll<T>(
        &mut self,
        client: &Client,
        request: &Request,
        mut read: impl FnMut(Response) -> Result<T, Error>,
    ) -> Result<T, PollEnd> {
        if self.started.is_none() {
            self.started = Some(client.session.clock.now());
        }
        loop {
            if let Some(moment) = self.resume_at {
                client
                    .session
                    .pause_until(moment)
                    .await
                    .map_err(PollEnd::Failed)?;
                self.resume_at = None;
            }
            let response = if self.answered {
                client.attempt(request).await
            } else {
                client.execute_until(request, self.deadline()).await
            };
            let failure = match response.and_then(|reply| {
                let status = reply.status;
                read(reply).map_err(|error| error.with_status(status))
            }) {
                Ok(snapshot) => {
                    self.answered = true;
                    self.failures = 0;
                    return Ok(snapshot);
                }
                Err(error) => error,
            };
            // A garbled reply is as passing as a lost one.
            let passing = retry::is_transient(&failure) || failure.kind() == ErrorKind::Decode;
            if !self.answered || !passing {
                return Err(PollEnd::Failed(failure));
            }
            if self.is_out_of_time(client) {
                return Err(PollEnd::OutOfTime(failure));
            }
            self.failures += 1;
            self.resume_at = Some(self.next_try(client, &failure));
        }
    }

    /// After a failure: backoff, but no faster than the interval; and no later
    /// than the deadline, for the last try should be made while it counts.
    fn next_try(&self, client: &Client, failure: &Error) -> Instant {
        let now = client.session.clock.now();
        let interval = self.interval().unwrap_or(Duration::MAX);
        let backoff = retry::backoff(self.failures, client.session.clock.chance());
        let delay = failure.retry_after().unwrap_or(backoff).max(interval);
        let moment = after(now, delay).unwrap_or_else(|| far(now));
        match self.deadline() {
            Some(deadline) => moment.min(deadline.max(after(now, interval).unwrap_or(moment))),
            None => moment,
        }
    }
}

/// As good as never; tokio's timers can't count much further.
fn far(now: Instant) -> Instant {
    now + Duration::from_secs(86_400 * 365 * 30)
}
