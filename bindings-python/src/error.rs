//! Errors of the core as data, from which Python makes its exceptions.

use bytes::Bytes;
use flymyai_core::{Error, Subject, Text};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};

use crate::imports::Imported;

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
    static BUILD: Imported = Imported::new("flymyai.agents._failures", "build");
    let exception = BUILD.get(py)?.call1((Failure::new(py, error, context),))?;
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

/// The exception for a run that has failed or was cancelled; none for any other status.
#[pyfunction]
#[pyo3(signature = (id, status, why=None))]
pub(crate) fn run_error<'py>(
    py: Python<'py>,
    id: &str,
    status: &str,
    why: Option<&str>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let error = Error::of_run(id, status, why);
    error.map(|error| exception(py, &error, None)).transpose()
}

/// The exception for a run whose output can't be read as a class of the program.
#[pyfunction]
pub(crate) fn output_error<'py>(
    py: Python<'py>,
    id: &str,
    status: &str,
    target: &str,
    problems: Vec<(String, String)>,
) -> PyResult<Bound<'py, PyAny>> {
    exception(py, &Error::of_output(id, status, target, &problems), None)
}

/// The code and the hint of a response with this status.
#[pyfunction]
pub(crate) fn status_code(status: u16) -> (&'static str, &'static str) {
    let code = flymyai_core::code_of_status(status);
    (code.name, code.hint)
}

/// All codes of errors: name, hint, and whether the service may have done the work.
#[pyfunction]
pub(crate) fn error_codes() -> Vec<(&'static str, &'static str, bool)> {
    let codes = flymyai_core::error_codes().iter();
    codes
        .map(|code| (code.name, code.hint, code.may_have_worked))
        .collect()
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
    fn hint(&self) -> String {
        self.error.hint().into_owned()
    }

    /// The attributes that every exception has; unknown ones are `None`.
    fn facts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let error = &self.error;
        let facts = PyDict::new(py);
        facts.set_item("code", error.code())?;
        facts.set_item("hint", error.hint().as_ref())?;
        facts.set_item("request_id", error.request_id())?;
        facts.set_item("attempts", error.attempts())?;
        facts.set_item(
            "elapsed",
            error.elapsed().map(|elapsed| elapsed.as_secs_f64()),
        )?;
        facts.set_item("operation", error.operation())?;
        facts.set_item("run_id", error.run_id())?;
        facts.set_item("method", error.method())?;
        facts.set_item("path", error.path())?;
        facts.set_item("resource_id", error.resource_id())?;
        if error.last_status().is_some() {
            facts.set_item("last_status", error.last_status())?;
            facts.set_item("cursor", error.cursor())?;
        }
        Ok(facts)
    }

    /// The same as one line; `None` for an error that is about no call.
    fn facts_text(&self) -> Option<String> {
        self.error.facts()
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
