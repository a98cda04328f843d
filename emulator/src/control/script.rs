//! Scripts and gates.

use axum::response::Response;
use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{CurrentAccount, read};
use crate::response::{self, ApiError, Outcome, no_content};
use crate::script::StepSpec;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Release {
    name: String,
}

pub(super) async fn append(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    // A single step need not be put into a list.
    let is_list = body.trim_ascii_start().starts_with(b"[");
    let steps: Vec<StepSpec> = if is_list {
        read(&body)?
    } else {
        vec![read(&body)?]
    };
    let mut script = account.script();
    script.append(steps).map_err(ApiError::bad)?;
    Ok(response::json(
        StatusCode::OK,
        &json!({ "steps": script.len() }),
    ))
}

pub(super) async fn show(CurrentAccount(account): CurrentAccount) -> Response {
    let steps = account.script().len();
    response::json(StatusCode::OK, &json!({ "steps": steps }))
}

pub(super) async fn clear(CurrentAccount(account): CurrentAccount) -> Response {
    account.script().clear();
    no_content()
}

pub(super) async fn release(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let Release { name } = read(&body)?;
    let released = account.gates.release(&name);
    Ok(response::json(
        StatusCode::OK,
        &json!({ "released": released }),
    ))
}
