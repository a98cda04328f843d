//! Teams and shares follow the rules of all requests about retries.

use std::sync::Arc;

use flymyai_core::models::{McpTeam, McpTeamEnable, McpTeamInvite, McpTeamInviteCreate};
use flymyai_core::{Client, Clock, Error};
use serde_json::{Value, json};

use crate::account::Account;
use crate::clocks::JumpingClock;

const TEAM: &str = "11111111-1111-4111-8111-111111111111";

/// The errors of a read, of an effect without a key, and of one with a key; each with the delays
/// and the number of requests.
async fn failures(step: Value) -> [(Error, Vec<f64>, usize); 3] {
    let read = failure(&step, async |client| -> Result<McpTeam, Error> {
        client.teams().get(TEAM).await
    });
    let without_key = failure(&step, async |client| -> Result<McpTeam, Error> {
        let options = McpTeamEnable {
            username: "acme".to_owned(),
            ..McpTeamEnable::default()
        };
        client.teams().enable(&options).await
    });
    let with_key = failure(&step, async |client| -> Result<McpTeamInvite, Error> {
        let invite = McpTeamInviteCreate::default();
        let call = client.teams().invite(TEAM, &invite);
        call.idempotency_key("order-1042").await
    });
    [read.await, without_key.await, with_key.await]
}

async fn failure<T: std::fmt::Debug>(
    step: &Value,
    call: impl AsyncFnOnce(Client) -> Result<T, Error>,
) -> (Error, Vec<f64>, usize) {
    let account = Account::new();
    account.script(&json!([step]));
    let clock = JumpingClock::new();
    let client = Client::new(account.options().max_retries(1).resolve().unwrap())
        .with_clock(Arc::clone(&clock) as Arc<dyn Clock>);
    let error = call(client).await.unwrap_err();
    (error, clock.rests(), account.requests(0).len())
}

fn rejected(status: u16, after: &str) -> Value {
    json!({"times": 9, "reply": {
        "status": status, "headers": {"retry-after": after}, "json": {"code": "busy"},
    }})
}

#[tokio::test]
async fn requests_are_sent_again_after_the_requested_delay() {
    for status in [429, 503] {
        for (error, rests, requests) in failures(rejected(status, "3")).await {
            assert_eq!(
                error.message(),
                format!("MCP team request failed ({status}): busy")
            );
            assert_eq!((rests, requests), (vec![3.0], 2), "{status}");
            assert_eq!(error.idempotency_key(), None);
        }
        for (_, rests, requests) in failures(rejected(status, "100")).await {
            assert_eq!((rests, requests), (vec![], 1), "{status}");
        }
    }
}

#[tokio::test]
async fn requests_are_not_sent_again_for_a_response_that_is_rejected() {
    let large = json!({"text": "x".repeat(300_000)}).to_string();
    for response in [
        json!({"text": "<html>"}),
        json!({"text": large}),
        json!({"headers": {"content-encoding": "gzip"}, "text": "{}"}),
    ] {
        let [read, without_key, with_key] = failures(json!({"times": 9, "reply": response})).await;
        for (error, rests, requests) in [&read, &without_key, &with_key] {
            assert_eq!(error.status(), Some(502));
            assert_eq!((rests.len(), *requests), (0, 1), "{error}");
        }
        assert_eq!(with_key.0.idempotency_key(), Some("order-1042"));
    }
}
