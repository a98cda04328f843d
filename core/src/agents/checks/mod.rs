//! Checks of arguments that an operation declares, with the exact texts of their errors.
//!
//! The simple kinds are [`Rule`]s with a text; those with a condition of their own are functions
//! in `named`. A check may replace an argument by the form in which it is sent.

pub(crate) mod named;
mod values;

use crate::agents::argument_map::ArgumentMap;
use crate::error::Error;
pub(crate) use values::is_printable;
use values::{Checked, integer, invalid, is_blank, is_slug, length, uuid};

/// A condition that an argument must meet.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule {
    /// Text.
    #[allow(
        dead_code,
        reason = "a rule that declarations may use; none does at present"
    )]
    Text,
    /// No text of white space only.
    NotBlank,
    /// Text of at most this many characters.
    #[allow(
        dead_code,
        reason = "a rule that declarations may use; none does at present"
    )]
    MaxLength(usize),
    /// A whole number in this range.
    Integer { min: i64, max: i64 },
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A boolean.
    Bool,
    /// Text of letters, digits, `_` and `-`, of at most this many characters.
    Slug(usize),
    /// A UUID; it is sent in its canonical form.
    Uuid,
    /// A condition of its own, which may concern several arguments.
    Named(fn(&'static str, &mut ArgumentMap<'_>) -> Checked),
}

/// One check. An argument that is missing passes, except under a named rule: `fields.rs` decides
/// whether it may be. So does null, unless the check refuses it.
#[derive(Debug)]
pub(crate) struct Check {
    argument: &'static str,
    rule: Rule,
    text: &'static str,
    refuses_null: bool,
}

impl Check {
    pub(crate) const fn new(argument: &'static str, rule: Rule, text: &'static str) -> Self {
        Self {
            argument,
            rule,
            text,
            refuses_null: false,
        }
    }

    /// The same check, which null does not pass.
    pub(crate) const fn refusing_null(mut self) -> Self {
        self.refuses_null = true;
        self
    }

    /// The error of arguments that do not meet the condition.
    pub(crate) fn run(&self, arguments: &mut ArgumentMap<'_>) -> Result<(), Error> {
        let argument = self.argument;
        if let Rule::Named(check) = self.rule {
            return check(argument, arguments);
        }
        let Some(value) = arguments.value(argument) else {
            return Ok(());
        };
        if &*value == b"null" && !self.refuses_null {
            return Ok(());
        }
        let text = arguments.text(argument);
        match self.rule {
            Rule::Slug(max) => slug(argument, text.as_deref(), max),
            Rule::Uuid => match text.as_deref().and_then(uuid) {
                Some(canonical) => {
                    arguments.set_text(argument, &canonical);
                    Ok(())
                }
                None => {
                    let text = format!("{argument}: badly formed hexadecimal UUID string");
                    invalid(argument, text)
                }
            },
            rule if rule.is_met(&value, text.as_deref()) => Ok(()),
            _ => Err(match integer(&value) {
                Some(_) => Error::argument(argument, self.text).out_of_range(),
                None => Error::argument(argument, self.text),
            }),
        }
    }
}

impl Rule {
    fn is_met(self, value: &[u8], text: Option<&str>) -> bool {
        match self {
            Self::Text => text.is_some(),
            Self::NotBlank => text.is_none_or(|text| !is_blank(text)),
            Self::MaxLength(max) => text.is_some_and(|text| length(text) <= max),
            Self::Integer { min, max } => integer(value)
                .is_some_and(|number| (i128::from(min)..=i128::from(max)).contains(&number)),
            Self::OneOf(known) => text.is_some_and(|text| known.contains(&text)),
            Self::Bool => value == b"true" || value == b"false",
            Self::Slug(_) | Self::Uuid | Self::Named(_) => true,
        }
    }
}

/// Text of 1 to `max` letters, digits, `_` and `-`.
fn slug(argument: &'static str, text: Option<&str>, max: usize) -> Checked {
    let Some(text) = text else {
        return invalid(argument, format!("{argument} must be a string."));
    };
    slug_text(argument, argument, text, max)
}

/// The same for a text that an argument holds.
fn slug_text(argument: &'static str, what: &str, text: &str, max: usize) -> Checked {
    if !(1..=max).contains(&length(text)) {
        let text = format!("{what} must contain between 1 and {max} characters.");
        return invalid(argument, text);
    }
    if !is_slug(text) {
        let text =
            format!("{what} may contain only ASCII letters, digits, underscores, and hyphens.");
        return invalid(argument, text);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
