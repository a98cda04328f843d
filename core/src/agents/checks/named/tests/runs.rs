use super::*;

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
    let paged = |text| sent(filtered_page_size, "page_size", text);
    assert_eq!(paged(r#"{"alias": "a"}"#), "100");
    assert_eq!(paged(r#"{"alias": "a", "page_size": 5}"#), "5");
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
