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

pub(super) async fn append(Here(account): Here, body: Bytes) -> Outcome {
    // A single step need not be put into a list.
    let is_list = body.trim_ascii_start().starts_with(b"[");
    let steps: Vec<StepSpec> = if is_list {
        read(&body)?
    } else {
        vec![read(&body)?]
    };
    let mut script = account.script();
    script.append(steps).map_err(Refusal::bad)?;
    Ok(answer::json(
        StatusCode::OK,
        &json!({ "steps": script.len() }),
    ))
}

pub(super) async fn show(Here(account): Here) -> Response {
    let steps = account.script().len();
    answer::json(StatusCode::OK, &json!({ "steps": steps }))
}

pub(super) async fn clear(Here(account): Here) -> Response {
    account.script().clear();
    no_content()
}

pub(super) async fn release(Here(account): Here, body: Bytes) -> Outcome {
    let Release { name } = read(&body)?;
    let released = account.gates.release(&name);
    Ok(answer::json(
        StatusCode::OK,
        &json!({ "released": released }),
    ))
}
