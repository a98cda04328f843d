use super::*;
use crate::agents::fields::When;

#[test]
fn arguments_stand_in_the_path_and_in_the_query() {
    static VERSION: Operation = Operation::new(
        "artifacts.version",
        Method::GET,
        "artifacts/{id}/versions/{version}/",
    )
    .query(&[
        Field::new("page_size", When::Default("100")),
        Field::new("search", When::Given).sent_as("q"),
        Field::new("all", When::Given),
    ]);
    let arguments = |fields: &str| Arguments {
        fields: Some(fields.to_owned().into()),
        ..Arguments::of("a 1")
    };
    for (fields, expected) in [
        (
            r#"{"version": 2}"#,
            "/api/v1/agents/artifacts/a%201/versions/2/?page_size=100",
        ),
        (
            r#"{"version": "x/y", "page_size": 5, "search": "a&b \u00fc", "all": true}"#,
            "/api/v1/agents/artifacts/a%201/versions/x%2Fy/?page_size=5&q=a%26b+%C3%BC&all=true",
        ),
    ] {
        let request = VERSION
            .request(&arguments(fields), MissingKey::Generate)
            .unwrap();
        assert_eq!(request.path, expected);
        assert_eq!(request.body, None);
    }
    let error = VERSION
        .request(&arguments("{}"), MissingKey::Generate)
        .unwrap_err();
    assert_eq!(error.message(), "version is required");
    let error = VERSION
        .request(
            &arguments(r#"{"version": 2, "search": [1]}"#),
            MissingKey::Generate,
        )
        .unwrap_err();
    assert_eq!(
        error.message(),
        "search must be a text, a number or a boolean"
    );
}

#[test]
fn paths_stand_below_the_root_and_may_keep_slashes() {
    static COPY: Operation =
        Operation::new("projects.copy", Method::POST, "/projects/{+project}/copy/");
    let request = COPY
        .request(&Arguments::of("app:me/a b"), MissingKey::Generate)
        .unwrap();
    assert_eq!(request.path, "/api/v1/projects/app:me/a%20b/copy/");
    let error = COPY
        .request(&Arguments::of("app:me/.."), MissingKey::Generate)
        .unwrap_err();
    assert_eq!(error.argument_name(), Some("project"));
}

#[test]
fn an_error_names_all_arguments_in_its_text() {
    static GET: Operation = Operation::new("teams.usage", Method::GET, "/teams/{team_id}/")
        .checks(&[Check::new(
            "page_size",
            crate::agents::checks::Rule::Integer { min: 1, max: 5 },
            "page_size and team_id are wrong, not api_key",
        )])
        .query(&[Field::new("page_size", When::Given)]);
    let arguments = Arguments {
        fields: Some(r#"{"page_size": 9}"#.into()),
        ..Arguments::of("1")
    };
    let error = GET.request(&arguments, MissingKey::Generate).unwrap_err();
    assert_eq!(error.argument_names(), ["page_size", "team_id"]);
    assert!(error.is_out_of_range());
}

#[test]
fn a_key_comes_with_the_argument_that_makes_the_call_a_write() {
    static START: Operation = Operation::new("projects.start", Method::POST, "p/{id}/start/")
        .body(Body::Only(&[Field::new("plan_token", When::Given)]))
        .keyed(KeyRule::Common)
        .keyed_with("plan_token");
    let arguments = |fields: &str| Arguments {
        fields: Some(fields.to_owned().into()),
        ..Arguments::of("1")
    };
    let request = START
        .request(&arguments("{}"), MissingKey::Generate)
        .unwrap();
    assert!(request.idempotency_key.is_none());
    let request = START
        .request(&arguments(r#"{"plan_token": "t"}"#), MissingKey::Generate)
        .unwrap();
    assert!(request.idempotency_key.is_some());
}

#[test]
fn keys_are_generated_only_for_keyed_operations_that_want_them() {
    static KEYED: Operation =
        Operation::new("runs.start", Method::POST, "runs/").keyed(KeyRule::Common);
    static PLAIN: Operation = Operation::new("runs.list", Method::GET, "runs/");
    let key = |operation: &'static Operation, given: Option<&str>, missing_key| {
        let arguments = Arguments {
            idempotency_key: given.map(str::to_owned),
            ..Arguments::default()
        };
        let request = operation.request(&arguments, missing_key).unwrap();
        request.idempotency_key.map(|key| key.as_str().to_owned())
    };
    assert_eq!(key(&KEYED, None, MissingKey::Generate).unwrap().len(), 36);
    assert_eq!(key(&KEYED, None, MissingKey::Omit), None);
    assert_eq!(key(&PLAIN, None, MissingKey::Generate), None);
    for missing_key in [MissingKey::Generate, MissingKey::Omit] {
        assert_eq!(key(&KEYED, Some("k"), missing_key).as_deref(), Some("k"));
    }
}
