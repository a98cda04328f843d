//! Agents, tools, schemas, and the ways in which requests are refused.

mod client;

use client::{API, Client};
use serde_json::json;

#[test]
fn agents_are_made_changed_and_deleted() {
    let client = Client::new("crud");
    let made = client.post(
        &format!("{API}/tasks/"),
        json!({ "name": "n", "user_prompt": "p", "available_tools": [1] }),
    );
    assert_eq!(
        (made.status, &made.json()["available_tools"]),
        (201, &json!([1]))
    );
    let path = format!("{API}/tasks/{}/", made.json()["uuid"].as_str().unwrap());
    let detail = client.get(&path).json();
    assert_eq!(detail["available_tools"][0]["mcp_tool"], "tavily");
    let change = json!({ "user_prompt": "q", "input_schema": { "url": { "type": "string" } } });
    let changed = client.send("PATCH", &path, Some(&change)).response().json();
    assert_eq!(
        (&changed["name"], &changed["user_prompt"]),
        (&json!("n"), &json!("q"))
    );
    assert_eq!(changed["input_schema"], change["input_schema"]);
    let refused = client
        .send(
            "PATCH",
            &path,
            Some(&json!({ "name": "m", "status": "odd" })),
        )
        .response();
    assert_eq!(
        (refused.status, refused.json()),
        (400, json!({ "status": ["\"odd\" is not a valid choice."] }))
    );
    assert_eq!(client.get(&path).json()["name"], "n");
    assert_eq!(client.send("DELETE", &path, None).response().status, 204);
    assert_eq!(client.get(&path).status, 404);
}

#[test]
fn tools_work_once_configured() {
    let client = Client::new("tools");
    let names: Vec<_> = client
        .get(&format!("{API}/tools/available/"))
        .json()
        .as_array()
        .unwrap()
        .clone();
    assert!(
        names
            .iter()
            .any(|tool| tool["name"] == "tavily" && !tool["configuration_steps"][0].is_null())
    );
    let tool = client
        .post(&format!("{API}/tools/"), json!({ "mcp_tool": "tavily" }))
        .json();
    assert_eq!(tool["is_configured"], false);
    let agent = json!({ "name": "n", "user_prompt": "p", "available_tools": [tool["id"]] });
    let agent = client.post(&format!("{API}/tasks/"), agent).json();
    assert_eq!(agent["tools_need_to_configure"], json!([tool["id"]]));
    let path = format!("{API}/tools/{}", tool["id"]);
    let call = json!({ "action": "echo", "arguments": { "value": [1, null] } });
    assert_eq!(
        client.post(&format!("{path}/call/"), call.clone()).status,
        400
    );
    let config = json!({ "user_response": { "TAVILY_API_KEY": "tvly-x" } });
    let tool = client
        .post(&format!("{path}/provide-config/"), config)
        .json();
    assert_eq!(
        (&tool["is_configured"], &tool["next_configuration_step"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(
        client.post(&format!("{path}/call/"), call).json(),
        json!([1, null])
    );
    assert_eq!(
        client
            .post(&format!("{path}/call/"), json!({ "action": "nothing" }))
            .status,
        204
    );
}

#[test]
fn tool_is_configured_once_its_approval_page_was_opened() {
    let client = Client::new("approval");
    let tools = format!("{API}/tools/");
    let tool = client.post(&tools, json!({ "mcp_tool": "gmail" })).json();
    let page = tool["redirect_url"].as_str().unwrap();
    let page = &page[page.find("/visit/").unwrap()..];
    assert_eq!(client.get(page).status, 200);
    assert_eq!(client.get(page).status, 410);
    let tool = client.get(&format!("{tools}{}/", tool["id"])).json();
    assert_eq!(
        (&tool["is_configured"], &tool["redirect_url"]),
        (&json!(true), &json!(""))
    );
}

#[test]
fn variables_are_checked_against_the_input_schema() {
    let client = Client::new("variables");
    let run = |variables| client.post(&format!("{API}/tasks/agent_scored/run-loop/"), variables);
    let refused = run(json!({ "variables": {} }));
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.json(),
        json!({ "variables": ["'website_url' is a required property"] })
    );
    let refused = run(json!({ "variables": { "website_url": 5 } }));
    assert_eq!(
        refused.json(),
        json!({ "variables": ["'website_url': 5 is not of type 'string'"] })
    );
    assert_eq!(
        run(json!({ "variables": { "website_url": "x" } })).status,
        201
    );
}

#[test]
fn schemas_are_suggested_and_stored_for_the_agent_of_a_run() {
    let client = Client::new("suggest");
    let asked = json!({ "user_prompt": "Review", "input_hint": "website URL", "generate_descriptions": false });
    let suggested = client
        .post(&format!("{API}/tasks/suggest-schema/"), asked)
        .json();
    assert_eq!(
        suggested["input_schema"]["required"],
        json!(["website_url"])
    );
    assert_eq!(suggested["input_description"], json!(null));
    let failing = json!({ "user_prompt": "[fail]" });
    assert_eq!(
        client
            .post(&format!("{API}/tasks/suggest-schema/"), failing)
            .status,
        502
    );
    let run = client.run("agent_abc123");
    let path = format!("{API}/executions/{run}/suggest-schema/");
    let suggested = client.send("POST", &path, None).response().json();
    let agent = client.get(&format!("{API}/tasks/agent_abc123/")).json();
    assert_eq!(agent["output_schema"], suggested["output_schema"]);
}

#[test]
fn errors_have_the_texts_of_the_service() {
    let client = Client::new("refusals");
    let not_found = json!({ "detail": "Not found." });
    for path in [
        "tasks/x/",
        "executions/7/",
        "executions/x/",
        "tools/99/",
        "compilations/1/",
        "tasks",
        "nothing/",
    ] {
        let response = client.get(&format!("{API}/{path}"));
        assert_eq!(
            (response.status, response.json()),
            (404, not_found.clone()),
            "{path}"
        );
    }
    let response = client
        .send_with("POST", &format!("{API}/tasks/"), "", Some("{oops"))
        .response();
    assert_eq!(response.status, 400);
    assert!(
        response.json()["detail"]
            .as_str()
            .unwrap()
            .starts_with("JSON parse error")
    );
    let response = client
        .send("PUT", &format!("{API}/tasks/"), None)
        .response();
    assert_eq!(
        (response.status, response.json()),
        (405, json!({ "detail": "Method \"PUT\" not allowed." }))
    );
    let response = Client::with_key("sk-1").get(&format!("{API}/tasks/"));
    assert_eq!(
        (response.status, response.json()),
        (401, json!({ "detail": "Invalid API key." }))
    );
    let response = Client::with_key("").get(&format!("{API}/tasks/"));
    let text = "Authentication credentials were not provided.";
    assert_eq!(
        (response.status, response.json()),
        (401, json!({ "detail": text }))
    );
}

#[test]
fn variables_are_returned_unchanged() {
    let client = Client::new("echo");
    let path = format!("{API}/tasks/agent_abc123/run-loop/");
    let variables = r#"{"z":12345678901234567890123,"a":1.0,"s":"\ud800"}"#;
    let body = format!("{{\"variables\":{variables}}}");
    let response = client.send_with("POST", &path, "", Some(&body)).response();
    let text = String::from_utf8(response.body).unwrap();
    assert!(
        text.contains(&format!("\"variables\":{variables}")),
        "{text}"
    );
}
