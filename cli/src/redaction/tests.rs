use super::*;

fn check(json: &str, expected: &str, count: usize) {
    assert_eq!(redacted(json), (expected.to_owned(), count));
}

#[test]
fn values_of_secret_members_are_replaced() {
    check(
        r#"{"api_key": "abc", "Set-Cookie": ["a=b"], "credentials": {"user": "bob"}, "pin": 1234, "note": "x"}"#,
        r#"{"api_key": "[redacted]", "Set-Cookie": "[redacted]", "credentials": "[redacted]", "pin": "[redacted]", "note": "x"}"#,
        4,
    );
    check(
        r#"[{"name": "X-Api-Key", "value": "abc"}, {"password": "\ud800"}]"#,
        r#"[{"name": "X-Api-Key", "value": "[redacted]"}, {"password": "[redacted]"}]"#,
        2,
    );
}

#[test]
fn secrets_in_texts_are_replaced() {
    for (text, expected, count) in [
        (
            "curl -H 'X-API-KEY: fly-0123456789ab' x",
            "curl -H 'X-API-KEY: [redacted]' x",
            1,
        ),
        (
            "Authorization: Bearer xyz",
            "Authorization: Bearer [redacted]",
            1,
        ),
        ("(Basic dTpw)", "(Basic [redacted])", 1),
        ("password=hunter2&a=1", "password=[redacted]&a=1", 1),
        ("Mail ann@example.com.", "Mail [redacted]", 1),
        (
            "https://me:pw@example.com/a?b=1.",
            "https://example.com/a?b=1.",
            1,
        ),
        ("https://a,https://u:p@b", "https://a,https://b", 1),
        (
            "https://x/?access_token=abc#t",
            "https://x/?access_token=[redacted]",
            1,
        ),
        (
            "AWS_SECRET_ACCESS_KEY=wJalr/K7MDENG/bPx.\nnext",
            "AWS_SECRET_ACCESS_KEY=[redacted]\nnext",
            1,
        ),
        ("password=p^a#ss/w=rd next", "password=[redacted] next", 1),
        (
            "password: 'my dog', next",
            "password: '[redacted]', next",
            1,
        ),
        (
            r#"\"token\": \"a b\", c"#,
            r#"\"token\": \"[redacted]\", c"#,
            1,
        ),
        (
            "Authorization: Basic dXNl/czE= x",
            "Authorization: Basic [redacted] x",
            1,
        ),
        (
            "Authorization: Token 99 44\nx",
            "Authorization: [redacted]\nx",
            1,
        ),
        (
            "-H 'Cookie: sid=8f7; b=2' x",
            "-H 'Cookie: [redacted]' x",
            1,
        ),
        ("Set-Cookie: sid=8f7; Path=/", "Set-Cookie: [redacted]", 1),
        (
            r#"Authorization: Digest u="m", r="6629""#,
            "Authorization: [redacted]",
            1,
        ),
        ("key sk_live_0123456789", "key [redacted]", 1),
    ] {
        assert_eq!(
            without_secrets(text),
            (expected.to_owned(), count),
            "{text}"
        );
    }
}

#[test]
fn texts_of_json_are_redacted_as_json() {
    let inner = r#"{"apiKey":"sk-x","n":1.0}"#;
    let clean = r#"{"apiKey": "[redacted]", "n": 1.0}"#;
    let expected = format!("{{\"arguments\": {}}}", Value::from(clean));
    check(
        &format!("{{\"arguments\": {}}}", Value::from(inner)),
        &expected,
        1,
    );
}

#[test]
fn other_values_stay() {
    check(
        r#"{"total_tokens": 7, "password": "", "token": null, "n": 1e400, "a": "\ud800", "t": "sk-learn @home fly-by", "é\"": "a\\b"}"#,
        r#"{"total_tokens": 7, "password": "", "token": null, "n": 1e400, "a": "\ud800", "t": "sk-learn @home fly-by", "é\"": "a\\b"}"#,
        0,
    );
}
