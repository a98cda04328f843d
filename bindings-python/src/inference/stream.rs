//! Streamed predictions, batch by batch, for threads and event loops.

use std::sync::{Arc, Mutex};

use flymyai_core::{Error, Inference};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::callback::context::CallbackContext;
use crate::callback::stepper::CallStepper;
use crate::client::stream::{BatchSource, BatchStream, Owner};
use crate::convert::ToPython;
use crate::inference::response::InferenceOutcome;
use crate::runtime::connections::ConnectedClient;
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};
use crate::runtime::local_runtime::{LocalRuntime, RunError};
use crate::runtime::logs;
use crate::runtime::pool::Pool;
use crate::runtime::state::state;
use crate::runtime::sync::lock;

/// A streamed prediction for threads. It runs on the thread that reads it, and only while
/// that thread waits: between two reads, data of the model waits in the socket.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct PredictionStream {
    state: Mutex<Stage>,
    pool: Arc<Pool>,
    owner: Owner,
}

enum Stage {
    Idle(Box<Open>),
    /// A thread is reading.
    Busy,
    Ended,
}

/// The stream is dropped before the runtime that runs its connection.
struct Open {
    stream: flymyai_core::PredictionStream,
    runtime: LocalRuntime,
}

impl PredictionStream {
    pub(crate) fn new(
        connected: &ConnectedClient<Inference>,
        open: impl FnOnce(flymyai_core::Inference) -> flymyai_core::PredictionStream,
    ) -> Result<Self, Error> {
        let runtime = connected.local_runtime(|| &state().blocking)?;
        let stream = open(connected.client.with_transport(runtime.transport.clone()));
        let stage = Mutex::new(Stage::Idle(Box::new(Open { stream, runtime })));
        Ok(Self {
            state: stage,
            pool: Arc::clone(&connected.pool),
            owner: Owner::current("stream"),
        })
    }
}

impl PredictionStream {
    /// The stream for one reader; none after its end.
    fn take(&self) -> PyResult<Option<Box<Open>>> {
        let mut state = lock(&self.state);
        if matches!(*state, Stage::Ended) {
            return Ok(None);
        }
        match std::mem::replace(&mut *state, Stage::Busy) {
            Stage::Idle(open) => Ok(Some(open)),
            _ => Err(PyValueError::new_err("stream already being read")),
        }
    }
}

#[pymethods]
impl PredictionStream {
    /// The next items, at least one; `None` at the end.
    fn next_batch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.owner.check(py)?;
        let Some(mut open) = self.take()? else {
            return InferenceOutcome::Batch(None).to_python(py);
        };
        let Open { stream, runtime } = &mut *open;
        let ended: Result<_, RunError> = runtime.run(py, stream.next_batch());
        let after = match &ended {
            Ok(Some(_)) => Stage::Idle(open),
            Ok(None) => {
                // At its end, the connection can be used again.
                drop(open.stream);
                self.pool.put_back(open.runtime);
                Stage::Ended
            }
            Err(_) => {
                if open.runtime.is_lost() {
                    std::mem::forget(open);
                }
                Stage::Ended
            }
        };
        *lock(&self.state) = after;
        logs::deliver(py)?;
        match ended {
            Ok(batch) => InferenceOutcome::Batch(batch).to_python(py),
            Err(failure) => Err(failure.into_exception(py, None)),
        }
    }

    /// Ends the stream and its request.
    fn close(&self) {
        if !self.owner.is_current() {
            return;
        }
        let mut state = lock(&self.state);
        if matches!(*state, Stage::Idle(_)) {
            let stage = std::mem::replace(&mut *state, Stage::Ended);
            drop(state);
            drop(stage);
        }
    }
}

impl Drop for PredictionStream {
    fn drop(&mut self) {
        if !self.owner.is_current() {
            // A forked child shares the parent's poller and must not remove sockets from it.
            std::mem::forget(std::mem::replace(&mut *lock(&self.state), Stage::Ended));
        }
    }
}

impl BatchSource for flymyai_core::PredictionStream {
    type Batch = InferenceOutcome;

    fn is_end(batch: &Self::Batch) -> bool {
        matches!(batch, InferenceOutcome::Batch(None))
    }

    async fn next_batch(&mut self) -> Result<Self::Batch, Error> {
        self.next_batch().await.map(InferenceOutcome::Batch)
    }
}

/// A streamed prediction for event loops, and for calls with host calls.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct AsyncPredictionStream {
    stream: BatchStream<flymyai_core::PredictionStream>,
}

impl AsyncPredictionStream {
    pub(crate) fn new(stream: flymyai_core::PredictionStream) -> Self {
        Self {
            stream: BatchStream::new(stream, "stream", None),
        }
    }
}

#[pymethods]
impl AsyncPredictionStream {
    /// The queue resolves the future with the next items; with `None` at the end.
    fn start_next(
        &self,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        self.stream.start_next(py, queue, future)
    }

    /// The same as a call that pauses at its host calls.
    fn stepper(&self, py: Python<'_>, callbacks: &CallbackContext) -> PyResult<CallStepper> {
        self.stream.stepper(py, callbacks)
    }

    /// Ends the stream and its request.
    fn close(&self) {
        self.stream.close();
    }
}
