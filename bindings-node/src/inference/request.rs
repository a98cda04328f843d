//! One request of the inference API.

use flymyai_core::{Error, ErrorKind, InferenceRequest, Model};
use napi_derive::napi;

use super::payload::NativePayload;

const JSON: &str = "application/json";

/// A request, or why there can be none.
#[napi]
pub struct NativeRequest(Result<Option<InferenceRequest>, Error>);

#[napi]
impl NativeRequest {
    /// Asks for one prediction.
    #[napi(factory)]
    #[must_use]
    pub fn predict(model: String, payload: &mut NativePayload) -> Self {
        let payload = payload.take();
        Self::to(&model, |model| {
            InferenceRequest::predict(model, &payload).accept(JSON)
        })
    }

    /// Asks for a prediction in pieces.
    #[napi(factory)]
    #[must_use]
    pub fn stream(model: String, payload: &mut NativePayload) -> Self {
        let payload = payload.take();
        Self::to(&model, |model| {
            InferenceRequest::stream(model, &payload).accept("text/event-stream")
        })
    }

    /// Starts a prediction that is asked for later.
    #[napi(factory)]
    #[must_use]
    pub fn start_task(model: String, payload: &mut NativePayload) -> Self {
        let payload = payload.take();
        Self::to(&model, |model| {
            InferenceRequest::start_task(model, &payload).accept(JSON)
        })
    }

    /// Asks for a started prediction.
    #[napi(factory)]
    #[must_use]
    pub fn task_result(model: String, prediction_id: String) -> Self {
        Self::to(&model, |model| {
            InferenceRequest::task_result(model, &prediction_id).accept(JSON)
        })
    }

    /// Asks for a document of a model.
    #[napi(factory)]
    #[must_use]
    pub fn document(model: String, name: String) -> Self {
        Self::to(&model, |model| {
            InferenceRequest::document(model, &name).accept(JSON)
        })
    }

    /// Whether another attempt may fare better than one that was refused so.
    #[napi]
    #[must_use]
    pub fn is_passing_status(status: u16) -> bool {
        flymyai_core::is_retryable_http_status(status)
    }

    /// Milliseconds until the next poll for a task after this many failures in a
    /// row; nothing if the failure ends the wait. Without a status there was no
    /// reply.
    #[napi]
    #[must_use]
    pub fn poll_delay(status: Option<u16>, failures: u32) -> Option<f64> {
        let delay = flymyai_core::task_poll_delay(status, failures)?;
        Some(delay.as_secs_f64() * 1e3)
    }

    fn to(model: &str, make: impl FnOnce(&Model) -> InferenceRequest) -> Self {
        Self(
            Model::parse(model, crate::profile::PROFILE.model_path).map(|model| Some(make(&model))),
        )
    }

    /// The request, for one sending; see [`NativePayload::take`].
    pub(super) fn take(&mut self) -> Result<InferenceRequest, Error> {
        match &mut self.0 {
            Ok(request) => request
                .take()
                .ok_or_else(|| Error::new(ErrorKind::Internal, "a request is sent once")),
            Err(error) => Err(error.clone()),
        }
    }
}
