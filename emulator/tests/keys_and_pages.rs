//! Keyed replays, pages with cursors, and the additions of 1.2 to the routes of 1.1.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;

use client::{API, Client, Response};
use serde_json::{Value, json};

fn keyed(client: &Client, method: &str, path: &str, key: &str, body: Value) -> Response {
    let header = format!("Idempotency-Key: {key}\r\n");
    client
        .send_with(method, path, &header, Some(&body.to_string()))
        .response()
}

#[test]
fn a_repeated_key_gets_the_first_response() {
    let client = Client::new("replay");
    let run = format!("{API}/tasks/agent_abc123/run-loop/");
    let first = keyed(&client, "POST", &run, "k1", json!({ "variables": {} }));
    client.control("POST", "clock", json!({ "mode": "manual", "advance": 100 }));
    let again = keyed(&client, "POST", &run, "k1", json!({ "variables": {} }));
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.body, again.body);
    assert!(again.head.contains("idempotency-replayed: true"));
    let other = keyed(
        &client,
        "POST",
        &run,
        "k1",
        json!({ "variables": { "a": 1 } }),
    );
    assert_eq!(
        (other.status, &other.json()["code"]),
        (409, &json!("idempotency_key_reused"))
    );
    // A refused request does not use its key up.
    let scored = format!("{API}/tasks/agent_scored/run-loop/");
    assert_eq!(keyed(&client, "POST", &scored, "k2", json!({})).status, 400);
    let fits = json!({ "variables": { "website_url": "x" } });
    assert_eq!(keyed(&client, "POST", &scored, "k2", fits).status, 201);
}

#[test]
fn keys_are_needed_where_1_2_sends_them() {
    let client = Client::new("needs-keys");
    let set = client.post(&format!("{API}/mcp-resource-sets/"), json!({ "name": "a" }));
    assert_eq!(
        (set.status, &set.json()["code"]),
        (400, &json!("idempotency_key_required"))
    );
    client.run("agent_abc123");
    client.control("POST", "account", json!({ "require_keys": true }));
    let run = client.post(&format!("{API}/tasks/agent_abc123/run-loop/"), json!({}));
    assert_eq!(run.json()["code"], "idempotency_key_required");
}

#[test]
fn pages_of_agents_continue_when_agents_are_added() {
    let client = Client::new("pages");
    let path = format!("{API}/tasks/?pagination=cursor&page_size=1");
    let first = client.get(&path).json();
    assert_eq!(first["results"][0]["uuid"], "agent_abc123");
    assert!(first["results"][0].get("user_prompt").is_none());
    let added = client.agent("added meanwhile");
    let mut cursor = first["next_cursor"].clone();
    let mut seen = Vec::new();
    while let Some(text) = cursor.as_str() {
        let page = client.get(&format!("{path}&cursor={text}")).json();
        seen.push(page["results"][0]["uuid"].clone());
        cursor = page["next_cursor"].clone();
    }
    assert_eq!(seen, [json!("agent_scored"), json!(added)]);
    let odd = client.get(&format!("{path}&cursor=abc"));
    assert_eq!(
        (odd.status, &odd.json()["code"]),
        (400, &json!("invalid_cursor"))
    );
    assert_eq!(client.get(&format!("{path}&page_size=101")).status, 400);
    // Without a query it is the list of 1.1.
    let bare = client.get(&format!("{API}/tasks/")).json();
    assert_eq!(bare.as_array().unwrap().len(), 3);
    assert!(bare[0]["user_prompt"].is_string());
}

#[test]
fn lists_of_runs_have_links_when_a_page_is_asked_for() {
    let client = Client::new("links");
    client.control("POST", "runs", json!({ "count": 3 }));
    let list = format!("{API}/executions/");
    assert_eq!(client.get(&list).json().as_array().unwrap().len(), 3);
    let first = client.get(&format!("{list}?page_size=2")).json();
    assert_eq!(first["results"][0]["id"], 3);
    let next = first["next"].as_str().unwrap();
    let (_, target) = next.split_once("emulator").unwrap();
    let second = client.get(target).json();
    assert_eq!(
        (&second["results"][0]["id"], &second["next"]),
        (&json!(1), &json!(null))
    );
    client.control("POST", "account", json!({ "list_page_size": 1 }));
    assert!(client.get(&list).json()["next"].is_string());
}

