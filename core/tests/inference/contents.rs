//! Streams that hold no prediction, or not all of one.

use super::*;

const CHUNK: &str = "data: {\"output_data\": {}}\n\n";
const ID: &str = "event: {\"event_type\":\"id\",\"status\":200}\n\n";
const STOP: &str = "event: {\"event_type\":\"stream_cancelling\",\"status\":200}\n\n";

/// The statuses of a stream's responses, and its error.
async fn read(step: &Value) -> (Vec<(u16, bool)>, Option<String>) {
    let account = Account::new();
    account.script(&json!([step]));
    let mut stream = client(&account).stream(&model(), &payload());
    let mut responses = Vec::new();
    loop {
        match stream.next_batch().await {
            Ok(Some(batch)) => {
                responses.extend(
                    batch
                        .iter()
                        .map(|response| (response.status, response.is_error)),
                );
            }
            Ok(None) => return (responses, None),
            Err(error) => return (responses, Some(error.message().to_owned())),
        }
    }
}

fn plain(status: u16, text: &str) -> Value {
    json!({"reply": {"status": status, "headers": {"content-type": "text/html"}, "text": text}})
}

#[tokio::test]
async fn responses_without_a_prediction_keep_their_status() {
    let ftp = json!({"location": "ftp://x/"});
    for (step, status) in [
        (plain(200, "<html>log in</html>"), 599),
        (
            plain(200, "{\"detail\":\"model is cold\",\"status\":503}"),
            599,
        ),
        (plain(202, "{}"), 599),
        (json!({"reply": {"status": 204}}), 599),
        (events(200, ""), 599),
        (events(200, ": ping\n\n: ping\n\n"), 599),
        (events(200, "data: [DONE]\n\n"), 599),
        (events(200, "data: {\"output_data\": {}}"), 599),
        (plain(300, "x"), 300),
        (plain(301, "moved"), 301),
        (
            json!({"reply": {"status": 302, "headers": ftp, "text": "x"}}),
            302,
        ),
        (json!({"reply": {"status": 304}}), 304),
        (plain(401, "no"), 401),
        (events(500, ""), 500),
    ] {
        assert_eq!(read(&step).await, (vec![(status, true)], None), "{step}");
        // As to a prediction.
        let account = Account::new();
        account.script(&json!([step]));
        let error = client(&account).predict(&model(), &payload(), 1).await;
        assert_eq!(statuses(error.unwrap_err()), [status], "{step}");
    }
}

#[tokio::test]
async fn rejects_streams_with_only_an_id() {
    let found = read(&events(200, ID)).await;
    assert_eq!(found, (vec![(200, false), (599, true)], None));
}

#[tokio::test]
async fn errors_of_empty_responses_have_the_body() {
    let account = Account::new();
    account.script(&json!([plain(200, "<html>log in</html>")]));
    let mut stream = client(&account).stream(&model(), &payload());
    let batch = stream.next_batch().await.unwrap().unwrap();
    assert_eq!(content(&batch[0]), "<html>log in</html>");
    assert!(stream.next_batch().await.unwrap().is_none());
}

#[tokio::test]
async fn truncated_events_are_an_error() {
    let text = format!("{CHUNK}{CHUNK}data: {{\"status\":500}}");
    let (responses, broken) = read(&events(200, &text)).await;
    assert_eq!(responses, [(200, false); 2]);
    assert_eq!(broken.as_deref(), Some("the response ends inside an event"));
}

#[tokio::test]
async fn ignores_trailing_events() {
    for rest in ["", "data: [DONE]", ": ping", "\n", "retry: 5"] {
        let (responses, broken) = read(&events(200, &format!("{CHUNK}{rest}"))).await;
        assert_eq!((responses, broken), (vec![(200, false)], None), "{rest:?}");
    }
    let cancelled = read(&events(200, &format!("{ID}{STOP}"))).await;
    assert_eq!(cancelled, (vec![(200, false); 2], None));
}
