//! Injectable clock and jitter source of waits and retries.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use futures_util::future::BoxFuture;

use crate::host::{self, Instant};

/// The source of time for waits and of jitter for retries.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The current time of a monotonic clock.
    fn now(&self) -> Instant;
    /// Ends at this time.
    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()>;
    /// A number from 0 up to 1, drawn evenly.
    fn jitter(&self) -> f64;

    /// Converts a moment of this clock to real time. The duration of a request is
    /// real time, even if its wait uses another clock.
    fn real(&self, moment: Instant) -> Instant {
        let rest = moment.saturating_duration_since(self.now());
        after(Instant::now(), rest).unwrap_or(moment)
    }

    /// When a wait polls whose next poll is due at `due`. Later than that only for the clock of
    /// a simulated service, to skip polls that cannot find anything new.
    fn next_poll(&self, due: Instant) -> Instant {
        due
    }

    /// Whether the last pause of a wait may be shorter than its interval, to end at
    /// the deadline. False for the clock of a test that expects the interval.
    fn cuts_pauses(&self) -> bool {
        true
    }
}

/// Real time.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        Box::pin(host::sleep_until(moment))
    }

    fn jitter(&self) -> f64 {
        fastrand::f64()
    }

    fn real(&self, moment: Instant) -> Instant {
        moment
    }
}

/// Reseeds the random numbers of this thread after a fork.
///
/// A forked child would otherwise repeat the form boundaries, the file names and the
/// retry delays of its parent.
///
/// ```
/// flymyai_core::reseed_after_fork();
/// ```
pub fn reseed_after_fork() {
    let mut hasher = DefaultHasher::new();
    (std::process::id(), host::system_time(), fastrand::u64(..)).hash(&mut hasher);
    fastrand::seed(hasher.finish());
}

/// The time after this duration; `None` beyond the range of the clock.
pub(crate) fn after(now: Instant, delay: Duration) -> Option<Instant> {
    now.checked_add(delay)
}
