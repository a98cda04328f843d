//! The events of a run, batch by batch, for threads and event loops.

use bytes::Bytes;
use flymyai_core::{Error, StreamEnd};
use pyo3::prelude::*;

use crate::callback::context::CallbackContext;
use crate::callback::stepper::CallStepper;
use crate::client::stream::{BatchSource, BatchStream};
use crate::convert::ToPython;
use crate::error::{self, ErrorContext};
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};

impl BatchSource for flymyai_core::EventStream {
    type Batch = Option<Vec<Bytes>>;

    fn is_end(batch: &Self::Batch) -> bool {
        batch.is_none()
    }

    async fn next_batch(&mut self) -> Result<Self::Batch, Error> {
        self.next_batch().await
    }
}

/// The events of one run.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct EventStream {
    stream: BatchStream<flymyai_core::EventStream>,
    /// For the text of the timeout.
    context: ErrorContext,
}

impl EventStream {
    pub(crate) fn new(
        py: Python<'_>,
        stream: flymyai_core::EventStream,
        context: ErrorContext,
    ) -> Self {
        let for_errors = Some(context.clone_ref(py));
        Self {
            stream: BatchStream::new(stream, "event stream", for_errors),
            context,
        }
    }
}

#[pymethods]
impl EventStream {
    /// The next events as raw JSON each; `None` at the end.
    fn next_batch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.stream.next_batch(py)
    }

    /// The same for an event loop, whose queue will resolve the future.
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

    /// The status and the record of the run as raw JSON, once the run has ended.
    fn record<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self.stream.inspect(|stream| stream.record().cloned()) {
            Some(record) => record.to_python(py),
            None => ().to_python(py),
        }
    }

    /// The idempotency key of the request that starts the run, if the stream starts it.
    #[getter]
    fn idempotency_key(&self) -> Option<String> {
        let key = |stream: &flymyai_core::EventStream| stream.idempotency_key().map(str::to_owned);
        self.stream.inspect(key)
    }

    /// The run's status at the last poll; `None` while a batch is under way.
    #[getter]
    fn status(&self) -> Option<String> {
        self.stream
            .inspect(|stream| stream.status().map(str::to_owned))
    }

    /// The time at which the run was created; `None` before the first poll and during a batch.
    #[getter]
    fn created_at(&self) -> Option<String> {
        let created = |stream: &flymyai_core::EventStream| stream.created_at().map(str::to_owned);
        self.stream.inspect(created)
    }

    /// The exception for a stream that has ended at its timeout; `None` for another end
    /// and before the end.
    fn timeout_error<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let error = self.stream.inspect(|stream| match stream.end() {
            Some(StreamEnd::TimedOut(error)) => Some(error.clone()),
            _ => None,
        });
        error
            .map(|error| error::exception(py, &error, Some(&self.context)))
            .transpose()
    }

    /// Ends the stream and its request.
    fn close(&self) {
        self.stream.close();
    }
}
