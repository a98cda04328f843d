//! How finished calls reach an event loop: a queue the loop is woken for once.
//!
//! Threads of the runtime put results here; only the one that finds the queue
//! empty wakes the loop, by a byte the loop watches for. None of them needs the
//! interpreter for that. The loop then resolves everything there is at once.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use flymyai_core::{Error, Reply};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3::{PyTraverseError, PyVisit};
use tokio::task::AbortHandle;

use crate::agents::call::shown;
use crate::agents::stream::batch_list;
use crate::error::{self, Context};
use crate::inference::response::Found;
use crate::runtime::driver::guarded;
use crate::runtime::state::{State, lock, state};
use crate::runtime::waker::Bell;

/// What a future is resolved with.
pub(crate) enum Outcome {
    /// A reply.
    Reply(Reply),
    /// Events of a stream.
    Batch(Option<Vec<Bytes>>),
    /// What the inference service answered.
    Found(Found),
    /// A piece of what is uploaded; none at its end.
    Piece(Option<Bytes>),
}

impl Outcome {
    /// What Python gets of it.
    pub(crate) fn shown<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::Reply(reply) => Ok(shown(py, reply).into_pyobject(py)?.into_any()),
            Self::Batch(batch) => {
                let batch = batch.as_ref().map(|batch| batch_list(py, batch));
                Ok(batch.transpose()?.into_pyobject(py)?.into_any())
            }
            Self::Found(found) => found.shown(py),
            Self::Piece(piece) => {
                let piece = piece.as_ref().map(|piece| PyBytes::new(py, piece));
                Ok(piece.into_pyobject(py)?.into_any())
            }
        }
    }
}

/// The queue of one event loop.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct LoopQueue {
    shared: Arc<Shared>,
}

struct Shared {
    /// Locked by Python threads only, which hold the interpreter: never contended.
    pending: Mutex<Pending>,
    done: Mutex<Done>,
    home: &'static State,
}

#[derive(Default)]
struct Pending {
    next: u64,
    waiting: HashMap<u64, Waiting>,
}

struct Waiting {
    future: Py<PyAny>,
    context: Option<Context>,
    abort: AbortHandle,
}

struct Done {
    results: Vec<(u64, Result<Outcome, Error>)>,
    /// Nothing once the loop has closed: results go nowhere then.
    bell: Option<Bell>,
}

/// One entry of a queue, to cancel it by.
#[derive(Clone)]
pub(crate) struct Ticket {
    shared: Arc<Shared>,
    number: u64,
}

impl Ticket {
    pub(crate) fn cancel(&self) {
        if !self.shared.home.is_current() {
            return;
        }
        let waiting = lock(&self.shared.pending).waiting.remove(&self.number);
        if let Some(waiting) = waiting {
            waiting.abort.abort();
        }
    }
}

impl LoopQueue {
    /// Starts a future; its end will resolve the Python future.
    pub(crate) fn start(
        &self,
        py: Python<'_>,
        future: Py<PyAny>,
        context: Option<Context>,
        running: impl Future<Output = Result<Outcome, Error>> + Send + 'static,
    ) -> PyResult<Ticket> {
        let runtime = state()
            .runtime()
            .map_err(|error| error::raise(py, &error, None))?;
        if self.closed() {
            return Err(PyRuntimeError::new_err("Event loop is closed"));
        }
        let mut pending = lock(&self.shared.pending);
        let number = pending.next;
        pending.next += 1;
        let shared = Arc::clone(&self.shared);
        let task = runtime.spawn(async move {
            let result = guarded(running).await;
            shared.finish(number, result);
        });
        pending.waiting.insert(
            number,
            Waiting {
                future,
                context,
                abort: task.abort_handle(),
            },
        );
        Ok(Ticket {
            shared: Arc::clone(&self.shared),
            number,
        })
    }
}

