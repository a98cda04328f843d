//! Errors of the core as data, from which Python makes its exceptions.

use bytes::Bytes;
use flymyai_core::{Error, Subject, Text};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyBytes;

/// The timeout of a wait, as the caller wrote it: the texts of its errors repeat it.
pub(crate) struct ErrorContext {
    timeout: Option<Py<PyAny>>,
}

impl ErrorContext {
    pub(crate) fn new(timeout: Option<Bound<'_, PyAny>>) -> Self {
        Self {
            timeout: timeout.map(Bound::unbind),
        }
    }

    pub(crate) fn clone_ref(&self, py: Python<'_>) -> Self {
        Self {
            timeout: self.timeout.as_ref().map(|timeout| timeout.clone_ref(py)),
        }
    }
}

/// A core error's facts.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Failure {
    error: Error,
    timeout: Option<Py<PyAny>>,
}

impl Failure {
    fn new(py: Python<'_>, error: &Error, context: Option<&ErrorContext>) -> Self {
        Self {
            error: error.clone(),
            timeout: context.and_then(|context| context.clone_ref(py).timeout),
        }
    }
}

/// The Python exception for an error of the core.
pub(crate) fn raise(py: Python<'_>, error: &Error, context: Option<&ErrorContext>) -> PyErr {
    match exception(py, error, context) {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// The same, not raised: for futures.
pub(crate) fn exception<'py>(
    py: Python<'py>,
    error: &Error,
    context: Option<&ErrorContext>,
) -> PyResult<Bound<'py, PyAny>> {
    static BUILD: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let build = BUILD.import(py, "flymyai.agents._failures", "build")?;
    let exception = build.call1((Failure::new(py, error, context),))?;
    if exception.is_none() {
        return Err(PyRuntimeError::new_err(error.message().to_owned()));
    }
    Ok(exception)
}

/// The exception for a response outside 2xx that an HTTP client of the program received.
#[pyfunction]
pub(crate) fn status_error<'py>(
    py: Python<'py>,
    status: u16,
    body: &[u8],
) -> PyResult<Bound<'py, PyAny>> {
    exception(
        py,
        &Error::from_status(status, Bytes::copy_from_slice(body)),
        None,
    )
}

/// The exception for a response that is not JSON for Python, if the operation has one of its own.
#[pyfunction]
pub(crate) fn unreadable_error<'py>(
    py: Python<'py>,
    operation: &str,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let error = flymyai_core::Client::unreadable_error(operation);
    error.map(|error| exception(py, &error, None)).transpose()
}

/// The exception for a compilation record from the program's own code, if its status is a failure.
#[pyfunction]
pub(crate) fn compilation_error<'py>(
    py: Python<'py>,
    body: &[u8],
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let error = Error::from_compilation(&Bytes::copy_from_slice(body));
    error.map(|error| exception(py, &error, None)).transpose()
}

type PythonProblem<'py> = (Option<String>, String, Bound<'py, PyAny>);

#[pymethods]
impl Failure {
    #[getter]
    fn kind(&self) -> &'static str {
        self.error.kind().name()
    }

    #[getter]
    fn message(&self) -> &str {
        self.error.message()
    }

    #[getter]
    fn status(&self) -> Option<u16> {
        self.error.status()
    }

    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.error.body().map(|body| PyBytes::new(py, body))
    }

    #[getter]
    fn detail<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        self.error.detail().map(|detail| PyBytes::new(py, detail))
    }

    /// Field, prefix, and the value: text, or JSON as bytes.
    #[getter]
    fn problems<'py>(&self, py: Python<'py>) -> PyResult<Vec<PythonProblem<'py>>> {
        let problems = self.error.problems().iter().map(|problem| {
            let value = match &problem.value {
                Text::Plain(text) => text.into_pyobject(py)?.into_any(),
                Text::Json(raw) => PyBytes::new(py, raw).into_any(),
            };
            Ok((problem.field.clone(), problem.prefix.clone(), value))
        });
        problems.collect()
    }

    #[getter]
    fn method(&self) -> Option<&str> {
        self.error.method()
    }

    #[getter]
    fn url(&self) -> Option<&str> {
        self.error.url()
    }

    #[getter]
    fn argument(&self) -> Option<&str> {
        self.error.argument_name()
    }

    #[getter]
    fn last_status(&self) -> Option<&str> {
        self.error.last_status()
    }

    #[getter]
    fn attempts(&self) -> u32 {
        self.error.attempts()
    }

    /// The key of a call whose outcome is unknown.
    #[getter]
    fn idempotency_key(&self) -> Option<&str> {
        self.error.idempotency_key()
    }

    /// The exception of Python code that caused the failure, if any.
    #[getter]
    fn thrown<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyAny>> {
        let thrown = self.error.thrown()?.downcast_ref::<PyErr>()?;
        Some(thrown.value(py).clone().into_any())
    }

    #[getter]
    fn cause(&self, py: Python<'_>) -> Option<Self> {
        self.error.cause().map(|cause| Self::new(py, cause, None))
    }

    /// The kind of the record that was waited for.
    #[getter]
    fn subject(&self) -> Option<&'static str> {
        Some(match self.error.subject()? {
            Subject::Run(_) => "run",
            Subject::Compilation(_) => "compilation",
        })
    }

    /// The wait's timeout, as the caller wrote it.
    #[getter]
    fn timeout(&self, py: Python<'_>) -> Option<Py<PyAny>> {
        self.timeout.as_ref().map(|timeout| timeout.clone_ref(py))
    }
    /// The text of a status outside 2xx.
    fn status_text(&self, detail: &str) -> String {
        flymyai_core::status_text(self.error.status().unwrap_or_default(), detail)
    }

    /// The text of refused variables.
    #[allow(clippy::needless_pass_by_value, clippy::unused_self)]
    fn variables_text(&self, problems: Vec<String>) -> String {
        flymyai_core::variables_text(&problems)
    }

    /// The text of a wait that has reached its timeout.
    fn timeout_text(&self, timeout: &str, status: &str) -> String {
        match self.error.subject() {
            Some(subject) => subject.timeout_text(timeout, status),
            None => self.error.message().to_owned(),
        }
    }
}
