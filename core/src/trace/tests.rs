use super::facts::MAX_SPAN_EVENTS;
use super::*;

fn trace(kind: TraceKind) -> CallTrace {
    named_trace(kind, AgentNames::default())
}

fn named_trace(kind: TraceKind, names: AgentNames) -> CallTrace {
    let id = Some("7".into());
    CallTrace::new(kind, "runs.wait", "http://h:1/x", names, None, id)
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
    assert_eq!(span["name"], "invoke_agent");
    assert_eq!(span["attributes"]["gen_ai.agent.id"], "a1");
    assert_eq!(
        span["events"][0]["time"],
        serde_json::json!([2, 500_000_000])
    );
    let failure = serde_json::json!(
        {"type": "run_failed", "text": "run 7 ended: failed", "isException": false}
    );
    assert_eq!(span["failure"], failure);
    assert!(taken(&trace)["events"].as_array().unwrap().is_empty());
}

#[test]
fn a_span_has_the_name_of_its_agent_once_it_is_known() {
    let names = AgentNames::default();
    let trace = named_trace(TraceKind::Run, names.clone());
    assert_eq!(taken(&trace)["name"], "invoke_agent");
    let record = Bytes::from_static(br#"{"id": 7, "user_agent_task_uuid": "a1"}"#);
    trace.observe("running", &record);
    assert_eq!(taken(&trace)["name"], "invoke_agent");
    names.read(br#"{"uuid": "a1", "name": "Scout"}"#);
    let span = taken(&trace);
    assert_eq!(span["name"], "invoke_agent Scout");
    assert_eq!(span["attributes"]["gen_ai.agent.name"], "Scout");
    let compilation = named_trace(TraceKind::Compilation, names);
    let record = Bytes::from_static(br#"{"id": 7, "user_agent_task": "a1"}"#);
    compilation.observe("compiled", &record);
    assert_eq!(taken(&compilation)["name"], "compile_agent Scout");
}

fn logs(ids: std::ops::Range<usize>) -> Vec<Bytes> {
    ids.map(|id| Bytes::from(format!("{{\"id\": {id}}}")))
        .collect()
}

/// The ids of the events, and the number of dropped ones.
fn kept(trace: &CallTrace) -> (Vec<usize>, serde_json::Value) {
    let span = taken(trace);
    let events = span["events"].as_array().unwrap().iter();
    let id = |event: &serde_json::Value| {
        let id = event["attributes"]["flymyai.event.id"].as_str().unwrap();
        id.parse().unwrap()
    };
    let dropped = span["attributes"]["flymyai.events.dropped"].clone();
    (events.map(id).collect(), dropped)
}

#[test]
fn the_newest_events_are_kept() {
    let most = MAX_SPAN_EVENTS;
    let of_stream = trace(TraceKind::Run);
    of_stream.observe_events("running", &Bytes::new(), &logs(0..most));
    assert_eq!(of_stream.lock().dropped, 0);
    of_stream.observe_events("running", &Bytes::new(), &logs(most..most + 2));
    assert_eq!(of_stream.lock().events.len(), most);
    assert_eq!(kept(&of_stream), ((2..most + 2).collect(), 2.into()));
    of_stream.observe_events("running", &Bytes::new(), &logs(0..most + 5));
    assert_eq!(kept(&of_stream), ((5..most + 5).collect(), 7.into()));

    let of_wait = trace(TraceKind::Run);
    let record = [b"{\"logs\": [", &*logs(0..most + 1).join(&b","[..]), b"]}"].concat();
    of_wait.observe("running", &record.into());
    assert_eq!(kept(&of_wait), ((1..most + 1).collect(), 1.into()));
}

#[test]
fn a_span_that_is_not_recorded_keeps_no_events() {
    let trace = trace(TraceKind::Run);
    trace.observe_events("running", &Bytes::new(), &logs(0..3));
    trace.observe("running", &Bytes::from_static(b"{}"));
    trace.discard_events();
    trace.observe_events("running", &Bytes::new(), &logs(3..5));
    trace.observe(
        "completed",
        &Bytes::from_static(br#"{"logs": [{"id": 1}]}"#),
    );
    assert!(trace.lock().unread.is_none());
    let span = taken(&trace);
    assert_eq!(span["events"], serde_json::json!([]));
    assert_eq!(span["attributes"]["flymyai.run.status"], "completed");
}

#[test]
fn failures_of_calls() {
    let failure = |code, class, is_interruption| {
        let trace = trace(TraceKind::Run);
        trace.observe("failed", &Bytes::new());
        let text = "t";
        for (class, text) in [(class, text), ("Later", "u")] {
            trace.fail(&CallFailure {
                code,
                class,
                text,
                is_interruption,
            });
        }
        let failure = &taken(&trace)["failure"];
        let of = |name: &str| failure[name].as_str().unwrap().to_owned();
        (of("type"), of("text"), failure["isException"] == true)
    };
    let recorded = |error_type: &str| (error_type.to_owned(), "t".to_owned(), true);
    let cancelled = ("cancelled".to_owned(), "cancelled".to_owned(), false);
    assert_eq!(
        failure(Some("not_found"), "E", false),
        recorded("not_found")
    );
    assert_eq!(failure(Some("EPIPE"), "Error", false), recorded("Error"));
    assert_eq!(failure(None, "builtins.E", false), recorded("E"));
    assert_eq!(failure(None, "m.E", false), recorded("m.E"));
    assert_eq!(failure(None, "", false), recorded("_OTHER"));
    assert_eq!(failure(Some("not_found"), "E", true), cancelled);
    assert_eq!(failure(None, "AbortError", false), cancelled);
    assert_eq!(
        failure(None, "concurrent.futures._base.CancelledError", false),
        cancelled
    );
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
    trace.set_headers([
        ("traceparent", "00-1"),
        ("X-Api-Key", "mine"),
        ("a b", "c"),
        ("tenant", "Müller"),
    ]);
    let mut headers = HeaderMap::new();
    headers.insert("x-api-key", HeaderValue::from_static("fly-k"));
    trace.add_headers(&mut headers);
    assert_eq!(headers["x-api-key"], "fly-k");
    assert_eq!(headers["traceparent"], "00-1");
    assert_eq!(headers.len(), 2);
}
