//! Threads that run Python code for calls which no thread of Python waits for:
//! they read uploads, and wake loops that watch no file descriptors.
//!
//! The interpreter starts them, as it starts the threads of Python programs: their
//! states are made while it cannot begin to finalize. Afterwards they only detach and
//! come back. So each is to a finalizing interpreter what any daemon thread is, which
//! `guard.c` stops, and none requests a new state from one that is shutting down, which crashes.
//! The idle ones end before a fork, and start again when they are needed.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError, mpsc};
use std::thread;
use std::time::Instant;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyCFunction;

use crate::runtime::process::Process;
use crate::runtime::sync::lock;
use crate::runtime::threads::Ending;

/// A read may block for any time: there is a thread for each user, up to this.
const MAX_THREADS: usize = 32;

type Job = Box<dyn FnOnce(Python<'_>) + Send>;

/// The threads, and their queued work.
#[derive(Default)]
pub(crate) struct Workers {
    queue: Mutex<Queue>,
    changed: Condvar,
    /// A thread ends, or begins to read.
    left: Condvar,
    ending: Ending,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    users: usize,
    threads: usize,
    idle: usize,
    /// Threads that run a user's code, for any time.
    reading: usize,
    /// Forks under way: threads with nothing to do end.
    forks: usize,
    /// The interpreter finalizes: no thread will do any job.
    closed: bool,
}

/// The right to submit jobs, with a thread for them.
pub(crate) struct Lease {
    pub(crate) workers: &'static Workers,
    process: Process,
}

impl Lease {
    /// Queues a job for a thread; returns false while the interpreter finalizes. The part of a
    /// job that may take long runs within [`Workers::reading`].
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
            let missing = missing && queue.threads < MAX_THREADS;
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
            self.start_counted(py)?;
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

    /// Starts the threads again that users may need.
    pub(crate) fn after_fork(&'static self, py: Python<'_>) -> PyResult<()> {
        let mut queue = lock(&self.queue);
        queue.forks = queue.forks.saturating_sub(1);
        drop(queue);
        loop {
            let mut queue = lock(&self.queue);
            if queue.closed || queue.threads >= queue.users.min(MAX_THREADS) {
                return Ok(());
            }
            queue.threads += 1;
            drop(queue);
            self.start_counted(py)?;
        }
    }

    /// Starts a thread that is counted already.
    fn start_counted(&'static self, py: Python<'_>) -> PyResult<()> {
        let started = self.start_thread(py);
        started.inspect_err(|_| lock(&self.queue).threads -= 1)
    }

    fn start_thread(&'static self, py: Python<'_>) -> PyResult<()> {
        let start = py.import("_thread")?.getattr("start_new_thread")?;
        // Where it was replaced, it may start something that is no thread (gevent).
        if !start.is_instance_of::<PyCFunction>() {
            return py.detach(|| self.start_foreign_thread()).map_err(|error| {
                PyRuntimeError::new_err(format!("can't start a thread: {error}"))
            });
        }
        let work = PyCFunction::new_closure(py, None, None, move |arguments, _| {
            self.work(arguments.py());
        })?;
        start.call1((work, ())).map(drop)
    }

    /// A thread that is new to the interpreter. Returns when it has attached.
    fn start_foreign_thread(&'static self) -> std::io::Result<()> {
        let (attached, waiting) = mpsc::sync_channel(1);
        let name = "flymyai-python".to_owned();
        thread::Builder::new().name(name).spawn(move || {
            // A daemon thread may have started this one just before the end: then
            // neither of them continues.
            Python::try_attach(|py| {
                // The thread that needs this one waits.
                attached.send(()).unwrap_or_default();
                self.work(py);
            });
        })?;
        waiting.recv().map_err(std::io::Error::other)
    }

    fn work(&self, py: Python<'_>) {
        while let Some(job) = py.detach(|| self.next()) {
            job(py);
        }
    }

    /// The next job; none when the thread is to end.
    fn next(&self) -> Option<Job> {
        let mut queue = lock(&self.queue);
        queue.idle += 1;
        loop {
            let job = queue.jobs.pop_front();
            let ends = queue.closed || queue.forks > 0;
            if job.is_some() || ends {
                queue.idle -= 1;
                if job.is_none() {
                    queue.threads -= 1;
                    self.ending.note();
                    self.left.notify_all();
                }
                return job;
            }
            queue = self
                .changed
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends the threads that have nothing to do, and others when they have nothing more,
    /// until [`after_fork`](Self::after_fork). None that reads is waited for.
    pub(crate) fn before_fork(&self, deadline: Instant) {
        let mut queue = lock(&self.queue);
        queue.forks += 1;
        self.changed.notify_all();
        while queue.threads > queue.reading {
            let rest = deadline.saturating_duration_since(Instant::now());
            if rest.is_zero() {
                return;
            }
            queue = self
                .left
                .wait_timeout(queue, rest)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        drop(queue);
        self.ending.wait(deadline);
    }

    /// Runs blocking work on one of the threads.
    pub(crate) fn reading<T>(&self, read: impl FnOnce() -> T) -> T {
        lock(&self.queue).reading += 1;
        self.left.notify_all();
        let result = read();
        lock(&self.queue).reading -= 1;
        result
    }

    fn close(&self) {
        let mut queue = lock(&self.queue);
        queue.closed = true;
        let jobs = std::mem::take(&mut queue.jobs);
        drop(queue);
        drop(jobs);
    }
}

pub(crate) fn is_finalizing(py: Python<'_>) -> PyResult<bool> {
    // Stored, because a finalizing interpreter imports nothing.
    static ASK: OnceLock<Py<PyAny>> = OnceLock::new();
    if let Some(ask) = ASK.get() {
        return ask.bind(py).call0()?.is_truthy();
    }
    let ask = py.import("sys")?.getattr("is_finalizing")?;
    let ask = ASK.get_or_init(|| ask.unbind());
    ask.bind(py).call0()?.is_truthy()
}
