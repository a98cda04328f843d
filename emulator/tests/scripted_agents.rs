//! Scripted agents, and faults by name.

mod client;

use client::{API, Client, Response};
use serde_json::{Value, json};

fn call(client: &Client, method: &str, path: &str, body: Option<&Value>) -> Response {
    client.send(method, path, body).response()
}

fn script(client: &Client, steps: &Value) -> u64 {
    let body = json!({ "agent_id": "agent_scout", "name": "Scout", "script": steps });
    let made = call(client, "POST", "/_emulator/agents", Some(&body));
    assert_eq!(made.status, 201, "{:?}", made.json());
    assert_eq!(made.json(), json!({ "agent_id": "agent_scout" }));
    client.run("agent_scout")
}

fn advance(client: &Client, by: &str) {
    let moved = call(
        client,
        "POST",
        "/_emulator/clock",
        Some(&json!({ "advance": by })),
    );
    assert_eq!(moved.status, 200);
}

#[test]
fn a_run_follows_the_script_of_its_agent() {
    let client = Client::new("script");
    client.stop_clock();
    let run = script(
        &client,
        &json!([
            { "tool": "search", "arguments": { "query": "solar" }, "error": "quota" },
            { "pause": "1h" },
            { "event": "declared_functions", "message": "Declared: none", "data": { "functions": [] } },
            { "pause": 60 },
            { "output": { "score": 7 } },
        ]),
    );
    let seen = |client: &Client| {
        let run = client.poll(run);
        let logs = run["logs"].as_array().map_or(0, Vec::len);
        (run["status"].clone(), logs, run["agent_result"].clone())
    };
    assert_eq!(seen(&client), (json!("running"), 2, Value::Null));
    let first = client.poll(run);
    assert_eq!(first["logs"][0]["type"], "tool_called");
    assert_eq!(
        first["logs"][0]["data"],
        json!({ "function": "search", "arguments": { "query": "solar" } })
    );
    assert_eq!(first["logs"][1]["message"], "search failed: quota");
    advance(&client, "59m59s");
    assert_eq!(seen(&client).1, 2);
    advance(&client, "1s");
    assert_eq!(seen(&client), (json!("running"), 3, Value::Null));
    advance(&client, "1m");
    assert_eq!(
        seen(&client),
        (json!("completed"), 3, json!({ "score": 7 }))
    );
}

#[test]
fn a_script_can_fail_hang_or_have_no_end() {
    let client = Client::new("ends");
    client.stop_clock();
    let status = |steps: Value| {
        let run = script(&client, &steps);
        advance(&client, "1d");
        client.poll(run)
    };
    let failed = status(json!([{ "fail": "out of budget" }]));
    assert_eq!(failed["status"], "failed");
    assert_eq!(failed["error"], "out of budget");
    assert_eq!(status(json!([{ "hang": true }]))["status"], "running");
    let empty = status(json!([{ "pause": 1 }]));
    assert_eq!(empty["status"], "completed");
    assert_eq!(empty["agent_result"], json!({}));
}

#[test]
fn a_scenario_is_loaded_whole_or_not_at_all() {
    let client = Client::new("scenario");
    client.stop_clock();
    let load = |query: &str, body: &Value| {
        let path = format!("/_emulator/scenario{query}");
        call(&client, "POST", &path, Some(body))
    };
    let wrong = json!({
        "agents": [{ "agent_id": "agent_recorded", "script": [{ "hang": true }] }, { "script": [{ "tol": "x" }] }],
        "faults": [{ "fault": "500", "times": 9 }],
    });
    let refused = load("", &wrong);
    assert_eq!(refused.status, 400);
    let list = format!("{API}/tasks/agent_recorded/");
    assert_eq!(call(&client, "GET", &list, None).status, 404);
    let scenario = json!({
        "agents": [{
            "agent_id": "agent_recorded",
            "script": [{ "pause": "1h" }, { "event": "new.type-2" }, { "pause": "1h" }, { "cancelled": true }],
        }],
        "faults": [{ "fault": "503", "method": "GET" }],
    });
    for (query, body, part) in [
        ("?speed=0", &scenario, "the speed must be a number above 0"),
        (
            "?speed=fast",
            &scenario,
            "the speed must be a number above 0",
        ),
        (
            "",
            &json!({ "faults": [{ "fault": "drop", "times": 0 }] }),
            "faults[0]: times must be 1 or more",
        ),
        (
            "",
            &json!({ "agents": [{ "script": [{ "output": 1 }] }] }),
            "agents[0].script[0]: output must be an object",
        ),
    ] {
        let refused = load(query, body);
        assert_eq!(refused.status, 400);
        assert!(
            refused.json()["detail"].to_string().contains(part),
            "{part}: {}",
            refused.json()
        );
    }
    let loaded = load("?speed=3600", &scenario);
    assert_eq!(loaded.json(), json!({ "agent_ids": ["agent_recorded"] }));
    assert_eq!(call(&client, "GET", &list, None).status, 503);
    let run = client.run("agent_recorded");
    advance(&client, "1s");
    let running = client.poll(run);
    assert_eq!(running["status"], "running");
    assert_eq!(running["logs"][0]["type"], "new.type-2");
    advance(&client, "1s");
    assert_eq!(client.poll(run)["status"], "cancelled");
}

