//! Decimal numbers of responses, passed on as text: none goes through a binary number.

use std::borrow::Cow;
use std::ops::Range;

use bytes::Bytes;

use crate::scan;

/// The body with the numbers at these places as text; nothing if it has none there.
///
/// A place names members from the outside to the inside, with dots between; an array on the way
/// does not count. Arrays within arrays have no places, so that a hostile depth takes neither
/// stack nor time. The characters of a number are unchanged.
pub(crate) fn quoted(body: &Bytes, places: &[&str]) -> Option<Bytes> {
    if places.is_empty() {
        return None;
    }
    let mut found = Vec::new();
    for place in places {
        let names: Vec<&str> = place.split('.').collect();
        find(body, scan::document(body)?, &names, &mut found);
    }
    if found.is_empty() {
        return None;
    }
    found.sort_unstable_by_key(|number| number.start);
    let mut text = Vec::with_capacity(body.len() + 2 * found.len());
    let mut done = 0;
    for Range { start, end } in found {
        text.extend_from_slice(body.get(done..start)?);
        text.push(b'"');
        text.extend_from_slice(body.get(start..end)?);
        text.push(b'"');
        done = end;
    }
    text.extend_from_slice(body.get(done..)?);
    Some(text.into())
}

/// Adds the numbers below a value, or below the elements of an array.
fn find(body: &[u8], value: &[u8], names: &[&str], found: &mut Vec<Range<usize>>) {
    if value.starts_with(b"[") {
        for element in scan::elements(value).map_while(Result::ok) {
            if !element.starts_with(b"[") {
                find_in_element(body, element, names, found);
            }
        }
    } else {
        find_in_element(body, value, names, found);
    }
}

/// Adds the numbers below a value that is not an array. The calls are as deep as the place.
fn find_in_element(body: &[u8], value: &[u8], names: &[&str], found: &mut Vec<Range<usize>>) {
    let Some((name, rest)) = names.split_first() else {
        let is_number = value
            .first()
            .is_some_and(|first| first.is_ascii_digit() || *first == b'-');
        if is_number {
            // The value is a part of the body.
            let start = value.as_ptr() as usize - body.as_ptr() as usize;
            found.push(start..start + value.len());
        }
        return;
    };
    for member in scan::members(value).map_while(Result::ok) {
        let (known, inner): (Cow<'_, str>, &[u8]) = member;
        if known == *name {
            find(body, inner, rest, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_texts_digit_by_digit() {
        let body = r#" [{"total": 0.10, "n": 0.10, "calls": [{"price": 12345678901234567890.123456789}, {"price": "1.5"},
            {"price": null}, {"price": -1e-7}]}, {"calls": {"price": 2}}]"#;
        let expected = r#" [{"total": "0.10", "n": 0.10, "calls": [{"price": "12345678901234567890.123456789"}, {"price": "1.5"},
            {"price": null}, {"price": "-1e-7"}]}, {"calls": {"price": "2"}}]"#;
        let found = quoted(
            &Bytes::from_static(body.as_bytes()),
            &["calls.price", "total"],
        );
        assert_eq!(found.unwrap(), expected);
    }

    #[test]
    fn nesting_depth_uses_no_stack() {
        let deep = ["[".repeat(1_000_000), "]".repeat(1_000_000)].concat();
        let body = format!(r#"{{"total": {deep}, "calls": {deep}}}"#);
        assert_eq!(quoted(&body.into(), &["total", "calls.price"]), None);
        assert_eq!(quoted(&deep.into(), &["total"]), None);
    }

    #[test]
    fn other_bodies_stay() {
        for body in [
            "",
            "null",
            "{",
            r#"{"total": "0.1"}"#,
            r#"{"total": NaN}"#,
            "5",
        ] {
            let body = Bytes::from_static(body.as_bytes());
            assert_eq!(quoted(&body, &["total"]), None, "{body:?}");
            assert_eq!(quoted(&body, &[]), None);
        }
    }
}
