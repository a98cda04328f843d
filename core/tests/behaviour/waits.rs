//! Waits and event streams continue through failures of the network.

use flymyai_core::{Client, ErrorKind, WaitOptions};
use serde_json::{Value, json};

use crate::account::Account;

const FAST: WaitOptions = WaitOptions {
    timeout: Some(60.0),
    poll_interval: 0.001,
};

fn snapshot(status: &str, logs: &[i64]) -> Value {
    let logs: Vec<Value> = logs
        .iter()
        .map(|id| {
            json!({"id": id, "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
                   "type": "tool_called", "message": format!("call {id}"), "data": {}})
        })
        .collect();
    json!({"reply": {"status": 200, "json": {"id": 7, "status": status, "logs": logs}}})
}

/// One of each kind of fault that passes.
fn faults() -> Vec<Value> {
    vec![
        json!({"drop": "before"}),
        json!({"drop": "mid", "reply": {"status": 200, "json": {"id": 7, "status": "completed", "logs": []}}}),
        json!({"drop": "reset"}),
        json!({"reply": {"status": 500, "text": "oops"}}),
        json!({"reply": {"status": 429, "headers": {"retry-after": "0"}, "text": "slow down"}}),
        json!({"reply": {"status": 200, "text": "<html>hotel network</html>"}}),
        json!({"reply": {"status": 200, "text": "{\"id\": 7, \"status\": \"completed\", \"logs\": [{\"id\": 9}"}}),
    ]
}

#[tokio::test]
async fn waits_continue_through_transient_failures() {
    for fault in faults() {
        let account = Account::new();
        account.script(&json!([
            snapshot("running", &[]),
            fault,
            snapshot("completed", &[])
        ]));
        let client = Client::new(account.options().resolve().unwrap());
        let response = client.runs().wait(7).wait_options(FAST).raw().await;
        assert!(response.is_ok(), "{fault}: {response:?}");
        assert_eq!(account.requests(3).len(), 3, "{fault}");
    }
}

#[tokio::test]
async fn waits_end_at_permanent_failures() {
    for status in [401, 403, 404, 400, 501] {
        let account = Account::new();
        let refusal = json!({"times": 0, "reply": {"status": status, "json": {"detail": "no"}}});
        account.script(&json!([snapshot("running", &[]), refusal]));
        let client = Client::new(account.options().resolve().unwrap());
        let error = client.runs().wait(7).wait_options(FAST).await.unwrap_err();
        assert_eq!(error.status(), Some(status));
        assert_eq!(account.requests(2).len(), 2);
    }
}

#[tokio::test]
async fn waits_end_at_responses_that_are_not_records() {
    for response in [
        json!({}),
        json!({"id": 7, "status": 5}),
        json!({"status": "running"}),
        json!([]),
    ] {
        let account = Account::new();
        account.script(&json!([{"times": 0, "reply": {"status": 200, "json": response}}]));
        let client = Client::new(account.options().resolve().unwrap());
        let error = client.runs().wait(7).wait_options(FAST).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::Decode, Some(200)),
            "{response}"
        );
        assert_eq!(account.requests(1).len(), 1);
    }
}

#[tokio::test]
async fn events_are_unique_and_ordered_across_failures() {
    for fault in faults() {
        let account = Account::new();
        account.script(&json!([
            snapshot("running", &[1, 2]),
            fault,
            snapshot("running", &[1, 2, 3]),
            fault,
            snapshot("completed", &[1, 2, 3, 4]),
        ]));
        let client = Client::new(account.options().resolve().unwrap());
        let mut events = client.event_stream("7", FAST).unwrap();
        let mut ids = Vec::new();
        while let Some(batch) = events.next_batch().await.unwrap() {
            for log in batch {
                ids.push(serde_json::from_slice::<Value>(&log).unwrap()["id"].clone());
            }
        }
        assert_eq!(ids, [1, 2, 3, 4], "{fault}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn dropping_next_loses_no_event() {
    let account = Account::new();
    let mut second = snapshot("running", &[1, 2]);
    second["hold"] = json!("second");
    account.script(&json!([
        snapshot("running", &[1]),
        second,
        snapshot("completed", &[1, 2, 3])
    ]));
    let client = Client::new(account.options().resolve().unwrap());
    let mut events = client.runs().stream_events_with(7, FAST).unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().id, 1);
    let (account, held) = {
        let held = tokio::task::spawn_blocking(move || {
            let held = account.requests(2);
            (account, held)
        });
        tokio::pin!(held);
        tokio::select! {
            event = events.next() => panic!("the response is held: {event:?}"),
            held = &mut held => held.unwrap(),
        }
    };
    assert_eq!(held.len(), 2);
    assert_eq!(account.aborted(1).len(), 1);
    let mut ids = Vec::new();
    while let Some(event) = events.next().await {
        ids.push(event.unwrap().id);
    }
    assert_eq!(ids, [2, 3]);
}

#[tokio::test]
async fn failed_compilation_is_an_error_of_compile_from_run_only() {
    let failed = json!({"reply": {"status": 200, "json": {"id": 3, "status": "failed", "error": "no plan"}}});
    let account = Account::new();
    account.script(&json!([{"reply": {"status": 201, "json": {"id": 3, "status": "pending"}}}, failed, failed]));
    let client = Client::new(account.options().resolve().unwrap());
    let error = client
        .agents()
        .compile_from_run(7)
        .wait_options(FAST)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::CompilationFailed);
    assert_eq!(error.message(), "Compilation 3 failed: no plan");
    assert!(
        client
            .compilations()
            .wait(3)
            .wait_options(FAST)
            .raw()
            .await
            .is_ok()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_waits_share_connections() {
    let account = Account::alone();
    let ids = account.ask("POST", "runs", &json!({"count": 1000, "polls": 3}));
    let client = Client::new(account.options().resolve().unwrap());
    let waits: Vec<_> = ids["ids"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| {
            let options = WaitOptions {
                timeout: Some(60.0),
                poll_interval: 0.01,
            };
            tokio::spawn(
                client
                    .runs()
                    .wait(id.as_i64().unwrap())
                    .wait_options(options)
                    .into_future(),
            )
        })
        .collect();
    for wait in waits {
        assert_eq!(wait.await.unwrap().unwrap().status.as_str(), "completed");
    }
    let stats = account.ask("GET", "stats", &Value::Null);
    let peak = stats["connections_peak"].as_u64().unwrap();
    assert!(peak <= 2 * flymyai_core::MAX_CONNECTIONS as u64, "{stats}");
}
