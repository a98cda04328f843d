//! Forms: the inputs of models, in either of the two encodings.

use std::str::FromStr;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::multipart::{FIELD, Multipart, parameter};
use crate::response::{ApiError, Outcome};

/// A form that was sent. Names may be repeated.
#[derive(Default)]
pub(crate) struct Form {
    fields: Vec<(String, String)>,
    files: Vec<(String, File)>,
}

/// A file of a form, of which only this is left.
#[derive(Debug, Serialize)]
pub(crate) struct File {
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) size: u64,
    pub(crate) sha256: String,
}

impl Form {
    pub(super) fn add_field(&mut self, name: String, value: String) {
        self.fields.push((name, value));
    }

    pub(super) fn add_file(&mut self, name: String, file: File) {
        self.files.push((name, file));
    }

    /// The value of a field, the last one if it was sent repeatedly.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        find(&self.fields, name).map(String::as_str)
    }

    pub(crate) fn file(&self, name: &str) -> Option<&File> {
        find(&self.files, name)
    }

    /// A field read as `T`; one that is empty counts as absent.
    pub(crate) fn read<T: FromStr>(&self, name: &str) -> Outcome<Option<T>> {
        let text = self.text(name).filter(|text| !text.is_empty());
        text.map(str::parse).transpose().map_err(|_| {
            ApiError::detail(
                StatusCode::UNPROCESSABLE_ENTITY,
                format!("{name}: not a valid value."),
            )
        })
    }

    /// All fields as one object.
    pub(crate) fn fields(&self) -> impl Serialize {
        ByName(&self.fields)
    }

    /// All files as one object.
    pub(crate) fn files(&self) -> impl Serialize {
        ByName(&self.files)
    }
}

fn find<'a, T>(entries: &'a [(String, T)], name: &str) -> Option<&'a T> {
    let found = entries.iter().rfind(|(entry, _)| entry == name);
    found.map(|(_, value)| value)
}

/// An object with one member per name, in the order in which the names first came; repeated ones have a list.
struct ByName<'a, T>(&'a [(String, T)]);

impl<T: Serialize> Serialize for ByName<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_map(None)?;
        for (index, (name, _)) in self.0.iter().enumerate() {
            if find(&self.0[..index], name).is_some() {
                continue;
            }
            let of_name = self.0.iter().filter(|(other, _)| other == name);
            let values: Vec<&T> = of_name.map(|(_, value)| value).collect();
            match values.as_slice() {
                [value] => out.serialize_entry(name, value)?,
                _ => out.serialize_entry(name, &values)?,
            }
        }
        out.end()
    }
}

/// Reads a form while it arrives.
pub(super) enum FormReader {
    Urlencoded(Vec<u8>),
    Multipart(Box<Multipart>),
    /// There is no content type, which is valid if there is no body.
    Unnamed,
    Failed(ApiError),
}

impl FormReader {
    pub(super) fn new(headers: &HeaderMap) -> Self {
        let Some(kind) = headers.get(header::CONTENT_TYPE) else {
            return Self::Unnamed;
        };
        let kind = String::from_utf8_lossy(kind.as_bytes());
        let name = kind.split(';').next().unwrap_or("").trim();
        if name.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Self::Urlencoded(Vec::new())
        } else if name.eq_ignore_ascii_case("multipart/form-data") {
            match parameter(&kind, "boundary").filter(|boundary| !boundary.is_empty()) {
                Some(boundary) => Self::Multipart(Box::new(Multipart::new(&boundary))),
                None => Self::Failed(malformed("no boundary")),
            }
        } else {
            Self::Failed(unsupported(name))
        }
    }

    pub(super) fn push(&mut self, data: &[u8]) {
        let outcome = match self {
            Self::Urlencoded(body) if body.len() + data.len() > FIELD => {
                Err(malformed("the body is too long"))
            }
            Self::Urlencoded(body) => {
                body.extend_from_slice(data);
                Ok(())
            }
            Self::Multipart(multipart) => multipart.push(data).map_err(|what| malformed(&what)),
            Self::Unnamed if !data.is_empty() => Err(unsupported("")),
            Self::Unnamed | Self::Failed(_) => Ok(()),
        };
        if let Err(error) = outcome {
            *self = Self::Failed(error);
        }
    }

    pub(super) fn finish(self) -> Outcome<Form> {
        match self {
            Self::Urlencoded(body) => Ok(Form {
                fields: form_urlencoded::parse(&body).into_owned().collect(),
                files: Vec::new(),
            }),
            Self::Multipart(multipart) => multipart.finish().map_err(|what| malformed(&what)),
            Self::Unnamed => Ok(Form::default()),
            Self::Failed(error) => Err(error),
        }
    }
}

fn malformed(what: &str) -> ApiError {
    ApiError::bad(format!("Form parse error - {what}."))
}

fn unsupported(kind: &str) -> ApiError {
    ApiError::detail(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        format!("Unsupported media type \"{kind}\" in request."),
    )
}

/// The form of a request, for the handler.
#[derive(Clone)]
pub(crate) struct Submitted(pub(crate) Arc<Form>);

/// The same for a body that is no form.
#[derive(Clone)]
pub(crate) struct Unreadable(pub(crate) ApiError);

impl<S: Sync> FromRequestParts<S> for Submitted {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Outcome<Self> {
        if let Some(Unreadable(error)) = parts.extensions.remove() {
            return Err(error);
        }
        parts.extensions.remove().ok_or_else(ApiError::not_found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Option<&'static str>, body: &[u8]) -> Outcome<Form> {
        let mut headers = HeaderMap::new();
        if let Some(kind) = kind {
            headers.insert(header::CONTENT_TYPE, http::HeaderValue::from_static(kind));
        }
        let mut reader = FormReader::new(&headers);
        reader.push(body);
        reader.finish()
    }

    #[test]
    fn repeated_names_become_lists_and_order_is_kept() {
        let form = read(
            Some("application/x-www-form-urlencoded; charset=utf-8"),
            b"b=1&a=x+y%26%C3%BC&b=2&c",
        )
        .unwrap();
        let text = serde_json::to_string(&form.fields()).unwrap();
        assert_eq!(
            text,
            "{\"b\":[\"1\",\"2\"],\"a\":\"x y&\u{fc}\",\"c\":\"\"}"
        );
        assert_eq!(form.text("b"), Some("2"));
    }

    #[test]
    fn reads_or_rejects_numbers() {
        let form = read(Some("application/x-www-form-urlencoded"), b"n=5&x=y&e=").unwrap();
        assert_eq!(form.read::<u64>("n").unwrap(), Some(5));
        assert_eq!(form.read::<u64>("e").unwrap(), None);
        assert!(form.read::<u64>("x").is_err());
    }

    #[test]
    fn a_boundary_may_be_quoted() {
        let body = b"--a b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--a b--";
        let form = read(
            Some("multipart/form-data; charset=utf-8; boundary=\"a b\""),
            body,
        );
        assert_eq!(form.unwrap().text("x"), Some("1"));
    }

    #[test]
    fn empty_body_is_a_form_and_json_is_not() {
        assert!(read(None, b"").is_ok());
        assert!(read(None, b"a=1").is_err());
        assert!(read(Some("application/json"), b"{}").is_err());
        assert!(read(Some("multipart/form-data"), b"--x--").is_err());
    }
}
