//! Requests of the inference API.

use bytes::Bytes;
use http::Method;

use super::model::Model;
use crate::form::Payload;
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
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    None,
    Json(Bytes),
    Form(Payload),
}

impl InferenceRequest {
    fn new(method: Method, model: &Model, suffix: &str, body: Content) -> Self {
        Self {
            method,
            path: format!("/{}/{suffix}", model.path()),
            body,
            accept: "*/*",
            response: ResponseKind::Whole,
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
            Method::PATCH,
            model,
            "predict/cancel/",
            Content::Json(body.into()),
        )
    }

    /// `GET openapi.json` or another document of the model.
    #[must_use]
    pub fn document(model: &Model, name: &str) -> Self {
        Self::new(Method::GET, model, name, Content::None)
    }

    /// Whether the request's body was read and can't be read again; see
    /// [`Payload::is_consumed`].
    #[must_use]
    pub fn is_consumed(&self) -> bool {
        matches!(&self.body, Content::Form(payload) if payload.is_consumed())
    }

    /// Sets the requested type of response.
    #[must_use]
    pub fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }
}
