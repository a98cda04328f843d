//! Accounts are separate, and each records its requests.

mod client;

use client::{API, Client};
use flymyai_emulator::{Emulator, Options};
use serde_json::json;

#[test]
fn keys_have_separate_accounts() {
    let (one, two) = (Client::new("one"), Client::new("two"));
    one.stop_clock();
    one.script(json!({ "match": { "path": format!("{API}/tools/") }, "reply": { "status": 500 } }));
    let run = one.run("agent_abc123");
    assert_eq!(two.get(&format!("{API}/executions/{run}/")).status, 404);
    assert_eq!(two.get(&format!("{API}/tools/")).status, 200);
    assert_eq!(two.control("GET", "clock", json!(null))["mode"], "auto");
    assert_eq!((one.requests(1).len(), two.requests(1).len()), (1, 2));
}

#[test]
fn a_reset_account_is_as_new() {
    let client = Client::new("reset-account");
    client.stop_clock();
    client.script(json!({ "times": 0, "hang": true, "match": { "path": "/never" } }));
    let run = client.run("agent_abc123");
    client
        .send("DELETE", &format!("{API}/tasks/agent_abc123/"), None)
        .response();
    client.control("DELETE", "account", json!(null));
    assert_eq!(client.get(&format!("{API}/executions/{run}/")).status, 404);
    assert_eq!(
        client.get(&format!("{API}/tasks/agent_abc123/")).status,
        200
    );
    assert_eq!(
        client.control("GET", "script", json!(null)),
        json!({ "steps": 0 })
    );
    assert_eq!(client.requests(2).len(), 2);
}

#[test]
fn requests_are_recorded_as_they_were_sent() {
    let client = Client::new("recording");
    let target = format!("{API}/tasks/a%20b%2F/?x=%41&y");
    client
        .send_with(
            "PATCH",
            &target,
            "B-Header: 1\r\nA-Header: 2\r\nB-Header: 3\r\n",
            Some("{\"ä\": 1}"),
        )
        .response();
    let request = &client.requests(1)[0];
    assert_eq!(request["method"], "PATCH");
    assert_eq!(request["path"], format!("{API}/tasks/a%20b%2F/"));
    assert_eq!(
        (&request["query"], &request["target"]),
        (&json!("x=%41&y"), &json!(target))
    );
    assert_eq!(
        (
            &request["headers"]["b-header"],
            &request["headers"]["a-header"]
        ),
        (&json!("1, 3"), &json!("2"))
    );
    let order: Vec<_> = request["header_order"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|name| name.as_str())
        .collect();
    assert_eq!(
        order,
        [
            "host",
            "connection",
            "b-header",
            "a-header",
            "x-api-key",
            "content-length"
        ]
    );
    assert_eq!(
        (&request["body"], &request["body_base64"]),
        (&json!("{\"ä\": 1}"), &json!("eyLDpCI6IDF9"))
    );
    assert_eq!(
        (&request["n"], &request["replied"]),
        (&json!(1), &json!(true))
    );
}

#[test]
fn rejected_keys_are_recorded() {
    let client = Client::with_key("not-a-key");
    client.get(&format!("{API}/tools/"));
    assert_eq!(client.requests(1)[0]["headers"]["x-api-key"], "not-a-key");
}

#[test]
fn disconnects_are_recorded() {
    let client = Client::new("aborted");
    client.script(json!([{ "hold": "gate" }, { "hang": true }, { "delay": 1000 }]));
    for left in 1..=3 {
        let sent = client.send("GET", &format!("{API}/tools/{left}/"), None);
        client.requests(left);
        sent.leave();
        let aborted = client.aborted(left);
        assert_eq!(
            aborted.last().unwrap()["path"],
            format!("{API}/tools/{left}/")
        );
        assert_eq!(
            (&aborted[0]["aborted"], &aborted[0]["replied"]),
            (&json!(true), &json!(false))
        );
    }
    client.get(&format!("{API}/tools/"));
    assert_eq!(client.aborted(3).len(), 3);
}

#[test]
fn waiting_for_requests_ends_with_its_time() {
    let client = Client::new("timeout");
    assert_eq!(
        client.get("/_emulator/requests?min=1&timeout=0").status,
        408
    );
    client.get(&format!("{API}/tools/"));
    client.get(&format!("{API}/tasks/"));
    let found = client.control(
        "GET",
        &format!("requests?min=1&timeout=30&path={API}/ta*"),
        json!(null),
    );
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn recording_can_be_off() {
    let client = Client::new("off");
    client.control("POST", "recording", json!({ "enabled": false }));
    client.get(&format!("{API}/tools/"));
    client.control("POST", "recording", json!({ "enabled": true }));
    client.get(&format!("{API}/tasks/"));
    assert_eq!(client.requests(1)[0]["path"], format!("{API}/tasks/"));
    client.control("DELETE", "requests", json!(null));
    assert!(client.requests(0).is_empty());
}

#[test]
fn connections_of_the_control_api_are_not_counted() {
    let emulator = Emulator::start(Options::default());
    let client = Client::new("stats").at(emulator.address());
    client.script(json!({ "hold": "gate", "times": 2 }));
    let held = [(); 2].map(|()| client.send("GET", &format!("{API}/tools/"), None));
    client.requests(2);
    let stats = client.control("GET", "stats", json!(null));
    assert_eq!(
        (&stats["connections_open"], &stats["connections_peak"]),
        (&json!(2), &json!(2))
    );
    client.control("POST", "release", json!({ "name": "gate" }));
    for held in held {
        assert_eq!(held.response().status, 200);
    }
    let stats = client.control("GET", "stats?max_open=0&timeout=30", json!(null));
    assert_eq!(
        (&stats["connections_total"], &stats["requests_total"]),
        (&json!(2), &json!(2))
    );
}

#[test]
fn dropping_an_emulator_frees_its_port() {
    let address = Emulator::start(Options::default()).address();
    let again = Emulator::try_start(Options {
        port: address.port(),
        ..Options::default()
    });
    assert_eq!(again.unwrap().address(), address);
}
