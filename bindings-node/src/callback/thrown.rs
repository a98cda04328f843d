//! What a `fetch` has thrown, as an error of core's.

use std::sync::Arc;

use flymyai_core::{Error, ErrorKind};
use napi_derive::napi;

/// What is known of a thrown value.
#[napi(object, object_to_js = false)]
pub struct ThrownFacts {
    /// What JavaScript finds the value by.
    pub number: u32,
    /// Its `name` and `message`.
    pub name: Option<String>,
    /// See `name`.
    pub message: Option<String>,
    /// The `message` of the innermost cause.
    pub reason: Option<String>,
    /// The first `code` among it and its causes.
    pub code: Option<String>,
    /// The first `syscall`.
    pub syscall: Option<String>,
    /// Whether the head of the reply was there before.
    pub is_late: bool,
}

/// A thrown value's number, as core's errors carry it.
pub(crate) struct Thrown(pub(crate) u32);

/// The error that a thrown value stands for.
pub(crate) fn error(facts: ThrownFacts) -> Error {
    let reason = facts.reason.as_deref().filter(|reason| !reason.is_empty());
    let error = match kind(&facts).map(|kind| sober(kind, &facts)) {
        Some(kind) => Error::on_the_way(kind, reason),
        None => Error::new(
            ErrorKind::Thrown,
            match reason {
                Some(reason) => format!("fetch has failed: {reason}"),
                None => "fetch has failed".to_owned(),
            },
        ),
    };
    error.with_thrown(Arc::new(Thrown(facts.number)))
}

/// The same, but that no connection was made only where that can be: a request that
/// has got a reply, or got as far as to read or write, may have been acted upon.
fn sober(kind: ErrorKind, facts: &ThrownFacts) -> ErrorKind {
    let syscall = facts.syscall.as_deref().unwrap_or_default();
    let is_connecting = matches!(syscall, "" | "connect" | "getaddrinfo");
    match kind {
        ErrorKind::Connect | ErrorKind::ConnectTimeout if facts.is_late || !is_connecting => {
            ErrorKind::Read
        }
        _ => kind,
    }
}

/// Which failure of the network it is, if it is one: by the code that Node, undici,
/// node-fetch or Bun gave it, else by the words that undici, Deno and mocks of a
/// browser have for all.
fn kind(facts: &ThrownFacts) -> Option<ErrorKind> {
    let code = facts.code.as_deref().unwrap_or_default();
    let message = facts.message.as_deref().unwrap_or_default();
    let reason = facts.reason.as_deref().unwrap_or_default();
    Some(match code {
        "ECONNREFUSED" | "ENOTFOUND" | "EAI_AGAIN" | "EAI_FAIL" | "EHOSTUNREACH" | "EHOSTDOWN"
        | "ENETUNREACH" | "ENETDOWN" | "EADDRNOTAVAIL" | "ConnectionRefused"
        | "FailedToOpenSocket" => ErrorKind::Connect,
        "UND_ERR_CONNECT_TIMEOUT" => ErrorKind::ConnectTimeout,
        "ETIMEDOUT" if facts.syscall.as_deref() == Some("connect") => ErrorKind::ConnectTimeout,
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
        // A test that forgot to say what the answer is: no other attempt will find one.
        _ if code.starts_with("UND_MOCK_ERR_") => return None,
        _ if facts.name.as_deref() == Some("TimeoutError") => ErrorKind::ReadTimeout,
        _ if facts.name.as_deref() != Some("TypeError") => return None,
        _ if reason.contains("client error (Connect)") => ErrorKind::Connect,
        _ if matches!(message, "fetch failed" | "terminated" | "Failed to fetch") => {
            ErrorKind::Protocol
        }
        _ if reason.starts_with("error sending request") => ErrorKind::Protocol,
        _ if reason.starts_with("error reading a body") => ErrorKind::Protocol,
        _ => return None,
    })
}
