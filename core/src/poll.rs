//! The schedule of the polls of a wait.

use std::time::Duration;

use crate::clock::after;
use crate::deadline::{Deadline, is_timeout};
use crate::error::Error;
use crate::host::Instant;
use crate::retry;
use crate::transport::Session;
use crate::wait_defaults;

/// Timeout and poll interval of a call.
///
/// ```
/// use flymyai_core::WaitOptions;
///
/// let unlimited = WaitOptions { timeout: None, ..WaitOptions::default() };
/// assert_eq!(unlimited.poll_interval, 2.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaitOptions {
    /// Seconds until the wait ends without a result, 300 by default; `None` or infinity for
    /// no limit, 0 or less for one poll.
    ///
    /// The last poll is made at the timeout, and may take half a second. A request
    /// that has no response by then ends, too.
    pub timeout: Option<f64>,
    /// Seconds between a response and the next poll, 2 by default (1 for events). The
    /// last pause ends with the wait.
    pub poll_interval: f64,
}

impl WaitOptions {
    /// The defaults of a stream of events.
    pub(crate) fn of_events() -> Self {
        Self {
            poll_interval: wait_defaults::EVENT_POLL_INTERVAL,
            ..Self::default()
        }
    }
}

impl Default for WaitOptions {
    fn default() -> Self {
        Self {
            timeout: Some(wait_defaults::TIMEOUT),
            poll_interval: wait_defaults::POLL_INTERVAL,
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

    /// `None`, which is no limit, for a timeout that a clock can't represent.
    fn duration(seconds: f64) -> Option<Duration> {
        Duration::try_from_secs_f64(seconds.max(0.0)).ok()
    }
}

/// The reasons why there is no further response.
#[derive(Debug)]
pub(crate) enum PollEnd {
    /// This poll failed with a final error.
    Failed(Error),
    /// The deadline passed while polls failed; the last failure.
    OutOfTime(Error),
}

/// The next step of a wait after the failure of a poll.
#[derive(Clone, Copy, Debug)]
pub(crate) enum OnFailure {
    /// The service has responded before: the wait continues until its deadline.
    Continue,
    /// The service has never responded: a poll is retried this often, like any read.
    Retry(u32),
    /// The wait ends.
    Fail,
}

/// The schedule of the polls of one wait: one per interval, fewer while they fail, and none
/// after the deadline.
///
/// Its methods are cancel-safe: a poll that is dropped is made again by the
/// next call, and no pause is cut short or begun anew.
#[derive(Debug)]
pub(crate) struct Poller {
    options: WaitOptions,
    /// Set by the first poll: the wait begins with it.
    deadline: Option<Deadline>,
    resume_at: Option<Instant>,
    has_snapshot: bool,
    failures: u32,
    polls: u32,
}

impl Poller {
    pub(crate) fn new(options: WaitOptions) -> Self {
        Self {
            options,
            deadline: None,
            resume_at: None,
            has_snapshot: false,
            failures: 0,
            polls: 0,
        }
    }

    /// The deadline; the wait begins now unless it has begun already.
    pub(crate) fn start(&mut self, session: &Session) -> Deadline {
        let timeout = self.options.timeout.and_then(WaitOptions::duration);
        *self
            .deadline
            .get_or_insert_with(|| Deadline::new(session.clock.now(), timeout))
    }

    /// The same for a wait whose requests end at the deadline even if its timeout is 0.
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

    /// The last poll has succeeded.
    pub(crate) fn succeeded(&mut self) {
        self.has_snapshot = true;
        self.failures = 0;
        self.polls = self.polls.saturating_add(1);
    }

    /// The number of the next poll since the last success, from 1.
    pub(crate) fn attempt(&self) -> u32 {
        self.failures + 1
    }

    pub(crate) fn has_snapshot(&self) -> bool {
        self.has_snapshot
    }

    /// Schedules the next poll one interval from now, and returns whether the deadline
    /// leaves time for it. The clock is read once for each poll, which tests with a clock
    /// of their own count.
    pub(crate) fn rest(&mut self, session: &Session) -> bool {
        let now = session.clock.now();
        self.postpone(session, now, Duration::ZERO);
        !self
            .deadline
            .is_some_and(|deadline| deadline.has_passed(now))
    }

    /// Whether the deadline has passed.
    pub(crate) fn is_late(&self, session: &Session) -> bool {
        let deadline = self.deadline.unwrap_or_default();
        deadline.has_passed(session.clock.now())
    }

    /// Schedules the next poll after a failure; an error if there is none.
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
        self.polls = self.polls.saturating_add(1);
        let delay = match reaction {
            OnFailure::Continue if deadline.has_passed(now) || is_cut_off => {
                return Err(PollEnd::OutOfTime(failure));
            }
            OnFailure::Continue => Some(retry::poll_delay(self.failures, &failure, jitter)),
            OnFailure::Retry(most) => {
                let class = retry::RetryClass::Safe;
                retry::decide(class, most, self.failures, &failure, jitter)
                    .filter(|delay| !deadline.has_passed(now + *delay))
            }
            OnFailure::Fail => None,
        };
        if let Some(delay) = delay {
            retry::note_retry(session, &failure, self.failures, delay);
        }
        match delay {
            Some(delay) if matches!(reaction, OnFailure::Continue) => {
                self.postpone(session, now, delay);
            }
            // These are retries of the first poll, without the interval between them.
            Some(delay) => self.resume_at = after(now, delay),
            None if is_cut_off => return Err(PollEnd::OutOfTime(failure)),
            None if failure.attempts() > 0 => return Err(PollEnd::Failed(failure)),
            None => return Err(PollEnd::Failed(failure.with_attempts(self.failures))),
        }
        Ok(())
    }

    fn postpone(&mut self, session: &Session, now: Instant, at_least: Duration) {
        let interval = WaitOptions::duration(self.options.poll_interval);
        let next = interval
            .and_then(|interval| after(now, interval.max(at_least)))
            .unwrap_or_else(|| distant_future(now));
        let next = session.clock.next_poll(next);
        self.resume_at = Some(match self.deadline {
            Some(deadline) if session.clock.cuts_pauses() => deadline.cut(next),
            _ => next,
        });
    }

    /// The number of polls so far.
    pub(crate) fn polls(&self) -> u32 {
        self.polls
    }

    /// The options of the wait.
    pub(crate) fn options(&self) -> WaitOptions {
        self.options
    }
}

/// Decades from now, in place of infinity: the timers of tokio have a limit.
fn distant_future(now: Instant) -> Instant {
    now + Duration::from_secs(86_400 * 365 * 30)
}
