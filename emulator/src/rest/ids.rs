//! Ids and secrets that the service generates.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};

use crate::request_body::hex;

/// A random UUID, version 4.
pub(crate) fn new_uuid() -> String {
    uuid(fastrand::u128(..))
}

/// These bits as a UUID, version 4.
pub(crate) fn uuid(bits: u128) -> String {
    let bits = bits & !(0xf << 76) & !(0x3 << 62) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    format!(
        "{}-{}-{}-{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..]
    )
}

/// A random token for a URL: 22 characters.
pub(crate) fn token() -> String {
    URL_SAFE_NO_PAD.encode(fastrand::u128(..).to_be_bytes())
}

/// The SHA-256 of these bytes in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

/// One to `most` ASCII letters, digits, underscores and hyphens, as slots and aliases are.
pub(crate) fn is_slug(text: &str, most: usize) -> bool {
    (1..=most).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_have_the_version_of_random_ones() {
        let uuid = new_uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
        assert!("89ab".contains(&uuid[19..20]), "{uuid}");
    }

    #[test]
    fn slugs_are_short_and_plain() {
        assert!(is_slug("sender-inbox_2", 64));
        assert!(!is_slug("", 64) && !is_slug("a b", 64) && !is_slug("abc", 2));
    }
}
