//! URLs in error texts.

/// The URL without its user information, which may contain a password.
pub(crate) fn redact_url(url: &str) -> String {
    match url::Url::parse(url) {
        Ok(mut url) if !url.username().is_empty() || url.password().is_some() => {
            // Only URLs without a host refuse this, and those have no user either.
            let _ = url.set_username("");
            let _ = url.set_password(None);
            url.into()
        }
        _ => url.to_owned(),
    }
}
