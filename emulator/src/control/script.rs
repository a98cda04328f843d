//! Scripts and gates.

use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{Here, read};
use crate::answer::{self, Outcome, Refusal, no_content};
use crate::script::StepSpec;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Release {
    name: String,
}

pub(super) async fn append(Here(world): Here, body: Bytes) -> Outcome {
    // A single step need not be put into a list.
    let is_list = body.trim_ascii_start().starts_with(b"[");
    let steps: Vec<StepSpec> = if is_list {
        read(&body)?
    } else {
        vec![read(&body)?]
    };
    let mut script = world.script();
    script.append(steps).map_err(Refusal::bad)?;
    Ok(answer::json(
        StatusCode::OK,
        &json!({ "steps": script.len() }),
    ))
}

pub(super) async fn show(Here(world): Here) -> Response {
    let steps = world.script().len();
    answer::json(StatusCode::OK, &json!({ "steps": steps }))
}

pub(super) async fn clear(Here(world): Here) -> Response {
    world.script().clear();
    no_content()
}

pub(super) async fn release(Here(world): Here, body: Bytes) -> Outcome {
    let Release { name } = read(&body)?;
    let released = world.holds.release(&name);
    Ok(answer::json(
        StatusCode::OK,
        &json!({ "released": released }),
    ))
}
