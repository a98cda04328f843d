//! URLs in error texts.

use crate::host::Url;

/// The URL without its user information, which may contain a password.
///
/// ```
/// let url = flymyai_core::redact_url("https://me:secret@example.com/api/");
/// assert_eq!(url, "https://example.com/api/");
/// ```
#[must_use]
pub fn redact_url(url: &str) -> String {
    match Url::parse(url) {
        Ok(parsed) if parsed.has_user() => parsed.without_user().to_string(),
        _ => url.to_owned(),
    }
}
