//! Which [`ErrorKind`] a failure of the network is.

use std::error::Error as StdError;
use std::io;

use h2::Reason;
use hyper_util::client::legacy;
use rustls::CertificateError;

use crate::connection_state;
use crate::connector::ProxyFailure;
use crate::error::{Error, ErrorKind};

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
    Error::on_the_way(ErrorKind::Protocol, Some("nothing was sent")).unprocessed()
}

/// A URL that no request can be sent to.
pub(crate) fn invalid_url(error: &dyn StdError) -> Error {
    Error::on_the_way(ErrorKind::InvalidUrl, Some(&error.to_string()))
}

/// Whether it is certain that the server has not processed the request, and never
/// will: it was not written, or HTTP/2 says so.
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
                let refused = error.is_reset() && error.reason() == Some(Reason::REFUSED_STREAM);
                error.is_remote() && (error.is_go_away() || refused)
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
        if causes.proxy || causes.text.contains("tunnel") || causes.text.contains("proxy") {
            ErrorKind::Proxy
        } else {
            ErrorKind::Connect
        }
    } else {
        causes.kind().unwrap_or(ErrorKind::Protocol)
    };
    Error::on_the_way(kind, causes.innermost.as_deref()).with_code(causes.code)
}

/// A failure that this side noticed by itself.
pub(crate) fn of_kind(kind: ErrorKind) -> Error {
    let late = matches!(
        kind,
        ErrorKind::ConnectTimeout | ErrorKind::ReadTimeout | ErrorKind::WriteTimeout
    );
    let code = late.then_some("ETIMEDOUT");
    Error::on_the_way(kind, None).with_code(code)
}

impl Error {
    /// A failure that a [`Transport`](crate::Transport) met: the kind's own words,
    /// and behind them the reason, where one is known.
    ///
    /// ```
    /// use flymyai_core::{Error, ErrorKind};
    ///
    /// let error = Error::on_the_way(ErrorKind::Connect, Some("refused"));
    /// assert_eq!(error.message(), "no connection could be made: refused");
    /// ```
    #[must_use]
    pub fn on_the_way(kind: ErrorKind, why: Option<&str>) -> Self {
        let what = what_happened(kind);
        match why {
            Some(why) => Self::new(kind, format!("{what}: {why}")),
            None => Self::new(kind, what),
        }
    }
}

fn what_happened(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Connect => "no connection could be made",
        ErrorKind::ConnectTimeout => "no connection could be made within the connect timeout",
        ErrorKind::ReadTimeout => "the service sent nothing within the read timeout",
        ErrorKind::WriteTimeout => "the service accepted nothing within the write timeout",
        ErrorKind::Read => "the connection was lost while reading",
        ErrorKind::Write => "the connection was lost while writing",
        ErrorKind::Proxy => "the proxy made no connection",
        ErrorKind::Decoding => "the reply's encoding is corrupt",
        ErrorKind::PoolTimeout => "no connection was free within the pool timeout",
        ErrorKind::InvalidUrl => "the URL can't be used",
        _ => "the service left without a whole reply",
    }
}

/// What the chain of causes tells.
struct Causes {
    /// All texts, for what is told by words alone.
    text: String,
    /// What the operating system or the protocol said itself.
    innermost: Option<String>,
    io: Option<io::ErrorKind>,
    code: Option<&'static str>,
    /// HTTP itself complains.
    protocol: bool,
    /// It happened on the way through a proxy's tunnel.
    proxy: bool,
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
        };
        for cause in chain(error) {
            let text = cause.to_string();
            causes.text.push_str(&text);
            causes.innermost = Some(text);
            causes.protocol |= cause.is::<hyper::Error>();
            causes.proxy |= cause.is::<ProxyFailure>();
            if let Some(cause) = cause.downcast_ref::<io::Error>() {
                causes.io = Some(cause.kind());
                causes.code = code(cause.kind())
                    .or(out_of_files(cause))
                    .or(untrusted(cause))
                    .or(causes.code);
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

/// Why a certificate was refused, by OpenSSL's names, which programs of Node's look for.
fn untrusted(error: &io::Error) -> Option<&'static str> {
    // One such error may wrap another, which the chain of causes passes over.
    let wrapped = error.get_ref()?;
    if let Some(error) = wrapped.downcast_ref() {
        return untrusted(error);
    }
    let rustls::Error::InvalidCertificate(why) = wrapped.downcast_ref()? else {
        return None;
    };
    Some(match why {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "CERT_HAS_EXPIRED",
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "CERT_NOT_YET_VALID"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "ERR_TLS_CERT_ALTNAME_INVALID"
        }
        CertificateError::UnknownIssuer => "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        // A server that is its own authority; rustls has this name only in words.
        CertificateError::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => {
            "DEPTH_ZERO_SELF_SIGNED_CERT"
        }
        _ => return None,
    })
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
