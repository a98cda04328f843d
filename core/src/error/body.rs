//! Reads a response outside 2xx: the kind of its error, and the text.

use bytes::Bytes;

use super::kind::ErrorKind;
use super::text::{Problem, Text};
use super::wording::{status_text, variables_text};
use crate::scan;

pub(crate) struct Reading {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) detail: Option<Bytes>,
    pub(crate) problems: Vec<Problem>,
}

pub(crate) fn read(status: u16, body: &Bytes) -> Reading {
    if status == 400
        && let Some(problems) = variables_problems(body)
    {
        let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Reading {
            kind: ErrorKind::Variables,
            message: variables_text(&texts),
            detail: None,
            problems,
        };
    }
    let code = code(body);
    let code = code.as_deref().unwrap_or_default();
    if let Some((kind, otherwise)) = stale(status, code) {
        let detail = scan::document(body)
            .and_then(|value| scan::member(value, "detail"))
            .map_or_else(
                || Text::Plain(otherwise.to_owned()),
                |detail| text(body, detail),
            );
        return of_detail(kind, detail.to_string(), detail);
    }
    let detail = detail(body);
    if code.starts_with("oauth_") {
        let has_detail =
            scan::document(body).is_some_and(|value| scan::member(value, "detail").is_some());
        let detail = if has_detail {
            detail
        } else {
            Text::Plain(code.to_owned())
        };
        return of_detail(
            ErrorKind::McpServerOAuth,
            status_text(status, &detail),
            detail,
        );
    }
    let kind = if status == 502 {
        ErrorKind::SuggestSchema
    } else {
        ErrorKind::Status
    };
    of_detail(kind, status_text(status, &detail), detail)
}

fn of_detail(kind: ErrorKind, message: String, detail: Text) -> Reading {
    Reading {
        kind,
        message,
        detail: match detail {
            Text::Plain(_) => None,
            Text::Json(raw) => Some(raw),
        },
        problems: Vec::new(),
    }
}

/// The object's `code`, if it is text.
fn code(body: &Bytes) -> Option<String> {
    let code = scan::member(scan::document(body)?, "code")?;
    scan::string(code).map(std::borrow::Cow::into_owned)
}

/// The kind of a write to an older version, and its text if the response has none.
fn stale(status: u16, code: &str) -> Option<(ErrorKind, &'static str)> {
    match (status, code) {
        (409, "stale_revision") => {
            Some((ErrorKind::StaleRevision, "The MCP resource set changed."))
        }
        (412, "stale_base_version") => Some((
            ErrorKind::StaleBaseVersion,
            "A newer version of the artifact exists.",
        )),
        _ => None,
    }
}

/// The object's `detail` where it has one, else the whole body.
fn detail(body: &Bytes) -> Text {
    let Some(value) = scan::document(body) else {
        return Text::Plain(String::from_utf8_lossy(body).into_owned());
    };
    match scan::member(value, "detail") {
        Some(detail) => text(body, detail),
        None => text(body, value),
    }
}

fn text(body: &Bytes, value: &[u8]) -> Text {
    match scan::string(value) {
        Some(plain) => Text::Plain(plain.into_owned()),
        None => Text::Json(body.slice_ref(value)),
    }
}

/// `variables` may be a list of messages, one message, or messages by name.
fn variables_problems(body: &Bytes) -> Option<Vec<Problem>> {
    let value = scan::member(scan::document(body)?, "variables")?;
    let problem = |prefix: String, value: &[u8]| {
        let value = text(body, value);
        let field = quoted_name(&prefix, &value);
        Problem {
            field,
            prefix,
            value,
        }
    };
    match value.first()? {
        b'[' => scan::elements(value)
            .map(|item| Some(problem(String::new(), item.ok()?)))
            .collect(),
        b'"' => Some(vec![problem(String::new(), value)]),
        b'{' => scan::members(value)
            .map(|member| {
                let (name, value) = member.ok()?;
                Some(problem(format!("{name}: "), value))
            })
            .collect(),
        _ => None,
    }
}

/// A message that starts with `'name'` is about that variable.
fn quoted_name(prefix: &str, value: &Text) -> Option<String> {
    let plain = match value {
        Text::Plain(plain) => plain.as_str(),
        Text::Json(_) => "",
    };
    let whole = format!("{prefix}{plain}");
    let (name, _) = whole.strip_prefix('\'')?.split_once('\'')?;
    (!name.is_empty()).then(|| name.to_owned())
}
