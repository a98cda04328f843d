//! Text on lines of a terminal, and JSON on several lines.

use std::borrow::Cow;

use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text on one line, without characters that would control the terminal.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for each in text.chars() {
        match each {
            '\n' | '\r' | '\t' => line.push(' '),
            each if is_unsafe(each) => line.push('\u{fffd}'),
            each => line.push(each),
        }
    }
    Cow::Owned(line)
}

/// Whether a character controls the terminal, or the direction of the text around it.
fn is_unsafe(each: char) -> bool {
    each.is_control() || matches!(each, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text in at most so many columns; an ellipsis replaces the rest.
pub(crate) fn shortened(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut width = 0;
    for each in text.chars() {
        let next = width + each.width().unwrap_or(0);
        if next + 1 > columns {
            break;
        }
        width = next;
        short.push(each);
    }
    if columns > 0 {
        short.push('…');
    }
    Cow::Owned(short)
}

/// JSON with line breaks and indentation. Only white space between the values changes.
pub(crate) fn indented(json: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut at = 0;
    let line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.resize(out.len() + 2 * depth, b' ');
    };
    while let Some(&byte) = json.get(at) {
        at += 1;
        match byte {
            b'"' => {
                let end = string_end(json, at);
                out.extend_from_slice(&json[at - 1..end]);
                at = end;
            }
            b'{' | b'[' => {
                out.push(byte);
                let rest = json[at..].trim_ascii_start();
                if rest.first().is_some_and(|next| b"}]".contains(next)) {
                    out.push(rest[0]);
                    at = json.len() - rest.len() + 1;
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                line(&mut out, depth);
            }
            b':' => out.extend_from_slice(b": "),
            byte if byte.is_ascii_whitespace() => {}
            byte => out.push(byte),
        }
    }
    out
}

/// JSON on one line: without the line breaks between its values.
pub(crate) fn one_line(json: &[u8]) -> Cow<'_, [u8]> {
    if !json.contains(&b'\n') && !json.contains(&b'\r') {
        return Cow::Borrowed(json);
    }
    // A string holds no raw line break.
    let kept = json.iter().filter(|byte| !b"\r\n".contains(byte));
    Cow::Owned(kept.copied().collect())
}

/// A JSON object on one line, with its members in this order.
pub(crate) fn object(members: &[(&str, Value)]) -> String {
    let members = members.iter();
    let members: Vec<String> = members
        .map(|(name, value)| format!("{}:{value}", Value::from(*name)))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// The place after a string that begins before `at`.
fn string_end(json: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = json.get(at) {
        at += 1;
        match byte {
            b'"' => return at,
            b'\\' => at += 1,
            _ => {}
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_fit_their_columns() {
        assert_eq!(shortened("abc", 3), "abc");
        assert_eq!(shortened("abcd", 3), "ab…");
        assert_eq!(shortened("abcd", 1), "…");
        assert_eq!(shortened("abcd", 0), "");
        // Each of these characters has two columns.
        assert_eq!(shortened("日本語", 6), "日本語");
        assert_eq!(shortened("日本語", 5), "日本…");
        assert_eq!(shortened("日本語", 4), "日…");
    }

    #[test]
    fn control_characters_are_not_passed_on() {
        assert_eq!(printable("a\n\tb\u{1b}[31mc"), "a  b\u{fffd}[31mc");
        assert_eq!(printable("a\u{9b}b\u{202e}c"), "a\u{fffd}b\u{fffd}c");
    }

    #[test]
    fn indentation_changes_no_value() {
        let json = br#"{"a":1.0,"b":[],"c":[ 1e400 ,NaN],"d":{ },"e":"x\",{\u00e9"}"#;
        let text = String::from_utf8(indented(json)).unwrap();
        assert_eq!(
            text,
            "{\n  \"a\": 1.0,\n  \"b\": [],\n  \"c\": [\n    1e400,\n    NaN\n  ],\n  \"d\": {},\n  \
             \"e\": \"x\\\",{\\u00e9\"\n}"
        );
        assert_eq!(indented(b"17"), b"17");
        assert_eq!(&*one_line(b"{\n\"a\": 1\r\n}"), b"{\"a\": 1}");
    }
}
