//! Values inside a JSON document, as the service wrote them: nothing is decoded.

use std::borrow::Cow;

use crate::scan;

/// The value of a member of an object; the last one of that name.
///
/// Nothing if the document is no object or has no such member.
///
/// ```
/// use flymyai_core::json_member;
///
/// let run = br#"{"id": 7, "agent_result": {"n": 1.0}}"#;
/// assert_eq!(json_member(run, "agent_result"), Some(&br#"{"n": 1.0}"#[..]));
/// ```
#[must_use]
pub fn json_member<'a>(document: &'a [u8], name: &str) -> Option<&'a [u8]> {
    scan::member(scan::document(document)?, name)
}

/// The members of an object in their order; nothing if the document is none.
///
/// ```
/// use flymyai_core::json_members;
///
/// let members = json_members(br#"{"b": 1.0, "a": []}"#).unwrap();
/// assert_eq!(members, [("b".into(), &b"1.0"[..]), ("a".into(), b"[]")]);
/// ```
#[must_use]
pub fn json_members(document: &[u8]) -> Option<Vec<(Cow<'_, str>, &[u8])>> {
    let object = scan::document(document).filter(|value| value.starts_with(b"{"))?;
    scan::members(object).collect::<Result<_, _>>().ok()
}

/// The items of an array; nothing if the document is none.
///
/// ```
/// use flymyai_core::json_elements;
///
/// assert_eq!(json_elements(b"[1, {}]"), Some(vec![&b"1"[..], b"{}"]));
/// assert_eq!(json_elements(b"{}"), None);
/// ```
#[must_use]
pub fn json_elements(document: &[u8]) -> Option<Vec<&[u8]>> {
    let array = scan::document(document).filter(|value| value.starts_with(b"["))?;
    scan::elements(array).collect::<Result<_, _>>().ok()
}

/// A value as text: that of a string, the JSON of another value, nothing for null.
///
/// ```
/// use flymyai_core::json_text;
///
/// assert_eq!(json_text(br#""a\u0062""#).as_deref(), Some("ab"));
/// assert_eq!(json_text(b"17").as_deref(), Some("17"));
/// assert_eq!(json_text(b"null"), None);
/// ```
#[must_use]
pub fn json_text(value: &[u8]) -> Option<Cow<'_, str>> {
    scan::text(value)
}
