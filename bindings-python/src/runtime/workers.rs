//! Threads that run Python code for calls which no thread of Python waits for:
//! they read what is uploaded, and wake loops that watch no file descriptors.
//!
//! Each attaches to the interpreter once, while the thread of Python that needs it
//! waits, and only detaches from then on. So it comes back to a finalizing interpreter
//! as any daemon thread does, which `guard.c` stops, and never asks one that is half
//! gone for a new state, which crashes.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::runtime::process::Process;
use crate::runtime::sync::lock;

/// A read may block for as long as it likes: there is a thread for each user, up to this.
const AT_MOST: usize = 32;

type Job = Box<dyn FnOnce(Python<'_>) + Send>;

/// The threads, and what they are to do.
#[derive(Default)]
pub(crate) struct Workers {
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    users: usize,
    threads: usize,
    idle: usize,
    /// The interpreter finalizes: no thread will do any job.
    closed: bool,
}

/// The right to submit jobs, which a thread is there for.
pub(crate) struct Lease {
    workers: &'static Workers,
    process: Process,
}

impl Lease {
    /// Has a thread run this soon; says no while the interpreter finalizes.
    pub(crate) fn submit(&self, job: impl FnOnce(Python<'_>) + Send + 'static) -> bool {
        self.workers.submit(Box::new(job))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // In a forked child the lock may be one that a thread of the parent holds.
        if self.process.is_current() {
            lock(&self.workers.queue).users -= 1;
        }
    }
}

impl Workers {
    /// A lease for one user, with a thread for its jobs.
    pub(crate) fn lease(&'static self, py: Python<'_>) -> PyResult<Lease> {
        let missing = {
            let mut queue = lock(&self.queue);
            queue.users += 1;
            let missing = queue.threads < queue.users || queue.idle == 0;
            let missing = missing && queue.threads < AT_MOST;
            queue.threads += usize::from(missing);
            missing
        };
        let lease = Lease {
            workers: self,
            process: Process::current(),
        };
        if is_finalizing(py)? {
            self.close();
        } else if missing {
            let started = py.detach(|| self.start_thread());
            started.map_err(|error| {
                lock(&self.queue).threads -= 1;
                PyRuntimeError::new_err(format!("can't start a thread: {error}"))
            })?;
        }
        Ok(lease)
    }

    fn submit(&self, job: Job) -> bool {
        let mut queue = lock(&self.queue);
        if queue.closed {
            return false;
        }
        queue.jobs.push_back(job);
        self.changed.notify_one();
        true
    }

    /// Returns when the new thread has attached.
    fn start_thread(&'static self) -> std::io::Result<()> {
        let (attached, waiting) = mpsc::sync_channel(1);
        let name = "flymyai-python".to_owned();
        thread::Builder::new().name(name).spawn(move || {
            // A daemon thread may have started this one just before the end: then
            // neither of them goes on.
            Python::try_attach(|py| {
                // The thread that needs this one waits.
                attached.send(()).unwrap_or_default();
                while let Some(job) = py.detach(|| self.next()) {
                    job(py);
                }
            });
        })?;
        waiting.recv().map_err(std::io::Error::other)
    }

    fn next(&self) -> Option<Job> {
        let mut queue = lock(&self.queue);
        queue.idle += 1;
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                queue.idle -= 1;
                return Some(job);
            }
            if queue.closed {
                return None;
            }
            queue = self
                .changed
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn close(&self) {
        let mut queue = lock(&self.queue);
        queue.closed = true;
        let jobs = std::mem::take(&mut queue.jobs);
        drop(queue);
        drop(jobs);
    }
}

fn is_finalizing(py: Python<'_>) -> PyResult<bool> {
    // Kept: a finalizing interpreter imports nothing.
    static ASK: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    ASK.import(py, "sys", "is_finalizing")?.call0()?.is_truthy()
}
