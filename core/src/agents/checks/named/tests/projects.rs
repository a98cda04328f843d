use super::*;

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
