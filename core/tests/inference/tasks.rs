//! Tasks: polled until they have a result, or until the timeout.

use std::time::{Duration, Instant};

use flymyai_core::{Error, ErrorKind, InferenceRequest, ModelResponse, PredictError, TaskEnd};
use serde_json::{Value, json};

use crate::account::Account;
use crate::{client, client_with, model, payload};

fn responded(status: u16) -> Value {
    json!({"reply": {"status": status, "headers": {"retry-after": "0"}, "json": {"detail": "d"}}})
}

fn forever(mut step: Value) -> Value {
    step["times"] = json!(0);
    step
}

/// The status of the response, after those of the responses before it.
fn statuses(end: Result<TaskEnd, Error>) -> Vec<u16> {
    let TaskEnd::Finished { response, history } = end.unwrap() else {
        panic!("out of time")
    };
    let responses = history.iter().chain([&response]);
    responses.map(|response| response.status).collect()
}

#[tokio::test]
async fn tasks_are_polled_until_done() {
    let account = Account::new();
    let pending = json!({"times": 2, "reply": {"status": 425, "json": {"detail": "not yet"}}});
    let done = json!({"reply": {"status": 200, "json": {"inference_responses": []}}});
    account.script(&json!([pending, {"drop": "before"}, done]));
    let end = client(&account)
        .wait_for_task(&model(), "a b/c", Duration::from_millis(1), None)
        .await;
    let TaskEnd::Finished { response, history } = end.unwrap() else {
        panic!("out of time")
    };
    assert_eq!((response.status, response.is_error), (200, false));
    assert_eq!(history.len(), 2);
    let requests = account.requests(4);
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[0]["query"], "request_id=a+b%2Fc");
}

#[tokio::test]
async fn expired_tasks_are_polled_at_least_once() {
    let account = Account::new();
    account.script(&json!([{"times": 0, "reply": {"status": 425, "text": ""}}]));
    let none = Some(Duration::ZERO);
    let end = client(&account)
        .wait_for_task(&model(), "1", Duration::from_secs(60), none)
        .await;
    assert!(matches!(end.unwrap(), TaskEnd::OutOfTime(None)));
    assert_eq!(account.requests(1).len(), 1);
}

#[tokio::test]
async fn failures_have_the_history() {
    let account = Account::new();
    account.script(&json!([
        responded(425),
        responded(502),
        responded(425),
        responded(422)
    ]));
    let end = client(&account)
        .wait_for_task(&model(), "1", Duration::from_millis(1), None)
        .await;
    assert_eq!(statuses(end), [425, 502, 425, 422]);
}

#[tokio::test]
async fn long_waits_keep_every_response() {
    let account = Account::new();
    account.control("POST", "recording", r#"{"enabled": false}"#);
    let mut pending = responded(425);
    pending["times"] = json!(600);
    account.script(&json!([pending, responded(404)]));
    let end = client(&account)
        .wait_for_task(&model(), "1", Duration::ZERO, None)
        .await;
    let statuses = statuses(end);
    assert_eq!(
        (statuses.len(), statuses[599], statuses[600]),
        (601, 425, 404)
    );
}

#[tokio::test]
async fn last_poll_is_at_the_deadline() {
    let account = Account::new();
    account.script(&json!([forever(responded(425))]));
    let timeout = Some(Duration::from_millis(200));
    let started = Instant::now();
    let end = client(&account)
        .wait_for_task(&model(), "1", Duration::from_secs(60), timeout)
        .await;
    assert!(matches!(end.unwrap(), TaskEnd::OutOfTime(None)));
    assert!(started.elapsed() < Duration::from_secs(8));
    assert_eq!(account.requests(2).len(), 2);
}

#[tokio::test]
async fn stalled_poll_is_the_cause_of_the_timeout() {
    for timeout in [0, 200] {
        let account = Account::new();
        account.script(&json!([forever(json!({"hang": true}))]));
        let started = Instant::now();
        let timeout = Some(Duration::from_millis(timeout));
        let end = client(&account)
            .wait_for_task(&model(), "1", Duration::from_secs(1), timeout)
            .await;
        let TaskEnd::OutOfTime(Some(PredictError::Failed(error))) = end.unwrap() else {
            panic!("another end");
        };
        assert_eq!(error.kind(), ErrorKind::ReadTimeout);
        assert!(started.elapsed() < Duration::from_secs(8));
    }
}

#[tokio::test]
async fn waits_continue_after_a_failed_first_poll_if_there_was_a_response() {
    for outage in [
        responded(503),
        responded(429),
        responded(408),
        json!({"drop": "before"}),
    ] {
        let account = Account::new();
        // Each poll is sent again by itself, if there is no response.
        let times = if outage["drop"].is_null() { 2 } else { 8 };
        let mut outage = outage;
        outage["times"] = json!(times);
        account.script(&json!([
            responded(202),
            outage,
            responded(425),
            responded(404)
        ]));
        let client = client(&account);
        let start = InferenceRequest::start_task(&model(), &payload());
        client.exchange(&start).await.unwrap();
        let end = client
            .wait_for_task(&model(), "1", Duration::from_millis(1), None)
            .await;
        let statuses = statuses(end);
        assert_eq!(statuses[statuses.len() - 2..], [425, 404], "{outage}");
    }
}

#[tokio::test]
async fn waits_fail_at_a_failed_first_poll_without_an_earlier_response() {
    let account = Account::new();
    account.script(&json!([forever(json!({"drop": "before"}))]));
    let client = client_with(&account, |settings| settings.reconnects = Some(0));
    let end = client
        .wait_for_task(&model(), "1", Duration::from_millis(1), None)
        .await;
    assert_eq!(end.unwrap_err().kind(), ErrorKind::Protocol);
    account.ask("DELETE", "script", &Value::Null);
    account.script(&json!([responded(503)]));
    let end = client
        .wait_for_task(&model(), "1", Duration::from_millis(1), None)
        .await;
    assert_eq!(statuses(end), [503]);
}

#[tokio::test]
async fn timeout_during_an_outage_has_the_last_failure() {
    let account = Account::new();
    account.script(&json!([responded(425), forever(responded(503))]));
    let timeout = Some(Duration::from_millis(200));
    let end = client(&account)
        .wait_for_task(&model(), "1", Duration::from_millis(1), timeout)
        .await;
    let TaskEnd::OutOfTime(Some(PredictError::Responses(responses))) = end.unwrap() else {
        panic!("another end");
    };
    let statuses: Vec<u16> = responses
        .iter()
        .map(|response: &ModelResponse| response.status)
        .collect();
    assert_eq!(statuses, [503]);
}
