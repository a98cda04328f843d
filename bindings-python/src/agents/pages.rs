//! The rows of a list, page by page, for threads and event loops.

use bytes::Bytes;
use flymyai_core::Error;
use pyo3::prelude::*;

use crate::callback::context::CallbackContext;
use crate::callback::stepper::CallStepper;
use crate::client::stream::{BatchSource, BatchStream};
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};

impl BatchSource for flymyai_core::PageStream {
    type Batch = Option<Vec<Bytes>>;

    fn is_end(batch: &Self::Batch) -> bool {
        batch.is_none()
    }

    async fn next_batch(&mut self) -> Result<Self::Batch, Error> {
        self.next_batch().await
    }
}

/// The rows of one list.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct PageStream {
    stream: BatchStream<flymyai_core::PageStream>,
}

impl PageStream {
    pub(crate) fn new(stream: flymyai_core::PageStream) -> Self {
        Self {
            stream: BatchStream::new(stream, "list", None),
        }
    }
}

#[pymethods]
impl PageStream {
    /// The rows of the next page as raw JSON each; `None` at the end.
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

    /// Ends the stream and its request.
    fn close(&self) {
        self.stream.close();
    }
}
