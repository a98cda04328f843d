//! Classifies an exception of a `fetch` as an error of core.

use std::sync::Arc;

use flymyai_core::{Error, ErrorKind};
use napi_derive::napi;

use crate::error::ThrownNumber;

/// Properties of a thrown value.
#[napi(object, object_to_js = false)]
pub struct ThrownDetails {
    /// The number under which JavaScript keeps the value.
    pub number: u32,
    /// Its `name`.
    pub name: Option<String>,
    /// Its `message`.
    pub message: Option<String>,
    /// The `message` of the innermost cause.
    pub reason: Option<String>,
    /// The first `code` of the value and its causes.
    pub code: Option<String>,
    /// The first `syscall` of the value and its causes.
    pub syscall: Option<String>,
    /// Whether the head of the response had arrived before.
    pub has_response: bool,
}

/// The error for a thrown value.
pub(super) fn thrown_error(details: ThrownDetails) -> Error {
    let reason = details
        .reason
        .as_deref()
        .filter(|reason| !reason.is_empty());
    let error = match kind(&details).map(|kind| demote_if_sent(kind, &details)) {
        Some(kind) => Error::transport(kind, reason),
        None => Error::new(
            ErrorKind::Thrown,
            match reason {
                Some(reason) => format!("fetch has failed: {reason}"),
                None => "fetch has failed".to_owned(),
            },
        ),
    };
    error.with_thrown(Arc::new(ThrownNumber(details.number)))
}

/// Replaces a connection failure by a read failure if the request may have been sent: after a
/// response, or after a read or write. Such a request is not safe to retry.
fn demote_if_sent(kind: ErrorKind, details: &ThrownDetails) -> ErrorKind {
    let syscall = details.syscall.as_deref().unwrap_or_default();
    let is_connecting = matches!(syscall, "" | "connect" | "getaddrinfo");
    match kind {
        ErrorKind::Connect | ErrorKind::ConnectTimeout
            if details.has_response || !is_connecting =>
        {
            ErrorKind::Read
        }
        _ => kind,
    }
}

/// The kind of a network failure; `None` for another error. Node, undici, node-fetch and Bun
/// set a code; undici, Deno and mocks of a browser's `fetch` use one message for all failures.
fn kind(details: &ThrownDetails) -> Option<ErrorKind> {
    let code = details.code.as_deref().unwrap_or_default();
    let message = details.message.as_deref().unwrap_or_default();
    let reason = details.reason.as_deref().unwrap_or_default();
    Some(match code {
        "ECONNREFUSED" | "ENOTFOUND" | "EAI_AGAIN" | "EAI_FAIL" | "EHOSTUNREACH" | "EHOSTDOWN"
        | "ENETUNREACH" | "ENETDOWN" | "EADDRNOTAVAIL" | "ConnectionRefused"
        | "FailedToOpenSocket" => ErrorKind::Connect,
        "UND_ERR_CONNECT_TIMEOUT" => ErrorKind::ConnectTimeout,
        "ETIMEDOUT" if details.syscall.as_deref() == Some("connect") => ErrorKind::ConnectTimeout,
        "ETIMEDOUT"
        | "UND_ERR_HEADERS_TIMEOUT"
        | "UND_ERR_BODY_TIMEOUT"
        | "request-timeout"
        | "body-timeout" => ErrorKind::ReadTimeout,
        "ECONNRESET" | "ECONNABORTED" | "ConnectionClosed" => ErrorKind::Read,
        "EPIPE" => ErrorKind::Write,
        "UND_ERR_SOCKET" | "EPROTO" | "ERR_STREAM_PREMATURE_CLOSE" => ErrorKind::Protocol,
        _ if code.starts_with("ERR_HTTP2_") => ErrorKind::Protocol,
        _ if code.starts_with("UND_ERR_RESPONSE") => ErrorKind::Protocol,
        // The mock has no response for this request: a retry would fail, too.
        _ if code.starts_with("UND_MOCK_ERR_") => return None,
        _ if details.name.as_deref() == Some("TimeoutError") => ErrorKind::ReadTimeout,
        _ if details.name.as_deref() != Some("TypeError") => return None,
        _ if reason.contains("client error (Connect)") => ErrorKind::Connect,
        _ if matches!(message, "fetch failed" | "terminated" | "Failed to fetch") => {
            ErrorKind::Protocol
        }
        _ if reason.starts_with("error sending request") => ErrorKind::Protocol,
        _ if reason.starts_with("error reading a body") => ErrorKind::Protocol,
        _ => return None,
    })
}
