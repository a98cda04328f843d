//! Clients in the process of the emulator: their clock, and the operations without a request.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use flymyai_core::Clock;
use flymyai_emulator::{Emulator, Options, is_emulator, virtual_clock};
use serde_json::{Value, json};

const KEY: &str = "fly-in-process";
const HOUR: Duration = Duration::from_secs(3600);

fn emulator(port: u16) -> Emulator {
    Emulator::start(Options {
        port,
        virtual_time: true,
        ..Options::default()
    })
}

fn clock(emulator: &Emulator) -> Arc<dyn Clock> {
    virtual_clock(&emulator.url(), KEY).unwrap()
}

fn advance(emulator: &Emulator, by: &str) {
    let arguments = json!({ "by": by }).to_string();
    emulator.control(KEY, "advance", &arguments).unwrap();
}

#[test]
fn the_next_emulator_on_a_port_has_a_clock_of_its_own() {
    let first = emulator(0);
    let open = clock(&first);
    let begin = open.now();
    advance(&first, "1h");
    let port = first.address().port();
    drop(first);
    let second = emulator(port);
    let next = clock(&second);
    let start = next.now();
    advance(&second, "5h");
    assert_eq!(next.now() - start, 5 * HOUR);
    // The client of the first one keeps its time, which goes on as real time does.
    let passed = open.now() - begin;
    assert!(HOUR <= passed && passed < 2 * HOUR, "{passed:?}");
}

#[test]
fn nothing_of_an_emulator_is_found_after_its_end() {
    let ended = emulator(0);
    let open = clock(&ended);
    let (url, port) = (ended.url(), ended.address().port());
    assert!(is_emulator(&url));
    drop(ended);
    assert!(!is_emulator(&url));
    assert!(virtual_clock(&url, KEY).is_none());
    let real = Emulator::start(Options {
        port,
        ..Options::default()
    });
    assert!(is_emulator(&real.url()));
    assert!(virtual_clock(&real.url(), KEY).is_none());
    drop(open);
}

#[tokio::test]
async fn pauses_at_the_same_time_end_in_the_order_of_their_time() {
    let emulator = emulator(0);
    let clock = clock(&emulator);
    let begin = clock.now();
    let ended = Mutex::new(Vec::new());
    let pause = |hours: u32| {
        let (clock, ended) = (&clock, &ended);
        async move {
            clock.sleep_until(begin + hours * HOUR).await;
            ended.lock().unwrap().push(hours);
        }
    };
    tokio::join!(pause(60), pause(1), pause(30));
    assert_eq!(*ended.lock().unwrap(), [1, 30, 60]);
}

#[tokio::test]
async fn a_pause_at_the_end_of_the_emulator_lasts_its_time() {
    let emulator = emulator(0);
    let clock = clock(&emulator);
    advance(&emulator, "1h");
    let begin = clock.now();
    let started = Instant::now();
    let pause = Duration::from_millis(150);
    let mut sleep = clock.sleep_until(begin + pause);
    // The pause begins, and waits for clients with earlier pauses.
    let begun = tokio::time::timeout(Duration::ZERO, &mut sleep).await;
    assert!(begun.is_err());
    drop(emulator);
    sleep.await;
    let passed = started.elapsed();
    assert!(pause <= passed && passed < HOUR, "{passed:?}");
    assert!(clock.now() - begin >= pause);
    // A later pause is real, too; one whose moment is over ends at once.
    let started = Instant::now();
    clock.sleep_until(clock.now() + pause / 3).await;
    assert!(started.elapsed() >= pause / 3);
    clock.sleep_until(begin).await;
    let due = clock.now() + HOUR;
    assert_eq!(clock.next_poll(due), due);
}

#[test]
fn clocks_are_found_by_each_form_of_the_address() {
    let emulator = emulator(0);
    let port = emulator.address().port();
    for host in ["127.0.0.1", "localhost", "LOCALHOST", "127.1"] {
        assert!(is_emulator(&format!("http://{host}:{port}/")), "{host}");
        let clock = virtual_clock(&format!("http://{host}:{port}/api/v1"), KEY).unwrap();
        let before = clock.now();
        advance(&emulator, "1h");
        assert_eq!(clock.now() - before, HOUR, "{host}");
    }
    assert!(!is_emulator(&format!("https://127.0.0.1:{port}")));
    assert!(!is_emulator("no URL"));
}

