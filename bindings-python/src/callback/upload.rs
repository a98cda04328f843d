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
    fn __iter__(&self) -> UploadPieces {
        UploadPieces {
            pieces: Arc::new(tokio::sync::Mutex::new(
                self.form.clone().into_stream().boxed(),
            )),
            ended: Mutex::new(false),
            hold: RuntimeHold::default(),
        }
    }
}

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// The pieces of a form, for threads and event loops.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct UploadPieces {
    pieces: Arc<tokio::sync::Mutex<Pieces>>,
    ended: Mutex<bool>,
    hold: RuntimeHold,
}

#[pymethods]
impl UploadPieces {
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
        let mut pieces = pin!(async { self.pieces.lock().await.try_next().await });
        let piece = loop {
            let next = async { tokio::time::timeout(CHECK_INTERVAL, pieces.as_mut()).await };
            match py.detach(|| runtime.block_on(next)) {
                Ok(piece) => break piece.map_err(raise)?,
                Err(_) => check_interrupts(py)?,
            }
        };
        if piece.is_none() {
            *lock(&self.ended) = true;
            self.hold.release();
        }
        Ok(piece.map(|piece| PyBytes::new(py, &piece)))
    }

    /// The queue resolves the future with the next piece; with `None` at the end.
    fn start_next(
        &self,
        py: Python<'_>,
        queue: &CompletionQueue,
        future: Py<PyAny>,
    ) -> PyResult<TaskHandle> {
        let pieces = Arc::clone(&self.pieces);
        let running = async move { pieces.lock().await.try_next().await };
        queue.start(py, future, None, running)
    }
}
