//! Finds values inside JSON text without decoding it.
//!
//! Core reads a run's `status` and its log ids and passes the rest on
//! unchanged, so it must find values without building them. It reads what Python
//! servers write, too (`NaN`, unpaired surrogates, any depth), which rules out
//! a strict parser: such a response must reach the caller unchanged.

use std::borrow::Cow;

use memchr::memchr2;

/// The text is not JSON at the position of the scan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Malformed;

type Scan<T> = Result<T, Malformed>;

/// The one value of a whole text, without the white space around it.
pub(crate) fn document(text: &[u8]) -> Option<&[u8]> {
    let text = document_start(text);
    let end = skip_value(text, 0).ok()?;
    (skip_space(text, end) == text.len()).then(|| &text[..end])
}

/// Returns the start of the value of a text that is known to be complete.
pub(crate) fn document_start(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    &text[skip_space(text, 0)..]
}

/// The last member of this name, as every JSON parser resolves duplicates.
pub(crate) fn member<'a>(object: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut found = None;
    for member in members(object) {
        let (key, value) = member.ok()?;
        if key == name {
            found = Some(value);
        }
    }
    found
}

/// The text of a JSON string; `None` for other values and invalid escapes.
pub(crate) fn string(value: &[u8]) -> Option<Cow<'_, str>> {
    let inner = value.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    if inner.contains(&b'\\') {
        return serde_json::from_slice::<String>(value).ok().map(Cow::Owned);
    }
    std::str::from_utf8(inner).ok().map(Cow::Borrowed)
}

/// A value as an id is written: a string's text, any other value unchanged;
/// nothing for null.
pub(crate) fn text(value: &[u8]) -> Option<Cow<'_, str>> {
    match string(value) {
        Some(text) => Some(text),
        None if value == b"null" => None,
        None => Some(String::from_utf8_lossy(value)),
    }
}

/// Whether the value is null, false, zero or empty; an empty object or array counts.
pub(crate) fn is_falsy(value: &[u8]) -> bool {
    match value {
        b"null" | b"false" | b"\"\"" | b"0" | b"-0" | b"0.0" | b"-0.0" => true,
        [b'{' | b'[', .., last] => skip_space(value, 1) == value.len() - 1 && b"}]".contains(last),
        _ => false,
    }
}

/// Walks an object's members in order; other values have none.
pub(crate) fn members(object: &[u8]) -> Members<'_> {
    let at = if object.first() == Some(&b'{') {
        1
    } else {
        object.len()
    };
    Members {
        text: object,
        at,
        first: true,
    }
}

/// Walks an array's elements in order; other values have none.
pub(crate) fn elements(array: &[u8]) -> Elements<'_> {
    let at = if array.first() == Some(&b'[') {
        1
    } else {
        array.len()
    };
    Elements {
        text: array,
        at,
        first: true,
    }
}

#[derive(Debug)]
pub(crate) struct Members<'a> {
    text: &'a [u8],
    at: usize,
    first: bool,
}

impl<'a> Members<'a> {
    /// The next member's key and where its value starts.
    fn key(&mut self) -> Scan<Option<(Cow<'a, str>, usize)>> {
        let Some(at) = next_item(self.text, self.at, &mut self.first, b'}')? else {
            return Ok(None);
        };
        let end = skip_string(self.text, at)?;
        let raw = &self.text[at..end];
        // A key with invalid escapes still has a value to skip.
        let key = string(raw).unwrap_or_else(|| String::from_utf8_lossy(raw));
        let colon = skip_space(self.text, end);
        if self.text.get(colon) != Some(&b':') {
            return Err(Malformed);
        }
        Ok(Some((key, skip_space(self.text, colon + 1))))
    }

    /// Whether the iteration reached the object's end, and the text ends there, too.
    pub(crate) fn is_finished(&self) -> bool {
        let end = skip_space(self.text, self.at);
        self.text.get(end) == Some(&b'}') && skip_space(self.text, end + 1) == self.text.len()
    }

    /// Like `next`, but hands an array called `name` over to `walk`, which may
    /// know a faster way through it than reading it all.
    pub(crate) fn next_or<F>(
        &mut self,
        name: &str,
        mut walk: F,
    ) -> Option<Scan<(Cow<'a, str>, &'a [u8])>>
    where
        F: FnMut(&'a [u8]) -> Scan<usize>,
    {
        let step = match self.key() {
            Ok(None) => return None,
            Ok(Some((key, start))) => {
                let rest = &self.text[start..];
                let end = if key == name && rest.first() == Some(&b'[') {
                    walk(rest).map(|length| start + length)
                } else {
                    skip_value(self.text, start)
                };
                end.map(|end| (key, start, end))
            }
            Err(malformed) => Err(malformed),
        };
        Some(match step {
            Ok((key, start, end)) => {
                self.at = end;
                Ok((key, &self.text[start..end]))
            }
            Err(malformed) => {
                self.at = self.text.len();
                Err(malformed)
            }
        })
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Scan<(Cow<'a, str>, &'a [u8])>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        self.next_or("", |rest| skip_value(rest, 0))
    }
}

#[derive(Debug)]
pub(crate) struct Elements<'a> {
    text: &'a [u8],
    at: usize,
    first: bool,
}

impl<'a> Elements<'a> {
    /// Continues after an element that is known to end at `at`.
    pub(crate) fn after(array: &'a [u8], at: usize) -> Self {
        Self {
            text: array,
            at,
            first: false,
        }
    }

