//! Runs and their results, on a clock that only the test advances.

mod client;

use client::{API, Client};
use serde_json::{Value, json};

#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
fn types(run: &Value) -> Vec<&str> {
    run["logs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|log| log["type"].as_str().unwrap())
        .collect()
}

#[test]
fn run_advances_with_the_clock() {
    let client = Client::new("lifecycle");
    client.stop_clock();
    let run = client.run("agent_abc123");
    let mut seen = Vec::new();
    for _ in 0..8 {
        let run = client.poll(run);
        seen.push((
            run["status"].as_str().unwrap().to_owned(),
            run["logs"].as_array().unwrap().len(),
        ));
        client.advance(1);
    }
    let expected = [
        ("pending", 0),
        ("running", 0),
        ("running", 1),
        ("running", 2),
        ("running", 3),
        ("running", 4),
        ("completed", 4),
        ("completed", 4),
    ];
    assert_eq!(
        seen,
        expected.map(|(status, logs)| (status.to_owned(), logs))
    );
    let run = client.poll(run);
    assert_eq!(
        types(&run),
        [
            "declared_functions",
            "tool_called",
            "tool_called",
            "tool_called"
        ]
    );
    assert_eq!(
        run["logs"][0]["message"],
        "Declared: tavily_search, browser_navigate"
    );
    assert_eq!(
        run["logs"][1]["message"],
        "Called tavily_search with query \"renewable energy trends 2026\""
    );
    assert_eq!(run["user_agent_task_uuid"], "agent_abc123");
    assert!(run["agent_result"].is_object() && run["error"].is_null());
}

#[test]
fn lists_are_newest_first_and_brief() {
    let client = Client::new("list");
    let (first, second) = (client.run("agent_abc123"), client.run("agent_abc123"));
    let rows = client
        .get(&format!("{API}/executions/?agent_id=agent_scored"))
        .json();
    let ids: Vec<_> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids, [second, first]);
    assert!(rows[0].get("logs").is_none() && rows[0].get("user_agent_task_uuid").is_none());
}

#[test]
fn goals_decide_how_runs_end() {
    let client = Client::new("goals");
    client.stop_clock();
    let runs = ["[fail] x", "[hang] x", "[flaky] x", "[logs=50] x"]
        .map(|goal| client.run(&client.agent(goal)));
    client.advance(100);
    let [failed, hanging, flaky, long] = runs.map(|run| client.poll(run));
    assert_eq!(
        (&failed["status"], failed["error"].is_string()),
        (&json!("failed"), true)
    );
    assert_eq!(
        (
            &hanging["status"],
            hanging["logs"].as_array().unwrap().len()
        ),
        (&json!("running"), 4)
    );
    assert_eq!(flaky["status"], "completed");
    assert_eq!(
        types(&flaky)
            .iter()
            .filter(|kind| **kind == "tool_call_exception")
            .count(),
        1
    );
    assert_eq!(long["logs"].as_array().unwrap().len(), 50);
}

