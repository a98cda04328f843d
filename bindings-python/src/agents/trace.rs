//! The trace of one call, for the span that Python code makes.

use flymyai_core::{CallFailure, CallTrace};
use pyo3::prelude::*;

/// The facts of a call so far.
#[pyclass(frozen, name = "CallTrace", module = "flymyai._native")]
pub(crate) struct PyCallTrace(pub(crate) CallTrace);

#[pymethods]
impl PyCallTrace {
    /// Sets the headers with the context of the span.
    fn set_headers(&self, headers: Vec<(String, String)>) {
        self.0.set_headers(headers);
    }

    /// Stops collecting events, for a span that is not recorded or has ended.
    fn discard_events(&self) {
        self.0.discard_events();
    }

    /// The call has ended with an exception of this class.
    #[pyo3(signature = (name, text, is_interruption, code=None))]
    fn fail(&self, name: &str, text: &str, is_interruption: bool, code: Option<&str>) {
        self.0.fail(&CallFailure {
            code,
            class: name,
            text,
            is_interruption,
        });
    }

    /// The span so far, as JSON.
    fn take(&self) -> String {
        self.0.take()
    }
}
