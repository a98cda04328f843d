//! Requests about teams and shares: small, uncompressed, with errors of their own.

mod json;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue,
};

use super::encoding;
use super::response::Response;
use crate::error::{Error, ErrorKind};
use crate::host;
use crate::retry;
use crate::scan;
use crate::status;
use crate::transport::HttpResponse;

/// The most bytes of a request's body.
const MAX_REQUEST: usize = 64 * 1024;
/// The most bytes of a response's body.
const MAX_RESPONSE: usize = 256 * 1024;

/// The body of a request: ASCII without white space.
pub(crate) fn request_body(body: Bytes) -> Result<Bytes, Error> {
    let body = ascii(&body);
    if body.len() > MAX_REQUEST {
        return Err(Error::argument("fields", "team request exceeds 64 KiB"));
    }
    Ok(body.into())
}

/// The same JSON without white space outside of texts, and with escapes for all characters
/// beyond ASCII, and for the last one of ASCII, which is a control character.
fn ascii(json: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(json.len());
    let (mut is_inside, mut is_escaped) = (false, false);
    for each in String::from_utf8_lossy(json).chars() {
        if !is_inside && each.is_ascii_whitespace() {
            continue;
        }
        match each {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => is_inside = !is_inside,
            _ => {}
        }
        if each < '\u{7f}' {
            text.push(each as u8);
        } else {
            for unit in each.encode_utf16(&mut [0; 2]) {
                text.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
        }
    }
    text
}

/// Adds the headers of a request. It has a content type even without a body.
pub(crate) fn add_headers(headers: &mut HeaderMap) {
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
}

/// Reads a response. A success is JSON, or empty, which is read as `{}`.
pub(crate) async fn read(response: HttpResponse) -> Result<Response, Error> {
    let HttpResponse {
        status,
        headers,
        body,
        ..
    } = response;
    let is_success = status::is_success(status);
    let delay = retry::retry_after(&headers, host::system_time());
    let failure = |code: &str| {
        Err(if is_success {
            team_error(502, code).possibly_processed()
        } else {
            // A failure keeps its own status.
            team_error(status, code).with_retry_after(delay)
        })
    };
    let encoding = headers.get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
    if encoding.is_some_and(|encoding| !encoding.eq_ignore_ascii_case(b"identity")) {
        return failure("unexpected_compression");
    }
    if let Some(length) = headers.get(CONTENT_LENGTH).map(HeaderValue::as_bytes)
        && !length.is_empty()
    {
        let length = std::str::from_utf8(length)
            .ok()
            .and_then(|text| text.parse::<usize>().ok());
        if length.is_none_or(|length| length > MAX_RESPONSE) {
            return failure("response_too_large");
        }
    }
    // One byte more shows that there are too many.
    let body = body.excerpt(MAX_RESPONSE + 1).await?;
    if body.len() > MAX_RESPONSE {
        return failure("response_too_large");
    }
    let Some(body) = document(body) else {
        return failure("invalid_response");
    };
    if !is_success {
        let code = scan::member(&body, "code").and_then(scan::string);
        let is_code = |code: &str| {
            (1..=64).contains(&code.len())
                && code
                    .bytes()
                    .all(|each| each.is_ascii_lowercase() || each == b'_')
        };
        let code = code.filter(|code| is_code(code));
        return failure(code.as_deref().unwrap_or("request_rejected"));
    }
    Ok(Response {
        // An empty response is read, too.
        status: if status == 204 { 200 } else { status },
        headers,
        body,
        attempt: 1,
    })
}

fn document(body: Bytes) -> Option<Bytes> {
    if body.is_empty() {
        return Some(Bytes::from_static(b"{}"));
    }
    let body = encoding::utf8(body);
    let value = scan::document(&body).filter(|value| json::is_valid(value))?;
    Some(body.slice_ref(value))
}

/// The error for a response that was read here, but not by the decoder of the caller's language.
pub(crate) fn unreadable() -> Error {
    team_error(502, "invalid_response").possibly_processed()
}

fn team_error(status: u16, code: &str) -> Error {
    let text = format!("MCP team request failed ({status}): {code}");
    Error::new(ErrorKind::McpTeam, text).with_status(status)
}

#[cfg(test)]
mod tests;