#[test]
fn logs_keep_their_ids() {
    let client = Client::new("follow-up");
    client.stop_clock();
    let run = client.run("agent_abc123");
    client.advance(3);
    let before = client.poll(run);
    let path = format!("{API}/executions/{run}");
    client.post(
        &format!("{path}/append-message/"),
        json!({ "text": "And competitors?" }),
    );
    client.advance(1);
    client.post(
        &format!("{path}/append-message/"),
        json!({ "text": "And prices?" }),
    );
    client.advance(10);
    let after = client.poll(run);
    assert_eq!(
        after["logs"].as_array().unwrap()[..2],
        before["logs"].as_array().unwrap()[..]
    );
    assert_eq!(types(&after)[2], "user_added_message");
    assert_eq!(types(&after)[4], "user_added_message");
    let ids: Vec<_> = after["logs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|log| log["id"].as_u64().unwrap())
        .collect();
    assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
    let said: Vec<_> = after["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|message| &message["role"])
        .collect();
    assert_eq!(said, ["user", "user", "user", "assistant"]);
    assert_eq!(after["status"], "completed");
}

#[test]
fn cancelled_runs_stay_cancelled() {
    let client = Client::new("cancel");
    client.stop_clock();
    let (run, done) = (client.run("agent_abc123"), client.run("agent_abc123"));
    client.advance(3);
    let cancel = |run| {
        client
            .send("POST", &format!("{API}/executions/{run}/cancel/"), None)
            .response()
    };
    let response = cancel(run);
    assert_eq!((response.status, response.body.len()), (204, 0));
    client.advance(10);
    let cancelled = client.poll(run);
    assert_eq!(cancelled["status"], "cancelled");
    assert_eq!(
        types(&cancelled),
        ["declared_functions", "tool_called", "task_cancelled"]
    );
    assert_eq!(cancel(done).status, 204);
    assert_eq!(client.poll(done)["status"], "completed");
}

#[test]
fn an_idempotency_key_starts_one_run() {
    let client = Client::new("idempotency");
    let start = |key: &str| {
        let path = format!("{API}/tasks/agent_abc123/run-loop/");
        client
            .send_with("POST", &path, &format!("Idempotency-Key: {key}\r\n"), None)
            .response()
            .json()["id"]
            .clone()
    };
    assert_eq!(start("one"), start("one"));
    assert_ne!(start("one"), start("two"));
    assert_eq!(
        client
            .get(&format!("{API}/executions/"))
            .json()
            .as_array()
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn counted_runs_end_at_the_configured_poll() {
    let client = Client::new("counted");
    let created = client.control("POST", "runs", json!({ "count": 3, "polls": 5 }));
    assert_eq!(created, json!({ "ids": [1, 2, 3] }));
    client.get(&format!("{API}/executions/"));
    let statuses: Vec<_> = (0..6).map(|_| client.poll(2)["status"].clone()).collect();
    assert_eq!(
        statuses,
        [
            "pending",
            "running",
            "running",
            "running",
            "completed",
            "completed"
        ]
    );
    assert_eq!(client.poll(3)["status"], "pending");
}

#[test]
fn frozen_runs_are_followed() {
    let client = Client::new("freeze");
    client.stop_clock();
    let site = json!({ "variables": { "website_url": "https://example.com" } });
    let run = client
        .post(&format!("{API}/tasks/agent_scored/run-loop/"), site.clone())
        .json()["id"]
        .clone();
    let freeze = || {
        client
            .send(
                "POST",
                &format!("{API}/compilations/freeze-instruction/{run}/"),
                None,
            )
            .response()
            .json()
    };
    let early = freeze()["id"].clone();
    client.advance(10);
    let frozen = freeze();
    let path = format!("{API}/compilations/{}", frozen["id"]);
    let again = |body| client.post(&format!("{path}/run-instruction/"), body);
    assert_eq!(
        (&frozen["status"], again(site.clone()).status),
        (&json!("pending"), 400)
    );
    client.advance(1);
    assert_eq!(
        client.get(&format!("{path}/")).json()["status"],
        "compiling"
    );
    client.advance(2);
    let compiled = client.get(&format!("{path}/")).json();
    assert_eq!(compiled["status"], "compiled");
    assert!(
        compiled["instruction_md"]
            .as_str()
            .unwrap()
            .starts_with("# Website reviewer\n")
    );
    let refused = again(json!({}));
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.json(),
        json!({ "variables": ["'website_url' is a required property"] })
    );
    let followed = again(site).json();
    assert_eq!(followed["previous_execution"], run);
    client.advance(10);
    let followed = client.poll(followed["id"].as_u64().unwrap());
    assert_eq!(types(&followed), ["declared_functions", "tool_called"]);
    assert!(
        followed["agent_result"]["score"].is_number()
            && followed["agent_result"]["summary"].is_string()
    );
    let failed = client.get(&format!("{API}/compilations/{early}/")).json();
    assert_eq!(
        (&failed["status"], failed["error"].is_string()),
        (&json!("failed"), true)
    );
}
