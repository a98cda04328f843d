//! Results of inference calls, as Python gets them.

use std::sync::Arc;

use flymyai_core::{ModelResponse, PredictError, TaskEnd};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

use crate::convert::ToPython;
use crate::error;

/// The result of an inference call.
pub(crate) enum InferenceOutcome {
    /// A prediction, or `None`; and the failed attempts before it.
    Prediction(Option<ModelResponse>, Vec<ModelResponse>),
    /// One response.
    Response(ModelResponse),
    /// The outcome of the wait for a task.
    Task(TaskEnd),
    /// Items of a stream; `None` at its end.
    Batch(Option<Vec<ModelResponse>>),
}

/// The end of a stream.
impl Default for InferenceOutcome {
    fn default() -> Self {
        Self::Batch(None)
    }
}

impl From<TaskEnd> for InferenceOutcome {
    fn from(end: TaskEnd) -> Self {
        Self::Task(end)
    }
}

impl ToPython for InferenceOutcome {
    fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let one = |response: &ModelResponse| {
            let head = Py::new(py, Head::of(response))?;
            response_to_python(py, response, &head)
        };
        // All items of one response share its head.
        let of_one_response = |responses: &[ModelResponse]| -> PyResult<_> {
            let list = PyList::empty(py);
            let Some(first) = responses.first() else {
                return Ok(list);
            };
            let head = Py::new(py, Head::of(first))?;
            for response in responses {
                list.append(response_to_python(py, response, &head)?)?;
            }
            Ok(list)
        };
        let value = match self {
            Self::Prediction(response, history) => {
                let history = history.iter().map(one).collect::<PyResult<Vec<_>>>()?;
                (response.as_ref().map(one).transpose()?, history)
                    .into_pyobject(py)?
                    .into_any()
            }
            Self::Response(response) => one(response)?,
            Self::Task(TaskEnd::Finished { response, history }) => {
                let history = history.iter().map(one).collect::<PyResult<Vec<_>>>()?;
                (one(response)?, history).into_pyobject(py)?.into_any()
            }
            // No result in time: the last failure, as an exception or a response.
            Self::Task(end) => {
                let cause = match end {
                    TaskEnd::OutOfTime(Some(PredictError::Failed(error))) => {
                        Some(error::exception(py, error, None)?)
                    }
                    TaskEnd::OutOfTime(Some(PredictError::Responses(responses))) => {
                        responses.last().map(one).transpose()?
                    }
                    _ => None,
                };
                (py.None(), cause).into_pyobject(py)?.into_any()
            }
            Self::Batch(responses) => {
                let list = responses.as_deref().map(of_one_response).transpose()?;
                list.into_pyobject(py)?.into_any()
            }
        };
        Ok(value)
    }
}

/// Status, whether it is an error, whether it is an event of the service, JSON text,
/// and the head of its response.
fn response_to_python<'py>(
    py: Python<'py>,
    response: &ModelResponse,
    head: &Py<Head>,
) -> PyResult<Bound<'py, PyAny>> {
    let content = PyBytes::new(py, &response.content);
    let fields = (
        response.status,
        response.is_error,
        response.is_event,
        content,
        head,
    );
    Ok(fields.into_pyobject(py)?.into_any())
}

/// Status line and headers of a response.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Head {
    head: Arc<flymyai_core::Head>,
}

impl Head {
    fn of(response: &ModelResponse) -> Self {
        Self {
            head: Arc::clone(&response.head),
        }
    }
}

type Header<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>);

#[pymethods]
impl Head {
    #[getter]
    fn status(&self) -> u16 {
        self.head.status
    }

    #[getter]
    fn reason(&self) -> &str {
        &self.head.reason
    }

    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> Vec<Header<'py>> {
        let bytes = |bytes: &[u8]| PyBytes::new(py, bytes);
        let headers = self.head.headers.iter();
        headers
            .map(|(name, value)| (bytes(name.as_ref()), bytes(value.as_bytes())))
            .collect()
    }

    #[getter]
    fn method(&self) -> &str {
        self.head.method.as_str()
    }

    #[getter]
    fn url(&self) -> &str {
        &self.head.url
    }

    #[getter]
    fn operation(&self) -> &str {
        self.head.operation
    }

    /// Seconds since the start of the call.
    #[getter]
    fn elapsed(&self) -> f64 {
        self.head.elapsed().as_secs_f64()
    }
}
