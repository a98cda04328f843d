//! Scripted responses: an HTTP response, or bytes for the socket that need not be one.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;
use serde_json::value::RawValue;

/// A response as a test writes it; see the table in the README.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResponseSpec {
    status: Option<u16>,
    #[serde(default)]
    headers: BTreeMap<String, Values>,
    json: Option<Box<RawValue>>,
    text: Option<String>,
    base64: Option<String>,
    chunks: Option<Vec<String>>,
    chunk_delay: Option<f64>,
    chunk_hold: Option<String>,
    raw_base64: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone)]
pub(crate) enum ScriptedResponse {
    Http(HttpResponse),
    /// Written to the socket as it is, after which the connection is over.
    Raw(Bytes),
}

#[derive(Clone)]
pub(crate) struct HttpResponse {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) content: Content,
}

#[derive(Clone)]
pub(crate) enum Content {
    Whole(Bytes),
    /// Sent with chunked transfer encoding, each chunk as a chunk of its own.
    Chunks {
        chunks: Vec<Bytes>,
        pacing: Pacing,
    },
}

/// The pause between two chunks of a response.
#[derive(Clone, Default)]
pub(crate) struct Pacing {
    pub(crate) pause: Duration,
    /// The gate at which each chunk but the first waits.
    pub(crate) hold: Option<String>,
}

impl ResponseSpec {
    /// Checks the whole response now, so that a mistake shows where the script is posted and not where it is sent.
    pub(crate) fn build(self) -> Result<ScriptedResponse, String> {
        if let Some(raw) = self.raw_base64 {
            return Ok(ScriptedResponse::Raw(decode(&raw)?));
        }
        let mut headers = HeaderMap::new();
        for (name, values) in self.headers {
            let name: HeaderName = name
                .parse()
                .map_err(|_| format!("not a header name: {name:?}"))?;
            let values = match values {
                Values::One(value) => vec![value],
                Values::Many(values) => values,
            };
            for value in values {
                let value = HeaderValue::from_bytes(value.as_bytes())
                    .map_err(|_| format!("bad value for {name}"))?;
                headers.append(name.clone(), value);
            }
        }
        let (content, kind) = match (self.json, self.text, self.base64, self.chunks) {
            (None, None, None, None) => (Content::Whole(Bytes::new()), None),
            (Some(json), None, None, None) => {
                let text: Box<str> = json.into();
                (
                    Content::Whole(String::from(text).into()),
                    Some("application/json"),
                )
            }
            (None, Some(text), None, None) => (
                Content::Whole(text.into()),
                Some("text/plain; charset=utf-8"),
            ),
            (None, None, Some(data), None) => (
                Content::Whole(decode(&data)?),
                Some("application/octet-stream"),
            ),
            (None, None, None, Some(chunks)) => {
                let chunks = chunks
                    .iter()
                    .map(|chunk| decode(chunk))
                    .collect::<Result<_, _>>()?;
                let pacing = Pacing {
                    pause: seconds(self.chunk_delay.unwrap_or(0.0))?,
                    hold: self.chunk_hold,
                };
                (
                    Content::Chunks { chunks, pacing },
                    Some("application/octet-stream"),
                )
            }
            _ => {
                return Err(
                    "a response has one of json, text, base64, chunks, raw_base64".to_owned(),
                );
            }
        };
        if let Some(kind) = kind {
            headers
                .entry(header::CONTENT_TYPE)
                .or_insert(HeaderValue::from_static(kind));
        }
        let status = self.status.unwrap_or(200);
        let status = StatusCode::from_u16(status).map_err(|_| format!("not a status: {status}"))?;
        Ok(ScriptedResponse::Http(HttpResponse {
            status,
            headers,
            content,
        }))
    }
}

/// Reads a time of a script, in seconds.
pub(crate) fn seconds(value: f64) -> Result<Duration, String> {
    Duration::try_from_secs_f64(value).map_err(|_| format!("not a time in seconds: {value}"))
}

fn decode(text: &str) -> Result<Bytes, String> {
    STANDARD
        .decode(text)
        .map(Bytes::from)
        .map_err(|error| format!("bad base64: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn build(json: &str) -> Result<ScriptedResponse, String> {
        serde_json::from_str::<ResponseSpec>(json)
            .map_err(|error| error.to_string())?
            .build()
    }

    #[test]
    fn rejects_invalid_steps_when_posted() {
        assert!(build(r#"{"json": 1, "text": "x"}"#).is_err());
        assert!(build(r#"{"base64": "?"}"#).is_err());
        assert!(build(r#"{"status": 99}"#).is_err());
        assert!(build(r#"{"headers": {"a b": "c"}}"#).is_err());
        assert!(build(r#"{"stauts": 200}"#).is_err());
    }
}
