//! Conversions of values between Python and core.

use std::time::Duration;

use bytes::Bytes;
use flymyai_core::CallResponse;
use http::{HeaderName, HeaderValue};
use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

/// A result that becomes a Python object on the thread that waits for it.
pub(crate) trait ToPython {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>>;
}

/// The result of any call.
pub(crate) type Outcome = Box<dyn ToPython + Send>;

/// No value: `None`.
impl ToPython for () {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(py.None().into_bound(py))
    }
}

/// A response: its status, its bytes if it has a body, and its headers if the call keeps them.
impl ToPython for CallResponse {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let body = self.body.as_ref().map(|body| PyBytes::new(py, body));
        let Some(headers) = &self.headers else {
            return Ok((self.status, body).into_pyobject(py)?.into_any());
        };
        let pair = |(name, value): (&HeaderName, &HeaderValue)| {
            (
                PyBytes::new(py, name.as_ref()),
                PyBytes::new(py, value.as_bytes()),
            )
        };
        let headers = PyList::new(py, headers.iter().map(pair))?;
        Ok((self.status, body, headers).into_pyobject(py)?.into_any())
    }
}

/// A chunk of a body; `None` at its end.
impl ToPython for Option<Bytes> {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let chunk = self.as_ref().map(|chunk| PyBytes::new(py, chunk));
        Ok(chunk.into_pyobject(py)?.into_any())
    }
}

/// Events as raw JSON each; `None` at the end of the stream.
impl ToPython for Option<Vec<Bytes>> {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let Some(batch) = self else {
            return ().to_python(py);
        };
        let events = PyList::new(py, batch.iter().map(|event| PyBytes::new(py, event)))?;
        Ok(events.into_any())
    }
}

/// Timeouts in seconds: to connect, read, write and wait for a connection.
pub(crate) type PhaseTimeouts = (Option<f64>, Option<f64>, Option<f64>, Option<f64>);

/// A limit in seconds; `None` for no limit.
pub(crate) fn seconds(limit: Option<Duration>) -> Option<f64> {
    limit.map(|limit| limit.as_secs_f64())
}

/// Extracts an argument; the `TypeError` of an unsuitable value names it, on every Python.
pub(crate) fn argument<'py, T: FromPyObjectOwned<'py>>(
    name: &str,
    value: &Bound<'py, PyAny>,
) -> PyResult<T> {
    value.extract::<T>().map_err(|error| {
        let error: PyErr = error.into();
        match error.is_instance_of::<PyTypeError>(value.py()) {
            true => PyTypeError::new_err(format!("{name}: {}", error.value(value.py()))),
            false => error,
        }
    })
}
