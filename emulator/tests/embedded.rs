//! Versions, deployments, resource sets, groups, MCP servers and triggers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;

use client::{API, Client, Response};
use serde_json::{Value, json};

fn keyed(client: &Client, path: &str, key: &str, body: Value) -> Response {
    let header = format!("Idempotency-Key: {key}\r\n");
    client
        .send_with("POST", path, &header, Some(&body.to_string()))
        .response()
}

/// Makes an agent with a tool that is not configured and freezes a run of it; returns agent, tool and compilation.
fn frozen(client: &Client) -> (String, u64, u64) {
    client.stop_clock();
    let tool = client.post(&format!("{API}/tools/"), json!({ "mcp_tool": "tavily" }));
    let tool = tool.json()["id"].as_u64().unwrap();
    let agent = json!({ "name": "n", "user_prompt": "p", "available_tools": [tool] });
    let agent = client.post(&format!("{API}/tasks/"), agent).json();
    let agent = agent["uuid"].as_str().unwrap().to_owned();
    let run = client.run(&agent);
    client.advance(10);
    let freeze = format!("{API}/compilations/freeze-instruction/{run}/");
    let compilation = client.send("POST", &freeze, None).response().json()["id"].clone();
    client.advance(3);
    (agent, tool, compilation.as_u64().unwrap())
}

/// A request of a person or another service, without a key.
fn visit(url: &str, method: &str, headers: &str, body: &str) -> Response {
    let (_, target) = url.split_once("emulator/").unwrap();
    Client::with_key("")
        .send_with(method, &format!("/{target}"), headers, Some(body))
        .response()
}

#[test]
fn a_deployment_is_published_connected_and_run() {
    let client = Client::new("deploy");
    let (agent, tool, compilation) = frozen(&client);
    let version = client
        .get(&format!("{API}/versions/?agent_task={agent}"))
        .json();
    let version = version["results"][0].clone();
    assert_eq!(version["source_compilation"], compilation);
    let wanted = json!({ "agent_task": agent, "candidate_version": version["public_id"] });
    let made = client.post(&format!("{API}/deployments/"), wanted).json();
    let path = format!("{API}/deployments/{}", made["public_id"].as_str().unwrap());
    let post = |action: &str, body: Value| client.post(&format!("{path}/{action}/"), body);
    assert_eq!(post("preflight", json!({})).json()["ready"], false);
    let refused = post("publish", json!({}));
    assert_eq!(
        (refused.status, &refused.json()["code"]),
        (409, &json!("preflight_failed"))
    );
    let config = json!({ "user_response": "key" });
    client.post(&format!("{API}/tools/{tool}/provide-config/"), config);
    assert_eq!(post("preflight", json!({})).json()["ready"], true);
    assert_eq!(post("publish", json!({})).json()["status"], "active");

    let start = |key: &str| {
        keyed(
            &client,
            &format!("{path}/run/"),
            key,
            json!({ "external_user_id": "c" }),
        )
    };
    assert_eq!(start("k1").json()["code"], "connections_not_ready");
    let wanted = json!({ "external_user_id": "c", "slot": "tavily" });
    let session = post("connect-session", wanted).json();
    let access = || {
        client
            .get(&format!("{path}/access/?external_user_id=c"))
            .json()
    };
    assert_eq!(access()["connections"][0]["status"], "pending");
    let link = session["redirect_url"].as_str().unwrap();
    assert_eq!(visit(link, "GET", "", "").status, 200);
    assert_eq!(visit(link, "GET", "", "").status, 410);
    assert_eq!(access()["connections"][0]["status"], "active");
    assert_eq!(start("k1").status, 201);
    // Without a visit of the link, the connection is made two steps later.
    let wanted = json!({ "external_user_id": "d", "slot": "tavily" });
    assert_eq!(post("connect-session", wanted).status, 201);
    client.advance(2);
    let other = client
        .get(&format!("{path}/access/?external_user_id=d"))
        .json();
    assert_eq!(other["connections"][0]["status"], "active");
}

#[test]
fn rejects_stale_writes_of_resource_sets() {
    let client = Client::new("sets");
    let sets = format!("{API}/mcp-resource-sets/");
    let set = keyed(&client, &sets, "k", json!({ "name": "Mail" }));
    assert_eq!(set.status, 201);
    let id = set.json()["public_id"].as_str().unwrap().to_owned();
    let path = format!("{sets}{id}/");
    let tool = client.get(&format!("{API}/tools/1/")).json()["public_id"].clone();
    let member =
        |slot: &str| json!({ "resource_type": "user_mcp_tool", "resource_id": tool, "slot": slot });
    let replace = |revision: u64, members: Value| {
        let body = json!({ "expected_revision": revision, "members": members });
        client.post(&format!("{path}replace-members/"), body)
    };
    let filled = replace(1, json!([member("a"), member("b")])).json();
    assert_eq!(
        (&filled["revision"], &filled["member_count"]),
        (&json!(2), &json!(2))
    );
    let stale = replace(1, json!([]));
    assert_eq!(stale.status, 409);
    assert_eq!(stale.json()["code"], "stale_revision");
    assert_eq!(stale.json()["current_revision"], 2);
    assert_eq!(replace(2, json!([member("a"), member("a")])).status, 400);
    let page = client.get(&format!("{path}members/?page_size=1")).json();
    assert_eq!(page["results"][0]["slot"], "a");
    let group = json!({ "name": "g", "agent_ids": ["agent_abc123"], "resource_set_ids": [id] });
    let group = keyed(&client, &format!("{API}/agent-groups/"), "k", group);
    assert_eq!(group.status, 201);
    let in_use = client.send("DELETE", &path, None).response();
    assert_eq!(in_use.json()["code"], "resource_set_in_use");
    let group = group.json()["public_id"].as_str().unwrap().to_owned();
    let group = format!("{API}/agent-groups/{group}/");
    assert_eq!(client.send("DELETE", &group, None).response().status, 204);
    assert_eq!(client.send("DELETE", &path, None).response().status, 204);
}

