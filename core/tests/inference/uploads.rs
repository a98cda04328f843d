//! Payloads that hold streams, and redirects on the way.

use std::sync::{Arc, Mutex};

use flymyai_core::{BoxFuture, Error, ReadAt};

use super::*;

/// A stream of these chunks.
struct Chunks(Mutex<Vec<&'static [u8]>>);

impl ReadAt for Chunks {
    fn length(&self) -> Result<Option<u64>, Error> {
        Ok(None)
    }

    fn read_at(&self, _: u64, _: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let chunk = self.0.lock().unwrap().pop().unwrap_or_default();
        Box::pin(async move { Ok(Bytes::from_static(chunk)) })
    }
}

fn streamed() -> Payload {
    let chunks = Chunks(Mutex::new(vec![b"de", b"abc"]));
    let part = FilePart {
        filename: Some("f".into()),
        content_type: "text/plain".into(),
        source: FileSource::Reader(Arc::new(chunks)),
    };
    Payload::new(
        FormStyle::default(),
        vec![("f".into(), FieldValue::File(part))],
    )
}

fn failed(error: PredictError) -> Error {
    match error {
        PredictError::Failed(error) => error,
        PredictError::Responses(responses) => panic!("{responses:?}"),
    }
}

const DONE: &str = "data: {\"output_data\": {}}\n\n";

#[tokio::test]
async fn streams_are_sent_in_chunks() {
    let account = Account::new();
    account.script(&json!([events(200, DONE)]));
    let payload = streamed();
    client(&account)
        .predict(&model(), &payload, 1)
        .await
        .unwrap();
    let request = &account.requests(1)[0];
    assert_eq!(request["headers"]["transfer-encoding"], "chunked");
    assert_eq!(request["headers"]["content-length"], Value::Null);
    let body = request["body"].as_str().unwrap();
    assert!(body.contains("\r\n\r\nabcde\r\n--"), "{body}");
}

#[tokio::test]
async fn consumed_streams_are_not_resent() {
    let account = Account::new();
    let mut step = events(200, "data: {\"status\": 502}\n\n");
    step["times"] = json!(0);
    account.script(&json!([step]));
    // The error is the service's response, not that a second attempt is impossible.
    let error = client(&account).predict(&model(), &streamed(), 3).await;
    assert_eq!(statuses(error.unwrap_err()), [502]);
    assert_eq!(account.requests(1).len(), 1);

    let account = Account::new();
    account.script(&json!([{"times": 0, "drop": "before"}]));
    let client = client_with(&account, |settings| settings.reconnects = Some(2));
    let error = client.predict(&model(), &streamed(), 3).await.unwrap_err();
    let error = failed(error);
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Protocol, 1));
    assert_eq!(account.requests(1).len(), 1);
}

#[tokio::test]
async fn redirects_fail_for_consumed_streams() {
    let account = Account::new();
    let moved = json!({"reply": {"status": 307, "headers": {"location": "/elsewhere"}}});
    account.script(&json!([moved, events(200, DONE)]));
    let error = client(&account).predict(&model(), &streamed(), 1).await;
    let error = failed(error.unwrap_err());
    assert_eq!(error.argument_name(), Some("payload"));
    assert!(error.message().contains("can't be sent again"), "{error}");
    assert_eq!(account.requests(1).len(), 1);
}

#[tokio::test]
async fn connect_errors_leave_streams_unread() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", taken.local_addr().unwrap());
    drop(taken);
    let settings = InferenceSettings::default();
    let config = InferenceConfig::new("fly-k", &url, settings, &ClientProfile::default()).unwrap();
    let payload = streamed();
    let error = Inference::new(config).predict(&model(), &payload, 1).await;
    assert_eq!(failed(error.unwrap_err()).kind(), ErrorKind::Connect);
    assert!(!payload.is_consumed());
}

#[tokio::test]
async fn redirects_accept_non_ascii_locations() {
    for (location, path) in [
        ("/\u{e9}/x?q=\u{4e16}", "/%C3%A9/x?q=%E4%B8%96"),
        ("/plain", "/plain"),
    ] {
        let server = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", server.local_addr().unwrap());
        let heads = std::thread::spawn(move || {
            let response = format!(
                "HTTP/1.1 303 x\r\nlocation: {location}\r\ncontent-length: 0\r\n\
                 connection: close\r\n\r\n"
            );
            let done = format!(
                "HTTP/1.1 200 x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{DONE}",
                DONE.len()
            );
            [response, done].map(|response| serve_one(&server, &response))
        });
        let settings = InferenceSettings::default();
        let config =
            InferenceConfig::new("fly-k", &url, settings, &ClientProfile::default()).unwrap();
        let client = Inference::new(config);
        client.predict(&model(), &payload(), 1).await.unwrap();
        let [_, second] = heads.join().unwrap();
        assert!(second.starts_with(&format!("GET {path} ")), "{second}");
    }
}

/// Answers one request; returns its head.
fn serve_one(server: &std::net::TcpListener, response: &str) -> String {
    use std::io::{Read, Write};

    let (mut socket, _) = server.accept().unwrap();
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let mut chunk = [0; 1024];
        let read = socket.read(&mut chunk).unwrap();
        assert!(read > 0, "the client has left");
        head.extend_from_slice(&chunk[..read]);
    }
    socket.write_all(response.as_bytes()).unwrap();
    String::from_utf8(head).unwrap()
}