#[test]
fn tools_are_filtered_and_distinguished_by_alias() {
    let client = Client::new("aliases");
    let tools = format!("{API}/tools/");
    client.post(&tools, json!({ "mcp_tool": "tavily", "alias": "work" }));
    let found = client.get(&format!("{tools}?mcp_tool=tavily&alias=work&page_size=5"));
    assert_eq!(found.json()["results"][0]["id"], 3);
    let odd = client.post(&tools, json!({ "mcp_tool": "tavily", "alias": "a b" }));
    assert_eq!(odd.status, 400);
}

#[test]
fn prices_settle_after_the_run_and_add_up() {
    let client = Client::new("prices");
    client.stop_clock();
    let run = client.run("agent_abc123");
    client.advance(10);
    let call = json!({ "action": "search", "arguments": {}, "execution_id": run.to_string() });
    assert_eq!(
        client.post(&format!("{API}/tools/1/call/"), call).status,
        200
    );
    let price = client
        .get(&format!("{API}/executions/{run}/prices/"))
        .json();
    assert_eq!(price["id"], run.to_string());
    assert_eq!(price["billing_settled"], true);
    let rows = |name: &str| price[name].as_array().unwrap().clone();
    assert_eq!(rows("tool_calls").len(), 4);
    let millionths = |text: &Value| -> u64 {
        let (whole, places) = text.as_str().unwrap().split_once('.').unwrap();
        format!("{whole}{places:0<6}").parse().unwrap()
    };
    let all = [rows("tool_calls"), rows("llm_usage")].concat();
    let sum: u64 = all.iter().map(|row| millionths(&row["price"])).sum();
    assert_eq!(sum, millionths(&price["total_price"]));
    let fresh = client.run("agent_abc123");
    let list = client
        .get(&format!("{API}/executions/prices/?ids={fresh},{run}"))
        .json();
    assert_eq!(
        (&list[0]["id"], &list[0]["billing_settled"]),
        (&json!("2"), &json!(false))
    );
}

#[test]
fn messages_limits_and_responses_of_runs() {
    let client = Client::new("messages");
    let start = json!({ "message": "Hello", "subagent_limits": { "cap_usd": "3" } });
    let run = client
        .post(&format!("{API}/tasks/agent_abc123/run-loop/"), start)
        .json();
    assert_eq!(run["subagent_limits"], json!({ "cap_usd": "3" }));
    assert_eq!(run["messages"][1]["content"], "Hello");
    let odd = json!({ "subagent_limits": { "cap_usd": "much" } });
    let odd = client.post(&format!("{API}/tasks/agent_abc123/run-loop/"), odd);
    assert_eq!(odd.status, 400);
    let text = json!({ "text": "More", "effort": "high", "model": "m" });
    let path = format!("{API}/executions/{}/append-message/", run["id"]);
    let body = client.post(&path, text).json();
    assert_eq!(
        (&body["effort"], &body["model"]),
        (&json!("high"), &json!("m"))
    );
    assert!(body["logs"].is_array());
    let plain = client.post(&path, json!({ "text": "x" })).json();
    assert!(plain.get("effort").is_none());
}

#[test]
fn browser_profiles_are_reconciled() {
    let client = Client::new("profiles");
    let path = format!("{API}/tools/2/browser-profile");
    assert_eq!(client.get(&format!("{path}/")).json()["status"], "unbound");
    let lost = client.post(&format!("{path}/"), json!({ "name": "Shop [lost]" }));
    assert_eq!(
        (lost.status, &lost.json()["status"]),
        (201, &json!("unknown"))
    );
    let again = client.post(&format!("{path}/"), json!({ "name": "Shop" }));
    assert_eq!(again.status, 409);
    let found = client
        .send("POST", &format!("{path}-reconcile/"), None)
        .response();
    assert_eq!(found.json()["status"], "bound");
    let other = client.get(&format!("{API}/tools/1/browser-profile/"));
    assert_eq!(other.status, 400);
}
