//! Dropped calls and closed clients end their requests, also on the wire.

use flymyai_core::{Client, ErrorKind, WaitOptions};
use serde_json::{Value, json};

use crate::account::Account;

/// Runs a check that blocks, such as one of the recorded requests.
pub(crate) async fn seen<T: Send + 'static>(
    account: Account,
    check: impl FnOnce(&Account) -> T + Send + 'static,
) -> (Account, T) {
    tokio::task::spawn_blocking(move || {
        let found = check(&account);
        (account, found)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn dropping_a_call_aborts_its_request() {
    let account = Account::new();
    account.script(&json!([{"hold": "reply"}]));
    let client = Client::new(account.options().resolve().unwrap());
    let call = tokio::spawn(client.runs().get(1).into_future());
    let (account, _) = seen(account, |account| account.requests(1)).await;
    call.abort();
    let (_, aborted) = seen(account, |account| account.aborted(1)).await;
    assert_eq!(aborted.len(), 1);
}

#[tokio::test]
async fn close_fails_pending_and_later_calls() {
    let account = Account::new();
    let running = json!({"reply": {"status": 200, "json": {"id": 7, "status": "running"}}});
    account.script(&json!([running, {"hold": "reply"}]));
    let client = Client::new(account.options().resolve().unwrap());
    let options = WaitOptions {
        timeout: None,
        poll_interval: 0.001,
    };
    let wait = tokio::spawn(client.runs().wait(7).wait_options(options).into_future());
    let (account, _) = seen(account, |account| account.requests(2)).await;
    client.close();
    let error = wait.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Closed);
    assert_eq!(
        client.runs().get(1).await.unwrap_err().kind(),
        ErrorKind::Closed
    );
    let (_, aborted) = seen(account, |account| account.aborted(1)).await;
    assert_eq!(aborted.len(), 1);
}

#[tokio::test]
async fn close_does_not_affect_other_clients() {
    let account = Account::new();
    let config = account.options().resolve().unwrap();
    let (one, other) = (Client::new(config.clone()), Client::new(config));
    assert!(one.agents().list().await.is_ok());
    one.close();
    assert!(other.agents().list().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn close_closes_idle_connections() {
    let account = Account::alone();
    let client = Client::new(account.options().resolve().unwrap());
    assert!(client.agents().list().await.is_ok());
    assert_eq!(
        account.ask("GET", "stats", &Value::Null)["connections_open"],
        1
    );
    client.close();
    let stats = account.ask("GET", "stats?max_open=0&timeout=20", &Value::Null);
    assert_eq!(stats["connections_open"], 0, "{stats}");
}

#[tokio::test]
async fn invalid_arguments_send_nothing() {
    let account = Account::new();
    let client = Client::new(account.options().resolve().unwrap());
    let runs = client.runs();
    let bad_wait = |timeout, poll_interval| {
        runs.wait(1).wait_options(WaitOptions {
            timeout,
            poll_interval,
        })
    };
    for (call, argument) in [
        (runs.wait(""), "run_id"),
        (runs.wait(".."), "run_id"),
        (bad_wait(Some(f64::NAN), 1.0), "timeout"),
        (bad_wait(None, -1.0), "poll_interval"),
        (bad_wait(None, f64::NAN), "poll_interval"),
        (runs.create(" "), "agent_id"),
        (runs.create("a").idempotency_key(""), "idempotency_key"),
        (runs.create("a").idempotency_key("a\nb"), "idempotency_key"),
        (runs.create("a").idempotency_key(" a"), "idempotency_key"),
        (runs.create("a").idempotency_key("ü"), "idempotency_key"),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(
            (error.kind(), error.argument_name()),
            (ErrorKind::Argument, Some(argument))
        );
    }
    let error = runs.list_of_agent("").await.unwrap_err();
    assert_eq!(error.argument_name(), Some("agent_id"));
    assert!(account.requests(0).is_empty());
}
