//! What ends before the process forks: threads that no call needs.
//!
//! Python 3.12 and newer warn of a fork in a process with several threads. So one that
//! has no call under way has none of ours: they end here, and start again on demand.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use crate::runtime::{lock, state};
use crate::workers::is_finalizing;

/// How long a fork waits for threads that are about to end.
const PATIENCE: Duration = Duration::from_millis(200);
/// How long it waits for a runtime that calls under way may well need.
const MOMENT: Duration = Duration::from_millis(5);
const PAUSE: Duration = Duration::from_micros(100);
/// Above so many ends, those long over are forgotten.
const NOTED: usize = 64;

/// Threads that runtimes start for what blocks, such as name look-ups. Each ends by
/// itself when it has had nothing to do for a moment.
#[derive(Default)]
pub(crate) struct Blocking {
    running: AtomicUsize,
    ending: Ending,
}

impl Blocking {
    pub(crate) fn started(&self) {
        self.running.fetch_add(1, Ordering::AcqRel);
    }

    pub(crate) fn ending(&self) {
        self.ending.note();
        self.running.fetch_sub(1, Ordering::AcqRel);
    }

    fn wait(&self, deadline: Instant) {
        while self.running.load(Ordering::Acquire) > 0 && Instant::now() < deadline {
            thread::sleep(PAUSE);
        }
        self.ending.wait(deadline);
    }
}

/// Threads that do nothing any more, yet may still count as the system's.
#[derive(Default)]
pub(crate) struct Ending {
    /// Where Linux shows each; elsewhere there are none.
    threads: Mutex<Vec<PathBuf>>,
}

impl Ending {
    /// Notes that this thread is about to end.
    pub(crate) fn note(&self) {
        if let Ok(thread) = fs::read_link("/proc/thread-self") {
            let mut threads = lock(&self.threads);
            if threads.len() >= NOTED {
                threads.retain(|thread| thread.exists());
            }
            threads.push(Path::new("/proc").join(thread));
        }
    }

    /// Returns when all have ended, or at the deadline.
    pub(crate) fn wait(&self, deadline: Instant) {
        for thread in std::mem::take(&mut *lock(&self.threads)) {
            while thread.exists() && Instant::now() < deadline {
                thread::sleep(PAUSE);
            }
        }
    }
}

/// Ends the threads that have nothing to do.
pub(crate) fn before(py: Python<'_>) -> PyResult<()> {
    if is_finalizing(py)? {
        return Ok(());
    }
    let state = state();
    py.detach(|| {
        let deadline = Instant::now() + PATIENCE;
        // Calls that were just cancelled let go of it in a moment.
        let moment = Instant::now() + MOMENT;
        while !state.end_idle_runtime(deadline) && Instant::now() < moment {
            thread::sleep(PAUSE);
        }
        state.workers.before_fork(deadline);
        state.blocking.wait(deadline);
    });
    Ok(())
}

/// Starts the threads again that calls under way need, in the parent.
pub(crate) fn after(py: Python<'_>) -> PyResult<()> {
    if is_finalizing(py)? {
        return Ok(());
    }
    state().workers.after_fork(py)
}
