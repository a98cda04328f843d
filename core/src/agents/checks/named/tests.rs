//! One case for each text of each rule.

use super::*;
use crate::agents::checks::values::Checked;
use crate::agents::given::Given;

type Named = fn(&'static str, &mut Given<'_>) -> Checked;

fn refused(check: Named, argument: &'static str, arguments: &str) -> Option<String> {
    let mut given = Given::read(None, Some(arguments.as_bytes())).unwrap();
    Some(check(argument, &mut given).err()?.message().to_owned())
}

fn sent(check: Named, argument: &'static str, arguments: &str) -> String {
    let mut given = Given::read(None, Some(arguments.as_bytes())).unwrap();
    check(argument, &mut given).unwrap();
    let value = given.value(argument).unwrap_or_default();
    String::from_utf8(value.to_vec()).unwrap()
}

const ID: &str = "0123abcd-0123-4567-89ab-0123456789ab";
const OTHER: &str = "1123abcd-0123-4567-89ab-0123456789ab";

fn check_all(check: Named, argument: &'static str, cases: &[(&str, Option<&str>)]) {
    for (arguments, expected) in cases {
        let arguments = arguments.replace("<id>", ID).replace("<other>", OTHER);
        let found = refused(check, argument, &arguments);
        assert_eq!(found.as_deref(), *expected, "{arguments}");
    }
}

