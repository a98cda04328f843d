use super::*;

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
