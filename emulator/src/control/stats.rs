//! Counters of the whole server, the same for every key.

use axum::extract::{Query, State};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use super::{Control, wait};
use crate::response::{self, Outcome, no_content};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameters {
    max_open: Option<u64>,
    timeout: Option<f64>,
}

/// With `max_open`, responds once no more connections than that are open.
pub(super) async fn show(
    State(control): State<Control>,
    Query(parameters): Query<Parameters>,
) -> Outcome {
    if let Some(limit) = parameters.max_open {
        wait::within(parameters.timeout, control.stats.until_open_at_most(limit)).await?;
    }
    Ok(response::json(StatusCode::OK, &control.stats.figures()))
}

pub(super) async fn reset(State(control): State<Control>) -> Response {
    control.stats.reset();
    no_content()
}
