//! tokio's timers, the functions of the operating system, and URLs.

use std::fmt;
use std::time::SystemTime;

pub(crate) use tokio::task::{consume_budget, yield_now};
pub use tokio::time::Instant;
pub(crate) use tokio::time::{sleep_until, timeout, timeout_at};

/// The time of day.
pub(crate) fn system_time() -> SystemTime {
    SystemTime::now()
}

/// Fills the buffer with unpredictable bytes; false if the system has none.
pub(crate) fn fill_random(bytes: &mut [u8]) -> bool {
    getrandom::fill(bytes).is_ok()
}

/// An environment variable, if it is set. Bytes that are not UTF-8 are replaced, so that the value
/// is refused or fails; as an unset variable, it would select another key or address.
pub(crate) fn variable(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?;
    Some(value.to_string_lossy().into_owned())
}

/// A URL.
#[derive(Clone, Debug)]
pub(crate) struct Url(url::Url);

impl Url {
    pub(crate) fn parse(text: &str) -> Result<Self, url::ParseError> {
        url::Url::parse(text).map(Self)
    }

    /// The URL that a reference means in a document of this one.
    pub(crate) fn join(&self, reference: &str) -> Result<Self, url::ParseError> {
        self.0.join(reference).map(Self)
    }

    pub(crate) fn as_str(&self) -> &str {
        self.0.as_str()
    }

    pub(crate) fn scheme(&self) -> &str {
        self.0.scheme()
    }

    pub(crate) fn query(&self) -> Option<&str> {
        self.0.query()
    }

    /// Scheme, host and port.
    pub(crate) fn origin(&self) -> url::Origin {
        self.0.origin()
    }

    /// The same without the part that is not sent.
    pub(crate) fn without_fragment(mut self) -> Self {
        self.0.set_fragment(None);
        self
    }

    /// Whether it has a user name or a password.
    pub(crate) fn has_user(&self) -> bool {
        !self.0.username().is_empty() || self.0.password().is_some()
    }

    /// The same without user name and password.
    pub(crate) fn without_user(mut self) -> Self {
        // Only URLs without a host refuse this, and those have no user either.
        let _ = self.0.set_username("");
        let _ = self.0.set_password(None);
        self
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
