//! Predictions that are made at once, and the documents of models.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod client;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use client::{Client, PARTS};
use serde_json::json;

const ECHO: &str = "/api/v1/demo/echo/predict";

#[test]
fn a_form_without_files_is_echoed() {
    let client = Client::new("urlencoded");
    let response = client
        .submit(ECHO, "prompt=a+b%26%C3%BC&n=5&n=6&empty=")
        .response();
    assert_eq!(
        response.data(),
        json!({
            "status": 200,
            "output_data": {
                "sample": ["a b&ü"],
                "fields": { "prompt": "a b&ü", "n": ["5", "6"], "empty": "" },
                "files": {},
            },
            "inference_time": 0.01,
        })
    );
}

#[test]
fn distinguishes_files_from_fields() {
    let client = Client::new("multipart");
    let response = client
        .submit_parts(
            ECHO,
            &[
                ("name=\"prompt\"", "ü\r\n--x".as_bytes()),
                (
                    "name=\"f\"; filename=\"a b.png\"\r\nContent-Type: image/png",
                    b"\r\n--B\0",
                ),
                ("name=\"g\"; filename=\"\"", b"1"),
                ("name=\"g\"; filename=\"two\"", b""),
            ],
        )
        .response();
    // The content of `f` contains a boundary.
    assert_eq!(response.status, 400, "{response:?}");
    let response = client
        .submit_parts(
            ECHO,
            &[
                ("name=\"prompt\"", "ü\r\n--x".as_bytes()),
                (
                    "name=\"f\"; filename=\"a b.png\"\r\nContent-Type: image/png",
                    b"\r\n--\0",
                ),
                ("name=\"g\"; filename=\"one\"", b"a"),
                ("name=\"g\"; filename=\"two\"", b""),
            ],
        )
        .response();
    let output = &response.data()["output_data"];
    assert_eq!(output["fields"], json!({ "prompt": "ü\r\n--x" }));
    let file = &output["files"]["f"];
    assert_eq!(
        (&file["filename"], &file["content_type"], &file["size"]),
        (&json!("a b.png"), &json!("image/png"), &json!(5))
    );
    let of_g: Vec<_> = output["files"]["g"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let hash = file["sha256"].as_str().unwrap();
            (file["filename"].as_str().unwrap(), &hash[..8])
        })
        .collect();
    assert_eq!(of_g, [("one", "ca978112"), ("two", "e3b0c442")]);
}

#[test]
fn missing_form_is_an_empty_form() {
    let client = Client::new("empty");
    let response = client.send("POST", ECHO, None).response();
    assert_eq!(
        response.data()["output_data"],
        json!({ "sample": [""], "fields": {}, "files": {} })
    );
}

#[test]
fn rejects_bodies_that_are_no_forms() {
    let client = Client::new("no-form");
    let kind = "Content-Type: application/json\r\n";
    assert_eq!(
        client
            .send_with("POST", ECHO, kind, Some("{}"))
            .response()
            .status,
        415
    );
    let response = client
        .send_with("POST", ECHO, PARTS, Some("--B\r\n"))
        .response();
    assert_eq!(response.status, 400);
    assert!(
        response.json()["detail"]
            .as_str()
            .unwrap()
            .starts_with("Form parse error")
    );
    assert_eq!(client.requests(2)[1]["body"], "--B\r\n");
}

#[test]
fn image_has_the_requested_size() {
    let client = Client::new("image");
    let path = "/api/v1/demo/image/predict";
    let output = client.submit(path, "size=5000000").response().data()["output_data"].clone();
    let image = STANDARD
        .decode(output["sample"][0].as_str().unwrap())
        .unwrap();
    assert_eq!(image.len(), 5_000_000);
    assert_eq!(
        client.submit(path, "size=5000000").response().data()["output_data"],
        output
    );
    assert_eq!(client.submit(path, "size=50000001").response().status, 400);
    assert_eq!(client.submit(path, "size=big").response().status, 422);
}

#[test]
fn failures_come_in_three_forms() {
    let client = Client::new("failures");
    let fail = |model: &str| {
        client
            .submit(&format!("/api/v1/demo/{model}/predict"), "prompt=x")
            .response()
    };
    let event = fail("fail-5320");
    assert_eq!((event.status, &event.data()["status"]), (200, &json!(5320)));
    assert_eq!(
        event.data()["details"],
        "The model failed with status 5320."
    );
    let both = fail("fail-502-sse");
    assert_eq!((both.status, &both.data()["status"]), (502, &json!(502)));
    let plain = fail("fail-422-plain");
    assert_eq!(
        (plain.status, plain.json()),
        (
            422,
            json!({ "detail": "The model failed with status 422." })
        )
    );
    assert_eq!(fail("missing").status, 404);
    assert_eq!(fail("fail-often").status, 404);
}

#[test]
fn slow_model_has_the_configured_delay() {
    let client = Client::new("slow");
    let path = "/api/v1/demo/slow/predict";
    assert_eq!(
        client.submit(path, "delay=0.001").response().data()["status"],
        200
    );
    let late = client.submit(path, "delay=1000");
    client.requests(2);
    late.leave();
    assert_eq!(client.aborted(1).len(), 1);
}

#[test]
fn models_describe_themselves() {
    let client = Client::new("document");
    let document = client.get("/api/v1/demo/echo/openapi.json").json();
    assert_eq!(document["openapi"], "3.1.0");
    assert!(document["paths"][ECHO].is_object());
    assert_eq!(
        client.get("/api/v1/demo/echo/openapi-schema").json(),
        json!({ "exc_history": [], "openapi_schema": document, "status": 200 })
    );
    assert_eq!(client.get("/api/v1/demo/fail-503/openapi.json").status, 503);
}

#[test]
fn keys_and_paths_are_checked() {
    for (key, text) in [
        ("", "Authentication credentials were not provided."),
        ("nobody", "Invalid API key."),
    ] {
        let response = Client::with_key(key).submit(ECHO, "prompt=x").response();
        assert_eq!(
            (response.status, response.json()),
            (401, json!({ "detail": text }))
        );
        assert!(response.head.contains("application/json"));
    }
    let client = Client::new("paths");
    assert_eq!(
        client.submit(&format!("{ECHO}/"), "").response().status,
        404
    );
    assert_eq!(
        client.submit("/api/v1/demo/predict", "").response().status,
        404
    );
    assert_eq!(client.get(ECHO).status, 405);
}

#[test]
fn predictions_can_have_faults() {
    let client = Client::new("disturbed");
    client.script(json!([
        { "match": { "path": ECHO }, "reply": { "status": 502, "text": "<html>" } },
        { "match": { "path": "/api/v1/demo/*" }, "drop": "mid" },
    ]));
    assert_eq!(client.submit(ECHO, "prompt=x").response().status, 502);
    let half = client.submit(ECHO, "prompt=x").response();
    let promised = format!("content-length: {}", half.body.len() * 2);
    assert!(
        half.head.contains(&promised) && half.body.starts_with(b"data: {"),
        "{half:?}"
    );
    let recorded = &client.requests(2)[0];
    assert_eq!(
        (&recorded["body"], &recorded["body_size"]),
        (&json!("prompt=x"), &json!(8))
    );
    assert_eq!(
        (
            &recorded["body_truncated"],
            &recorded["http"],
            &recorded["tls"]
        ),
        (&json!(false), &json!("1.1"), &json!(false))
    );
}
