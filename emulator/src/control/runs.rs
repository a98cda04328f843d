//! Runs by the thousand, for benchmarks.

use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{CurrentAccount, read};
use crate::response::{self, Outcome};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Parameters {
    count: u64,
    polls: u64,
    agent_id: String,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            count: 1,
            polls: 1,
            agent_id: "agent_abc123".to_owned(),
        }
    }
}

/// Creates runs that complete at a given poll of their detail, so that the number of polls does not depend on time.
pub(super) async fn create(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let parameters: Option<Parameters> = read(&body)?;
    let parameters = parameters.unwrap_or_default();
    let moment = account.moment();
    let ids = account.agents().start_counted(
        &parameters.agent_id,
        parameters.count,
        parameters.polls,
        moment,
    )?;
    Ok(response::json(StatusCode::CREATED, &json!({ "ids": ids })))
}
