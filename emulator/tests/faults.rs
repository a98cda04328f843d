//! Scripted responses and broken connections.

mod client;

use client::{API, Client};
use serde_json::json;

#[test]
fn scripted_responses_precede_those_of_the_service() {
    let client = Client::new("responses");
    let (path, other) = (format!("{API}/tools/"), format!("{API}/tasks/"));
    client.script(json!([
        { "match": { "method": "GET", "path": path }, "times": 2,
          "reply": { "status": 429, "headers": { "Retry-After": "3", "X-Two": ["a", "b"] }, "json": { "detail": "slow down" } } },
        { "match": { "path": format!("{API}/*") }, "reply": { "text": "<html>" } },
    ]));
    let first = client.get(&path);
    assert_eq!(
        (first.status, first.json()),
        (429, json!({ "detail": "slow down" }))
    );
    let head = first.head.to_lowercase();
    assert!(
        head.contains("retry-after: 3") && head.contains("x-two: a\r\nx-two: b"),
        "{head}"
    );
    assert_eq!(client.get(&other).body, b"<html>");
    assert_eq!(client.get(&path).status, 429);
    assert_eq!(client.get(&path).status, 200);
}

#[test]
fn chunks_are_not_merged() {
    let client = Client::new("chunks");
    client.script(json!({ "reply": { "chunks": ["WzE=", "LDJd"] } }));
    let response = client.get(&format!("{API}/tools/"));
    assert!(
        response
            .head
            .to_lowercase()
            .contains("transfer-encoding: chunked")
    );
    assert_eq!(response.body, b"2\r\n[1\r\n3\r\n,2]\r\n0\r\n\r\n");
}

#[test]
fn held_response_waits_for_its_release() {
    let client = Client::new("hold");
    client.script(json!({ "hold": "gate" }));
    let held = client.send("GET", &format!("{API}/tools/1/"), None);
    assert_eq!(client.requests(1)[0]["replied"], false);
    assert_eq!(
        client.control("POST", "release", json!({ "name": "other" })),
        json!({ "released": 0 })
    );
    assert_eq!(
        client.control("POST", "release", json!({ "name": "gate" })),
        json!({ "released": 1 })
    );
    assert_eq!(held.response().json()["mcp_tool"], "tavily");
    assert_eq!(client.requests(1)[0]["replied"], true);
    assert!(client.aborted(0).is_empty());
}

#[test]
fn dropped_connection_has_no_response_bytes() {
    let client = Client::new("drop");
    client.script(json!({ "drop": "before" }));
    let received = client
        .send("GET", &format!("{API}/tools/"), None)
        .received();
    assert!(received.bytes.is_empty() && !received.reset);
    let request = &client.requests(1)[0];
    assert_eq!(
        (&request["replied"], &request["aborted"]),
        (&json!(false), &json!(false))
    );
}

#[test]
fn a_reset_is_a_reset() {
    let client = Client::new("reset");
    client.script(json!({ "drop": "reset" }));
    let received = client
        .send("GET", &format!("{API}/tools/"), None)
        .received();
    assert!(received.bytes.is_empty() && received.reset);
}

#[test]
fn half_a_body_has_the_content_length_of_the_whole() {
    let client = Client::new("mid");
    client.script(json!([{ "drop": "mid", "reply": { "json": "0123456789" } }, { "drop": "mid" }]));
    let response = client.get(&format!("{API}/tools/"));
    assert!(
        response.head.contains("content-length: 12"),
        "{}",
        response.head
    );
    assert_eq!(response.body, b"\"01234");
    let whole = format!("{API}/tasks/agent_abc123/run-loop/");
    let response = client.send("POST", &whole, None).response();
    assert!(
        response.body.starts_with(b"{\"id\":1,"),
        "the request is acted upon"
    );
}

#[test]
fn drop_can_follow_the_processing_of_the_request() {
    let client = Client::new("lost");
    let path = format!("{API}/tasks/agent_abc123/run-loop/");
    client.script(json!([{ "drop": "before" }, { "drop": "before", "pass": true }]));
    for _ in 0..2 {
        assert!(client.send("POST", &path, None).received().bytes.is_empty());
    }
    assert_eq!(
        client
            .get(&format!("{API}/executions/"))
            .json()
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn raw_bytes_need_not_be_http() {
    let client = Client::new("raw");
    client.script(json!({ "reply": { "raw_base64": "SFRQIDIwMCBub3BlDQo=" } }));
    let received = client
        .send("GET", &format!("{API}/tools/"), None)
        .received();
    assert_eq!(received.bytes, b"HTP 200 nope\r\n");
}

#[test]
fn resetting_an_account_closes_its_waiting_connections() {
    let client = Client::new("hang-up");
    client.script(json!([{ "hang": true }, { "hold": "gate" }, { "delay": 1000 }]));
    let waiting: Vec<_> = (0..3)
        .map(|_| client.send("GET", &format!("{API}/tools/"), None))
        .collect();
    client.requests(3);
    client.control("DELETE", "account", json!(null));
    for sent in waiting {
        assert!(sent.received().bytes.is_empty());
    }
}

#[test]
fn chaos_is_switched_on_and_off() {
    let client = Client::new("chaos");
    let path = format!("{API}/tools/");
    client.control(
        "POST",
        "chaos",
        json!({ "rate": 1, "seed": 1, "kinds": ["503"] }),
    );
    assert_eq!(client.get(&path).status, 503);
    client.control(
        "POST",
        "chaos",
        json!({ "outage": { "after": 0, "for": 1000 } }),
    );
    assert!(client.send("GET", &path, None).received().bytes.is_empty());
    client.control("POST", "chaos", json!(null));
    assert_eq!(client.get(&path).status, 200);
}

#[test]
fn rejects_a_script_with_any_invalid_step() {
    let client = Client::new("mistakes");
    let response = client.post(
        "/_emulator/script",
        json!([{ "hang": true }, { "drop": "sideways" }]),
    );
    assert_eq!(response.status, 400);
    assert_eq!(
        client.control("GET", "script", json!(null)),
        json!({ "steps": 0 })
    );
}

#[test]
fn responses_may_be_large() {
    let client = Client::new("large");
    let text = "x".repeat(5_000_000);
    client.script(json!({ "reply": { "text": text } }));
    assert_eq!(client.get(&format!("{API}/tools/")).body.len(), text.len());
}
