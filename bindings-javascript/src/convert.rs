//! Text and headers in the forms that `fetch` gives them.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// A body as text: without a byte order mark, and with invalid bytes replaced.
pub(crate) fn body_text(body: Bytes) -> String {
    let body = match body.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => body.slice_ref(rest),
        None => body,
    };
    match String::from_utf8(body.into()) {
        Ok(text) => text,
        Err(invalid) => String::from_utf8_lossy(invalid.as_bytes()).into_owned(),
    }
}

/// Headers as a list in which names and values alternate. Each byte of a value is one
/// character.
pub(crate) fn header_list<'a>(
    headers: impl Iterator<Item = (&'a HeaderName, &'a HeaderValue)>,
) -> Vec<String> {
    headers
        .flat_map(|(name, value)| {
            let value = value.as_bytes().iter().copied().map(char::from).collect();
            [name.as_str().to_owned(), value]
        })
        .collect()
}

/// Headers from such a list. Invalid ones are left out, and so are those beyond the
/// capacity of the map.
pub(crate) fn header_map(list: &[String]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for pair in list.chunks_exact(2) {
        let Ok(name) = HeaderName::from_bytes(pair[0].as_bytes()) else {
            continue;
        };
        let Some(value) = header_value(&pair[1]) else {
            continue;
        };
        if headers.try_append(name, value).is_err() {
            break;
        }
    }
    headers
}

fn header_value(text: &str) -> Option<HeaderValue> {
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|character| u8::try_from(character).ok())
        .collect();
    HeaderValue::from_bytes(&bytes?).ok()
}

/// Reads an optional number that JSON may not have: JavaScript writes infinity and NaN as text.
///
/// # Errors
///
/// When it is neither.
#[cfg(feature = "serde")]
pub fn number<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Number {
        Finite(f64),
        Text(String),
    }
    let number: Option<Number> = serde::Deserialize::deserialize(deserializer)?;
    match number {
        None => Ok(None),
        Some(Number::Finite(number)) => Ok(Some(number)),
        Some(Number::Text(text)) => text.parse().map(Some).map_err(serde::de::Error::custom),
    }
}