#[test]
fn an_mcp_server_is_authorized() {
    let client = Client::new("servers");
    client.stop_clock();
    let servers = format!("{API}/mcp-servers/");
    let wanted =
        json!({ "name": "Slack", "url": "https://slack.example/mcp", "auth_type": "oauth" });
    let id = client.post(&servers, wanted).json()["id"].clone();
    let path = format!("{servers}{id}/");
    let authorize = || {
        client
            .send("POST", &format!("{path}authorize/"), None)
            .response()
    };
    let refused = authorize().json();
    assert_eq!(refused["code"], "oauth_client_required");
    assert!(refused["redirect_uri"].is_string());
    let app = json!({ "oauth_client_id": "a", "oauth_client_secret": "b" });
    assert_eq!(
        client.send("PATCH", &path, Some(&app)).response().status,
        200
    );
    let link = authorize().json()["authorize_url"]
        .as_str()
        .unwrap()
        .to_owned();
    let call = |key: &str| {
        keyed(
            &client,
            &format!("{path}call/"),
            key,
            json!({ "action": "echo" }),
        )
    };
    assert_eq!(call("k").json()["code"], "oauth_authorization_required");
    assert_eq!(visit(&link, "GET", "", "").status, 200);
    assert_eq!(visit(&link, "GET", "", "").status, 410);
    assert_eq!(client.get(&path).json()["status"], "connected");
    assert_eq!(call("k").status, 200);
    client.advance(3_600);
    assert_eq!(
        client.get(&path).json()["oauth"]["reconnect_required"],
        true
    );
    assert_eq!(call("l").json()["code"], "oauth_reconnect_required");
}

#[test]
fn a_trigger_fires_when_its_webhook_is_called() {
    let client = Client::new("triggers");
    let (agent, _, compilation) = frozen(&client);
    let wanted =
        json!({ "agent_task": agent, "kind": "webhook", "secret": "s", "rate_limit_per_hour": 2 });
    let triggers = format!("{API}/triggers/");
    let made = keyed(&client, &triggers, "k", wanted);
    assert_eq!(made.status, 201);
    let url = made.json()["webhook_url"].as_str().unwrap().to_owned();
    let path = format!("{triggers}{}/", made.json()["uuid"].as_str().unwrap());
    // The HMAC-SHA256 of `{}` under `s`.
    let signature = "X-FlyMy-Signature: sha256=143ca8d517ba1b181025d732b1cf275d90104fca57bb02a565542978aa18c4b6\r\n";
    let deliver = || visit(&url, "POST", signature, "{}");
    assert_eq!(visit(&url, "POST", "", "{}").status, 401);
    assert_eq!(deliver().status, 202);
    let events = || client.get(&format!("{path}events/")).json();
    assert_eq!(events()[0]["status"], "failed");
    client.post(
        &format!("{API}/compilations/{compilation}/set-live/"),
        json!({}),
    );
    deliver();
    let event = events()[0].clone();
    assert_eq!(event["status"], "dispatched");
    let run = event["execution_public_id"].as_str().unwrap();
    let run = client.get(&format!("{API}/executions/{run}/")).json();
    assert_eq!(run["id"], event["execution"]);
    assert_eq!(deliver().status, 429);
    assert_eq!(
        keyed(&client, &format!("{path}pause/"), "k", json!({})).json()["status"],
        "paused"
    );
    assert_eq!(deliver().json()["status"], "discarded");
    keyed(&client, &format!("{path}activate/"), "k", json!({}));
    assert_eq!(deliver().status, 429);
    client.advance(3_601);
    assert_eq!(deliver().status, 202);
    let delete = || {
        let key = "Idempotency-Key: k\r\n";
        client
            .send_with("DELETE", &path, key, None)
            .response()
            .status
    };
    assert_eq!((delete(), delete()), (204, 204));
    assert_eq!(client.get(&path).status, 404);
}

#[test]
fn live_versions_are_saved_set_and_run() {
    let client = Client::new("live");
    let (agent, _, first) = frozen(&client);
    let run_live = |key: &str| {
        let path = format!("{API}/compilations/live/{agent}/run-instruction/");
        keyed(&client, &path, key, json!({}))
    };
    assert_eq!(run_live("k").json()["code"], "no_live_version");
    let saved = json!({ "instruction_md": "# 2", "name": "v2", "source_compilation_id": first, "make_live": true });
    let saved = client
        .post(&format!("{API}/compilations/save-instruction/1/"), saved)
        .json();
    assert_eq!(
        (&saved["is_live"], &saved["status"]),
        (&json!(true), &json!("compiled"))
    );
    assert_eq!(run_live("k").status, 201);
    client.post(&format!("{API}/compilations/{first}/set-live/"), json!({}));
    let live = client
        .get(&format!("{API}/compilations/?task={agent}&is_live=true"))
        .json();
    assert_eq!(live[0]["id"], first);
    assert_eq!(live.as_array().unwrap().len(), 1);
}
