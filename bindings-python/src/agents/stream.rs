//! A run's events, batch by batch, for threads and event loops.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use flymyai_core::{Error, ErrorKind, StreamEnd};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

use crate::agents::call::Cancel;
use crate::callback::context::Desk;
use crate::callback::stepper::Steps;
use crate::error::{self, Context};
use crate::runtime::driver::{self, Stop};
use crate::runtime::event_loop::{LoopQueue, Outcome, Ticket};
use crate::runtime::state::{State, lock, state};

type Shared = Arc<tokio::sync::Mutex<Option<flymyai_core::EventStream>>>;

/// The events of one run.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct EventStream {
    stream: Shared,
    /// What runs for an event loop, to be stopped by `close`.
    pending: Mutex<Option<Ticket>>,
    /// For the texts of errors.
    context: Context,
    home: &'static State,
}

impl EventStream {
    pub(crate) fn new(stream: flymyai_core::EventStream, context: Context) -> Self {
        let stream = Arc::new(tokio::sync::Mutex::new(Some(stream)));
        Self {
            stream,
            pending: Mutex::default(),
            context,
            home: state(),
        }
    }

    fn check_process(&self, py: Python<'_>) -> PyResult<()> {
        if self.home.is_current() {
            return Ok(());
        }
        let text = "this event stream belongs to the parent process; open one in the child";
        Err(error::raise(py, &Error::new(ErrorKind::Closed, text), None))
    }
}

async fn next(stream: Shared) -> Result<Option<Vec<Bytes>>, Error> {
    match stream.lock().await.as_mut() {
        Some(stream) => stream.next_batch().await,
        None => Ok(None),
    }
}

#[pymethods]
impl EventStream {
    /// The next events as raw JSON each; nothing when there are no more.
    fn next_batch<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyList>>> {
        self.check_process(py)?;
        match driver::on_shared_runtime(py, next(Arc::clone(&self.stream))) {
            Ok(Some(batch)) => batch_list(py, &batch).map(Some),
            Ok(None) => Ok(None),
            Err(Stop::Failed(error)) => Err(error::raise(py, &error, Some(&self.context))),
            Err(Stop::Interrupted(error)) => Err(error),
        }
    }

    /// The same for an event loop, whose queue will resolve the future.
    fn start_next(&self, py: Python<'_>, queue: &LoopQueue, future: Py<PyAny>) -> PyResult<Cancel> {
        self.check_process(py)?;
        let stream = Arc::clone(&self.stream);
        let running = async move { next(stream).await.map(Outcome::Batch) };
        let context = Some(self.context.clone_ref(py));
        let ticket = queue.start(py, future, context, running)?;
        *lock(&self.pending) = Some(ticket.clone());
        Ok(Cancel::new(ticket))
    }

    /// The same in steps, for its errands to Python.
    fn steps(&self, py: Python<'_>, desk: &Desk) -> PyResult<Steps> {
        self.check_process(py)?;
        let stream = Arc::clone(&self.stream);
        let running = async move { next(stream).await.map(Outcome::Batch) };
        let context = Some(self.context.clone_ref(py));
        Ok(Steps::new(&desk.errands, context, running))
    }

    /// The exception that stands for the end of the stream at its timeout; nothing
    /// for another end, and while there may be more events.
    fn timeout_error<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Ok(stream) = self.stream.try_lock() else {
            return Ok(None);
        };
        match stream.as_ref().and_then(|stream| stream.end()) {
            Some(StreamEnd::TimedOut(error)) => {
                error::exception(py, error, Some(&self.context)).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// Ends the stream; a poll under way is dropped.
    fn close(&self) {
        if !self.home.is_current() {
            return;
        }
        if let Some(ticket) = lock(&self.pending).take() {
            ticket.cancel();
        }
        if let Ok(mut stream) = self.stream.try_lock() {
            stream.take();
        }
    }
}

/// A batch as Python sees it.
pub(crate) fn batch_list<'py>(py: Python<'py>, batch: &[Bytes]) -> PyResult<Bound<'py, PyList>> {
    PyList::new(py, batch.iter().map(|event| PyBytes::new(py, event)))
}
