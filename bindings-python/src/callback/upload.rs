//! Forms that Python code sends, for threads and event loops.

use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use flymyai_core::{EncodedForm, Error};
use futures_util::{Stream, StreamExt, TryStreamExt};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::error;
use crate::runtime::event_loop::{CompletionQueue, TaskHandle};
use crate::runtime::interrupts::{CHECK_INTERVAL, check_interrupts};
use crate::runtime::state::RuntimeHold;
use crate::runtime::sync::lock;

/// A form whose files are read while Python sends it; each iteration reads them again.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Upload {
    form: EncodedForm,
}

impl Upload {
    pub(crate) fn new(form: EncodedForm) -> Self {
        Self { form }
    }
}

#[pymethods]
impl Upload {
    fn __iter__(&self) -> UploadChunks {
        UploadChunks {
            chunks: Arc::new(tokio::sync::Mutex::new(
                self.form.clone().into_stream().boxed(),
            )),
            ended: Mutex::new(false),
            hold: RuntimeHold::default(),
        }
    }
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// The chunks of a form, for threads and event loops.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct UploadChunks {
    chunks: Arc<tokio::sync::Mutex<Chunks>>,
    ended: Mutex<bool>,
    hold: RuntimeHold,
}

#[pymethods]
impl UploadChunks {
    fn __iter__(this: Bound<'_, Self>) -> Bound<'_, Self> {
        this
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyBytes>>> {
        if *lock(&self.ended) {
            return Ok(None);
        }
        let raise = |error: Error| error::raise(py, &error, None);
        let runtime = self.hold.runtime().map_err(raise)?;
        // A file may be a Python object, whose methods need the interpreter.
        let mut chunks = pin!(async { self.chunks.lock().await.try_next().await });
        let chunk = loop {
            let next = async { tokio::time::timeout(CHECK_INTERVAL, chunks.as_mut()).await };
            match py.detach(|| runtime.block_on(next)) {
                Ok(chunk) => break chunk.map_err(raise)?,
                Err(_) => check_interrupts(py)?,
            }
        };
        if chunk.is_none() {
            *lock(&self.ended) = true;
            self.hold.release();
        }
        Ok(chunk.map(|chunk| PyBytes::new(py, &chunk)))
    }

    /// The queue resolves the future with the next chunk; with `None` at the end.
    fn start_next(
        &self,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        let chunks = Arc::clone(&self.chunks);
        let running = async move { chunks.lock().await.try_next().await };
        queue.start(py, future, None, running)
    }
}
