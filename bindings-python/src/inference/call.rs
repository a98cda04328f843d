//! One inference call: unstarted, to be driven once by a thread or an event loop.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use flymyai_core::{Error, ErrorKind, Inference, InferenceRequest, Model, Payload, Refusal};
use pyo3::prelude::*;

use crate::agents::call::Cancel;
use crate::callback::context::Desk;
use crate::callback::stepper::Steps;
use crate::error;
use crate::inference::response::Found;
use crate::runtime::driver::{self, Stop};
use crate::runtime::event_loop::{LoopQueue, Outcome};
use crate::runtime::state::{InferenceLink, lock};

/// How often a task is asked for.
const POLL_INTERVAL: Duration = Duration::from_millis(500);

/// What an inference call does.
pub(crate) enum Job {
    Predict {
        model: Model,
        payload: Payload,
        attempts: u32,
    },
    Exchange(Box<InferenceRequest>),
    AwaitTask {
        model: Model,
        prediction_id: String,
        timeout: Option<Duration>,
    },
}

impl Job {
    async fn run(self, client: Inference) -> Result<Found, Error> {
        match self {
            Self::Predict {
                model,
                payload,
                attempts,
            } => match client.predict(&model, &payload, attempts).await {
                Ok(found) => Ok(Found::Prediction(Some(found.answer), found.history)),
                Err(Refusal::Answers(history)) => Ok(Found::Prediction(None, history)),
                Err(Refusal::Failed(error)) => Err(error),
            },
            Self::Exchange(request) => {
                let answer = client.exchange(&request).await?;
                Ok(Found::Answer(answer))
            }
            Self::AwaitTask {
                model,
                prediction_id,
                timeout,
            } => {
                let waiting = client.wait_for_task(&model, &prediction_id, POLL_INTERVAL, timeout);
                waiting.await.map(Found::from)
            }
        }
    }

    /// Whether it sleeps between requests.
    fn is_long(&self) -> bool {
        matches!(self, Self::AwaitTask { .. })
    }
}

/// An operation with its arguments. It can be driven once.
#[pyclass(frozen, module = "flymyai._native")]
pub(crate) struct InferenceCall {
    state: Mutex<Option<(Job, Arc<InferenceLink>)>>,
}

impl InferenceCall {
    pub(crate) fn new(job: Job, link: Arc<InferenceLink>) -> Self {
        Self {
            state: Mutex::new(Some((job, link))),
        }
    }

    fn take(&self, py: Python<'_>) -> PyResult<(Job, Arc<InferenceLink>)> {
        let used = || Error::new(ErrorKind::Internal, "a call was started twice");
        lock(&self.state)
            .take()
            .ok_or_else(|| error::raise(py, &used(), None))
    }
}

#[pymethods]
impl InferenceCall {
    /// Runs the call while this thread waits; returns what was found.
    fn wait<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let (job, link) = self.take(py)?;
        let ended = if job.is_long() {
            driver::on_shared_runtime(py, job.run(link.client.clone()))
        } else {
            inline(py, job, &link)
        };
        match ended {
            Ok(found) => found.shown(py),
            Err(stop) => Err(raised(py, stop)),
        }
    }

    /// The call in steps, for its errands to Python.
    fn steps(&self, py: Python<'_>, desk: &Desk) -> PyResult<Steps> {
        let (job, link) = self.take(py)?;
        let client = desk.inference(&link.client);
        let running = async move { job.run(client).await.map(Outcome::Found) };
        Ok(Steps::new(&desk.errands, None, running))
    }

    /// Starts the call; the loop's queue will resolve the future with the same.
    fn start(&self, py: Python<'_>, queue: &LoopQueue, future: Py<PyAny>) -> PyResult<Cancel> {
        let (job, link) = self.take(py)?;
        let running = async move { job.run(link.client.clone()).await.map(Outcome::Found) };
        queue.start(py, future, None, running).map(Cancel::new)
    }
}

fn inline(py: Python<'_>, job: Job, link: &InferenceLink) -> Result<Found, Stop> {
    let mut driver = link.pool.driver()?;
    let client = link.client.with_transport(driver.transport.clone());
    let ended = driver.run(py, job.run(client));
    // As for other calls: what was left unanswered ends with its driver.
    if ended.is_ok() {
        link.pool.put_back(driver);
    }
    ended
}

pub(crate) fn raised(py: Python<'_>, stop: Stop) -> PyErr {
    match stop {
        Stop::Failed(error) => error::raise(py, &error, None),
        Stop::Interrupted(error) => error,
    }
}
