//! Classifies an exception of a `fetch` as an error of core.

use std::sync::Arc;

use flymyai_core::{Error, ErrorKind};

use crate::error::ThrownNumber;

/// Properties of a thrown value.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_to_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[derive(Default)]
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
pub(crate) fn thrown_error(details: ThrownDetails) -> Error {
    let reason = details
        .reason
        .as_deref()
        .filter(|reason| !reason.is_empty());
    let error = match kind(&details).map(|kind| demote_if_sent(kind, &details)) {
        Some(kind) => Error::transport(kind, reason).with_system_code(system_code(&details)),
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

/// The codes of the operating system that Node gives its network failures.
const SYSTEM_CODES: [&str; 15] = [
    "EADDRNOTAVAIL",
    "EAI_AGAIN",
    "EAI_FAIL",
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "ENETDOWN",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "EPROTO",
    "ETIMEDOUT",
    "UND_ERR_SOCKET",
];

fn system_code(details: &ThrownDetails) -> Option<&'static str> {
    let code = details.code.as_deref()?;
    SYSTEM_CODES.into_iter().find(|known| *known == code)
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

/// The message of workerd's `fetch` for any network failure, whose `name` is `Error`.
const WORKERD_FAILURE: &str = "Network connection lost.";
/// The messages of other `fetch`es for any network failure: Node's, before and after the head, and
/// those of Chromium, Firefox and Safari.
const FETCH_FAILURES: [&str; 6] = [
    "fetch failed",
    "terminated",
    "Failed to fetch",
    "network error",
    "NetworkError when attempting to fetch resource.",
    "Load failed",
];

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
        _ if message == WORKERD_FAILURE => ErrorKind::Protocol,
        _ if details.name.as_deref() != Some("TypeError") => return None,
        _ if reason.contains("client error (Connect)") => ErrorKind::Connect,
        _ if FETCH_FAILURES.contains(&message) => ErrorKind::Protocol,
        _ if reason.starts_with("error sending request") => ErrorKind::Protocol,
        _ if reason.starts_with("error reading a body") => ErrorKind::Protocol,
        _ => return None,
    })
}
