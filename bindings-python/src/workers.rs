//! Threads that run Python code for calls which no thread of Python waits for:
//! they read what is uploaded, and wake loops that watch no file descriptors.
//!
//! Each attaches to the interpreter once, while the thread that starts it waits,
//! and only detaches from then on. So it comes back to a finalizing interpreter
//! as any daemon thread does, which `guard.c` stops, and never asks one that is
//! half gone for a new state, which crashes.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::runtime::lock;

/// A read may block for as long as it likes: others have threads of their own.
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
    threads: usize,
    idle: usize,
    /// The interpreter finalizes: no thread will do any job.
    closed: bool,
}

impl Workers {
    /// Makes sure that a thread is there to do the next job.
    pub(crate) fn start(&'static self, py: Python<'_>) -> PyResult<()> {
        if is_finalizing(py)? {
            self.close();
            return Ok(());
        }
        {
            let mut queue = lock(&self.queue);
            if queue.idle > queue.jobs.len() || queue.threads >= AT_MOST {
                return Ok(());
            }
            queue.threads += 1;
        }
        let started = py.detach(|| self.start_thread());
        started.map_err(|error| {
            lock(&self.queue).threads -= 1;
            PyRuntimeError::new_err(format!("can't start a thread: {error}"))
        })
    }

    /// Has a thread run this soon; says no while the interpreter finalizes.
    pub(crate) fn submit(&self, job: impl FnOnce(Python<'_>) + Send + 'static) -> bool {
        let mut queue = lock(&self.queue);
        if queue.closed {
            return false;
        }
        queue.jobs.push_back(Box::new(job));
        self.changed.notify_one();
        true
    }

    /// Returns when the new thread has attached.
    fn start_thread(&'static self) -> std::io::Result<()> {
        let (attached, waiting) = mpsc::sync_channel(1);
        let name = "flymyai-python".to_owned();
        thread::Builder::new().name(name).spawn(move || {
            Python::attach(|py| {
                // Whoever asked for it waits.
                attached.send(()).unwrap_or_default();
                self.work(py);
            });
        })?;
        waiting.recv().map_err(std::io::Error::other)
    }

    fn work(&'static self, py: Python<'_>) {
        while let Some((job, last)) = py.detach(|| self.next()) {
            if last {
                // The next job is not to wait for this one. No thread, no help.
                drop(self.start(py));
            }
            job(py);
        }
    }

    /// The next job, and whether no thread is left for the one after it.
    fn next(&self) -> Option<(Job, bool)> {
        let mut queue = lock(&self.queue);
        queue.idle += 1;
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                queue.idle -= 1;
                return Some((job, queue.idle == 0));
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
