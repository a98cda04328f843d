//! Checks of the members of a JSON body, beyond those that [`Fields`] has.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_json::value::RawValue;

use super::money::Money;
use crate::response::{ApiError, Fields, Outcome};

impl Fields {
    /// A member read as `T`; an absent one and `null` are the same.
    pub(crate) fn optional<T: DeserializeOwned>(
        &self,
        name: &str,
        complaint: &str,
    ) -> Outcome<Option<T>> {
        self.read::<Option<T>>(name, complaint).map(Option::flatten)
    }

    pub(crate) fn optional_text(&self, name: &str) -> Outcome<Option<String>> {
        self.optional(name, "Not a valid string.")
    }

    /// A text of at most `most` characters.
    pub(crate) fn short_text(&self, name: &str, most: usize) -> Outcome<Option<String>> {
        let text = self.optional_text(name)?;
        if text
            .as_ref()
            .is_some_and(|text| text.chars().count() > most)
        {
            let complaint = format!("Ensure this field has no more than {most} characters.");
            return Err(ApiError::invalid(name, complaint));
        }
        Ok(text)
    }

    /// A required text of 1 to `most` characters that is not blank.
    pub(crate) fn required_short_text(&self, name: &str, most: usize) -> Outcome<String> {
        self.required_text(name)?;
        self.short_text(name, most)?.ok_or_else(|| required(name))
    }

    pub(crate) fn flag(&self, name: &str) -> Outcome<Option<bool>> {
        self.optional(name, "Must be a valid boolean.")
    }

    /// A whole number between these two.
    pub(crate) fn whole(&self, name: &str, least: u64, most: u64) -> Outcome<Option<u64>> {
        match self.optional::<u64>(name, "A valid integer is required.")? {
            Some(number) if !(least..=most).contains(&number) => Err(ApiError::invalid(
                name,
                format!("Must be a whole number from {least} to {most}."),
            )),
            number => Ok(number),
        }
    }

    /// One of these words.
    pub(crate) fn choice(
        &self,
        name: &str,
        choices: &[&'static str],
    ) -> Outcome<Option<&'static str>> {
        let Some(word) = self.optional_text(name)? else {
            return Ok(None);
        };
        choices
            .iter()
            .find(|choice| **choice == word)
            .map(|choice| Some(*choice))
            .ok_or_else(|| ApiError::invalid(name, format!("{word:?} is not a valid choice.")))
    }

    /// An object, kept as it was sent.
    pub(crate) fn object(&self, name: &str) -> Outcome<Option<Arc<RawValue>>> {
        match self.some_raw(name) {
            None => Ok(None),
            Some(raw) if raw.get().starts_with('{') => Ok(Some(Arc::from(raw.to_owned()))),
            Some(_) => Err(ApiError::invalid(name, "Expected a dictionary of items.")),
        }
    }

    pub(crate) fn texts(&self, name: &str) -> Outcome<Option<Vec<String>>> {
        self.optional(name, "Expected a list of strings.")
    }

    /// An amount of money: a decimal string, or a number.
    pub(crate) fn money(&self, name: &str) -> Outcome<Option<Money>> {
        let text = match self.optional::<Value>(name, "A valid number is required.")? {
            None => return Ok(None),
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => String::new(),
        };
        Money::parse(&text)
            .map(Some)
            .ok_or_else(|| ApiError::invalid(name, "A valid number is required."))
    }
}

/// The message about a missing member.
pub(crate) fn required(name: &str) -> ApiError {
    ApiError::invalid(name, "This field is required.")
}
