//! Requests that stall: a wait ends at its deadline all the same.

use std::time::{Duration, Instant};

use flymyai_core::models::InstructionWait;
use flymyai_core::{Client, Error, ErrorKind, StreamEnd, Timeouts, WaitOptions};
use serde_json::{Value, json};

use crate::account::Account;

/// Far less than the 20 s that a request of these clients may take.
const SOON: Duration = Duration::from_secs(8);

const SHORT: WaitOptions = WaitOptions {
    timeout: Some(0.4),
    poll_interval: 0.01,
};

fn running() -> Value {
    json!({"reply": {"status": 200, "json": {"id": 7, "status": "running", "logs": []}}})
}

fn stalls() -> Vec<Value> {
    vec![
        json!({"hang": true, "times": 0}),
        json!({"hang": true, "times": 0, "reply": {"status": 200, "json": {"id": 7, "status": "completed"}}}),
    ]
}

fn check(error: &Error, started: Instant) {
    assert_eq!(error.kind(), ErrorKind::WaitTimeout, "{error:?}");
    let cause = error.cause().unwrap();
    assert_eq!(cause.kind(), ErrorKind::ReadTimeout, "{error:?}");
    assert!(started.elapsed() < SOON);
}

#[tokio::test]
async fn stalled_polls_end_at_the_deadline() {
    for stall in stalls() {
        for before in [vec![], vec![running()]] {
            let account = Account::new();
            let steps: Vec<&Value> = before.iter().chain([&stall]).collect();
            account.script(&json!(steps));
            let client = Client::new(account.options().resolve().unwrap());
            let started = Instant::now();
            let waited = client.runs().wait(7).wait_options(SHORT).raw().await;
            let error = waited.unwrap_err();
            check(&error, started);
            // Without any response there is no status to report, and nothing that goes on.
            let known = before.first().map(|_| "running");
            assert_eq!(error.last_status(), known);
            assert_eq!(error.hint().contains("The run goes on"), known.is_some());
            let cause = error.cause().unwrap();
            assert!(cause.url().unwrap().ends_with("/executions/7/"));
        }
    }
}

#[tokio::test]
async fn zero_timeout_makes_one_unbounded_poll() {
    let account = Account::new();
    let slow =
        json!({"delay": 0.7, "reply": {"status": 200, "json": {"id": 7, "status": "completed"}}});
    account.script(&json!([slow, {"hang": true}]));
    let soon = Timeouts::all(Some(Duration::from_secs(2)));
    let client = Client::new(account.options().timeouts(soon).resolve().unwrap());
    let options = WaitOptions {
        timeout: Some(0.0),
        poll_interval: 1.0,
    };
    let waited = client.runs().wait(7).wait_options(options).raw().await;
    assert!(waited.is_ok());
    // The timeout of the request ends the poll and, at the deadline, the wait.
    let waited = client.runs().wait(7).wait_options(options).raw().await;
    check(&waited.unwrap_err(), Instant::now());
}

#[tokio::test]
async fn stalled_starts_end_at_the_deadline() {
    let account = Account::new();
    account.script(&json!([{"hang": true, "times": 0}]));
    let client = Client::new(account.options().resolve().unwrap());
    let started = Instant::now();
    let compiled = client.agents().compile_from_run(7).wait_options(SHORT);
    let error = compiled.raw().await.unwrap_err();
    check(&error, started);
    let text = "The request to start got no response within 0.4s";
    assert_eq!(error.message(), text);
    let run = client
        .compilations()
        .run_instruction_and_wait(7, &InstructionWait::default());
    let error = run.wait_options(SHORT).raw().await.unwrap_err();
    assert_eq!(error.message(), text);
    // No run was started twice.
    assert_eq!(account.requests(2).len(), 2);
}

#[tokio::test]
async fn stream_end_distinguishes_timeout_from_run_end() {
    let account = Account::new();
    let mut forever = running();
    forever["times"] = json!(0);
    account.script(&json!([forever]));
    let client = Client::new(account.options().resolve().unwrap());
    let mut events = client.event_stream("7", SHORT).unwrap();
    assert!(events.end().is_none());
    assert!(events.next_batch().await.unwrap().is_none());
    let Some(StreamEnd::TimedOut(error)) = events.end() else {
        panic!("{:?}", events.end());
    };
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_status(), Some("running"));
    assert!(error.cause().is_none());

    let account = Account::new();
    account.script(&json!([{"reply": {"status": 200, "json": {"id": 7, "status": "failed"}}}]));
    let client = Client::new(account.options().resolve().unwrap());
    let mut events = client.runs().stream_events_with(7, SHORT).unwrap();
    assert!(events.next().await.is_none());
    assert!(matches!(events.end(), Some(StreamEnd::RunEnded(status)) if status == "failed"));
}

#[tokio::test]
async fn stream_timeout_has_the_last_failure_as_its_cause() {
    let account = Account::new();
    account.script(&json!([running(), {"times": 0, "reply": {"status": 503, "text": "busy"}}]));
    let client = Client::new(account.options().resolve().unwrap());
    let mut events = client.event_stream("7", SHORT).unwrap();
    assert!(events.next_batch().await.unwrap().is_none());
    let Some(StreamEnd::TimedOut(error)) = events.end() else {
        panic!("{:?}", events.end());
    };
    assert_eq!(error.cause().and_then(Error::status), Some(503));
}

#[tokio::test]
async fn stalled_polls_end_a_stream_with_an_error() {
    for stall in stalls() {
        let account = Account::new();
        account.script(&json!([running(), stall]));
        let client = Client::new(account.options().resolve().unwrap());
        let mut events = client.runs().stream_events_with(7, SHORT).unwrap();
        let started = Instant::now();
        let error = events.next().await.unwrap().unwrap_err();
        check(&error, started);
        assert!(matches!(events.end(), Some(StreamEnd::TimedOut(_))));
        assert!(events.next().await.is_none());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waits_are_not_bound_by_the_pool_timeout() {
    let account = Account::new();
    let slow = json!({"id": 7, "status": "completed"});
    account.script(&json!([{"delay": 0.2, "times": 0, "reply": {"status": 200, "json": slow}}]));
    let impatient = Timeouts {
        pool: Some(Duration::from_millis(20)),
        ..Timeouts::all(Some(Duration::from_secs(20)))
    };
    let options = account.options().timeouts(impatient);
    let client = Client::new(options.resolve().unwrap());
    let waits: Vec<_> = (0..300)
        .map(|number| {
            let timeout = (number % 2 == 0).then_some(60.0);
            let options = WaitOptions {
                timeout,
                poll_interval: 0.1,
            };
            let wait = client.runs().wait(7).wait_options(options);
            tokio::spawn(async move { wait.raw().await })
        })
        .collect();
    for wait in waits {
        let waited = wait.await.unwrap();
        assert!(waited.is_ok(), "{waited:?}");
    }
}
