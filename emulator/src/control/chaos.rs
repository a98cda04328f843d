//! Chaos on and off.

use axum::response::Response;
use bytes::Bytes;

use super::{Here, read};
use crate::answer::{Outcome, Refusal, no_content};
use crate::chaos::ChaosSpec;

/// `null`, or nothing, switches it off.
pub(super) async fn set(Here(account): Here, body: Bytes) -> Outcome {
    let spec: Option<ChaosSpec> = read(&body)?;
    let chaos = spec
        .map(ChaosSpec::build)
        .transpose()
        .map_err(Refusal::bad)?;
    *account.chaos() = chaos;
    Ok(no_content())
}

pub(super) async fn clear(Here(account): Here) -> Response {
    *account.chaos() = None;
    no_content()
}
