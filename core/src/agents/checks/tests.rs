//! The simple rules.

use super::*;

fn message(rule: Rule, arguments: &str) -> Option<String> {
    let check = Check::new("size", rule, "size must be right.");
    let mut map = ArgumentMap::read(None, Some(arguments.as_bytes())).unwrap();
    let error = check.run(&mut map).err()?;
    assert_eq!(error.argument_name(), Some("size"));
    Some(error.message().to_owned())
}

#[test]
fn unmet_condition_is_the_declared_error() {
    let range = || Rule::Integer { min: 1, max: 100 };
    for (rule, value) in [
        (Rule::Text, "5"),
        (Rule::NotBlank, r#"" \n""#),
        (Rule::NotBlank, r#""""#),
        (Rule::MaxLength(2), r#""\u00e9\u00e9\u00e9""#),
        (range(), "0"),
        (range(), "101"),
        (range(), "5.0"),
        (range(), "true"),
        (range(), r#""50""#),
        (Rule::OneOf(&["a", "b"]), r#""c""#),
        (Rule::Bool, "1"),
    ] {
        let arguments = format!(r#"{{"size": {value}}}"#);
        assert_eq!(
            message(rule, &arguments).as_deref(),
            Some("size must be right."),
            "{arguments}"
        );
    }
}

#[test]
fn accepts_valid_missing_and_null_values() {
    let range = || Rule::Integer { min: 1, max: 100 };
    for (rule, arguments) in [
        (Rule::Text, r#"{"size": ""}"#),
        (Rule::NotBlank, r#"{"size": " x"}"#),
        (Rule::NotBlank, r#"{"size": 5}"#),
        (Rule::MaxLength(2), r#"{"size": "éé"}"#),
        (range(), r#"{"size": 1}"#),
        (range(), r#"{"size": 100}"#),
        (range(), r#"{"size": null}"#),
        (range(), r#"{"other": 0}"#),
        (Rule::OneOf(&["a", "b"]), r#"{"size": "b"}"#),
    ] {
        assert_eq!(message(rule, arguments), None, "{arguments}");
    }
}

#[test]
fn checks_can_reject_null() {
    let range = || Rule::Integer { min: 1, max: 100 };
    let check = Check::new("size", range(), "size must be right.").refusing_null();
    let mut map = ArgumentMap::read(None, Some(br#"{"size": null}"#)).unwrap();
    assert_eq!(
        check.run(&mut map).unwrap_err().message(),
        "size must be right."
    );
    let mut map = ArgumentMap::read(None, Some(b"{}")).unwrap();
    assert!(check.run(&mut map).is_ok());
}

#[test]
fn errors_of_slugs_have_the_reason() {
    for (value, expected) in [
        ("5", "size must be a string."),
        (r#""""#, "size must contain between 1 and 3 characters."),
        (r#""abcd""#, "size must contain between 1 and 3 characters."),
        (
            r#""a\n""#,
            "size may contain only ASCII letters, digits, underscores, and hyphens.",
        ),
        (
            r#""é""#,
            "size may contain only ASCII letters, digits, underscores, and hyphens.",
        ),
    ] {
        let arguments = format!(r#"{{"size": {value}}}"#);
        assert_eq!(
            message(Rule::Slug(3), &arguments).as_deref(),
            Some(expected)
        );
    }
    assert_eq!(message(Rule::Slug(3), r#"{"size": "a_B"}"#), None);
}

#[test]
fn a_uuid_is_sent_in_its_canonical_form() {
    let check = Check::new("team_id", Rule::Uuid, "");
    let id = "{0123ABCD-0123-4567-89AB-0123456789AB}".to_owned();
    let mut map = ArgumentMap::read(Some(("team_id", id)), None).unwrap();
    check.run(&mut map).unwrap();
    let expected = "0123abcd-0123-4567-89ab-0123456789ab";
    assert_eq!(map.path_text("team_id").as_deref(), Some(expected));
    let mut map = ArgumentMap::read(Some(("team_id", "7".to_owned())), None).unwrap();
    let error = check.run(&mut map).unwrap_err();
    assert_eq!(
        error.message(),
        "team_id: badly formed hexadecimal UUID string"
    );
}
