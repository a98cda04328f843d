//! URLs in error texts.

use crate::host::Url;

/// The URL without its user information, which may contain a password.
pub(crate) fn redact_url(url: &str) -> String {
    match Url::parse(url) {
        Ok(parsed) if parsed.has_user() => parsed.without_user().to_string(),
        _ => url.to_owned(),
    }
}
