//! Scripted responses in chunks, and other cases that control the connection.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod client;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use client::Client;
use flymyai_emulator::{Emulator, Options};
use serde_json::{Value, json};

const PATH: &str = "/api/v1/demo/echo/predict/stream/";

fn chunks(chunks: &[&[u8]]) -> Vec<Value> {
    chunks
        .iter()
        .map(|chunk| json!(STANDARD.encode(chunk)))
        .collect()
}

#[test]
fn each_chunk_waits_for_its_release() {
    let client = Client::new("chunk-hold");
    let chunks = chunks(&[b"data: {\"a\": \"\xc3", b"\xbc\"}\r", b"\n\r\n"]);
    client.script(json!({ "reply": {
        "headers": { "Content-Type": "text/event-stream" }, "chunks": chunks, "chunk_hold": "next",
    } }));
    let mut stream = client.submit(PATH, "prompt=x");
    let head = stream.read_until(b"\r\n\r\n");
    assert!(
        String::from_utf8(head)
            .unwrap()
            .contains("text/event-stream")
    );
    // A client that has read a chunk can release the next one: the gate is taken before the chunk is sent.
    stream.read_until(b"\xc3\r\n");
    let release = || client.control("POST", "release", json!({ "name": "next" }));
    assert_eq!(release(), json!({ "released": 1 }));
    assert_eq!(stream.read_until(b"}\r\r\n"), b"4\r\n\xbc\"}\r\r\n");
    assert_eq!(client.requests(1)[0]["replied"], false);
    assert_eq!(release(), json!({ "released": 1 }));
    assert_eq!(stream.received().bytes, b"3\r\n\n\r\n\r\n0\r\n\r\n");
    assert_eq!(client.requests(1)[0]["replied"], true);
    assert_eq!(release(), json!({ "released": 0 }));
}

#[test]
fn empty_chunk_sends_only_the_head() {
    let client = Client::new("head-only");
    client.script(json!({ "reply": { "chunks": ["", "YQ=="], "chunk_hold": "body" } }));
    let mut response = client.send("GET", PATH, None);
    response.read_until(b"\r\n\r\n");
    client.control("POST", "release", json!({ "name": "body" }));
    assert_eq!(response.received().bytes, b"1\r\na\r\n0\r\n\r\n");
}

#[test]
fn response_is_cut_after_the_named_chunk() {
    let client = Client::new("after");
    let response = json!({ "chunks": chunks(&[b"a", b"b", b"c", b"d"]) });
    client.script(json!([
        { "drop": "mid", "after": 3, "reply": response },
        { "drop": "mid", "reply": response },
        { "drop": "mid", "after": 0, "reply": response },
        { "drop": "reset", "after": 3, "reply": response },
        { "hang": true, "after": 4, "reply": response },
    ]));
    for content in [&b"abc"[..], b"ab", b""] {
        let response = client.get(PATH);
        assert_eq!(response.content(), content);
        assert!(!response.body.ends_with(b"0\r\n\r\n"), "{response:?}");
    }
    assert!(client.send("GET", PATH, None).received().reset);
    let mut hanging = client.send("GET", PATH, None);
    hanging.read_until(b"1\r\nd\r\n");
    hanging.leave();
    assert_eq!(client.aborted(1)[0]["n"], 5);
}

#[test]
fn resetting_an_account_closes_partly_sent_responses() {
    let client = Client::new("half-played");
    let response = json!({ "chunks": chunks(&[b"a", b"b"]), "chunk_hold": "never" });
    client.script(json!([{ "reply": response }, { "hang": true, "reply": { "json": "12" } }]));
    let waiting = [(); 2].map(|()| client.send("GET", PATH, None));
    let ends: [&[u8]; 2] = [b"1\r\na\r\n", b"\"1"];
    let waiting: Vec<_> = waiting
        .into_iter()
        .zip(ends)
        .map(|(mut sent, end)| {
            sent.read_until(end);
            sent
        })
        .collect();
    client.control("DELETE", "account", json!(null));
    for sent in waiting {
        assert!(sent.received().bytes.is_empty());
    }
}

#[test]
fn cut_of_an_empty_body_leaves_it_empty() {
    let client = Client::new("bodiless");
    client.script(json!([{ "drop": "mid" }, { "drop": "mid", "reply": { "status": 500 } }]));
    let deleted = client
        .send("DELETE", "/api/v1/agents/tools/1/", None)
        .response();
    assert_eq!((deleted.status, deleted.body.len()), (204, 0));
    let empty = client.get("/api/v1/agents/tools/");
    assert!(empty.head.contains("content-length: 1"), "{}", empty.head);
    assert!(empty.body.is_empty());
}

#[test]
fn upload_can_be_rejected_or_ignored_before_its_end() {
    let client = Client::new("unread");
    client.script(json!([
        { "unread": true, "reply": { "status": 413 } },
        { "unread": true, "drop": "reset" },
        { "unread": true, "hang": true },
    ]));
    let begin = || client.begin("POST", PATH, "Content-Type: text/plain\r\n", 1 << 40);
    assert_eq!(begin().response().status, 413);
    assert!(begin().received().reset);
    let ignored = begin();
    let recorded = client.requests(3);
    assert_eq!(
        (&recorded[2]["body_size"], &recorded[2]["replied"]),
        (&json!(0), &json!(false))
    );
    ignored.leave();
    assert_eq!(client.aborted(1)[0]["n"], 3);
}

#[test]
fn aborted_uploads_are_recorded() {
    let client = Client::new("broken-off");
    for path in [PATH, "/api/v1/agents/tasks/"] {
        let mut upload = client.begin("POST", path, client::PARTS, 1000);
        upload.write(b"--B\r\nabc");
        upload.leave();
    }
    for request in client.aborted(2) {
        assert_eq!(
            (&request["body"], &request["replied"]),
            (&json!("--B\r\nabc"), &json!(false))
        );
    }
}

#[test]
fn redirects_lead_to_another_emulator() {
    let other = Emulator::start(Options::default());
    let client = Client::new("redirect");
    let location = format!("{}{PATH}", other.url());
    client.script(json!({ "reply": { "status": 307, "headers": { "Location": location } } }));
    let response = client.submit(PATH, "prompt=x").response();
    assert!(
        response.head.contains(&format!("location: {location}")),
        "{}",
        response.head
    );
    let without_key = Client::with_key("").at(other.address());
    assert_eq!(without_key.submit(PATH, "prompt=x").response().status, 401);
    let recorded = &without_key.requests(1)[0];
    assert_eq!(
        (&recorded["body"], recorded["headers"].get("x-api-key")),
        (&json!("prompt=x"), None)
    );
}

#[test]
fn a_response_may_be_encoded() {
    let client = Client::new("encoded");
    let gzip = [
        0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0x33, 4, 0, 0xb7, 0xef, 0xdc, 0x83, 1, 0, 0, 0,
    ];
    client.script(json!({ "reply": {
        "headers": { "Content-Encoding": "gzip", "Content-Type": "application/json" },
        "base64": STANDARD.encode(gzip),
    } }));
    let response = client.get(PATH);
    assert!(response.head.contains("content-encoding: gzip"));
    assert!(response.head.contains("content-type: application/json"));
    assert_eq!(response.body, gzip);
}