    /// The position of the walk.
    pub(crate) fn position(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Elements<'a> {
    type Item = Scan<&'a [u8]>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let step = next_item(self.text, self.at, &mut self.first, b']').and_then(|start| {
            start
                .map(|start| Ok((start, skip_value(self.text, start)?)))
                .transpose()
        });
        match step {
            Ok(None) => None,
            Ok(Some((start, end))) => {
                self.at = end;
                Some(Ok(&self.text[start..end]))
            }
            Err(malformed) => {
                self.at = self.text.len();
                Some(Err(malformed))
            }
        }
    }
}

/// Returns the start of the next item, or `None` at the closing bracket.
fn next_item(text: &[u8], at: usize, first: &mut bool, close: u8) -> Scan<Option<usize>> {
    let at = skip_space(text, at);
    let first = std::mem::take(first);
    match text.get(at) {
        Some(byte) if *byte == close => Ok(None),
        Some(b',') if !first => Ok(Some(skip_space(text, at + 1))),
        Some(_) if first => Ok(Some(at)),
        _ => Err(Malformed),
    }
}

/// Returns the end of the array that starts the text; its items are read up to `at`.
pub(crate) fn array_end(text: &[u8], at: usize) -> Scan<usize> {
    let at = skip_space(text, at);
    (text.get(at) == Some(&b']'))
        .then_some(at + 1)
        .ok_or(Malformed)
}

fn skip_space(text: &[u8], mut at: usize) -> usize {
    while matches!(text.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

fn skip_string(text: &[u8], at: usize) -> Scan<usize> {
    if text.get(at) != Some(&b'"') {
        return Err(Malformed);
    }
    let mut at = at + 1;
    loop {
        let rest = text.get(at..).ok_or(Malformed)?;
        let end = memchr2(b'"', b'\\', rest).ok_or(Malformed)?;
        // A bare control character is not JSON.
        if rest[..end]
            .iter()
            .fold(false, |bare, byte| bare | (*byte < b' '))
        {
            return Err(Malformed);
        }
        at += end + 1;
        if rest[end] == b'"' {
            return Ok(at);
        }
        // The character after the backslash.
        at += 1;
    }
}

/// Skips one value. Brackets are counted, not nested calls: a hostile
/// depth costs a bit per level, not a stack frame.
fn skip_value(text: &[u8], start: usize) -> Scan<usize> {
    let mut open: Vec<u8> = Vec::new();
    let mut at = start;
    loop {
        at = skip_space(text, at);
        match *text.get(at).ok_or(Malformed)? {
            b'{' => {
                open.push(b'}');
                at += 1;
            }
            b'[' => {
                open.push(b']');
                at += 1;
            }
            close @ (b'}' | b']') => {
                if open.pop() != Some(close) {
                    return Err(Malformed);
                }
                at += 1;
            }
            b'"' => at = skip_string(text, at)?,
            b',' | b':' if !open.is_empty() => {
                at += 1;
                continue;
            }
            _ => at = skip_scalar(text, at)?,
        }
        if open.is_empty() {
            return Ok(at);
        }
    }
}

fn skip_scalar(text: &[u8], start: usize) -> Scan<usize> {
    let length = text[start..]
        .iter()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte)))
        .unwrap_or(text.len() - start);
    let token = &text[start..start + length];
    let known: &[&[u8]] = &[
        b"true",
        b"false",
        b"null",
        b"NaN",
        b"Infinity",
        b"-Infinity",
    ];
    let number = matches!(token, [b'0'..=b'9', ..] | [b'-', b'0'..=b'9', ..]);
    (number || known.contains(&token))
        .then_some(start + length)
        .ok_or(Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yields_members_in_order() {
        let text = br#" { "a" : 1, "b\n": [1, {"c": "}"}], "u": "\ud800", "n": NaN } "#;
        let object = document(text).unwrap();
        let found: Vec<_> = members(object).map(|m| m.unwrap()).collect();
        assert_eq!(found[0], (Cow::Borrowed("a"), b"1".as_slice()));
        assert_eq!(found[1].0, "b\n");
        assert_eq!(found[1].1, br#"[1, {"c": "}"}]"#);
        assert_eq!(found[3].1, b"NaN");
    }

    #[test]
    fn rejects_invalid_json() {
        for text in [
            "", "oops", "<html>", "{\"a\":1", "[1,2", "1 2", "{]", "\"a", "[\"\n\"]",
        ] {
            assert_eq!(document(text.as_bytes()), None, "{text}");
        }
        assert!(document(b"\xef\xbb\xbf{}").is_some());
    }

    #[test]
    fn nesting_depth_uses_no_stack() {
        let deep = [vec![b'['; 1_000_000], vec![b']'; 1_000_000]].concat();
        assert_eq!(document(&deep).map(<[u8]>::len), Some(2_000_000));
    }

    #[test]
    fn last_duplicate_member_wins() {
        assert_eq!(member(br#"{"a":1,"a":2}"#, "a"), Some(b"2".as_slice()));
    }

    #[test]
    fn null_false_zero_and_empty_values_are_falsy() {
        for value in ["null", "{}", "{ }", "[]", "0", "\"\"", "false"] {
            assert!(is_falsy(value.as_bytes()), "{value}");
        }
        for value in ["{\"a\":1}", "[0]", "1", "\"0\"", "true"] {
            assert!(!is_falsy(value.as_bytes()), "{value}");
        }
    }
}
