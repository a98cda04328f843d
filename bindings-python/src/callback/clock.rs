//! The clock of calls that use Python's clock and sleep function.

use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flymyai_core::{BoxFuture, Clock, SystemClock};
use pyo3::prelude::*;
use tokio::time::Instant;

use crate::callback::queue::HostCallQueue;
use crate::runtime::sync::lock;

/// Origin offset; a patched clock may run backwards.
const ORIGIN: Duration = Duration::from_secs(86_400 * 365 * 30);

/// Python's clock and sleep function, which a test may have replaced.
pub(crate) struct PythonClock {
    host_calls: Arc<HostCallQueue>,
    monotonic: Py<PyAny>,
    start: Instant,
    /// The last reading of the clock, from which pauses are counted: tests count readings.
    last: Mutex<Instant>,
    cuts_pauses: bool,
}

impl fmt::Debug for PythonClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PythonClock(..)")
    }
}

impl PythonClock {
    pub(crate) fn new(
        host_calls: Arc<HostCallQueue>,
        monotonic: Py<PyAny>,
        cuts_pauses: bool,
    ) -> Self {
        let now = Instant::now();
        let start = now.checked_add(ORIGIN).unwrap_or(now);
        Self {
            host_calls,
            monotonic,
            start,
            last: Mutex::new(start),
            cuts_pauses,
        }
    }

    fn at(&self, seconds: f64) -> Option<Instant> {
        let distance = Duration::try_from_secs_f64(seconds.abs()).ok()?;
        if seconds < 0.0 {
            self.start.checked_sub(distance)
        } else {
            self.start.checked_add(distance)
        }
    }
}

impl Clock for PythonClock {
    fn now(&self) -> Instant {
        let read = |py: Python<'_>| self.monotonic.call0(py)?.extract::<f64>(py);
        let seconds = match Python::try_attach(read) {
            Some(Ok(seconds)) => Some(seconds),
            Some(Err(error)) => {
                self.host_calls.fail(error);
                None
            }
            None => None,
        };
        let mut last = lock(&self.last);
        *last = seconds
            .and_then(|seconds| self.at(seconds))
            .unwrap_or(*last);
        *last
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        let delay = moment.saturating_duration_since(*lock(&self.last));
        Box::pin(async move {
            let arguments = move |py: Python<'_>| {
                let arguments = (delay.as_secs_f64(),).into_pyobject(py)?;
                Ok(arguments.unbind())
            };
            if let Ok(Err(error)) = self.host_calls.call("sleep", arguments).await {
                self.host_calls.fail(error);
                std::future::pending::<()>().await;
            }
        })
    }

    fn jitter(&self) -> f64 {
        SystemClock.jitter()
    }

    fn real(&self, moment: Instant) -> Instant {
        // The clock is not read again: tests count its calls.
        let rest = moment.saturating_duration_since(*lock(&self.last));
        Instant::now().checked_add(rest).unwrap_or(moment)
    }

    fn cuts_pauses(&self) -> bool {
        self.cuts_pauses
    }
}
