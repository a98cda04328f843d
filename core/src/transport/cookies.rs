//! The cookies of one client, for profiles that keep them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use cookie_store::{CookieStore, RawCookie};
use http::header::{COOKIE, SET_COOKIE};
use http::{HeaderMap, HeaderValue};
use url::Url;

/// The cookies of one client.
#[derive(Debug, Default)]
pub(crate) struct Cookies(Mutex<CookieStore>);

impl Cookies {
    /// Adds the cookies for this URL, unless the request brings its own.
    pub(crate) fn apply(&self, url: &Url, headers: &mut HeaderMap) {
        if headers.contains_key(COOKIE) {
            return;
        }
        let text = self
            .store()
            .get_request_values(url)
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ");
        if let (false, Ok(value)) = (text.is_empty(), HeaderValue::try_from(text)) {
            headers.insert(COOKIE, value);
        }
    }

    /// Keeps the cookies that a response sets.
    pub(crate) fn keep(&self, url: &Url, headers: &HeaderMap) {
        let mut set = headers
            .get_all(SET_COOKIE)
            .iter()
            .filter_map(|value| std::str::from_utf8(value.as_bytes()).ok())
            .filter_map(|text| RawCookie::parse(text.to_owned()).ok())
            .peekable();
        if set.peek().is_some() {
            self.store().store_response_cookies(set, url);
        }
    }

    fn store(&self) -> MutexGuard<'_, CookieStore> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
