//! Converts a call's arguments to the JSON body of the request.
//!
//! A binding passes the arguments as one JSON object; each
//! operation declares here, as data, under which name an argument is sent and when
//! it is left out. Values are copied unchanged: no number, key order or
//! character of the user's changes.

use std::borrow::Cow;

use bytes::Bytes;

use crate::agents::argument_map::ArgumentMap;
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
    /// Always; a missing value is sent as this JSON text, and null is not sent.
    DefaultUnlessNull(&'static str),
    /// Unless it is missing or false-like (null, `{}`, `""`).
    Truthy,
    /// Unless it is missing or this JSON text.
    Unless(&'static str),
    /// This JSON text, which is no argument.
    Constant(&'static str),
    /// This JSON text, which is no argument, if the named argument is given.
    With(&'static str, &'static str),
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

    /// Whether it is sent without being an argument.
    pub(crate) fn is_constant(&self) -> bool {
        matches!(self.when, When::Constant(_) | When::With(..))
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
    /// Those that are always sent, then all others under their own names, then the rest of these.
    OpenFirst(&'static [Field]),
}

impl Body {
    /// The arguments that the body names.
    pub(crate) fn fields(&self) -> &'static [Field] {
        match self {
            Self::None => &[],
            Self::Only(fields)
            | Self::OnlyOrNone(fields)
            | Self::Open(fields)
            | Self::OpenFirst(fields) => fields,
        }
    }

    /// Writes the body for these arguments, or nothing where the request has none.
    ///
    /// `skip` names the arguments that have already been used elsewhere.
    pub(crate) fn write(
        &self,
        arguments: &ArgumentMap<'_>,
        skip: &[&str],
    ) -> Result<Option<Bytes>, Error> {
        let fields = self.fields();
        let open = matches!(self, Self::Open(_) | Self::OpenFirst(_));
        let always = matches!(self, Self::Only(_)) || open;
        let mut object = ObjectWriter::default();
        // In an open body, fields with another name on the wire are last.
        let is_last = |field: &&Field| {
            let is_first = matches!(field.when, When::Always);
            let is_after = matches!(self, Self::OpenFirst(_)) && !is_first;
            is_after || (open && field.wire != field.name)
        };
        for field in fields.iter().filter(|field| !is_last(field)) {
            field.write(arguments, open, &mut object)?;
        }
        let mut written = Vec::new();
        for (name, value) in arguments.members() {
            let is_known = fields.iter().any(|field| field.name == name);
            if is_known || skip.contains(&name) {
                continue;
            }
            if !open {
                return Err(Error::argument(
                    "fields",
                    format!("unexpected argument {name:?}"),
                ));
            }
            // The caller's name of a field takes precedence over the service's name.
            let better = fields
                .iter()
                .find(|field| field.wire == name && arguments.field(field.name).is_some());
            match better {
                Some(field) => {
                    written.push(field.name);
                    field.write(arguments, open, &mut object)?;
                }
                None => object.push(name, value),
            }
        }
        let missing = |field: &&Field| is_last(field) && !written.contains(&field.name);
        for field in fields.iter().filter(missing) {
            field.write(arguments, open, &mut object)?;
        }
        Ok((always || !object.is_empty()).then(|| object.finish()))
    }
}

impl Field {
    /// The value that is sent, if any.
    fn value<'a>(
        &self,
        arguments: &'a ArgumentMap<'_>,
        open: bool,
    ) -> Result<Option<Cow<'a, [u8]>>, Error> {
        let value = arguments.value(self.name);
        let fixed = |text: &'static str| Some(Cow::Borrowed(text.as_bytes()));
        Ok(match (self.when, value) {
            (When::Always, None) => {
                return Err(Error::argument(
                    self.name,
                    format!("{} is required", self.name),
                ));
            }
            (When::Always | When::Default(_), Some(value)) => Some(value),
            // In an open body, null is a value: it clears the field.
            (When::Given, Some(value)) if open || &*value != b"null" => Some(value),
            (When::DefaultUnlessNull(_), Some(value)) if &*value != b"null" => Some(value),
            (When::Truthy | When::Or(_), Some(value)) if !scan::is_falsy(&value) => Some(value),
            (When::Unless(text), Some(value)) if *value != *text.as_bytes() => Some(value),
            (When::DefaultUnlessNull(text), None) => fixed(text),
            (When::Or(text) | When::Default(text), _) => fixed(text),
            (When::Constant(text), _) => fixed(text),
            (When::With(other, text), _) if arguments.has(other) => fixed(text),
            (
                When::Given
                | When::Truthy
                | When::DefaultUnlessNull(_)
                | When::Unless(_)
                | When::With(..),
                _,
            ) => None,
        })
    }

    fn write(
        &self,
        arguments: &ArgumentMap<'_>,
        open: bool,
        object: &mut ObjectWriter,
    ) -> Result<(), Error> {
        if let Some(value) = self.value(arguments, open)? {
            object.push(self.wire, &value);
        }
        Ok(())
    }
}

/// Appends the query for these arguments, or nothing where none is sent.
pub(crate) fn push_query(
    path: &mut String,
    fields: &[Field],
    arguments: &ArgumentMap<'_>,
) -> Result<(), Error> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for field in fields {
        // A query has no null: it counts as missing.
        let value = field.value(arguments, false)?;
        if let Some(value) = value.filter(|value| &**value != b"null") {
            let is_plain = !value.starts_with(b"[") && !value.starts_with(b"{");
            let text = scan::text(&value).filter(|_| is_plain).ok_or_else(|| {
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
        let map = ArgumentMap::read(None, Some(arguments.as_bytes())).unwrap();
        let bytes = body.write(&map, &[]).unwrap()?;
        Some(String::from_utf8(bytes.to_vec()).unwrap())
    }

    #[test]
    fn values_are_sent_unchanged() {
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
    fn names_of_the_caller_take_precedence() {
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
    fn empty_optional_body_is_not_sent() {
        const BODY: Body = Body::OnlyOrNone(&[Field::new("variables", When::Truthy)]);
        let body = BODY;
        assert_eq!(text(&body, r#"{"variables":{}}"#), None);
        assert_eq!(
            text(&body, r#"{"variables":{"a":0}}"#).unwrap(),
            r#"{"variables":{"a":0}}"#
        );
    }

    #[test]
    fn errors_name_missing_and_unknown_arguments() {
        const BODY: Body = Body::Only(&[Field::new("text", When::Always)]);
        let body = BODY;
        let write = |arguments: &'static str| {
            let map = ArgumentMap::read(None, Some(arguments.as_bytes())).unwrap();
            body.write(&map, &[]).unwrap_err()
        };
        assert_eq!(write("{}").message(), "text is required");
        let error = write(r#"{"text":"a","txt":1}"#);
        assert!(error.message().contains("\"txt\""), "{error}");
    }

    #[test]
    fn defaults_constants_and_nulls_differ() {
        const BODY: Body = Body::Only(&[
            Field::new("kind", When::Constant("\"webhook\"")),
            Field::new("publish", When::DefaultUnlessNull("true")),
            Field::new("scope", When::Unless("\"mine\"")),
            Field::new("pagination", When::With("page_size", "\"cursor\"")),
            Field::new("page_size", When::Given),
        ]);
        for (arguments, expected) in [
            ("{}", r#"{"kind":"webhook","publish":true}"#),
            (
                r#"{"publish":null,"scope":"mine"}"#,
                r#"{"kind":"webhook"}"#,
            ),
            (
                r#"{"publish":false,"scope":"shared","page_size":5}"#,
                r#"{"kind":"webhook","publish":false,"scope":"shared","pagination":"cursor","page_size":5}"#,
            ),
        ] {
            assert_eq!(text(&BODY, arguments).unwrap(), expected);
        }
    }

    #[test]
    fn changes_can_stand_before_the_named_arguments() {
        const BODY: Body = Body::OpenFirst(&[
            Field::new("revision", When::Given),
            Field::new("kind", When::Always),
        ]);
        let found = text(&BODY, r#"{"revision":3,"name":null,"seats":2,"kind":"a"}"#);
        let expected = r#"{"kind":"a","name":null,"seats":2,"revision":3}"#;
        assert_eq!(found.unwrap(), expected);
    }
}
