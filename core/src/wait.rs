//! Waiting: polling that outlives the network, until its own deadline.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::client::Client;
use crate::clock::after;
use crate::deadline::{Deadline, is_timeout};
use crate::error::{Error, ErrorKind};
use crate::request::Request;
use crate::response::Response;
use crate::retry;
use crate::scan;
use crate::session::Session;

/// The status of a record that says none.
pub(crate) const PENDING: &str = "pending";

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
    ///
    /// The last poll is made when they are over, and has half a second. A request
    /// that has no reply by then ends, too.
    pub timeout: Option<f64>,
    /// Seconds between a reply and the next poll, 2 by default (1 for events). The
    /// last pause ends with the wait.
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

    pub(crate) fn out_of_time(
        self,
        status: String,
        timeout: Option<f64>,
        cause: Option<Error>,
    ) -> Error {
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
    mut poller: Poller,
    subject: Subject<'_>,
) -> Result<Response, Error> {
    let timeout = poller.options.timeout;
    let mut last = None;
    loop {
        let read = |reply: Response| Ok((status_of(&reply.body)?, reply));
        let (status, reply) = match poller.poll(client, request, read).await {
            Ok(snapshot) => snapshot,
            Err(PollEnd::Failed(error)) => return Err(error),
            Err(PollEnd::OutOfTime(cause)) => {
                let status = last.unwrap_or_else(|| PENDING.to_owned());
                return Err(subject.out_of_time(status, timeout, Some(cause)));
            }
        };
        if subject.has_ended(&status) {
            return Ok(reply);
        }
        if !poller.rest(&client.session) {
            return Err(subject.out_of_time(status, timeout, None));
        }
        last = Some(status);
    }
}

/// Makes the request that starts what is then waited for. Its time is the wait's.
pub(crate) async fn start(
    client: &Client,
    request: &Request,
    poller: &mut Poller,
) -> Result<Response, Error> {
    let deadline = poller.start(&client.session);
    let started = client.execute_until(request, deadline).await;
    started.map_err(|error| {
        if !is_timeout(&error) || !deadline.has_passed(client.session.clock.now()) {
            return error;
        }
        let timeout = poller.options.timeout.unwrap_or(f64::INFINITY);
        let text = format!("The request to start was not answered within {timeout}s");
        Error::new(ErrorKind::WaitTimeout, text).with_cause(Some(error))
    })
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

/// How a wait continues after the failure of a poll.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OnFailure {
    /// The service has answered before: the wait continues until its deadline.
    Outlive,
    /// The service has never answered: a poll is retried this often, like any read.
    Retry(u32),
    /// The wait ends.
    Fail,
}

/// When the polls of one wait are made, and when there are no more: never faster
/// than the interval, slower while they fail, and up to the deadline.
///
/// Its methods are cancel-safe: a poll that is dropped is made again by the
/// next call, and no pause is cut short or begun anew.
#[derive(Debug)]
pub(crate) struct Poller {
    options: WaitOptions,
    /// Set by the first poll: a wait begins when somebody waits.
    deadline: Option<Deadline>,
    resume_at: Option<Instant>,
    has_snapshot: bool,
    failures: u32,
}

impl Poller {
    pub(crate) fn new(options: WaitOptions) -> Self {
        Self {
            options,
            deadline: None,
            resume_at: None,
            has_snapshot: false,
            failures: 0,
        }
    }

    /// The deadline; the wait begins now unless it has begun already.
    pub(crate) fn start(&mut self, session: &Session) -> Deadline {
        let timeout = self.options.timeout.and_then(WaitOptions::duration);
        *self
            .deadline
            .get_or_insert_with(|| Deadline::new(session.clock.now(), timeout))
    }

    /// The same for a wait whose requests end even where there is no time at all.
    pub(crate) fn start_bounded(&mut self, session: &Session) -> Deadline {
        let deadline = self.start(session).bounding_requests();
        *self.deadline.insert(deadline)
    }

    /// Pauses until it is time for the next poll.
    pub(crate) async fn pause(&mut self, session: &Session) -> Result<(), Error> {
        if let Some(moment) = self.resume_at {
            session.pause_until(moment).await?;
            self.resume_at = None;
        }
        Ok(())
    }

