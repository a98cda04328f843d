//! Runs by the thousand, for benchmarks.

use bytes::Bytes;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::{CurrentAccount, read};
use crate::response::{self, Outcome};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Wanted {
    count: u64,
    polls: u64,
    agent_id: String,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            count: 1,
            polls: 1,
            agent_id: "agent_abc123".to_owned(),
        }
    }
}

/// Creates runs that complete at a given look at their detail, so that the number of polls does not depend on time.
pub(super) async fn create(CurrentAccount(account): CurrentAccount, body: Bytes) -> Outcome {
    let wanted: Option<Wanted> = read(&body)?;
    let wanted = wanted.unwrap_or_default();
    let moment = account.moment();
    let ids =
        account
            .agents()
            .start_counted(&wanted.agent_id, wanted.count, wanted.polls, moment)?;
    Ok(response::json(StatusCode::CREATED, &json!({ "ids": ids })))
}
