//! Scenarios, for an account that is in use.

use std::collections::HashMap;

use axum::extract::Query;
use bytes::Bytes;
use http::StatusCode;
use serde_json::json;

use super::CurrentAccount;
use crate::response::{self, ApiError, Outcome};
use crate::scenario::Scenario;

/// Gives the account the agents and the faults of a scenario; nothing of it if a part is wrong.
pub(super) async fn load(
    CurrentAccount(account): CurrentAccount,
    Query(parameters): Query<HashMap<String, String>>,
    body: Bytes,
) -> Outcome {
    let text = std::str::from_utf8(&body).map_err(|error| ApiError::bad(format!("{error}")))?;
    let speed = parameters.get("speed").map_or("1", String::as_str);
    let speed = speed.parse().map_err(ApiError::bad)?;
    let loaded = Scenario::parse(text, speed).and_then(|scenario| scenario.apply(&account));
    let ids = loaded.map_err(ApiError::bad)?;
    Ok(response::json(
        StatusCode::CREATED,
        &json!({ "agent_ids": ids }),
    ))
}
