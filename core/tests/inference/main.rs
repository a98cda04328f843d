//! Model calls, streams and tasks, over real sockets.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../account/mod.rs"]
mod account;
mod batches;
mod contents;
mod tasks;
mod uploads;

use bytes::Bytes;
use flymyai_core::{
    ClientProfile, ErrorKind, FieldValue, FilePart, FileSource, FormStyle, Inference,
    InferenceConfig, InferenceRequest, InferenceSettings, Model, ModelPath, ModelResponse, Payload,
    PredictError,
};
use serde_json::{Value, json};

use crate::account::Account;

fn client_with(account: &Account, change: impl FnOnce(&mut InferenceSettings)) -> Inference {
    let mut settings = InferenceSettings::default();
    change(&mut settings);
    let config = InferenceConfig::new(
        &account.key,
        &account.url(),
        settings,
        &ClientProfile::default(),
    );
    Inference::new(config.unwrap())
}

fn client(account: &Account) -> Inference {
    client_with(account, |_| {})
}

fn model() -> Model {
    Model::parse("demo/echo", ModelPath::Strict).unwrap()
}

fn payload() -> Payload {
    let text = FieldValue::Text("a b".into());
    Payload::new(FormStyle::default(), vec![("prompt".into(), text)])
}

/// A response of these events.
fn events(status: u16, text: &str) -> Value {
    let headers = json!({"content-type": "text/event-stream"});
    json!({"reply": {"status": status, "headers": headers, "text": text}})
}

fn content(response: &ModelResponse) -> &str {
    std::str::from_utf8(&response.content).unwrap()
}

