//! The trace of one call, for the span that Python code makes.

use flymyai_core::CallTrace;
use pyo3::prelude::*;

/// What a call has done so far.
#[pyclass(frozen, name = "CallTrace", module = "flymyai._native")]
pub(crate) struct PyCallTrace(pub(crate) CallTrace);

#[pymethods]
impl PyCallTrace {
    /// Sets the headers with the context of the span.
    fn set_headers(&self, headers: Vec<(String, String)>) {
        self.0.set_headers(headers);
    }

    /// The span so far, as JSON.
    fn take(&self) -> String {
        self.0.take()
    }
}
