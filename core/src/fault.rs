//! Which [`ErrorKind`] a failure of the network is.

use std::error::Error as StdError;
use std::io;

use crate::error::{Error, ErrorKind};
use crate::tls::Refusal;

/// Reads reqwest's error: its own kind first, then the causes below it.
pub(crate) fn error(error: &reqwest::Error) -> Error {
    // The body that was being sent may have failed by itself.
    let mut cause = error.source();
    while let Some(below) = cause {
        if let Some(own) = below.downcast_ref::<Error>() {
            return own.clone();
        }
        cause = below.source();
    }
    let causes = Causes::of(error);
    let kind = if error.is_builder() {
        ErrorKind::InvalidUrl
    } else if error.is_timeout() || causes.io == Some(io::ErrorKind::TimedOut) {
        if error.is_connect() {
            ErrorKind::ConnectTimeout
        } else {
            ErrorKind::ReadTimeout
        }
    } else if error.is_connect() {
        // A refused certificate names hosts, which may be called anything.
        if causes.is_refused {
            ErrorKind::Connect
        } else if causes.text.contains("tunnel") || causes.text.contains("proxy") {
            ErrorKind::Proxy
        } else {
            ErrorKind::Connect
        }
    } else if let Some(kind) = causes.kind() {
        kind
    } else if error.is_decode() {
        ErrorKind::Decoding
    } else {
        ErrorKind::Protocol
    };
    Error::on_the_way(kind, causes.innermost.as_deref()).with_code(causes.code)
}

/// A failure that this side noticed by itself.
pub(crate) fn of_kind(kind: ErrorKind) -> Error {
    let code = (kind == ErrorKind::ReadTimeout).then_some("ETIMEDOUT");
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
    protocol: bool,
    /// The certificate was refused.
    is_refused: bool,
}

impl Causes {
    fn of(error: &reqwest::Error) -> Self {
        let mut causes = Self {
            text: String::new(),
            innermost: None,
            io: None,
            code: None,
            protocol: false,
            is_refused: false,
        };
        // The outermost text holds the URL, and with it perhaps a password.
        let mut next = error.source();
        while let Some(cause) = next {
            let text = cause.to_string();
            causes.text.push_str(&text);
            causes.innermost = Some(text);
            // Whatever HTTP itself complains of: what is corrupt inside is none of its business.
            causes.protocol |= cause.is::<hyper::Error>();
            if let Some(cause) = cause.downcast_ref::<io::Error>() {
                causes.io = Some(cause.kind());
                if let Some(refusal) = refusal(cause) {
                    causes.innermost = Some(refusal.to_string());
                    causes.code = Some(refusal.code);
                    causes.is_refused = true;
                }
                causes.code = code(cause.kind()).or(out_of_files(cause)).or(causes.code);
            }
            next = cause.source();
        }
        if causes.text.contains("failed to lookup address") {
            causes.code = Some("ENOTFOUND");
        } else if error.is_timeout() {
            causes.code = Some("ETIMEDOUT");
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

/// Why a certificate was refused.
fn refusal(error: &io::Error) -> Option<&Refusal> {
    // One such error may wrap another, which the chain of causes passes over.
    let wrapped = error.get_ref()?;
    match wrapped.downcast_ref() {
        Some(error) => refusal(error),
        None => Refusal::within(wrapped.downcast_ref()?),
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
