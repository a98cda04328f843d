//! Requests of the inference API.

use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use http::Method;

use super::model::Model;
use crate::error::{CallContext, Error};
use crate::form::Payload;
use crate::host::Instant;
use crate::transport::ResponseKind;

/// One request of the inference API.
#[derive(Clone, Debug)]
pub struct InferenceRequest {
    pub(super) method: Method,
    /// Behind the root, with its query.
    pub(super) path: String,
    pub(super) body: Content,
    pub(super) accept: &'static str,
    pub(super) response: ResponseKind,
    pub(super) attempts: Attempts,
    /// The name in errors.
    pub(super) operation: &'static str,
    /// The start of its call.
    pub(super) started: Instant,
}

/// Counts the sendings of a request, for the log.
#[derive(Debug, Default)]
pub(super) struct Attempts(AtomicU32);

impl Attempts {
    /// The number of the sending that starts now, from 1.
    pub(super) fn start(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// The next sending is the first one of another poll.
    pub(super) fn restart(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl Clone for Attempts {
    fn clone(&self) -> Self {
        Self(AtomicU32::new(self.0.load(Ordering::Relaxed)))
    }
}

/// The call of an operation, for its errors.
pub(super) fn call_of(operation: &'static str) -> CallContext<'static> {
    CallContext {
        operation,
        id: "",
        is_run: false,
    }
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    None,
    Json(Bytes),
    Form(Payload),
}

impl InferenceRequest {
    fn new(
        operation: &'static str,
        method: Method,
        model: &Model,
        suffix: &str,
        body: Content,
    ) -> Self {
        Self {
            method,
            path: format!("/{}/{suffix}", model.path()),
            body,
            accept: "*/*",
            response: ResponseKind::Whole,
            attempts: Attempts::default(),
            operation,
            started: Instant::now(),
        }
    }

    fn of(mut self, response: ResponseKind) -> Self {
        self.response = response;
        self
    }

    /// `POST predict`: one prediction.
    #[must_use]
    pub fn predict(model: &Model, payload: &Payload) -> Self {
        Self::new(
            "models.predict",
            Method::POST,
            model,
            "predict",
            Content::Form(payload.clone()),
        )
        .of(ResponseKind::Prediction)
    }

    /// `POST predict/stream/`: a prediction in parts.
    #[must_use]
    pub fn stream(model: &Model, payload: &Payload) -> Self {
        Self::new(
            "models.stream",
            Method::POST,
            model,
            "predict/stream/",
            Content::Form(payload.clone()),
        )
        .of(ResponseKind::Stream)
    }

    /// `POST predict/async/`: a prediction whose result is polled for.
    #[must_use]
    pub fn start_task(model: &Model, payload: &Payload) -> Self {
        Self::new(
            "models.start_task",
            Method::POST,
            model,
            "predict/async/",
            Content::Form(payload.clone()),
        )
    }

    /// `GET predict/async/result/`: a task's result, or that there is none yet.
    #[must_use]
    pub fn task_result(model: &Model, prediction_id: &str) -> Self {
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("request_id", prediction_id)
            .finish();
        Self::new(
            "models.task_result",
            Method::GET,
            model,
            &format!("predict/async/result/?{query}"),
            Content::None,
        )
    }

    /// `PATCH predict/cancel/`: ends a stream.
    #[must_use]
    pub fn cancel(model: &Model, prediction_id: &str) -> Self {
        let body = serde_json::json!({ "infer_id": prediction_id }).to_string();
        Self::new(
            "models.cancel",
            Method::PATCH,
            model,
            "predict/cancel/",
            Content::Json(body.into()),
        )
    }

    /// `GET openapi.json` or another document of the model.
    #[must_use]
    pub fn document(model: &Model, name: &str) -> Self {
        Self::new("models.document", Method::GET, model, name, Content::None)
    }

    /// Whether the request's body was read and can't be read again; see
    /// [`Payload::is_consumed`].
    #[must_use]
    pub fn is_consumed(&self) -> bool {
        matches!(&self.body, Content::Form(payload) if payload.is_consumed())
    }

    /// Adds the call to its error.
    pub(super) fn with_context(&self, error: Error) -> Error {
        error.with_call(call_of(self.operation), Some(self.started.elapsed()))
    }

    /// Sets the requested type of response.
    #[must_use]
    pub fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }
}
