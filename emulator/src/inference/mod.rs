//! The models: predictions that are made at once, streamed, or fetched later.

mod document;
mod event;
mod later;
mod model;
mod output;
mod predict;
mod stream;
mod tokens;

use std::collections::HashMap;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::routing::{get, patch, post};
use http::request::Parts;
use tokio_util::sync::CancellationToken;

use crate::response::{ApiError, Outcome};
use later::Prediction;
use model::Model;

/// Seconds that every prediction claims to have taken.
const INFERENCE_TIME: f64 = 0.01;

/// The predictions of one account.
#[derive(Default)]
pub(crate) struct Predictions {
    made: u64,
    /// Streams in progress, with their cancellation.
    streams: HashMap<String, CancellationToken>,
    later: HashMap<String, Prediction>,
}

impl Predictions {
    /// A fresh id, the same in every run of a test.
    fn next_id(&mut self) -> String {
        self.made += 1;
        format!("f1a3a100-0000-4000-8000-{:012x}", self.made)
    }
}

/// The model a path names.
struct Named {
    owner: String,
    name: String,
    model: Model,
}

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Outcome<Self> {
        let path = axum::extract::Path::<(String, String)>::from_request_parts(parts, state).await;
        let axum::extract::Path((owner, name)) = path.map_err(|_| ApiError::not_found())?;
        let model = Model::named(&name)?;
        Ok(Self { owner, name, model })
    }
}

pub(crate) fn routes() -> Router {
    let model = Router::new()
        .route("/predict", post(predict::predict))
        .route("/predict/stream/", post(stream::stream))
        .route("/predict/cancel/", patch(stream::cancel))
        .route("/predict/async/", post(later::begin))
        .route("/predict/async/result/", get(later::result))
        .route("/openapi.json", get(document::plain))
        .route("/openapi-schema", get(document::wrapped));
    Router::new().nest("/api/v1/{owner}/{model}", model)
}

pub(crate) fn takes_form(path: &str) -> bool {
    path.starts_with("/api/v1/")
        && ["/predict", "/predict/stream/", "/predict/async/"]
            .iter()
            .any(|end| path.ends_with(end))
}
