//! Time and chance, as a seam: waits and retries ask here and nowhere else.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::transport::BoxFuture;

/// Where waits take their time and retries their chance from.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The present, on a clock that never goes back.
    fn now(&self) -> Instant;
    /// Ends when the moment has come.
    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()>;
    /// A number from 0 up to 1, drawn evenly.
    fn chance(&self) -> f64;
}

/// Real time.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep_until(moment))
    }

    fn chance(&self) -> f64 {
        fastrand::f64()
    }
}

/// The moment that lies this far ahead; nothing when no clock reaches it.
pub(crate) fn after(now: Instant, delay: Duration) -> Option<Instant> {
    now.checked_add(delay)
}
