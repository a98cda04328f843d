//! Chaos on and off.

use axum::response::Response;
use bytes::Bytes;

use super::{CurrentAccount, read};
use crate::chaos::ChaosSpec;
use crate::response::{ApiError, Outcome, no_content};

/// `null`, or nothing, switches it off.
pub(super) async fn set(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let spec: Option<ChaosSpec> = read(&body)?;
    let chaos = spec
        .map(ChaosSpec::build)
        .transpose()
        .map_err(ApiError::bad)?;
    *account.chaos() = chaos;
    Ok(no_content())
}

pub(super) async fn clear(CurrentAccount(account): CurrentAccount) -> Response {
    *account.chaos() = None;
    no_content()
}
