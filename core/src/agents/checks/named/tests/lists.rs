use super::*;

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
    let text = Some("query must not contain control characters.");
    let unprintable = [
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{ad}",
        "\u{200b}",
        "\u{2028}",
        "\u{2029}",
        "\u{202e}",
        "\u{3000}",
        "\u{e000}",
        "\u{10ffff}",
        "\u{378}",
    ];
    for each in unprintable {
        let query = format!(r#"{{"query": "a{each}b"}}"#);
        check_all(search_query, "query", &[(&query, text)]);
    }
    for words in [
        "हिन्दी",
        "தமிழ்",
        "مُحَمَّد",
        "cafe\u{301}",
        "❤\u{fe0f}",
        "a\u{20dd}",
        "日本",
        "é😀",
    ] {
        let query = format!(r#"{{"query": "{words}"}}"#);
        check_all(search_query, "query", &[(&query, None)]);
    }
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
