//! Comparisons that more than one kind of vector needs.

use std::collections::BTreeMap;

use flymyai_core::{Error, Problem};
use serde_json::Value;

use crate::account::Seen;
use crate::vector::ExpectedError;

/// The first difference from the expectation; `None` without one.
#[derive(Default)]
pub(crate) struct Findings(Vec<String>);

impl Findings {
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.0.push(text.into());
    }

    pub(crate) fn equal<T: std::fmt::Debug + PartialEq>(
        &mut self,
        what: &str,
        found: &T,
        expected: &T,
    ) {
        if found != expected {
            self.note(format!("{what} is {found:?}, not {expected:?}"));
        }
    }

    pub(crate) fn into_inner(self) -> Vec<String> {
        self.0
    }

    pub(crate) fn error(&mut self, error: &Error, expected: &ExpectedError, key: &str) {
        self.equal("kind", &error.kind().name(), &expected.kind.as_str());
        if let Some(status) = expected.status {
            self.equal("status", &error.status().unwrap_or_default(), &status);
        }
        if let Some(message) = &expected.message {
            self.equal("message", &error.message(), &message.as_str());
        }
        if let Some(messages) = &expected.messages {
            let found: Vec<String> = error.problems().iter().map(Problem::to_string).collect();
            self.equal("messages", &found, messages);
        }
        if let Some(fields) = &expected.field_errors {
            let found: BTreeMap<String, String> = error
                .problems()
                .iter()
                .filter_map(|problem| Some((problem.field.clone()?, problem.to_string())))
                .collect();
            self.equal("field errors", &found, fields);
        }
        if let Some(status) = &expected.last_status {
            self.equal("last status", &error.last_status(), &Some(status.as_str()));
        }
        if let Some(argument) = &expected.argument {
            self.equal("argument", &error.argument_name(), &Some(argument.as_str()));
        }
        let hint = error.hint();
        for (name, found, wanted) in [
            ("code", Some(error.code()), &expected.code),
            ("hint", Some(&*hint), &expected.hint),
            ("operation", error.operation(), &expected.operation),
            ("request id", error.request_id(), &expected.request_id),
            ("run id", error.run_id(), &expected.run_id),
            ("resource id", error.resource_id(), &expected.resource_id),
            ("method", error.method(), &expected.method),
            ("path", error.path(), &expected.path),
            ("cursor", error.cursor(), &expected.cursor),
        ] {
            if wanted.is_some() {
                self.equal(name, &found, &wanted.as_deref());
            }
        }
        if let Some(attempts) = expected.attempts {
            self.equal("attempts", &error.attempts(), &attempts);
        }
        for text in [format!("{error:?}"), error.to_string()] {
            if text.contains(key) {
                self.note(format!("the key is in {text:?}"));
            }
        }
    }

    pub(crate) fn headers(&mut self, seen: &Seen, expected: &BTreeMap<String, Option<String>>) {
        for (name, value) in expected {
            let found = seen.headers.get(name);
            if value.as_deref() != Some("<uuid>") {
                self.equal(name, &found, &value.as_ref());
            } else if !found.is_some_and(|found| is_uuid(found)) {
                self.note(format!("{name} is {found:?}, not a random UUID"));
            }
        }
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.char_indices().all(|(place, each)| match place {
            8 | 13 | 18 | 23 => each == '-',
            14 => each == '4',
            _ => each.is_ascii_hexdigit(),
        })
}

/// Reads JSON as Python writes it: values that serde rejects are replaced by valid ones.
pub(crate) fn lenient(json: &[u8]) -> Value {
    let text = String::from_utf8_lossy(json);
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_else(|_| {
        let mut text = text.into_owned();
        for (dialect, plain) in [
            ("-Infinity", "0"),
            ("Infinity", "0"),
            ("NaN", "0"),
            ("1e999", "0"),
            ("\\ud83d", "?"),
        ] {
            text = text.replace(dialect, plain);
        }
        serde_json::from_str(&text).unwrap_or(Value::Null)
    })
}