    /// The last poll has brought a snapshot.
    pub(crate) fn succeeded(&mut self) {
        self.has_snapshot = true;
        self.failures = 0;
    }

    pub(crate) fn has_snapshot(&self) -> bool {
        self.has_snapshot
    }

    /// Puts off the next poll by the interval, counted from now, and says
    /// whether there is any time left for it. The clock is looked at once: a
    /// test that counts these looks sees one for each poll.
    pub(crate) fn rest(&mut self, session: &Session) -> bool {
        let now = session.clock.now();
        self.put_off(session, now, Duration::ZERO);
        !self
            .deadline
            .is_some_and(|deadline| deadline.has_passed(now))
    }

    /// Puts off the next poll after a failure; an error where there is none.
    pub(crate) fn failed(
        &mut self,
        session: &Session,
        failure: Error,
        reaction: OnFailure,
    ) -> Result<(), PollEnd> {
        let now = session.clock.now();
        let deadline = self.deadline.unwrap_or_default();
        let jitter = session.clock.jitter();
        // The deadline itself has ended the request.
        let is_cut_off = is_timeout(&failure) && deadline.ends_requests(now);
        self.failures += 1;
        let delay = match reaction {
            OnFailure::Outlive if deadline.has_passed(now) || is_cut_off => {
                return Err(PollEnd::OutOfTime(failure));
            }
            OnFailure::Outlive => Some(retry::poll_delay(self.failures, &failure, jitter)),
            OnFailure::Retry(most) => {
                let class = retry::RetryClass::Safe;
                retry::decide(class, most, self.failures, &failure, jitter)
                    .filter(|delay| !deadline.has_passed(now + *delay))
            }
            OnFailure::Fail => None,
        };
        match delay {
            Some(delay) if matches!(reaction, OnFailure::Outlive) => {
                self.put_off(session, now, delay);
            }
            // These are a read's retries, not yet polls: no interval lies between.
            Some(delay) => self.resume_at = after(now, delay),
            None if is_cut_off => return Err(PollEnd::OutOfTime(failure)),
            None if failure.attempts() > 0 => return Err(PollEnd::Failed(failure)),
            None => return Err(PollEnd::Failed(failure.with_attempts(self.failures))),
        }
        Ok(())
    }

    fn put_off(&mut self, session: &Session, now: Instant, at_least: Duration) {
        let interval = WaitOptions::duration(self.options.poll_interval);
        let next = interval
            .and_then(|interval| after(now, interval.max(at_least)))
            .unwrap_or_else(|| far(now));
        self.resume_at = Some(match self.deadline {
            Some(deadline) if session.clock.cuts_pauses() => deadline.cut(next),
            _ => next,
        });
    }

    /// The next reply that can be read. What `read` refuses counts as a failed
    /// poll, so it must leave nothing behind when it does.
    pub(crate) async fn poll<T>(
        &mut self,
        client: &Client,
        request: &Request,
        mut read: impl FnMut(Response) -> Result<T, Error>,
    ) -> Result<T, PollEnd> {
        loop {
            let deadline = self.start(&client.session);
            let paused = self.pause(&client.session).await;
            paused.map_err(PollEnd::Failed)?;
            let response = client.poll(request, deadline).await;
            let failure = match response.and_then(|reply| {
                let status = reply.status;
                read(reply).map_err(|error| error.with_status(status))
            }) {
                Ok(snapshot) => {
                    self.succeeded();
                    return Ok(snapshot);
                }
                Err(error) => error,
            };
            let reaction = self.reaction(client, &failure);
            self.failed(&client.session, failure, reaction)?;
        }
    }

    fn reaction(&self, client: &Client, failure: &Error) -> OnFailure {
        if failure.kind() == ErrorKind::Decode {
            // After a valid record, an invalid reply counts as transient, like a
            // lost one.
            return match self.has_snapshot {
                true => OnFailure::Outlive,
                false => OnFailure::Fail,
            };
        }
        match retry::is_transient(failure) {
            false => OnFailure::Fail,
            true if client.session.has_answered() => OnFailure::Outlive,
            true => OnFailure::Retry(client.max_retries()),
        }
    }
}

/// As good as never; tokio's timers can't count much further.
fn far(now: Instant) -> Instant {
    now + Duration::from_secs(86_400 * 365 * 30)
}
