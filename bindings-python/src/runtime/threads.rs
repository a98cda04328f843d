//! Threads that end before the process forks, and how a fork waits for their ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::runtime::sync::lock;

/// The pause between two checks of a fork that waits.
pub(crate) const CHECK_PAUSE: Duration = Duration::from_micros(100);
/// The number of recorded threads above which ended ones are removed.
const MAX_NOTED: usize = 64;

/// Threads that runtimes start for blocking work, such as name lookups. Each ends by
/// itself when it is idle for a moment.
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

    pub(crate) fn wait(&self, deadline: Instant) {
        while self.running.load(Ordering::Acquire) > 0 && Instant::now() < deadline {
            thread::sleep(CHECK_PAUSE);
        }
        self.ending.wait(deadline);
    }
}

/// Threads whose work has ended, but that the system may still list.
#[derive(Default)]
pub(crate) struct Ending {
    /// The directory of each in `/proc`; empty on systems without it.
    threads: Mutex<Vec<PathBuf>>,
}

impl Ending {
    /// Records that this thread is about to end.
    pub(crate) fn note(&self) {
        if let Ok(thread) = fs::read_link("/proc/thread-self") {
            let mut threads = lock(&self.threads);
            if threads.len() >= MAX_NOTED {
                threads.retain(|thread| thread.exists());
            }
            threads.push(Path::new("/proc").join(thread));
        }
    }

    /// Returns when all have ended, or at the deadline.
    pub(crate) fn wait(&self, deadline: Instant) {
        for thread in std::mem::take(&mut *lock(&self.threads)) {
            while thread.exists() && Instant::now() < deadline {
                thread::sleep(CHECK_PAUSE);
            }
        }
    }
}
