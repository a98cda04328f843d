use super::*;

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
