//! Reads JSON values for the checks.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use crate::agents::argument_map::ArgumentMap;
use crate::error::Error;
use crate::scan;

/// The outcome of a check.
pub(super) type Checked = Result<(), Error>;

/// The error of an argument.
pub(super) fn invalid(argument: &'static str, text: impl Into<String>) -> Checked {
    Err(Error::argument(argument, text))
}

/// The error of a value that is no integer in a range: an integer is out of that range.
pub(super) fn not_in_range(argument: &'static str, value: &[u8], text: &str) -> Checked {
    let error = Error::argument(argument, text);
    Err(match integer(value) {
        Some(_) => error.out_of_range(),
        None => error,
    })
}

/// A whole number; neither a boolean nor `5.0`. One beyond 128 bits has the nearest value.
pub(super) fn integer(value: &[u8]) -> Option<i128> {
    let text = std::str::from_utf8(value).ok()?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|each| each.is_ascii_digit()) {
        return None;
    }
    let beyond = if text.starts_with('-') {
        i128::MIN
    } else {
        i128::MAX
    };
    Some(text.parse().unwrap_or(beyond))
}

/// A value as Python's `int` reads it: a boolean, a number without its fraction, or text.
pub(super) fn coerced(value: &[u8]) -> Option<i128> {
    match value {
        b"true" => return Some(1),
        b"false" => return Some(0),
        _ => {}
    }
    if let Some(number) = integer(value) {
        return Some(number);
    }
    if let Some(text) = scan::string(value) {
        let text = text.trim().replace('_', "");
        return text.strip_prefix('+').unwrap_or(&text).parse().ok();
    }
    let number: f64 = std::str::from_utf8(value).ok()?.parse().ok()?;
    #[allow(clippy::cast_possible_truncation, reason = "the fraction is cut off")]
    number.is_finite().then(|| number.trunc() as i128)
}

/// Whether text has no character but white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// The number of characters.
pub(super) fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether Python calls the character printable: it is a space, or its category is neither one
/// of other characters nor one of separators. Marks, such as accents and vowel signs, are printable.
pub(crate) fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return character == ' ' || character.is_ascii_graphic();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(character);
    !(GeneralCategoryGroup::Other.contains(category)
        || GeneralCategoryGroup::Separator.contains(category))
}

/// ASCII letters, digits, underscores and hyphens.
pub(super) fn is_slug(text: &str) -> bool {
    text.bytes()
        .all(|each| each.is_ascii_alphanumeric() || each == b'_' || each == b'-')
}

/// A UUID in its canonical form: upper case, braces, a `urn:uuid:` and missing hyphens are read.
pub(super) fn uuid(text: &str) -> Option<String> {
    let digits = text.replace("urn:", "").replace("uuid:", "");
    let digits = digits.trim_matches(['{', '}']).replace('-', "");
    if digits.len() != 32 || !digits.bytes().all(|each| each.is_ascii_hexdigit()) {
        return None;
    }
    let digits = digits.to_ascii_lowercase();
    let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
    let parts = parts.map(|(from, to)| digits.get(from..to).unwrap_or_default());
    Some(parts.join("-"))
}

/// A text as Python's `repr` writes it.
pub(super) fn repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::from(quote);
    for each in text.chars() {
        match each {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            each if each == quote => quoted.extend(['\\', each]),
            each if is_printable(each) => quoted.push(each),
            each if u32::from(each) < 0x100 => quoted += &format!("\\x{:02x}", u32::from(each)),
            each if u32::from(each) < 0x10000 => quoted += &format!("\\u{:04x}", u32::from(each)),
            each => quoted += &format!("\\U{:08x}", u32::from(each)),
        }
    }
    quoted.push(quote);
    quoted
}

impl ArgumentMap<'_> {
    /// The text of an argument, if it is text that is not blank.
    pub(super) fn filled(&self, name: &str) -> Option<String> {
        self.text(name).filter(|text| !is_blank(text))
    }

    /// Whether Python takes the argument for true.
    pub(super) fn is_truthy(&self, name: &str) -> bool {
        self.value(name)
            .is_some_and(|value| !scan::is_falsy(&value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_have_one_form() {
        let canonical = "0123abcd-0123-4567-89ab-0123456789ab";
        for text in [
            canonical,
            "0123ABCD-0123-4567-89AB-0123456789AB",
            "{0123abcd-0123-4567-89ab-0123456789ab}",
            "urn:uuid:0123abcd-0123-4567-89ab-0123456789ab",
            "0123abcd0123456789ab0123456789ab",
        ] {
            assert_eq!(uuid(text).as_deref(), Some(canonical), "{text}");
        }
        for text in [
            "",
            "7",
            "0123abcd-0123-4567-89ab-0123456789a",
            "0123abcd-0123-4567-89ab-0123456789ag",
        ] {
            assert_eq!(uuid(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_read_as_python_reads_them() {
        for (value, expected) in [
            ("5", Some(5)),
            ("5.9", Some(5)),
            ("true", Some(1)),
            ("\" 5 \"", Some(5)),
            ("\"5.0\"", None),
            ("null", None),
            ("[]", None),
        ] {
            assert_eq!(coerced(value.as_bytes()), expected, "{value}");
        }
        for (value, expected) in [
            ("5", Some(5)),
            ("-7", Some(-7)),
            ("5.0", None),
            ("true", None),
        ] {
            assert_eq!(integer(value.as_bytes()), expected, "{value}");
        }
    }

    #[test]
    fn texts_are_shown_as_python_shows_them() {
        for (text, expected) in [
            ("a", "'a'"),
            ("it's", "\"it's\""),
            ("a\n", "'a\\n'"),
            ("'\"", "'\\'\"'"),
        ] {
            assert_eq!(repr(text), expected);
        }
    }
}
