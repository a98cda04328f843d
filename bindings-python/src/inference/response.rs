//! What the inference service answered, as Python sees it.

use std::sync::Arc;

use flymyai_core::{Answer, Refusal, TaskEnd};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};

use crate::error;

/// What an inference call ended with.
pub(crate) enum Found {
    /// A prediction, or none; and the failures before that.
    Prediction(Option<Answer>, Vec<Answer>),
    /// One reply.
    Answer(Answer),
    /// How the wait for a task ended.
    Task(TaskEnd),
    /// Answers of a stream; none when there are no more.
    Batch(Option<Vec<Answer>>),
}

impl From<TaskEnd> for Found {
    fn from(end: TaskEnd) -> Self {
        Self::Task(end)
    }
}

impl Found {
    /// What Python gets of it.
    pub(crate) fn shown<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let one = |answer: &Answer| {
            let head = Py::new(py, Head::of(answer))?;
            shown(py, answer, &head)
        };
        // The answers of one reply have one head.
        let of_one_reply = |answers: &[Answer]| -> PyResult<_> {
            let list = PyList::empty(py);
            let Some(first) = answers.first() else {
                return Ok(list);
            };
            let head = Py::new(py, Head::of(first))?;
            for answer in answers {
                list.append(shown(py, answer, &head)?)?;
            }
            Ok(list)
        };
        let found = match self {
            Self::Prediction(answer, history) => {
                let history = history.iter().map(one).collect::<PyResult<Vec<_>>>()?;
                (answer.as_ref().map(one).transpose()?, history)
                    .into_pyobject(py)?
                    .into_any()
            }
            Self::Answer(answer) => one(answer)?,
            Self::Task(TaskEnd::Answered { answer, history }) => {
                let history = history.iter().map(one).collect::<PyResult<Vec<_>>>()?;
                (one(answer)?, history).into_pyobject(py)?.into_any()
            }
            // Neither result nor answers: the last failure, an exception or an answer.
            Self::Task(end) => {
                let cause = match end {
                    TaskEnd::OutOfTime(Some(Refusal::Failed(error))) => {
                        Some(error::exception(py, error, None)?)
                    }
                    TaskEnd::OutOfTime(Some(Refusal::Answers(answers))) => {
                        answers.last().map(one).transpose()?
                    }
                    _ => None,
                };
                (py.None(), cause).into_pyobject(py)?.into_any()
            }
            Self::Batch(answers) => {
                let list = answers.as_deref().map(of_one_reply).transpose()?;
                list.into_pyobject(py)?.into_any()
            }
        };
        Ok(found)
    }
}

/// Status, whether it is a failure, whether it is a word of the service, JSON
/// text, and the head of the reply that it came in.
fn shown<'py>(py: Python<'py>, answer: &Answer, head: &Py<Head>) -> PyResult<Bound<'py, PyAny>> {
    let content = PyBytes::new(py, &answer.content);
    let shown = (
        answer.status,
        answer.is_error,
        answer.is_event,
        content,
        head,
    );
    Ok(shown.into_pyobject(py)?.into_any())
}

/// The head of a reply.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct Head {
    head: Arc<flymyai_core::Head>,
}

impl Head {
    fn of(answer: &Answer) -> Self {
        Self {
            head: Arc::clone(&answer.head),
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
}