impl Shared {
    fn finish(&self, number: u64, result: Result<Outcome, Error>) {
        let mut done = lock(&self.done);
        let Some(bell) = &done.bell else { return };
        // Locked: a loop that closes meanwhile waits, so that no descriptor of its
        // bell outlives it. Neither kind of bell waits for the interpreter.
        if done.results.is_empty() {
            bell.ring();
        }
        done.results.push((number, result));
    }

    fn deliver(&self, py: Python<'_>) -> PyResult<()> {
        let results = {
            let mut done = lock(&self.done);
            if let Some(bell) = &done.bell {
                bell.hush();
            }
            std::mem::take(&mut done.results)
        };
        for (number, result) in results {
            let waiting = lock(&self.pending).waiting.remove(&number);
            if let Some(waiting) = waiting {
                resolve(py, &waiting, result)?;
            }
        }
        Ok(())
    }
}

fn resolve(py: Python<'_>, waiting: &Waiting, result: Result<Outcome, Error>) -> PyResult<()> {
    let future = waiting.future.bind(py);
    if future
        .call_method0(pyo3::intern!(py, "done"))?
        .is_truthy()?
    {
        return Ok(());
    }
    let exception = match result {
        Ok(outcome) => match outcome.shown(py) {
            Ok(shown) => {
                future.call_method1(pyo3::intern!(py, "set_result"), (shown,))?;
                return Ok(());
            }
            Err(error) => error.into_value(py).into_bound(py).into_any(),
        },
        Err(error) => match error::exception(py, &error, waiting.context.as_ref()) {
            Ok(exception) => exception,
            Err(error) => error.into_value(py).into_bound(py).into_any(),
        },
    };
    future.call_method1(pyo3::intern!(py, "set_exception"), (exception,))?;
    Ok(())
}

#[pymethods]
impl LoopQueue {
    /// A queue that wakes through a file descriptor, or by calling `wake`, and
    /// what the loop is to call then. The loop alone keeps that.
    #[staticmethod]
    #[pyo3(signature = (wake=None))]
    fn open(py: Python<'_>, wake: Option<Py<PyAny>>) -> PyResult<(Self, Reader)> {
        let bell = Some(Bell::new(py, wake)?);
        let done = Mutex::new(Done {
            results: Vec::new(),
            bell,
        });
        let shared = Arc::new(Shared {
            pending: Mutex::default(),
            done,
            home: state(),
        });
        Ok((
            Self {
                shared: Arc::clone(&shared),
            },
            Reader { shared },
        ))
    }

    /// Whether its loop has closed, or is another process's.
    #[getter]
    fn closed(&self) -> bool {
        !self.shared.home.is_current() || lock(&self.shared.done).bell.is_none()
    }

    /// What the loop is to watch.
    fn fileno(&self) -> PyResult<i32> {
        match lock(&self.shared.done)
            .bell
            .as_ref()
            .and_then(|bell| bell.fileno())
        {
            Some(descriptor) => Ok(descriptor),
            None => Err(PyRuntimeError::new_err("no file descriptor")),
        }
    }
}

/// Resolves what is done. When the loop drops it, the queue closes.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Reader {
    shared: Arc<Shared>,
}

#[pymethods]
impl Reader {
    fn __call__(&self, py: Python<'_>) -> PyResult<()> {
        self.shared.deliver(py)
    }

    /// A loop that is dropped unclosed is garbage with all that waits on it.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        if let Ok(pending) = self.shared.pending.try_lock() {
            for waiting in pending.waiting.values() {
                visit.call(&waiting.future)?;
            }
        }
        Ok(())
    }

    fn __clear__(&self) {
        self.shared.close();
    }
}

impl Shared {
    fn close(&self) {
        if !self.home.is_current() {
            return;
        }
        let mut done = lock(&self.done);
        let bell = done.bell.take();
        let results = std::mem::take(&mut done.results);
        drop(done);
        let waiting = std::mem::take(&mut lock(&self.pending).waiting);
        for entry in waiting.values() {
            entry.abort.abort();
        }
        drop((bell, results, waiting));
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.shared.close();
    }
}
