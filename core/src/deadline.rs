//! The end of a wait, and the time limits of the requests before it.

use std::time::Duration;

use crate::clock::{Clock, after};
use crate::config::Timeouts;
use crate::error::{Error, ErrorKind};
use crate::host::{self, Instant};

/// The time of a request that is sent at the deadline or just before it, such as
/// the last poll of a wait.
const LAST_POLL: Duration = Duration::from_millis(500);
/// The transport's own timeouts end this much earlier than the request as a whole,
/// since their errors name the phase.
const MARGIN: Duration = Duration::from_millis(5);

/// When a wait ends, if ever.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Deadline {
    moment: Option<Instant>,
    /// A wait with a timeout of zero makes one poll with the usual request
    /// timeouts.
    bounds_requests: bool,
}

impl Deadline {
    /// No deadline.
    pub(crate) const NEVER: Self = Self {
        moment: None,
        bounds_requests: false,
    };

    /// The deadline of a wait that starts now.
    pub(crate) fn new(now: Instant, timeout: Option<Duration>) -> Self {
        Self {
            moment: timeout.and_then(|timeout| after(now, timeout)),
            bounds_requests: timeout.is_some_and(|timeout| !timeout.is_zero()),
        }
    }

    /// The same, but a timeout of zero also limits requests.
    pub(crate) fn bounding_requests(mut self) -> Self {
        self.bounds_requests = true;
        self
    }

    pub(crate) fn has_passed(self, now: Instant) -> bool {
        self.moment.is_some_and(|moment| now >= moment)
    }

    /// Whether a request that ends now by a timeout ends because of the deadline.
    pub(crate) fn ends_requests(self, now: Instant) -> bool {
        self.has_passed(now + 2 * MARGIN)
    }

    /// The earlier of the moment and the deadline.
    pub(crate) fn cut(self, moment: Instant) -> Instant {
        self.moment.map_or(moment, |deadline| deadline.min(moment))
    }

    /// When a request that is sent now has to be over, in real time.
    pub(crate) fn request_limit(self, clock: &dyn Clock) -> Option<Instant> {
        let moment = self.moment.filter(|_| self.bounds_requests)?;
        Some(clock.real(moment).max(Instant::now() + LAST_POLL))
    }
}

/// The limits of one poll. It waits for a connection as long as its wait does:
/// the pool timeout is for calls that no deadline covers.
pub(crate) fn poll_timeouts(timeouts: Timeouts, limit: Option<Instant>) -> Timeouts {
    let rest = limit.map(|limit| {
        let rest = limit.saturating_duration_since(Instant::now());
        rest.saturating_sub(MARGIN)
    });
    Timeouts {
        read: match (timeouts.read, rest) {
            (Some(read), Some(rest)) => Some(read.min(rest)),
            (read, rest) => read.or(rest),
        },
        pool: rest,
        ..timeouts
    }
}

/// Runs a request, and stops it at its limit.
pub(crate) async fn within<T>(
    limit: Option<Instant>,
    request: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    match limit {
        None => request.await,
        Some(limit) => host::timeout_at(limit, request)
            .await
            .unwrap_or_else(|_| Err(Error::detected(ErrorKind::ReadTimeout))),
    }
}

/// Whether the error is a timeout of any phase.
pub(crate) fn is_timeout(error: &Error) -> bool {
    error.status().is_none()
        && matches!(
            error.kind(),
            ErrorKind::ConnectTimeout
                | ErrorKind::ReadTimeout
                | ErrorKind::WriteTimeout
                | ErrorKind::PoolTimeout
        )
}
