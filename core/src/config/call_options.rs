//! Options of some calls of a client, in place of those of the client.

use std::fmt;

use http::header::{self, HeaderMap, HeaderName, HeaderValue};

use super::timeouts::Timeouts;
use crate::error::Error;

/// The argument with headers, in errors.
const HEADERS: &str = "headers";

/// The headers that the client sets itself: the key, the format of the body and of the response,
/// and those of the connection.
const OWN_HEADERS: [&str; 16] = [
    "x-api-key",
    "idempotency-key",
    "accept",
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Options in place of those that a client was made with; an option that is not set stays as it
/// is.
///
/// ```
/// use flymyai_core::{CallOptions, Client, ClientOptions};
///
/// # fn example() -> Result<(), flymyai_core::Error> {
/// let client = Client::new(ClientOptions::new("fly-***").resolve()?);
/// let options = CallOptions::default().max_retries(5).headers([("x-team", "research")])?;
/// let patient = client.with_options(&options);
/// # Ok(())
/// # }
/// assert!(CallOptions::default().headers([("X-API-KEY", "fly-***")]).is_err());
/// ```
#[derive(Clone, Default)]
pub struct CallOptions {
    pub(super) timeouts: Option<Timeouts>,
    pub(super) max_retries: Option<u32>,
    pub(super) headers: HeaderMap,
}

impl CallOptions {
    /// The timeout of each phase of a request.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = Some(timeouts);
        self
    }

    /// The number of retries of a failed request, if a retry is safe.
    #[must_use]
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = Some(max_retries);
        self
    }

    /// Headers that each request has, too, by names and values. A name replaces the values that
    /// the client has for it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) for a name that is none or belongs to
    /// the client, and for a value that no header can carry. No error contains a value.
    pub fn headers<N: AsRef<str>, V: AsRef<str>>(
        mut self,
        headers: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Self, Error> {
        let mut given = HeaderMap::new();
        for (name, value) in headers {
            let name = header_name(name.as_ref())?;
            let value = header_value(&name, value.as_ref())?;
            given.append(name, value);
        }
        merge(&mut self.headers, &given);
        Ok(self)
    }

    /// Whether no option is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.timeouts.is_none() && self.max_retries.is_none() && self.headers.is_empty()
    }

    /// These options, with those that are set in `inner` in place of theirs.
    #[must_use]
    pub fn with(&self, inner: &Self) -> Self {
        let mut options = self.clone();
        options.timeouts = inner.timeouts.or(self.timeouts);
        options.max_retries = inner.max_retries.or(self.max_retries);
        merge(&mut options.headers, &inner.headers);
        options
    }
}

/// The values may be secrets.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeouts", &self.timeouts)
            .field("max_retries", &self.max_retries)
            .field("headers", &self.headers)
            .finish()
    }
}

/// Adds headers; a name replaces the values that were there.
pub(super) fn merge(headers: &mut HeaderMap, given: &HeaderMap) {
    for name in given.keys() {
        headers.remove(name);
    }
    for (name, value) in given {
        headers.append(name.clone(), value.clone());
    }
}

fn header_name(name: &str) -> Result<HeaderName, Error> {
    let parsed = HeaderName::try_from(name).map_err(|_| {
        let text = format!(
            "headers: {name:?} is not the name of a header. A name has letters, digits and hyphens."
        );
        Error::argument(HEADERS, text)
    })?;
    if OWN_HEADERS.contains(&parsed.as_str()) {
        let text = format!("headers must not contain {name}, {}", reason(&parsed));
        return Err(Error::argument(HEADERS, text));
    }
    Ok(parsed)
}

/// Why the client sets a header itself, and what to do instead.
fn reason(name: &HeaderName) -> &'static str {
    match *name {
        header::PROXY_AUTHORIZATION => {
            "which servers would get, too. Put the user name and the password into the proxy's URL."
        }
        header::ACCEPT | header::ACCEPT_ENCODING => {
            "since the client reads only the formats that it requests. Leave it out."
        }
        _ if name == "x-api-key" => {
            "which the client sets. Pass api_key to the constructor of a client."
        }
        _ if name == "idempotency-key" => {
            "since each call has a key of its own. Pass idempotency_key to the call."
        }
        _ => "which the client sets for each request. Leave it out.",
    }
}

fn header_value(name: &HeaderName, value: &str) -> Result<HeaderValue, Error> {
    let is_printable = value.chars().all(|each| matches!(each, ' '..='~' | '\t'));
    let parsed = match is_printable && value.trim() == value {
        true => HeaderValue::from_str(value).ok(),
        false => None,
    };
    // Its `Debug` form shows that it is there, not what it is.
    let mut parsed = parsed.ok_or_else(|| {
        let text = format!(
            "headers: the value of {name} must be printable ASCII, without blanks around it. \
             Encode other characters, for example as percent-encoding."
        );
        Error::argument(HEADERS, text)
    })?;
    parsed.set_sensitive(true);
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejects_headers_of_the_client() {
        for name in ["X-API-Key", "content-type", "Host", "Proxy-Authorization"] {
            let error = CallOptions::default().headers([(name, "x")]).unwrap_err();
            assert_eq!(error.argument_name(), Some("headers"), "{name}");
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn rejects_invalid_headers_without_showing_their_values() {
        for (name, value) in [
            ("x-a", "secret\n"),
            ("x-a", "secret\r\nx-api-key: 1"),
            ("x-a", " secret"),
            ("x-a", "sécret"),
            ("x-a", "secret\0"),
            ("x a", "secret"),
            ("", "secret"),
            ("x-a\n", "secret"),
        ] {
            let error = CallOptions::default().headers([(name, value)]).unwrap_err();
            assert_eq!(error.argument_name(), Some("headers"));
            assert!(!format!("{error:?} {error}").contains("cret"), "{error}");
        }
    }

    #[test]
    fn inner_options_replace_outer_ones() {
        let outer = CallOptions::default().max_retries(1);
        let outer = outer
            .headers([("x-a", "1"), ("x-a", "2"), ("x-b", "3")])
            .unwrap();
        let inner = CallOptions::default()
            .timeouts(Timeouts::all(None))
            .headers([("X-A", "4")])
            .unwrap();
        let both = outer.with(&inner);
        assert_eq!(both.max_retries, Some(1));
        assert_eq!(both.timeouts, Some(Timeouts::all(None)));
        let all: Vec<_> = both.headers.get_all("x-a").iter().collect();
        assert_eq!(all, ["4"]);
        assert_eq!(both.headers["x-b"], "3");
        assert!(!format!("{both:?}").contains('4'));
        assert!(CallOptions::default().is_empty() && !both.is_empty());
    }
}