fn statuses(error: PredictError) -> Vec<u16> {
    match error {
        PredictError::Responses(responses) => {
            responses.iter().map(|response| response.status).collect()
        }
        PredictError::Failed(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn first_event_is_the_prediction() {
    let account = Account::new();
    account.script(&json!([events(
        200,
        ": hi\n\ndata: {\"output_data\": {\"n\": 1}}\n\ndata: {\"output_data\": 2}\n\n"
    )]));
    let prediction = client(&account)
        .predict(&model(), &payload(), 2)
        .await
        .unwrap();
    assert_eq!(
        content(&prediction.response),
        "{\"output_data\": {\"n\": 1}}"
    );
    assert_eq!(
        (prediction.response.status, prediction.history.len()),
        (200, 0)
    );
    let request = &account.requests(1)[0];
    assert_eq!(request["path"], "/api/v1/demo/echo/predict");
    assert_eq!(request["body"], "prompt=a+b");
    assert_eq!(
        request["headers"]["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(request["headers"]["x-api-key"], account.key.as_str());
}

#[tokio::test]
async fn predictions_share_a_connection() {
    let account = Account::new();
    let mut step = events(200, "data: {\"output_data\": {}}\n\n");
    step["times"] = json!(3);
    account.script(&json!([step]));
    let client = client(&account);
    for _ in 0..3 {
        client.predict(&model(), &payload(), 1).await.unwrap();
    }
    let requests = account.requests(3);
    assert!(
        requests
            .iter()
            .all(|request| request["connection"] == requests[0]["connection"])
    );
}

#[tokio::test]
async fn only_retryable_statuses_are_retried() {
    let account = Account::new();
    let ok = events(200, "data: {\"output_data\": {}}\n\n");
    account.script(&json!([events(200, "data: {\"status\": 502}\n\n"), ok]));
    let prediction = client(&account)
        .predict(&model(), &payload(), 2)
        .await
        .unwrap();
    assert_eq!(
        prediction
            .history
            .iter()
            .map(|response| response.status)
            .collect::<Vec<_>>(),
        [502]
    );
    for (status, attempts) in [(502, 3), (504, 3), (425, 3), (429, 1), (503, 1), (500, 1)] {
        let account = Account::new();
        let mut step = events(status, &format!("data: {{\"status\": {status}}}\n\n"));
        step["times"] = json!(0);
        account.script(&json!([step]));
        let error = client(&account)
            .predict(&model(), &payload(), 3)
            .await
            .unwrap_err();
        assert_eq!(statuses(error), vec![status; attempts]);
        assert_eq!(account.requests(attempts).len(), attempts);
    }
}

#[tokio::test]
async fn responses_without_events_keep_their_status() {
    for (step, status) in [
        (
            json!({"reply": {"status": 401, "json": {"detail": "no"}}}),
            401,
        ),
        (
            json!({"reply": {"status": 500, "text": "<html>oops</html>"}}),
            500,
        ),
        (json!({"reply": {"status": 200, "text": ""}}), 599),
        (events(200, "data: {\"output_data\": {}}"), 599),
        (events(200, "data: [DONE]\n\n"), 599),
    ] {
        let account = Account::new();
        account.script(&json!([step]));
        let error = client(&account)
            .predict(&model(), &payload(), 1)
            .await
            .unwrap_err();
        assert_eq!(statuses(error), [status], "{step}");
    }
}

#[tokio::test]
async fn predictions_are_resent_only_on_request() {
    for (asked, sent) in [(None, 1), (Some(2), 3)] {
        let account = Account::new();
        account.script(&json!([{"times": 0, "drop": "before"}]));
        let client = client_with(&account, |settings| settings.reconnects = asked);
        let error = client.predict(&model(), &payload(), 2).await.unwrap_err();
        let PredictError::Failed(error) = error else {
            panic!("{error:?}")
        };
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Protocol, sent)
        );
        assert_eq!(account.requests(sent as usize).len(), sent as usize);
    }
}

async fn collect(account: &Account) -> (Vec<String>, Option<ErrorKind>) {
    let mut stream = client(account).stream(&model(), &payload());
    let mut found = Vec::new();
    loop {
        match stream.next_batch().await {
            Ok(Some(batch)) => {
                found.extend(batch.iter().map(|response| content(response).to_owned()))
            }
            Ok(None) => return (found, None),
            Err(error) => return (found, Some(error.kind())),
        }
    }
}

#[tokio::test]
async fn streams_end_with_their_body() {
    let account = Account::new();
    account.script(&json!([events(
        200,
        "event: {\"event_type\":\"id\"}\n\ndata: 1\r\n\r\ndata: [DONE]\n\ndata: 2\n\n"
    )]));
    let (found, failure) = collect(&account).await;
    assert_eq!(
        (found, failure),
        (
            vec!["{\"event_type\":\"id\"}".into(), "1".into(), "2".into()],
            None
        )
    );
    assert_eq!(
        account.requests(1)[0]["path"],
        "/api/v1/demo/echo/predict/stream/"
    );
}

#[tokio::test]
async fn streams_end_with_their_first_error() {
    for step in [
        events(200, "data: {\"status\": 500}\n\ndata: 2\n\n"),
        json!({"reply": {"status": 500, "json": {"status": 500}}}),
    ] {
        let account = Account::new();
        account.script(&json!([step]));
        let mut stream = client(&account).stream(&model(), &payload());
        let batch = stream.next_batch().await.unwrap().unwrap();
        assert_eq!(
            batch
                .iter()
                .map(|response| (response.status, response.is_error))
                .collect::<Vec<_>>(),
            [(500, true)]
        );
        assert!(stream.next_batch().await.unwrap().is_none());
    }
}

#[tokio::test]
async fn broken_streams_fail_and_do_not_restart() {
    let account = Account::new();
    let mut broken = events(200, &format!("data: 1\n\ndata: {}\n\n", "x".repeat(2000)));
    broken["drop"] = json!("mid");
    account.script(&json!([broken]));
    let (found, failure) = collect(&account).await;
    assert_eq!(
        (found, failure),
        (vec!["1".to_owned()], Some(ErrorKind::Protocol))
    );
    assert_eq!(account.requests(1).len(), 1);
}

#[tokio::test]
async fn redirects_to_another_origin_drop_the_key() {
    let (here, there) = (Account::alone(), Account::alone());
    for status in [301, 302, 303, 307, 308] {
        let target = format!("{}/api/v1/agents/tasks/", there.url());
        let headers = json!({"location": target});
        here.script(&json!([{"reply": {"status": status, "headers": headers, "text": ""}}]));
        let error = client(&here)
            .predict(&model(), &payload(), 1)
            .await
            .unwrap_err();
        // The other origin has received the request, without the key.
        assert_eq!(statuses(error), [401], "{status}");
        assert!(there.requests(0).is_empty());
    }
}

#[tokio::test]
async fn redirects_within_the_origin_keep_the_key() {
    let account = Account::new();
    let moved = |status| json!({"reply": {"status": status, "headers": {"location": "/moved"}, "text": ""}});
    let ok = events(200, "data: {}\n\n");
    account.script(&json!([moved(307), ok, moved(302), ok]));
    let client = client(&account);
    client.predict(&model(), &payload(), 1).await.unwrap();
    client.predict(&model(), &payload(), 1).await.unwrap();
    let requests = account.requests(4);
    let sent = |n: usize| {
        (
            &requests[n]["method"],
            &requests[n]["path"],
            requests[n]["body"].as_str(),
        )
    };
    assert_eq!(
        sent(1),
        (&json!("POST"), &json!("/moved"), Some("prompt=a+b"))
    );
    assert_eq!((sent(3).0, sent(3).1), (&json!("GET"), &json!("/moved")));
}

#[tokio::test]
async fn files_are_sent_with_content_length() {
    let account = Account::new();
    account.script(&json!([events(200, "data: {}\n\n")]));
    let source = FileSource::Bytes(Bytes::from_static(b"bytes"));
    let file = FilePart {
        filename: Some("a.txt".into()),
        content_type: "text/plain".into(),
        source,
    };
    let payload = Payload::new(
        FormStyle::default(),
        vec![("f".into(), FieldValue::File(file))],
    );
    client(&account)
        .predict(&model(), &payload, 1)
        .await
        .unwrap();
    let request = &account.requests(1)[0];
    assert!(
        request["body"]
            .as_str()
            .unwrap()
            .contains("filename=\"a.txt\"")
    );
    let length = request["body"].as_str().unwrap().len().to_string();
    assert_eq!(request["headers"]["content-length"], length.as_str());
    assert_eq!(request["headers"].get("transfer-encoding"), None);
}

#[tokio::test]
async fn exchange_returns_responses_of_any_status() {
    let account = Account::new();
    account.script(&json!([{"reply": {"status": 404, "json": {"detail": "none"}}}]));
    let response = client(&account)
        .exchange(&InferenceRequest::cancel(&model(), "7"))
        .await
        .unwrap();
    assert_eq!(
        (
            response.status,
            response.is_error,
            response.requires_retry()
        ),
        (404, true, false)
    );
    let request = &account.requests(1)[0];
    assert_eq!(
        (&request["method"], &request["body"]),
        (&json!("PATCH"), &json!("{\"infer_id\":\"7\"}"))
    );
}

#[tokio::test]
async fn close_ends_streams() {
    let account = Account::new();
    account.script(&json!([{"hold": "reply"}]));
    let client = client(&account);
    let mut stream = client.stream(&model(), &payload());
    let (next, ()) = tokio::join!(stream.next_batch(), async {
        let held = tokio::task::spawn_blocking(move || account.requests(1));
        assert_eq!(held.await.unwrap().len(), 1);
        client.close();
    });
    assert_eq!(next.unwrap_err().kind(), ErrorKind::Closed);
}

#[tokio::test]
async fn errors_hide_the_base_url_password() {
    let account = Account::new();
    account.script(&json!([{"reply": {"status": 500, "text": "oops"}}, {"drop": "before"}]));
    let url = account.url().replace("http://", "http://me:hidden@");
    let settings = InferenceSettings::default();
    let config =
        InferenceConfig::new(&account.key, &url, settings, &ClientProfile::default()).unwrap();
    let client = Inference::new(config);
    let error = client.predict(&model(), &payload(), 1).await.unwrap_err();
    assert!(!format!("{error:?}").contains("hidden"));
    let failure = client.predict(&model(), &payload(), 1).await.unwrap_err();
    let PredictError::Failed(error) = &failure else {
        panic!("{failure:?}")
    };
    assert!(error.url().is_some() && !format!("{failure:?}").contains("hidden"));
}