#[test]
fn operations_need_no_request() {
    let emulator = emulator(0);
    let call = |operation: &str, arguments: Value| {
        let result = emulator.control(KEY, operation, &arguments.to_string())?;
        Ok::<Value, String>(serde_json::from_str(&result).unwrap())
    };
    let agent = json!({ "agent_id": "agent_a", "script": [{ "pause": "1h" }] });
    assert_eq!(call("create_agent", agent), Ok(json!("agent_a")));
    let scenario = json!({ "agents": [{ "agent_id": "agent_b", "script": [] }] }).to_string();
    let load = |speed: &str| json!({ "text": scenario, "speed": speed });
    assert_eq!(call("load_scenario", load("2.0")), Ok(json!(["agent_b"])));
    for (operation, arguments, error) in [
        (
            "load_scenario",
            load("0"),
            "the speed must be a number above 0, not \"0\"",
        ),
        (
            "load_scenario",
            json!({ "text": "{", "speed": "1" }),
            "EOF while parsing an object at line 1 column 1",
        ),
        (
            "create_agent",
            json!({ "script": [{ "pause": "1h" }, { "outptu": {} }] }),
            "script[1]: unknown field `outptu`, expected one of `tool`, `arguments`, \
             `error`, `event`, `message`, `data`, `pause`, `output`, `fail`, `cancelled`, `hang`",
        ),
        (
            "inject_fault",
            json!({ "fault": "429", "times": 0 }),
            "times must be 1 or more",
        ),
        ("advance", json!({}), "missing field `by`"),
        (
            "advances",
            json!({}),
            "the emulator has no operation \"advances\"",
        ),
    ] {
        assert_eq!(call(operation, arguments), Err(error.to_owned()));
    }
    assert_eq!(call("now", json!({})), Ok(json!(0.0)));
    assert_eq!(call("advance", json!({ "by": 1.5 })), Ok(json!(null)));
    assert_eq!(call("now", json!({})), Ok(json!(1.5)));
    let lost = json!({ "fault": "lost", "method": "POST" });
    assert_eq!(call("inject_fault", lost), Ok(json!(null)));
    assert_eq!(call("requests", json!({})), Ok(json!([])));
}

/// Sends a request and reads all of the response, if there is one.
fn send(emulator: &Emulator, method: &str, target: &str, body: &str) {
    use std::io::{Read, Write};

    let mut socket = std::net::TcpStream::connect(emulator.address()).unwrap();
    let length = body.len();
    let head = format!("{method} {target} HTTP/1.1\r\nhost: x\r\nx-api-key: {KEY}\r\nx-a: 1\r\n");
    let request = format!("{head}connection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    socket.write_all(request.as_bytes()).unwrap();
    socket.read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn requests_are_reported_with_the_beginning_of_their_bodies() {
    let emulator = emulator(0);
    let path = "/api/v1/agents/tasks/agent_abc123/run-loop/";
    let lost = json!({ "fault": "lost", "method": "POST" }).to_string();
    emulator.control(KEY, "inject_fault", &lost).unwrap();
    let text = "ä".repeat(499);
    let body = json!({ "variables": { "text": text } }).to_string();
    send(&emulator, "POST", path, &body);
    send(&emulator, "GET", "/api/v1/agents/tasks/?page=2", "");
    let begin: String = body.chars().take(500).collect();
    assert_eq!(
        emulator.report(KEY),
        format!("POST {path} {begin} (no response)\nGET /api/v1/agents/tasks/?page=2")
    );
    let filter = json!({ "method": "get", "path": "/api/*" }).to_string();
    let found = emulator.control(KEY, "requests", &filter).unwrap();
    let found: Value = serde_json::from_str(&found).unwrap();
    let [request] = found.as_array().unwrap().as_slice() else {
        unreachable!("{found}");
    };
    assert_eq!(request["headers"]["x-a"], "1");
    assert_eq!(
        (
            &request["query"],
            &request["body"],
            &request["has_response"]
        ),
        (&json!("page=2"), &json!(null), &json!(true))
    );
}

#[test]
fn a_report_has_the_latest_requests() {
    let emulator = emulator(0);
    for number in 0..1002 {
        send(&emulator, "GET", &format!("/{number}"), "");
    }
    let report = emulator.report(KEY);
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 1001);
    assert_eq!(lines[..2], ["(2 earlier requests are left out)", "GET /2"]);
    assert_eq!(lines[1000], "GET /1001");
}
