//! Idempotency keys: those of the caller, and generated ones.

use std::borrow::Cow;

use http::HeaderValue;

use crate::agents::checks::is_printable;
use crate::error::Error;
use crate::host;

/// The name of the argument.
pub(crate) const KEY_ARGUMENT: &str = "idempotency_key";
/// The most characters of a key.
const MAX_LENGTH: usize = 255;

/// The key of a keyed operation whose caller passes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MissingKey {
    /// A generated key.
    Generate,
    /// No key.
    Omit,
}

/// Which keys an operation takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyRule {
    /// 1 to 255 printable ASCII characters, with spaces inside.
    Common,
    /// 8 to 128 of them, without spaces.
    Team,
}

impl KeyRule {
    /// The error of a key that is no text.
    pub(crate) fn not_text(self) -> Error {
        let text = match self {
            Self::Common => "idempotency_key must be a string.",
            Self::Team => "idempotency_key must be 8-128 printable ASCII characters without spaces",
        };
        Error::argument(KEY_ARGUMENT, text)
    }
}

fn is_team_key(key: &str) -> bool {
    (8..=128).contains(&key.len()) && key.bytes().all(|each| each.is_ascii_graphic())
}

/// The key of one call. All attempts of the call send it.
#[derive(Clone, Debug)]
pub(crate) struct IdempotencyKey {
    header: HeaderValue,
    is_generated: bool,
}

impl IdempotencyKey {
    /// The key of a caller.
    pub(crate) fn parse(key: &str, rule: KeyRule) -> Result<Self, Error> {
        let invalid =
            |why: Cow<'_, str>| Error::argument(KEY_ARGUMENT, format!("{KEY_ARGUMENT} {why}"));
        let why = match rule {
            KeyRule::Common => problem(key),
            KeyRule::Team if is_team_key(key) => None,
            KeyRule::Team => return Err(rule.not_text()),
        };
        if let Some(why) = why {
            return Err(invalid(why));
        }
        let header = HeaderValue::from_str(key);
        let header = header.map_err(|_| invalid("can't be sent in a header.".into()))?;
        Ok(Self {
            header,
            is_generated: false,
        })
    }

    /// A random UUID, for a call without a key.
    pub(crate) fn generate() -> Self {
        // From the operating system: a generator of this process would repeat itself in
        // copies of it, such as those that start from one snapshot of a machine.
        let mut bytes = [0; 16];
        let random = match host::fill_random(&mut bytes) {
            true => u128::from_be_bytes(bytes),
            false => fastrand::u128(..),
        };
        // The version and the variant of a random UUID.
        let uuid = random & !(0xf << 76) & !(0x3 << 62) | (4 << 76) | (2 << 62);
        let digits = format!("{uuid:032x}");
        let groups = [
            &digits[..8],
            &digits[8..12],
            &digits[12..16],
            &digits[16..20],
            &digits[20..],
        ];
        // Digits and hyphens always fit into a header.
        let header = HeaderValue::from_str(&groups.join("-"));
        Self {
            header: header.unwrap_or(HeaderValue::from_static("0")),
            is_generated: true,
        }
    }

    /// The header's value.
    pub(crate) fn header(&self) -> &HeaderValue {
        &self.header
    }

    pub(crate) fn as_str(&self) -> &str {
        self.header.to_str().unwrap_or_default()
    }

    /// Whether an attempt may be repeated although the service may have processed it. A
    /// caller who gives a key relies on the service; an older service ignores generated keys.
    pub(crate) fn makes_retries_safe(&self) -> bool {
        !self.is_generated
    }
}

/// Why the text is not usable as a key.
fn problem(key: &str) -> Option<Cow<'static, str>> {
    if key.chars().all(is_blank) {
        return Some("must not be blank.".into());
    }
    if key.starts_with(' ') || key.ends_with(' ') {
        return Some("must not contain leading or trailing spaces.".into());
    }
    if key.chars().count() > MAX_LENGTH {
        return Some(format!("must contain at most {MAX_LENGTH} characters.").into());
    }
    if !key.chars().all(is_printable) {
        return Some("must not contain control or non-printable characters.".into());
    }
    (!key.is_ascii()).then(|| "must contain only printable ASCII characters.".into())
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || ('\x1c'..='\x1f').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_keys_are_distinct_random_uuids() {
        let keys = [(); 2].map(|()| IdempotencyKey::generate());
        assert_ne!(keys[0].as_str(), keys[1].as_str());
        for key in keys {
            let text = key.as_str();
            assert_eq!(text.len(), 36);
            assert_eq!(text.as_bytes()[14], b'4');
            assert!(b"89ab".contains(&text.as_bytes()[19]), "{text}");
            assert!(IdempotencyKey::parse(text, KeyRule::Team).is_ok());
            assert!(!key.makes_retries_safe());
        }
    }

    #[test]
    fn keys_of_teams_are_shorter_and_have_no_spaces() {
        for key in ["1234567", "1234 5678", "12345678é", &"k".repeat(129)] {
            let error = IdempotencyKey::parse(key, KeyRule::Team).unwrap_err();
            let expected =
                "idempotency_key must be 8-128 printable ASCII characters without spaces";
            assert_eq!(error.message(), expected, "{key}");
        }
        assert!(IdempotencyKey::parse("12345678", KeyRule::Team).is_ok());
        assert!(IdempotencyKey::parse("1234 5678", KeyRule::Common).is_ok());
    }
}
