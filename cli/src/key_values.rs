//! Arguments of the form `name=value`, and files as arguments.

use std::fs;
use std::io::Read;
use std::sync::atomic::{AtomicBool, Ordering};

use flymyai_core::json_members;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::failure::Failure;

/// The members of a JSON object, with their values as given.
#[derive(Debug, Default)]
pub(crate) struct Members(Vec<(String, String)>);

impl Members {
    /// Adds a value; it replaces an earlier one of the same name.
    pub(crate) fn set(&mut self, name: &str, json: String) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, value)) => *value = json,
            None => self.0.push((name.to_owned(), json)),
        }
    }

    pub(crate) fn set_text(&mut self, name: &str, text: &str) {
        self.set(name, Value::from(text).to_string());
    }

    /// Adds `name=text`, `name:=json`, `name=@file` or `name:=@file`.
    pub(crate) fn add(&mut self, argument: &str) -> Result<(), Failure> {
        let wrong = || {
            Failure::usage(format!("{argument:?} is not of the form name=value"))
                .with_hint("name=value passes text, name:=value JSON, name=@file a file's text.")
        };
        let (name, value) = argument.split_once('=').ok_or_else(wrong)?;
        let (name, is_json) = match name.strip_suffix(':') {
            Some(name) => (name, true),
            None => (name, false),
        };
        if name.is_empty() {
            return Err(wrong());
        }
        let text = match value.strip_prefix('@') {
            Some(path) => read_text(path)?,
            None => value.to_owned(),
        };
        match is_json {
            true => self.set(name, checked_json(name, &text)?),
            false => self.set_text(name, &text),
        }
        Ok(())
    }

    /// Adds the members of a JSON object.
    pub(crate) fn add_object(&mut self, source: &str, text: &str) -> Result<(), Failure> {
        let members = serde_json::from_str::<&RawValue>(text)
            .ok()
            .and_then(|value| json_members(value.get().as_bytes()))
            .ok_or_else(|| Failure::usage(format!("{source} must be a JSON object")))?;
        for (name, value) in members {
            self.set(&name, String::from_utf8_lossy(value).into_owned());
        }
        Ok(())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The object as JSON.
    pub(crate) fn to_json(&self) -> String {
        let members = self.0.iter();
        let members: Vec<String> = members
            .map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())))
            .collect();
        format!("{{{}}}", members.join(","))
    }
}

/// Whether an argument has taken the text of standard input.
static IS_STDIN_READ: AtomicBool = AtomicBool::new(false);

/// The text of a file, or of standard input for `-`, without a byte order mark.
pub(crate) fn read_text(path: &str) -> Result<String, Failure> {
    let read = match path {
        "-" if IS_STDIN_READ.swap(true, Ordering::Relaxed) => {
            let text = "only one argument can be `-`: standard input has one text";
            return Err(Failure::usage(text));
        }
        "-" => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text).map(|_| text)
        }
        _ => fs::read_to_string(path),
    };
    let text = read.map_err(|error| Failure::file(path, &error))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

/// JSON that is passed on as it is written.
pub(crate) fn checked_json(name: &str, text: &str) -> Result<String, Failure> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(value) => Ok(value.get().to_owned()),
        Err(error) => {
            let failure = Failure::usage(format!("{name}: the value is no JSON ({error})"));
            Err(match name.starts_with("--") {
                true => failure,
                false => {
                    failure.with_hint("name=value passes text; JSON text needs quotes of its own.")
                }
            })
        }
    }
}