#[test]
fn wrong_steps_are_refused_with_their_number() {
    let client = Client::new("wrong");
    for (steps, part) in [
        (
            json!([{}]),
            "script[0]: a step has one of tool, event, pause, output, fail, cancelled or hang",
        ),
        (
            json!([{ "tool": "a" }, { "tool": "a", "pause": 1 }]),
            "script[1]: a step has one of",
        ),
        (
            json!([{ "fail": "x" }, { "tool": "a" }]),
            "script[1]: the step before it ends the run",
        ),
        (
            json!([{ "pause": 1, "arguments": {} }]),
            "arguments belongs to tool, not to pause",
        ),
        (
            json!([{ "fail": "x", "message": "y" }]),
            "message belongs to tool or event, not to fail",
        ),
        (
            json!([{ "tool": "a", "arguments": [] }]),
            "arguments must be an object",
        ),
        (json!([{ "output": 7 }]), "output must be an object"),
        (
            json!([{ "event": "" }]),
            "an event has a type, such as \"tool_called\"",
        ),
        (
            json!([{ "pause": "1 hour" }]),
            "\"1 hour\" is not a duration",
        ),
        (json!([{ "tol": "a" }]), "unknown field `tol`"),
    ] {
        let refused = call(
            &client,
            "POST",
            "/_emulator/agents",
            Some(&json!({ "script": steps })),
        );
        assert_eq!(refused.status, 400, "{steps}");
        let detail = refused.json()["detail"].to_string().replace("\\\"", "\"");
        assert!(detail.contains(part), "{detail}");
    }
}

#[test]
fn faults_by_name_concern_the_next_matching_requests() {
    let client = Client::new("faults-by-name");
    let list = format!("{API}/tasks/");
    let set_fault = |body: Value| call(&client, "POST", "/_emulator/faults", Some(&body));
    assert_eq!(
        set_fault(json!({ "fault": "429", "times": 2, "method": "GET", "retry_after": 3 })).status,
        204
    );
    for _ in 0..2 {
        let limited = call(&client, "GET", &list, None);
        assert_eq!(limited.status, 429);
        assert!(limited.head.contains("retry-after: 3"));
    }
    assert_eq!(call(&client, "GET", &list, None).status, 200);
    for (body, part) in [
        (
            json!({ "fault": "losst" }),
            "unknown fault \"losst\"; the faults are \"lost\", \"drop\"",
        ),
        (json!({ "fault": "200" }), "unknown fault"),
        (
            json!({ "fault": "lost", "retry_after": 1 }),
            "retry_after belongs to a status",
        ),
        (
            json!({ "fault": "drop", "duration": 1 }),
            "takes times, not duration",
        ),
        (
            json!({ "fault": "drop", "times": 0 }),
            "times must be 1 or more",
        ),
        (json!({ "fault": "outage" }), "an outage needs a duration"),
        (
            json!({ "fault": "outage", "duration": 1, "times": 1 }),
            "it takes only duration",
        ),
    ] {
        let refused = set_fault(body);
        assert_eq!(refused.status, 400);
        let detail = refused.json()["detail"].to_string().replace("\\\"", "\"");
        assert!(detail.contains(part), "{detail}");
    }
}

#[test]
fn an_outage_lasts_for_virtual_time() {
    let client = Client::new("outage");
    client.stop_clock();
    let list = format!("{API}/tasks/");
    let body = json!({ "fault": "outage", "duration": "30s" });
    assert_eq!(
        call(&client, "POST", "/_emulator/faults", Some(&body)).status,
        204
    );
    assert!(client.send("GET", &list, None).received().bytes.is_empty());
    advance(&client, "29s");
    assert!(client.send("GET", &list, None).received().bytes.is_empty());
    advance(&client, "1s");
    assert_eq!(call(&client, "GET", &list, None).status, 200);
}
