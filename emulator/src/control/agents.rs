//! Scripted agents.

use bytes::Bytes;
use http::StatusCode;
use serde_json::json;

use super::{CurrentAccount, read};
use crate::response::{self, ApiError, Outcome};
use crate::scenario::{ScriptedAgent, Speed};

/// Creates an agent whose runs follow a script, or replaces the script of an agent.
pub(super) async fn create(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let agent: ScriptedAgent = read(&body)?;
    let id = agent
        .add_to(&account, Speed::default())
        .map_err(ApiError::bad)?;
    Ok(response::json(
        StatusCode::CREATED,
        &json!({ "agent_id": id }),
    ))
}