#[test]
fn rules_of_runs() {
    let both = Some("Provide exactly one of goal or user_prompt_source");
    check_all(
        goal_or_source,
        "goal",
        &[
            ("{}", both),
            (r#"{"goal": "g", "user_prompt_source": {}}"#, both),
            (r#"{"goal": "", "user_prompt_source": null}"#, None),
        ],
    );
    let text = Some("execution_id must be a non-empty public execution ID.");
    check_all(
        execution_id,
        "execution_id",
        &[
            (r#"{"execution_id": " "}"#, text),
            (r#"{"execution_id": 5}"#, text),
            (r#"{"execution_id": null}"#, None),
            (r#"{"execution_id": "x"}"#, None),
        ],
    );
    let text = Some("external_user_id and deployment_id must be supplied together.");
    check_all(
        user_and_deployment,
        "external_user_id",
        &[
            (r#"{"external_user_id": "u"}"#, text),
            (r#"{"deployment_id": "d"}"#, text),
            (r#"{"deployment_id": "d", "external_user_id": ""}"#, None),
        ],
    );
    let revision = Some("resource_set_revision must be an integer of at least 1.");
    check_all(
        run_selection,
        "connections",
        &[
            (
                r#"{"connections": {}, "resource_set_id": "s"}"#,
                Some("Supply either resource_set_id or connections, not both."),
            ),
            (
                r#"{"resource_set_revision": 1}"#,
                Some("resource_set_revision requires resource_set_id."),
            ),
            (
                r#"{"resource_set_id": "s", "resource_set_revision": 0}"#,
                revision,
            ),
            (
                r#"{"resource_set_id": "s", "resource_set_revision": true}"#,
                revision,
            ),
            (
                r#"{"resource_set_id": "s", "resource_set_revision": 1}"#,
                None,
            ),
        ],
    );
}

#[test]
fn rules_of_connections() {
    let slots: Vec<String> = (0..101).map(|at| format!("\"s{at}\": \"{ID}\"")).collect();
    let many = format!(r#"{{"connections": {{{}}}}}"#, slots.join(","));
    let ids = format!(
        r#"{{"connections": {{"a": [{}]}}}}"#,
        vec!["\"x\""; 26].join(",")
    );
    check_all(
        connections,
        "connections",
        &[
            (
                r#"{"connections": [1]}"#,
                Some("connections must be a mapping from slot to connection IDs."),
            ),
            (&many, Some("connections must contain at most 100 slots.")),
            (
                r#"{"connections": {"": "<id>"}}"#,
                Some("slot must contain between 1 and 128 characters."),
            ),
            (
                r#"{"connections": {"a b": "<id>"}}"#,
                Some("slot may contain only ASCII letters, digits, underscores, and hyphens."),
            ),
            (
                r#"{"connections": {"a": " "}}"#,
                Some("connections['a'] must be a non-blank UUID string."),
            ),
            (
                r#"{"connections": {"a": "x"}}"#,
                Some("connections['a'] must be a valid UUID string."),
            ),
            (
                r#"{"connections": {"a": 5}}"#,
                Some("connections['a'] must be one connection ID or a sequence of connection IDs."),
            ),
            (
                r#"{"connections": {"a": []}}"#,
                Some("connections['a'] must contain between 1 and 25 IDs."),
            ),
            (
                &ids,
                Some("connections['a'] must contain between 1 and 25 IDs."),
            ),
            (
                r#"{"connections": {"a": [5]}}"#,
                Some("connections['a'] item must be a non-blank UUID string."),
            ),
            (
                r#"{"connections": {"a": ["x"]}}"#,
                Some("connections['a'] item must be a valid UUID string."),
            ),
            (
                r#"{"connections": {"a": ["<id>", "<id>"]}}"#,
                Some("connections['a'] must not contain duplicate IDs."),
            ),
            (r#"{"connections": {}}"#, None),
            (
                r#"{"connections": {"a": "<id>", "b": ["<id>", "<other>"]}}"#,
                None,
            ),
        ],
    );
}

#[test]
fn rules_of_prices_and_profiles() {
    let count = Some("ids must name 1 to 200 runs.");
    check_all(
        priced_runs,
        "ids",
        &[
            (
                r#"{"ids": "a"}"#,
                Some("ids must be a sequence of run ids, not one string."),
            ),
            (r#"{"ids": []}"#, count),
            (r#"{"ids": [""]}"#, count),
            (
                r#"{"limit": 0}"#,
                Some("limit must be an integer from 1 to 200."),
            ),
            (
                r#"{"limit": true}"#,
                Some("limit must be an integer from 1 to 200."),
            ),
            (r#"{"ids": ["a"], "limit": 0}"#, None),
        ],
    );
    assert_eq!(sent(priced_runs, "ids", r#"{"ids": ["a", 7]}"#), "\"a,7\"");
    assert_eq!(sent(truth, "is_live", r#"{"is_live": "no"}"#), "true");
    assert_eq!(sent(truth, "is_live", r#"{"is_live": 0}"#), "false");
    let text = Some("tool_id must be a positive integer.");
    check_all(
        tool_id,
        "tool_id",
        &[
            (r#"{"tool_id": "4"}"#, text),
            (r#"{"tool_id": true}"#, text),
            (r#"{"tool_id": 0}"#, text),
            (r#"{"tool_id": 4}"#, None),
        ],
    );
    let text = Some("name must contain 1 to 100 characters.");
    check_all(
        profile_name,
        "name",
        &[(r#"{"name": "  "}"#, text), (r#"{"name": 5}"#, text)],
    );
    assert_eq!(sent(profile_name, "name", r#"{"name": " a "}"#), "\"a\"");
}

#[test]
fn rules_of_lists() {
    let long = format!(r#"{{"query": "{}"}}"#, "q".repeat(257));
    check_all(
        search_query,
        "query",
        &[
            (r#"{"query": 5}"#, Some("query must be a string.")),
            (&long, Some("query must contain at most 256 characters.")),
            (
                "{\"query\": \"a\\u0000b\"}",
                Some("query must not contain control characters."),
            ),
            (r#"{"query": null}"#, None),
        ],
    );
    assert_eq!(
        sent(search_query, "query", r#"{"query": " a b "}"#),
        "\"a b\""
    );
    let text = Some("cursor must contain at most 64 characters");
    let long = format!(r#"{{"cursor": "{}"}}"#, "c".repeat(65));
    check_all(
        team_cursor,
        "cursor",
        &[
            (r#"{"cursor": 5}"#, text),
            (&long, text),
            (r#"{"cursor": ""}"#, None),
        ],
    );
    check_all(
        artifact_page_size,
        "page_size",
        &[
            (r#"{"page_size": 101}"#, Some("page_size must be 1-100")),
            (r#"{"page_size": "x"}"#, Some("page_size must be 1-100")),
        ],
    );
    assert_eq!(
        sent(artifact_page_size, "page_size", r#"{"page_size": "5"}"#),
        "5"
    );
    check_all(
        error_limit,
        "limit",
        &[(r#"{"limit": 0}"#, Some("limit must be 1-200"))],
    );
}

#[test]
fn rules_of_resource_sets() {
    let text = Some("principal_id must be a non-blank string.");
    check_all(
        principal,
        "principal_id",
        &[
            (r#"{"principal_id": " "}"#, text),
            (r#"{"principal_id": 5}"#, text),
            (
                r#"{"principal_id": "p", "authority_type": "owner"}"#,
                Some("principal_id cannot be combined with authority_type='owner'."),
            ),
            (r#"{"principal_id": "p"}"#, None),
        ],
    );
    let mode = Some("management_mode must be 'flymyai' or 'customer'.");
    check_all(
        management_mode,
        "management_mode",
        &[
            (r#"{"management_mode": null}"#, mode),
            (r#"{"management_mode": "x"}"#, mode),
            (
                r#"{"management_mode": "customer"}"#,
                Some("management_mode='customer' requires the exact principal_id."),
            ),
            (
                r#"{"principal_id": ""}"#,
                Some(
                    "principal_id requires management_mode='customer'; owner sets use management_mode='flymyai' without a principal_id.",
                ),
            ),
            (
                r#"{"management_mode": "customer", "principal_id": "p"}"#,
                None,
            ),
            ("{}", None),
        ],
    );
    let member = |more: &str| {
        format!(r#"{{"resource_type": "user_mcp_tool", "resource_id": "{ID}", "slot": "s"{more}}}"#)
    };
    let all = |members: &[String]| format!(r#"{{"members": [{}]}}"#, members.join(","));
    let other = |at: usize| member("").replace(ID, &format!("{at:08}-0123-4567-89ab-0123456789ab"));
    let many: Vec<String> = (0..26).map(other).collect();
    check_all(
        members,
        "members",
        &[
            (
                r#"{"members": {}}"#,
                Some("members must be a sequence of resource-set members."),
            ),
            (
                r#"{"members": null}"#,
                Some("members must be a sequence of resource-set members."),
            ),
            (
                &all(&vec![member(""); 101]),
                Some("members must contain at most 100 entries."),
            ),
            (
                &all(&[member("").replace(ID, " ")]),
                Some("resource_id must be a non-blank UUID string."),
            ),
            (
                &all(&[member("").replace(ID, "x")]),
                Some("resource_id must be a valid UUID string."),
            ),
            (
                &all(&[member(""), member("")]),
                Some("members contains a duplicate (resource_type, resource_id, slot)"),
            ),
            (
                &all(&[
                    member(""),
                    other(1).replace("}", r#", "allowed_actions": ["a"]}"#),
                ]),
                Some("slot 's' cannot mix different action ceilings"),
            ),
            (
                &all(&many),
                Some("slot 's' must contain at most 25 resources"),
            ),
            (
                &all(&[member(r#", "secret": 1"#)]),
                Some("members has an entry with an unknown field: secret."),
            ),
            (
                &all(&[member(r#", "position": -1"#)]),
                Some("position must be an integer of at least 0."),
            ),
            (
                &all(&[member(r#", "position": null, "allowed_actions": []"#)]),
                None,
            ),
        ],
    );
}

#[test]
fn rules_of_servers() {
    let text = Some("server_id must be the id of one of your MCP servers");
    check_all(
        server_id,
        "server_id",
        &[
            (r#"{"server_id": 0}"#, text),
            (r#"{"server_id": "x"}"#, text),
        ],
    );
    assert_eq!(
        sent(server_id, "server_id", r#"{"server_id": "4"}"#),
        "\"4\""
    );
    let oauth = Some("oauth_client_id, oauth_client_secret and oauth_scopes need auth_type oauth");
    check_all(
        server_settings,
        "auth_type",
        &[
            (
                r#"{"auth_type": "x"}"#,
                Some("auth_type must be one of none, api_key, bearer_token, basic, oauth"),
            ),
            (
                r#"{"transport_type": "x"}"#,
                Some("transport_type must be one of streamable_http, sse"),
            ),
            (
                r#"{"auth_type": "oauth", "auth_credentials": {"a": 1}}"#,
                Some(
                    "auth_type oauth takes no auth_credentials: pass oauth_client_id and oauth_client_secret for your own OAuth app instead",
                ),
            ),
            (
                r#"{"auth_type": "oauth", "url": "HTTPS://x"}"#,
                Some("auth_type oauth needs an https:// server url"),
            ),
            (r#"{"auth_type": "none", "oauth_scopes": ""}"#, oauth),
            (r#"{"oauth_scopes": ""}"#, None),
            (
                r#"{"auth_type": "oauth", "url": "https://x", "oauth_scopes": ""}"#,
                None,
            ),
        ],
    );
    check_all(
        new_server_settings,
        "auth_type",
        &[
            (r#"{"oauth_scopes": ""}"#, oauth),
            (r#"{"auth_type": null, "oauth_scopes": ""}"#, None),
            ("{}", None),
        ],
    );
}

#[test]
fn rules_of_artifacts() {
    let page = Some(
        "artifact_id must be an artifact id or its page (https://app.flymy.ai/artifacts/<id>); a share link goes in share_link",
    );
    check_all(
        artifact_id,
        "artifact_id",
        &[
            (
                r#"{"artifact_id": "https://app.flymy.ai/artifacts/s/abcdefgh"}"#,
                page,
            ),
            (
                r#"{"artifact_id": "x"}"#,
                Some("artifact_id: badly formed hexadecimal UUID string"),
            ),
        ],
    );
    let address = format!(r#"{{"artifact_id": "https://app.flymy.ai/artifacts/{ID}/?a#b"}}"#);
    assert_eq!(
        sent(artifact_id, "artifact_id", &address),
        format!("\"{ID}\"")
    );
    let one = Some("pass exactly one of artifact_id or share_link");
    let link = Some(
        "share_link must be a share link (https://app.flymy.ai/artifacts/s/<handle>), its handle, or the artifact's page (https://app.flymy.ai/artifacts/<id>)",
    );
    check_all(
        artifact_or_link,
        "artifact_id",
        &[
            ("{}", one),
            (r#"{"artifact_id": "<id>", "share_link": "abcdefgh"}"#, one),
            (r#"{"share_link": "short"}"#, link),
            (
                r#"{"share_link": "https://app.flymy.ai/apps/s/abcdefgh"}"#,
                link,
            ),
        ],
    );
    for (link, expected) in [
        (" abcdefgh ", "shared/abcdefgh".to_owned()),
        (
            "https://app.flymy.ai/artifacts/s/abcdefgh/",
            "shared/abcdefgh".to_owned(),
        ),
        (ID, format!("shared/{ID}")),
        (
            &format!("https://app.flymy.ai/artifacts/{ID}"),
            ID.to_owned(),
        ),
    ] {
        let arguments = format!(r#"{{"share_link": "{link}"}}"#);
        assert_eq!(
            sent(artifact_or_link, "artifact_id", &arguments),
            format!("\"{expected}\"")
        );
    }
    let text = Some("pass name and files, or a type (see types())");
    check_all(
        name_and_files_or_type,
        "name",
        &[
            (r#"{"name": "n"}"#, text),
            (r#"{"name": "n", "files": []}"#, None),
            (r#"{"type": "t"}"#, None),
        ],
    );
    check_all(
        version_number,
        "version",
        &[(r#"{"version": "x"}"#, Some("version must be an integer"))],
    );
    assert_eq!(sent(version_number, "version", r#"{"version": "2"}"#), "2");
}

#[test]
fn rules_of_projects() {
    let id = Some(
        "project_id must be an id from list(): app:<owner>/<name>, site:<page id>, fleet:<lead agent id> or artifact:<artifact id>",
    );
    check_all(
        project_id,
        "project_id",
        &[
            (r#"{"project_id": "app:Me/x"}"#, id),
            (r#"{"project_id": "site:x"}"#, id),
            (r#"{"project_id": 5}"#, id),
            (r#"{"project_id": "app:me/my.app"}"#, None),
            (r#"{"project_id": "fleet:<id>"}"#, None),
        ],
    );
    check_all(
        running_project_id,
        "project_id",
        &[
            (r#"{"project_id": "x"}"#, id),
            (
                r#"{"project_id": "fleet:<id>"}"#,
                Some(
                    "a fleet has no project agent and is not stopped or started: talk to its lead",
                ),
            ),
            (
                r#"{"project_id": "artifact:<id>"}"#,
                Some(
                    "an artifact has no project agent and is not stopped or started: change it with client.artifacts",
                ),
            ),
            (r#"{"project_id": "site:<id>"}"#, None),
        ],
    );
    check_all(
        shared_project,
        "project",
        &[
            (
                r#"{"project": "site:<id>"}"#,
                Some("a page on its own is shared and copied as a site (share, remix)"),
            ),
            (
                r#"{"project": "artifact:<id>"}"#,
                Some("an artifact is shared and copied with client.artifacts"),
            ),
            (
                r#"{"project": "https://app.flymy.ai/projects/app:me/x?y=1"}"#,
                Some(
                    "project must be an app or a fleet - app:<owner>/<name> or fleet:<lead agent id> - or its link https://app.flymy.ai/projects/<id>",
                ),
            ),
        ],
    );
    let link = r#"{"project": "https://app.flymy.ai/projects/app%3ame%2Fx/"}"#;
    assert_eq!(sent(shared_project, "project", link), "\"app:me/x\"");
    let name = Some(
        "name must be 2-40 lowercase letters, digits and dashes, starting with a letter or digit",
    );
    check_all(
        project_name,
        "name",
        &[
            (r#"{"name": "a"}"#, name),
            (r#"{"name": "-ab"}"#, name),
            (r#"{"name": 5}"#, name),
            (r#"{"name": "a-1"}"#, None),
            (r#"{"name": null}"#, None),
        ],
    );
    check_all(
        agent_model,
        "model",
        &[(
            r#"{"model": " "}"#,
            Some("model must be an agent model id from list_agent_models."),
        )],
    );
    assert_eq!(sent(agent_model, "model", r#"{"model": " m "}"#), "\"m\"");
    check_all(
        start_plan,
        "plan_token",
        &[
            (
                r#"{"idempotency_key": "k"}"#,
                Some(
                    "start() without plan_token only returns the plan: call it without an idempotency_key, then again with the plan_token and a key",
                ),
            ),
            (
                r#"{"plan_token": "", "idempotency_key": "k"}"#,
                Some("start() with a plan_token needs an idempotency_key"),
            ),
            (r#"{"plan_token": "t"}"#, None),
        ],
    );
}

#[test]
fn rules_of_apps() {
    let one = Some(
        "pass exactly one of files (flymy.yaml at the root and the files it names) or app (owner/name of an app you applied)",
    );
    check_all(
        app_source,
        "files",
        &[
            ("{}", one),
            (r#"{"files": [], "app": "a/b"}"#, one),
            (
                r#"{"files": [], "overrides": []}"#,
                Some("overrides change an applied app's template: pass them with app"),
            ),
            (r#"{"app": "a/b", "overrides": []}"#, None),
        ],
    );
    let app = Some("app must be an applied app as owner/name");
    check_all(
        app_name,
        "app",
        &[
            (r#"{"app": "a"}"#, app),
            (r#"{"app": "a/.b"}"#, app),
            (r#"{"app": 5}"#, app),
            (r#"{"app": "A/b.c"}"#, None),
        ],
    );
    let token = Some("plan_token must be the plan_token plan() returned");
    check_all(
        plan_token,
        "plan_token",
        &[
            (r#"{"plan_token": ""}"#, token),
            ("{}", token),
            (r#"{"plan_token": "t"}"#, None),
        ],
    );
    let path = Some("path must be a file of the template, for example site/app.js");
    check_all(
        template_file,
        "path",
        &[
            (
                r#"{"offset": 1}"#,
                Some("offset and limit read a page of one file: pass path too"),
            ),
            (r#"{"path": "/a"}"#, path),
            (r#"{"path": "a/../b"}"#, path),
            (r#"{"path": "a\\b"}"#, path),
            (
                r#"{"path": "a", "offset": -1}"#,
                Some("offset must be 0 or more"),
            ),
            (
                r#"{"path": "a", "limit": 0}"#,
                Some("limit must be 1-200000"),
            ),
            (r#"{"path": "a..b", "limit": "7"}"#, None),
        ],
    );
}
