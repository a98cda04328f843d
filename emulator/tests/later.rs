//! Asynchronous results: predictions and chats.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed"
)]

mod client;

use client::Client;
use serde_json::{Value, json};

const ECHO: &str = "/api/v1/demo/echo/predict/async/";

fn begin(client: &Client, path: &str, form: &str) -> String {
    let response = client.submit(path, form).response();
    assert_eq!(response.status, 202, "{response:?}");
    let id = response.json()["prediction_id"]
        .as_str()
        .unwrap()
        .to_owned();
    format!("{path}result/?request_id={id}")
}

#[test]
fn result_is_ready_at_the_named_poll() {
    let client = Client::new("polls");
    let result = begin(&client, ECHO, "prompt=x&polls=3");
    for _ in 0..2 {
        let pending = client.get(&result);
        assert_eq!(pending.status, 425);
        assert!(pending.json()["detail"].is_string());
    }
    for _ in 0..2 {
        assert_eq!(
            client.get(&result).json(),
            json!({ "inference_responses": [{
                "infer_details": { "status": 200, "inference_time": 0.01 },
                "response": { "sample": ["x"], "fields": { "prompt": "x", "polls": "3" }, "files": {} },
            }] })
        );
    }
}

#[test]
fn without_a_number_of_polls_the_clock_decides() {
    let client = Client::new("clock");
    client.stop_clock();
    let echo = begin(&client, ECHO, "prompt=x");
    let slow = begin(&client, "/api/v1/demo/slow/predict/async/", "delay=2.5");
    let statuses = || [client.get(&echo).status, client.get(&slow).status];
    assert_eq!(statuses(), [425, 425]);
    client.advance(1);
    assert_eq!(statuses(), [200, 425]);
    client.advance(2);
    assert_eq!(statuses(), [200, 200]);
}

#[test]
fn predictions_have_each_kind_of_failure() {
    let client = Client::new("async-fail");
    let path = |model: &str| format!("/api/v1/demo/{model}/predict/async/");
    let inside = begin(&client, &path("fail-421"), "polls=1");
    assert_eq!(
        client.get(&inside).json()["inference_responses"][0],
        json!({
            "infer_details": { "status": 421, "inference_time": 0.01 },
            "response": { "detail": "The model failed with status 421." },
        })
    );
    let late = begin(&client, &path("fail-500-late"), "polls=2");
    assert_eq!(
        [client.get(&late).status, client.get(&late).status],
        [425, 500]
    );
    assert_eq!(
        client.submit(&path("fail-429-plain"), "").response().status,
        429
    );
    assert_eq!(
        client.get(&format!("{ECHO}result/?request_id=x")).status,
        404
    );
    assert_eq!(client.get(&format!("{ECHO}result/")).status, 400);
}

fn chat(client: &Client, prompt: &str, image: Value) -> String {
    let history = json!([
        { "role": "user", "content": "before" },
        { "role": "assistant", "content": "[fail]" },
        { "role": "user", "content": prompt },
    ]);
    let response = client.post(
        "/chat",
        json!({ "chat_history": history, "image_url": image }),
    );
    assert_eq!(response.status, 200, "{response:?}");
    format!(
        "/chat-result/{}",
        response.json()["request_id"].as_str().unwrap()
    )
}

#[test]
fn chats_have_a_result_after_some_polls() {
    let client = Client::new("chat");
    let result = chat(&client, "draw [image] [polls=2]", json!("/uploads/a.png"));
    for _ in 0..2 {
        let pending = client.get(&result).json();
        assert_eq!(
            (&pending["success"], &pending["error"]),
            (&json!(false), &json!("Still processing"))
        );
    }
    let body = client.get(&result).json();
    assert_eq!(
        (&body["success"], &body["error"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(
        body["data"],
        json!({
            "text": "You said: draw [image] [polls=2] (about /uploads/a.png)",
            "tool_used": "generate_image",
            "file_url": "/files/000001.png",
        })
    );
    let failing = chat(&client, "[fail] [polls=0]", json!(null));
    let failed = client.get(&failing).json();
    assert_eq!(
        (&failed["success"], &failed["status"], &failed["data"]),
        (&json!(false), &json!(500), &json!(null))
    );
    assert_eq!(client.get("/chat-result/9").status, 404);
    assert_eq!(client.post("/chat", json!({})).status, 400);
}

#[test]
fn images_are_uploaded_under_a_path_of_their_own() {
    let client = Client::new("upload");
    let part = "name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png";
    let upload = |part: &str| {
        client
            .submit_parts("/upload-image", &[(part, b"a")])
            .response()
    };
    assert_eq!(
        upload(part).json(),
        json!({ "url": "/uploads/ca978112ca1bbdca/a.png" })
    );
    let path = upload("name=\"file\"; filename=\"/home/a b.png\"").json();
    assert_eq!(path["url"], "/uploads/ca978112ca1bbdca/a%20b.png");
    assert_eq!(upload("name=\"other\"; filename=\"a.png\"").status, 400);
    assert_eq!(Client::with_key("").get("/chat-result/1").status, 401);
}
