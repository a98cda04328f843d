//! Predictions that are streamed.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod client;

use client::Client;
use serde_json::{Value, json};

const ECHO: &str = "/api/v1/demo/echo/predict/stream/";
const ENDLESS: &str = "/api/v1/demo/endless/predict/stream/";
const CANCEL: &str = "/api/v1/demo/echo/predict/cancel/";

fn text(event: &(String, Value)) -> &str {
    event.1["output_data"]["output"][0].as_str().unwrap()
}

#[test]
fn the_id_comes_first_and_the_details_come_last() {
    let client = Client::new("stream");
    let response = client.submit(ECHO, "prompt=one+two++three").response();
    let events = response.events();
    let (opening, partials) = events.split_first().unwrap();
    assert_eq!(
        (opening.0.as_str(), &opening.1["event_type"]),
        ("event", &json!("id"))
    );
    assert!(opening.1["prediction_id"].is_string());
    assert_eq!(
        partials.iter().map(text).collect::<Vec<_>>(),
        ["one ", "two ", "three "]
    );
    assert!(partials[1].1.get("stream_details").is_none());
    assert_eq!(
        partials[2].1["stream_details"],
        json!({ "input_tokens": 3, "output_tokens": 3, "model_size_in_billions": 1.5 })
    );
    assert_eq!(client.requests(1)[0]["replied"], true);
}

#[test]
fn the_number_of_partials_can_be_given() {
    let client = Client::new("count");
    let of = |form: &str| {
        let events = client.submit(ECHO, form).response().events();
        events[1..]
            .iter()
            .map(|event| text(event).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("count=3&prompt=a+b"), ["a ", "b ", "a "]);
    assert_eq!(of("count=2"), ["tok ", "tok "]);
    assert_eq!(of(""), [""]);
    assert_eq!(client.submit(ECHO, "count=0").response().status, 400);
}

#[test]
fn stream_has_the_requested_number_of_bytes() {
    let client = Client::new("bytes");
    for bytes in [0, 1, 16_384, 16_385, 3_000_000] {
        let events = client
            .submit(ECHO, &format!("bytes={bytes}"))
            .response()
            .events();
        let sum: usize = events[1..].iter().map(|event| text(event).len()).sum();
        assert_eq!(sum, bytes);
        assert!(events.last().unwrap().1["stream_details"].is_object());
    }
}

#[test]
fn cancelled_stream_sends_an_event_and_ends() {
    let client = Client::new("cancel");
    let mut stream = client.submit(ENDLESS, "prompt=a+b");
    let id = opening(&mut stream);
    stream.read_until(b"\"b \"]},\"status\":200}\n\n");
    let other = json!({ "infer_id": "other" });
    assert_eq!(
        client.send("PATCH", CANCEL, Some(&other)).response().status,
        404
    );
    let this = json!({ "infer_id": id });
    assert_eq!(
        client.send("PATCH", CANCEL, Some(&this)).response().status,
        200
    );
    let rest = String::from_utf8(stream.received().bytes).unwrap();
    let expected = format!("\"event_type\":\"stream_cancelling\",\"prediction_id\":\"{id}\"");
    assert!(
        rest.contains("event: {") && rest.contains(&expected),
        "{rest}"
    );
    assert!(rest.ends_with("\r\n0\r\n\r\n"), "{rest}");
    // A finished prediction cannot be cancelled.
    assert_eq!(
        client.send("PATCH", CANCEL, Some(&this)).response().status,
        404
    );
    assert!(client.aborted(0).is_empty());
}

#[test]
fn a_stream_continues_only_while_it_is_read() {
    let client = Client::new("backpressure");
    let mut stream = client.submit(ECHO, "bytes=1000000000000");
    let id = opening(&mut stream);
    // The rest would take hours: other requests are served meanwhile, and the stream ends.
    assert_eq!(client.get("/api/v1/demo/echo/openapi.json").status, 200);
    let this = json!({ "infer_id": id });
    assert_eq!(
        client.send("PATCH", CANCEL, Some(&this)).response().status,
        200
    );
    let received = stream.received().bytes;
    assert!(received.len() < 100_000_000 && received.ends_with(b"\r\n0\r\n\r\n"));
}

#[test]
fn disconnects_during_streams_are_recorded() {
    let client = Client::new("leave");
    let mut stream = client.submit(ENDLESS, "prompt=a");
    let id = opening(&mut stream);
    stream.leave();
    client.aborted(1);
    let this = json!({ "infer_id": id });
    assert_eq!(
        client.send("PATCH", CANCEL, Some(&this)).response().status,
        404
    );
}

#[test]
fn resetting_an_account_ends_its_streams() {
    let client = Client::new("retired");
    let mut stream = client.submit(ENDLESS, "prompt=a");
    opening(&mut stream);
    client.control("DELETE", "account", json!(null));
    let rest = String::from_utf8(stream.received().bytes).unwrap();
    assert!(rest.contains("stream_cancelling"), "{rest}");
}

#[test]
fn streams_fail_at_once_or_at_the_end() {
    let client = Client::new("fail");
    let fail = |model: &str| {
        let path = format!("/api/v1/demo/{model}/predict/stream/");
        client.submit(&path, "prompt=a+b").response()
    };
    let statuses = |model| {
        let events = fail(model).events();
        events
            .iter()
            .map(|event| event.1["status"].as_u64().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(statuses("fail-503"), [200, 503]);
    assert_eq!(statuses("fail-503-late"), [200, 200, 200, 503]);
    let both = fail("fail-503-sse");
    assert_eq!((both.status, both.events().len()), (503, 2));
    assert_eq!(fail("fail-503-plain").status, 503);
}

#[test]
fn stream_can_be_cut_after_or_within_an_event() {
    let client = Client::new("cut");
    client.script(json!([
        { "drop": "mid", "after": 2 },
        { "drop": "mid" },
        { "drop": "mid", "after": 0 },
        { "drop": "reset", "after": 1 },
        { "hang": true, "after": 2 },
    ]));
    let read = || client.submit(ECHO, "prompt=a+b+c").response();
    let whole = read();
    assert!(!whole.body.ends_with(b"0\r\n\r\n"));
    assert_eq!(whole.events().len(), 2);
    let within = read().content();
    assert!(within.starts_with(b"event: ") && !within.ends_with(b"\n\n"));
    assert!(read().body.is_empty());
    assert!(client.submit(ECHO, "prompt=a").received().reset);
    let mut hanging = client.submit(ECHO, "prompt=a+b+c");
    hanging.read_until(b"\"a \"]},\"status\":200}\n\n\r\n");
    hanging.leave();
    client.aborted(1);
}

/// Reads the first event and returns the id in it.
fn opening(stream: &mut client::Sent) -> String {
    let event = String::from_utf8(stream.read_until(b"}\n\n")).unwrap();
    let (_, json) = event.split_once("event: ").unwrap();
    let opening: Value = serde_json::from_str(json).unwrap();
    assert_eq!(opening["event_type"], "id");
    opening["prediction_id"].as_str().unwrap().to_owned()
}
