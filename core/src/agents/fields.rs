//! Turns a call's arguments into the JSON body the service expects.
//!
//! A binding hands its language's arguments over as one JSON object; each
//! operation declares here, as data, under which name an argument is sent and when
//! it is left out. Values are copied as they came: no number, key order or
//! character of the user's changes on the way.

use std::borrow::Cow;

use bytes::Bytes;

use crate::error::Error;
use crate::scan;

/// When an argument is sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum When {
    /// Always; it has to be there.
    Always,
    /// Unless it is missing or null.
    Given,
    /// Always; a missing or false-like value is sent as this JSON text.
    Or(&'static str),
    /// Always; a missing value, and no other, is sent as this JSON text.
    Default(&'static str),
    /// Unless it is missing or false-like (null, `{}`, `""`).
    Truthy,
}

/// One argument of an operation.
#[derive(Debug)]
pub(crate) struct Field {
    name: &'static str,
    wire: &'static str,
    when: When,
}

impl Field {
    pub(crate) const fn new(name: &'static str, when: When) -> Self {
        Self {
            name,
            wire: name,
            when,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// Sends the argument under another name than the caller's.
    pub(crate) const fn sent_as(mut self, wire: &'static str) -> Self {
        self.wire = wire;
        self
    }
}

/// Which body an operation has.
#[derive(Debug)]
pub(crate) enum Body {
    /// No byte and no content type.
    None,
    /// These arguments and no others.
    Only(&'static [Field]),
    /// These arguments; no body at all when nothing is left of them.
    OnlyOrNone(&'static [Field]),
    /// These arguments, then all others under their own names.
    Open(&'static [Field]),
}

impl Body {
    /// Writes the body for these arguments, or nothing where the request has none.
    ///
    /// `skip` names the arguments that have already been used elsewhere.
    pub(crate) fn write(
        &self,
        arguments: Option<&[u8]>,
        skip: &[&str],
    ) -> Result<Option<Bytes>, Error> {
        let (fields, open, always) = match self {
            Self::None => (&[][..], false, false),
            Self::Only(fields) => (*fields, false, true),
            Self::OnlyOrNone(fields) => (*fields, false, false),
            Self::Open(fields) => (*fields, true, true),
        };
        let given = read(arguments, skip)?;
        let mut object = ObjectWriter::default();
        // In an open body, what goes by another name on the wire comes last.
        let is_last = |field: &&Field| open && field.wire != field.name;
        for field in fields.iter().filter(|field| !is_last(field)) {
            field.write(&given, open, &mut object)?;
        }
        for (name, value) in &given {
            if fields.iter().any(|field| field.name == name) {
                continue;
            }
            if !open {
                return Err(Error::argument(
                    "fields",
                    format!("unexpected argument {name:?}"),
                ));
            }
            // The caller's own word for a thing beats the service's, in its place.
            let better = fields
                .iter()
                .find(|field| field.wire == name && has(&given, field.name));
            match better {
                Some(field) => field.write(&given, open, &mut object)?,
                None => object.push(name, value),
            }
        }
        let missing = |field: &&Field| is_last(field) && !has(&given, field.wire);
        for field in fields.iter().filter(missing) {
            field.write(&given, open, &mut object)?;
        }
        Ok((always || !object.is_empty()).then(|| object.finish()))
    }
}

impl Field {
    /// The value that is sent, if any.
    fn value<'a>(&self, given: &Members<'a>, open: bool) -> Result<Option<&'a [u8]>, Error> {
        let value = given
            .iter()
            .rev()
            .find(|(name, _)| name == self.name)
            .map(|(_, value)| *value);
        Ok(match (self.when, value) {
            (When::Always, None) => {
                return Err(Error::argument(
                    self.name,
                    format!("{} is required", self.name),
                ));
            }
            (When::Always | When::Default(_), Some(value)) => Some(value),
            // In an open body, null is a value: it clears the field.
            (When::Given, Some(value)) if open || value != b"null" => Some(value),
            (When::Truthy | When::Or(_), Some(value)) if !scan::is_falsy(value) => Some(value),
            (When::Or(text) | When::Default(text), _) => Some(text.as_bytes()),
            (When::Given | When::Truthy, _) => None,
        })
    }

    fn write(
        &self,
        given: &Members<'_>,
        open: bool,
        object: &mut ObjectWriter,
    ) -> Result<(), Error> {
        if let Some(value) = self.value(given, open)? {
            object.push(self.wire, value);
        }
        Ok(())
    }
}

/// Appends the query for these arguments, or nothing where none is sent.
pub(crate) fn push_query(
    path: &mut String,
    fields: &[Field],
    arguments: Option<&[u8]>,
) -> Result<(), Error> {
    if fields.is_empty() {
        return Ok(());
    }
    let mut given = read(arguments, &[])?;
    // A query has no null: it counts as missing.
    given.retain(|(_, value)| *value != b"null");
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for field in fields {
        if let Some(value) = field.value(&given, false)? {
            let is_plain = !value.starts_with(b"[") && !value.starts_with(b"{");
            let text = scan::text(value).filter(|_| is_plain).ok_or_else(|| {
                let text = format!("{} must be a text, a number or a boolean", field.name);
                Error::argument(field.name, text)
            })?;
            query.append_pair(field.wire, &text);
        }
    }
    let query = query.finish();
    if !query.is_empty() {
        path.push('?');
        path.push_str(&query);
    }
    Ok(())
}

/// Takes one argument out of the object, as text; nothing when absent or null.
pub(crate) fn text_argument(arguments: Option<&[u8]>, name: &str) -> Option<String> {
    scan::text(scan::member(scan::document(arguments?)?, name)?).map(Cow::into_owned)
}

type Members<'a> = Vec<(Cow<'a, str>, &'a [u8])>;

fn has(given: &Members<'_>, name: &str) -> bool {
    given.iter().any(|(given, _)| given == name)
}

fn read<'a>(arguments: Option<&'a [u8]>, skip: &[&str]) -> Result<Members<'a>, Error> {
    let Some(text) = arguments else {
        return Ok(Vec::new());
    };
    let refuse = || Error::argument("fields", "the arguments are not a JSON object");
    let object = scan::document(text)
        .filter(|value| value.starts_with(b"{"))
        .ok_or_else(refuse)?;
    let mut members = Vec::new();
    for member in scan::members(object) {
        let (name, value) = member.map_err(|_| refuse())?;
        if !skip.contains(&name.as_ref()) {
            members.push((name, value));
        }
    }
    Ok(members)
}

#[derive(Default)]
struct ObjectWriter(Vec<u8>);

impl ObjectWriter {
    fn push(&mut self, name: &str, value: &[u8]) {
        self.0.push(if self.0.is_empty() { b'{' } else { b',' });
        // A string always serialises.
        self.0
            .extend_from_slice(serde_json::to_string(name).unwrap_or_default().as_bytes());
        self.0.push(b':');
        self.0.extend_from_slice(value);
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn finish(mut self) -> Bytes {
        if self.0.is_empty() {
            self.0.push(b'{');
        }
        self.0.push(b'}');
        self.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UPDATE: Body = Body::Open(&[Field::new("goal", When::Given).sent_as("user_prompt")]);

    fn text(body: &Body, arguments: &str) -> Option<String> {
        let bytes = body.write(Some(arguments.as_bytes()), &[]).unwrap()?;
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[test]
    fn values_pass_as_they_came() {
        const BODY: Body = Body::Only(&[Field::new("variables", When::Or("{}"))]);
        let body = BODY;
        let user = r#"{"z":1,"a":123456789012345678901234567890,"é":"\u00e9","n":1.0}"#;
        assert_eq!(
            text(&body, &format!("{{\"variables\":{user}}}")).unwrap(),
            format!("{{\"variables\":{user}}}")
        );
        assert_eq!(text(&body, "{}").unwrap(), r#"{"variables":{}}"#);
        assert_eq!(
            text(&body, r#"{"variables":null}"#).unwrap(),
            r#"{"variables":{}}"#
        );
    }

    #[test]
    fn the_callers_word_beats_the_services() {
        assert_eq!(
            text(&UPDATE, r#"{"user_prompt":"old","goal":"new","name":null}"#).unwrap(),
            r#"{"user_prompt":"new","name":null}"#
        );
        assert_eq!(
            text(&UPDATE, r#"{"goal":"new","name":null}"#).unwrap(),
            r#"{"name":null,"user_prompt":"new"}"#
        );
        assert_eq!(
            text(&UPDATE, r#"{"user_prompt":"old"}"#).unwrap(),
            r#"{"user_prompt":"old"}"#
        );
        assert_eq!(
            text(&UPDATE, r#"{"goal":null}"#).unwrap(),
            r#"{"user_prompt":null}"#
        );
        assert_eq!(text(&UPDATE, "{}").unwrap(), "{}");
    }

    #[test]
    fn an_optional_body_vanishes() {
        const BODY: Body = Body::OnlyOrNone(&[Field::new("variables", When::Truthy)]);
        let body = BODY;
        assert_eq!(text(&body, r#"{"variables":{}}"#), None);
        assert_eq!(
            text(&body, r#"{"variables":{"a":0}}"#).unwrap(),
            r#"{"variables":{"a":0}}"#
        );
    }

    #[test]
    fn what_is_missing_or_unknown_is_named() {
        const BODY: Body = Body::Only(&[Field::new("text", When::Always)]);
        let body = BODY;
        assert_eq!(
            body.write(Some(b"{}"), &[]).unwrap_err().message(),
            "text is required"
        );
        let error = body
            .write(Some(br#"{"text":"a","txt":1}"#), &[])
            .unwrap_err();
        assert!(error.message().contains("\"txt\""), "{error}");
    }
}
