use super::*;

fn trace(kind: TraceKind) -> CallTrace {
    CallTrace::new(kind, "runs.wait", "http://h:1/x", None, Some("7".into()))
}

fn taken(trace: &CallTrace) -> serde_json::Value {
    serde_json::from_str(&trace.take()).unwrap()
}

#[test]
fn events_of_all_polls_are_taken_once() {
    let trace = trace(TraceKind::Run);
    let first = br#"{"id": 7, "logs": [{"id": 1, "type": "tool_called", "message": "secret"}]}"#;
    trace.observe("running", &Bytes::from_static(first));
    let span = taken(&trace);
    assert_eq!(span["events"].as_array().unwrap().len(), 1);
    assert!(!span.to_string().contains("secret"));
    let second = br#"{"id": 7, "user_agent_task_uuid": "a1", "logs": [{"id": 1}, {"id": 2,
        "type": "x", "created_at": "1970-01-01T00:00:02.5Z"}]}"#;
    trace.observe("failed", &Bytes::from_static(second));
    let span = taken(&trace);
    assert_eq!(span["name"], "invoke_agent a1");
    assert_eq!(
        span["events"][0]["time"],
        serde_json::json!([2, 500_000_000])
    );
    assert_eq!(span["failure"]["code"], "run_failed");
    assert_eq!(span["failure"]["text"], "run 7 ended: failed");
    assert!(taken(&trace)["events"].as_array().unwrap().is_empty());
}

#[test]
fn the_server_of_a_url() {
    let server = |url, host: &str, port| {
        assert_eq!(server_of(url), Some((host.to_owned(), port)), "{url}");
    };
    server("https://a:b@h.example/x", "h.example", 443);
    server("http://127.0.0.1:8787", "127.0.0.1", 8787);
    server("http://[::1]/", "::1", 80);
    server("http://[::1]:8787/", "::1", 8787);
}

#[test]
fn a_start_makes_no_span() {
    let span = taken(&trace(TraceKind::Start));
    assert_eq!(span, serde_json::json!({"attributes": {}, "events": []}));
}

#[test]
fn headers_of_the_request_take_precedence() {
    let trace = trace(TraceKind::Run);
    trace.set_headers([("traceparent", "00-1"), ("X-Api-Key", "mine"), ("a b", "c")]);
    let mut headers = HeaderMap::new();
    headers.insert("x-api-key", HeaderValue::from_static("fly-k"));
    trace.add_headers(&mut headers);
    assert_eq!(headers["x-api-key"], "fly-k");
    assert_eq!(headers["traceparent"], "00-1");
    assert_eq!(headers.len(), 2);
}
