//! Checks of arguments that an operation declares, with the exact texts of their errors.

use std::borrow::Cow;

use crate::error::Error;
use crate::scan;

/// A condition that an argument must meet.
#[derive(Debug)]
#[allow(dead_code, reason = "the declarations in api/ choose among them")]
pub(crate) enum Rule {
    /// Text.
    Text,
    /// No text of white space only.
    NotBlank,
    /// Text of at most this many characters.
    MaxLength(usize),
    /// A whole number in this range.
    Integer { min: i64, max: i64 },
    /// One of these texts.
    OneOf(&'static [&'static str]),
}

/// One check. An argument that is missing or null passes: `fields.rs` decides whether it may be.
#[derive(Debug)]
pub(crate) struct Check {
    argument: &'static str,
    rule: Rule,
    text: &'static str,
}

impl Check {
    pub(crate) const fn new(argument: &'static str, rule: Rule, text: &'static str) -> Self {
        Self {
            argument,
            rule,
            text,
        }
    }

    /// The error of an argument that does not meet the condition.
    pub(crate) fn run(&self, arguments: Option<&[u8]>) -> Result<(), Error> {
        let value = arguments
            .and_then(scan::document)
            .and_then(|object| scan::member(object, self.argument));
        match value {
            Some(value) if value != b"null" && !self.rule.is_met(value) => {
                Err(Error::argument(self.argument, self.text))
            }
            _ => Ok(()),
        }
    }
}

impl Rule {
    fn is_met(&self, value: &[u8]) -> bool {
        let text = || -> Option<Cow<'_, str>> { scan::string(value) };
        match self {
            Self::Text => text().is_some(),
            Self::NotBlank => text().is_none_or(|text| !text.trim().is_empty()),
            Self::MaxLength(max) => text().is_some_and(|text| text.chars().count() <= *max),
            Self::Integer { min, max } => std::str::from_utf8(value)
                .ok()
                .and_then(|text| text.parse::<i64>().ok())
                .is_some_and(|number| (*min..=*max).contains(&number)),
            Self::OneOf(known) => text().is_some_and(|text| known.contains(&&*text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(rule: Rule, arguments: &str) -> Option<String> {
        let check = Check::new("size", rule, "size must be right.");
        let error = check.run(Some(arguments.as_bytes())).err()?;
        assert_eq!(error.argument_name(), Some("size"));
        Some(error.message().to_owned())
    }

    #[test]
    fn a_condition_that_is_not_met_is_the_declared_error() {
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
    fn what_is_met_missing_or_null_passes() {
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
}
