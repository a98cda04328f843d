//! Checks of options.

use http::HeaderValue;

use super::profile::KeyRules;
use crate::error::Error;
use crate::host::Url;

/// The header of an API key that is valid by these rules.
pub(super) fn key_header(key: &str, rules: KeyRules) -> Result<HeaderValue, Error> {
    let invalid = |why: &str| Err(Error::argument("api_key", format!("api_key {why}")));
    let key = if rules.trim { key.trim() } else { key };
    if key.trim() != key {
        return invalid("must not start or end with a blank or a line break");
    }
    let bytes: Option<Vec<u8>> = key
        .chars()
        .map(|character| match character {
            ' '..='~' => Some(character as u8),
            '\u{a0}'..='\u{ff}' if rules.latin1 => Some(character as u8),
            _ => None,
        })
        .collect();
    let Some(bytes) = bytes else {
        return invalid("may hold printable ASCII characters only");
    };
    match HeaderValue::from_bytes(&bytes) {
        Ok(mut header) => {
            header.set_sensitive(true);
            Ok(header)
        }
        Err(_) => invalid("can't be sent in a header"),
    }
}

/// The base URL in the form that paths are appended to.
pub(super) fn root(base_url: &str) -> Result<String, Error> {
    let invalid = |why: &str| Error::argument("base_url", format!("base_url {why}"));
    let url = Url::parse(base_url)
        .map_err(|_| invalid("must be a whole URL that starts with http:// or https://"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("must start with http:// or https://"));
    }
    if url.query().is_some() {
        return Err(invalid("must not hold a query"));
    }
    let url = url.without_fragment();
    let text = url.as_str();
    Ok(text.strip_suffix('/').unwrap_or(text).to_owned())
}
