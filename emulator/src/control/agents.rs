//! Scripted agents.

use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{CurrentAccount, read};
use crate::agents::RunStep;
use crate::response::{self, ApiError, Outcome};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scripted {
    agent_id: Option<String>,
    name: Option<String>,
    script: Vec<RunStep>,
}

/// Creates an agent whose runs follow a script, or replaces the script of an agent.
pub(super) async fn create(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let Scripted {
        agent_id,
        name,
        script,
    } = read(&body)?;
    let now = account.moment().now;
    let mut agents = account.agents();
    let id = agents.script_agent(agent_id, name, script, now);
    let id = id.map_err(ApiError::bad)?;
    Ok(response::json(
        StatusCode::CREATED,
        &json!({ "agent_id": id }),
    ))
}
