//! Which [`ErrorKind`] a failure of the network is.

use std::error::Error as StdError;
use std::{fmt, io};

use h2::Reason;
use hyper_util::client::legacy;

use super::connection_state;
use crate::error::{Error, ErrorKind};
use crate::tls::CertificateRejection;

/// Marks a failure of a proxy's tunnel.
#[derive(Debug)]
pub(super) struct ProxyFailure(pub(super) Box<dyn StdError + Send + Sync>);

impl fmt::Display for ProxyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the proxy made no tunnel")
    }
}

impl StdError for ProxyFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.0.as_ref())
    }
}

/// Reads the error of a request that was started at this tick.
pub(crate) fn sending(error: &legacy::Error, started: u64) -> Error {
    let read = read(error, error.is_connect());
    if read.kind().is_transport() && !error.is_connect() && is_unprocessed(error, started) {
        read.unprocessed()
    } else {
        read
    }
}

/// Reads the error of a response's body.
pub(crate) fn receiving(error: &hyper::Error) -> Error {
    read(error, false)
}

/// A connection ended before anything of the request was written to it.
pub(crate) fn lost() -> Error {
    Error::transport(ErrorKind::Protocol, Some("nothing was sent")).unprocessed()
}

/// A URL that no request can be sent to.
pub(crate) fn invalid_url(error: &dyn StdError) -> Error {
    Error::transport(ErrorKind::InvalidUrl, Some(&error.to_string()))
}

/// A URL that is too long for the HTTP library. The text begins as that of httpx does.
pub(crate) fn url_too_long(bytes: usize, limit: usize) -> Error {
    let text = format!(
        "URL too long: {bytes} bytes, the limit is {limit}. Shorten the ids, names and \
         query arguments in it, or the base URL; this request was not sent"
    );
    Error::new(ErrorKind::InvalidUrl, text)
}

/// Whether it is certain that the server has not processed the request, and never
/// will: it was not written, or HTTP/2 refused it.
fn is_unprocessed(error: &legacy::Error, started: u64) -> bool {
    let unwritten = match error.connect_info() {
        // No connection was ever chosen for it.
        None => true,
        Some(connected) => connection_state::state_of(connected)
            .is_some_and(|state| state.is_unwritten_since(started)),
    };
    unwritten
        || chain(error).any(|cause| {
            if let Some(error) = cause.downcast_ref::<hyper::Error>() {
                // It was still in the connection's queue.
                error.is_canceled()
            } else if let Some(error) = cause.downcast_ref::<h2::Error>() {
                // Streams above the last id of a GOAWAY, whatever its reason, and
                // refused ones (RFC 9113, 6.8 and 8.7). h2 gives streams up to
                // the last id another error.
                let rejected = error.is_reset() && error.reason() == Some(Reason::REFUSED_STREAM);
                error.is_remote() && (error.is_go_away() || rejected)
            } else {
                false
            }
        })
}

fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| <dyn StdError>::source(*error))
}

/// The error's own kind first, then the causes below it.
fn read(error: &(dyn StdError + 'static), connecting: bool) -> Error {
    // The body that was being sent may have failed by itself.
    if let Some(own) = chain(error).find_map(|cause| cause.downcast_ref::<Error>()) {
        return own.clone();
    }
    let causes = Causes::of(error);
    let kind = if causes.io == Some(io::ErrorKind::TimedOut) {
        if connecting {
            ErrorKind::ConnectTimeout
        } else {
            ErrorKind::ReadTimeout
        }
    } else if connecting {
        // A rejected certificate names hosts, which may be called anything.
        if causes.is_rejected {
            ErrorKind::Connect
        } else if causes.proxy || causes.text.contains("tunnel") || causes.text.contains("proxy") {
            ErrorKind::Proxy
        } else {
            ErrorKind::Connect
        }
    } else {
        causes.kind().unwrap_or(ErrorKind::Protocol)
    };
    Error::transport(kind, causes.innermost.as_deref()).with_system_code(causes.code)
}

/// The facts in the chain of causes.
struct Causes {
    /// All texts, for facts that only a text states.
    text: String,
    /// The text of the operating system or of the protocol.
    innermost: Option<String>,
    io: Option<io::ErrorKind>,
    code: Option<&'static str>,
    /// A violation of HTTP.
    protocol: bool,
    /// It happened on the way through a proxy's tunnel.
    proxy: bool,
    /// The certificate was rejected.
    is_rejected: bool,
}

impl Causes {
    fn of(error: &(dyn StdError + 'static)) -> Self {
        let mut causes = Self {
            text: String::new(),
            innermost: None,
            io: None,
            code: None,
            protocol: false,
            proxy: false,
            is_rejected: false,
        };
        for cause in chain(error) {
            let text = cause.to_string();
            causes.text.push_str(&text);
            causes.innermost = Some(text);
            causes.protocol |= cause.is::<hyper::Error>();
            causes.proxy |= cause.is::<ProxyFailure>();
            if let Some(cause) = cause.downcast_ref::<io::Error>() {
                causes.io = Some(cause.kind());
                if let Some(rejection) = rejection(cause) {
                    causes.innermost = Some(rejection.to_string());
                    causes.code = Some(rejection.code);
                    causes.is_rejected = true;
                }
                causes.code = code(cause.kind()).or(out_of_files(cause)).or(causes.code);
            }
        }
        if causes.text.contains("failed to lookup address") {
            causes.code = Some("ENOTFOUND");
        }
        causes
    }

    fn kind(&self) -> Option<ErrorKind> {
        match self.io {
            Some(io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted) => {
                Some(ErrorKind::Read)
            }
            Some(io::ErrorKind::BrokenPipe | io::ErrorKind::WriteZero) => Some(ErrorKind::Write),
            Some(io::ErrorKind::UnexpectedEof) => Some(ErrorKind::Protocol),
            _ => self.protocol.then_some(ErrorKind::Protocol),
        }
    }
}

/// Too many open files, of the process or the system: Rust has no name for them.
fn out_of_files(error: &io::Error) -> Option<&'static str> {
    match error.raw_os_error() {
        Some(24) => Some("EMFILE"),
        Some(23) => Some("ENFILE"),
        _ => None,
    }
}

/// Why a certificate was rejected.
fn rejection(error: &io::Error) -> Option<&CertificateRejection> {
    // One such error may wrap another, which the chain of causes skips.
    let wrapped = error.get_ref()?;
    match wrapped.downcast_ref() {
        Some(error) => rejection(error),
        None => CertificateRejection::within(wrapped.downcast_ref()?),
    }
}

fn code(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::ConnectionRefused => "ECONNREFUSED",
        io::ErrorKind::ConnectionReset => "ECONNRESET",
        io::ErrorKind::ConnectionAborted => "ECONNABORTED",
        io::ErrorKind::BrokenPipe => "EPIPE",
        io::ErrorKind::TimedOut => "ETIMEDOUT",
        io::ErrorKind::HostUnreachable => "EHOSTUNREACH",
        io::ErrorKind::NetworkUnreachable => "ENETUNREACH",
        io::ErrorKind::AddrNotAvailable => "EADDRNOTAVAIL",
        _ => return None,
    })
}
