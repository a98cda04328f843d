//! Requests of the inference API.

use flymyai_core::{Error, ErrorKind, InferenceRequest, Model, SystemClock};

use super::payload::Form;
use crate::error::ErrorCode;

const JSON: &str = "application/json";

/// A request, or the error of its arguments; it is sent once.
pub struct ModelRequest(Result<Option<InferenceRequest>, Error>);

impl ModelRequest {
    /// Runs a model.
    #[must_use]
    pub fn predict(model: String, payload: &mut Form) -> Self {
        let payload = payload.take();
        Self::new(&model, |model| {
            InferenceRequest::predict(model, &payload).accept(JSON)
        })
    }

    /// Runs a model and streams its result.
    #[must_use]
    pub fn stream(model: String, payload: &mut Form) -> Self {
        let payload = payload.take();
        Self::new(&model, |model| {
            InferenceRequest::stream(model, &payload).accept("text/event-stream")
        })
    }

    /// Starts a task.
    #[must_use]
    pub fn start_task(model: String, payload: &mut Form) -> Self {
        let payload = payload.take();
        Self::new(&model, |model| {
            InferenceRequest::start_task(model, &payload).accept(JSON)
        })
    }

    /// Polls for the result of a task.
    #[must_use]
    pub fn task_result(model: String, prediction_id: String) -> Self {
        Self::new(&model, |model| {
            InferenceRequest::task_result(model, &prediction_id).accept(JSON)
        })
    }

    /// Gets a document of a model.
    #[must_use]
    pub fn document(model: String, name: String) -> Self {
        Self::new(&model, |model| {
            InferenceRequest::document(model, &name).accept(JSON)
        })
    }

    /// Whether a request is retried after this status.
    #[must_use]
    pub fn is_retryable_status(status: u16) -> bool {
        flymyai_core::is_retryable_http_status(status)
    }

    /// The code of a response with this status.
    #[must_use]
    pub fn status_code(status: u16) -> ErrorCode {
        flymyai_core::code_of_status(status).into()
    }

    /// Milliseconds until the next poll of a task after this many consecutive failures; `null`
    /// if the failure ends the wait. The status is missing if there was no response.
    #[must_use]
    pub fn poll_delay(status: Option<u16>, failures: u32) -> Option<f64> {
        let delay = flymyai_core::task_poll_delay(status, failures, &SystemClock)?;
        Some(delay.as_secs_f64() * 1e3)
    }

    fn new(model: &str, make: impl FnOnce(&Model) -> InferenceRequest) -> Self {
        Self(
            Model::parse(model, crate::profile::PROFILE.model_path).map(|model| Some(make(&model))),
        )
    }

    /// Moves the request out.
    pub(crate) fn take(&mut self) -> Result<InferenceRequest, Error> {
        match &mut self.0 {
            Ok(request) => request
                .take()
                .ok_or_else(|| Error::new(ErrorKind::Internal, "a request is sent once")),
            Err(error) => Err(error.clone()),
        }
    }
}
