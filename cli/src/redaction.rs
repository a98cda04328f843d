//! Removes secrets from JSON that is saved and may be shared.

use std::borrow::Cow;

use flymyai_core::redact_url;

/// What replaces a secret.
const REDACTED: &str = "[redacted]";
/// The parts of members' names whose text is a secret.
const SECRET_NAMES: [&str; 9] = [
    "password",
    "passwd",
    "secret",
    "token",
    "apikey",
    "authorization",
    "cookie",
    "credential",
    "privatekey",
];
/// How keys of common services begin.
const KEY_PREFIXES: [&str; 9] = [
    "fly-", "sk-", "pk-", "ghp_", "gho_", "xoxb-", "xoxp-", "AKIA", "eyJ",
];
/// The fewest characters of a key, with its prefix.
const MIN_KEY_LENGTH: usize = 12;

/// The JSON without its secrets, and their number. Only texts change.
///
/// Secrets are the texts of members with a name such as `password` or `api_key`, words that look
/// like a key, the word after `Bearer`, e-mail addresses, and the user information of URLs.
pub(crate) fn redacted(json: &str) -> (String, usize) {
    let mut out = String::with_capacity(json.len());
    let mut count = 0;
    let mut rest = json;
    let mut is_secret = false;
    while let Some(start) = rest.find('"') {
        let (before, text) = rest.split_at(start);
        let (text, after) = text.split_at(end_of_string(text));
        if !before.trim().is_empty() && before.trim() != ":" {
            is_secret = false;
        }
        out.push_str(before);
        rest = after;
        let Ok(value) = serde_json::from_str::<String>(text) else {
            out.push_str(text);
            continue;
        };
        if after.trim_start().starts_with(':') {
            is_secret = is_secret_name(&value);
            out.push_str(text);
            continue;
        }
        let replaced = match is_secret && !value.is_empty() {
            true => Some((REDACTED.to_owned(), 1)),
            false => without_secrets(&value),
        };
        is_secret = false;
        match replaced {
            Some((value, found)) => {
                out.push_str(&serde_json::Value::from(value).to_string());
                count += found;
            }
            None => out.push_str(text),
        }
    }
    out.push_str(rest);
    (out, count)
}

/// The length of the string with which the text begins, with its quotation marks.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 2)
}

fn is_secret_name(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let name: String = letters.flat_map(char::to_lowercase).collect();
    SECRET_NAMES.iter().any(|secret| name.contains(secret))
}

/// The text without its secrets, and their number; nothing if there are none.
fn without_secrets(text: &str) -> Option<(String, usize)> {
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut follows_bearer = false;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let clean = match follows_bearer && !bare.is_empty() {
            true => Cow::Borrowed(REDACTED),
            false => clean_word(bare),
        };
        count += usize::from(clean != bare);
        out.push_str(&clean);
        out.push_str(&word[bare.len()..]);
        if !bare.is_empty() {
            follows_bearer = bare.eq_ignore_ascii_case("bearer");
        }
    }
    (count > 0).then_some((out, count))
}

/// The word without a secret, if it contains one. Punctuation around it stays.
fn clean_word(word: &str) -> Cow<'_, str> {
    let is_edge = |letter: char| !letter.is_alphanumeric();
    let core = word.trim_matches(is_edge);
    if let Some(at) = word.find("://") {
        let start = word[..at].rfind(|letter: char| !letter.is_ascii_alphanumeric());
        let start = start.map_or(0, |start| start + 1);
        let end = word.len() - word.len().min(trailing(word));
        let url = redact_url(&word[start..end]);
        if url.trim_end_matches('/') == word[start..end].trim_end_matches('/') {
            return Cow::Borrowed(word);
        }
        return format!("{}{url}{}", &word[..start], &word[end..]).into();
    }
    let at_sign = core.split_once('@');
    let is_address = at_sign.is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let key = core.rsplit(['=', ':']).next().unwrap_or(core);
    let is_key = key.len() >= MIN_KEY_LENGTH
        && key.chars().any(|letter| letter.is_ascii_digit())
        && KEY_PREFIXES.iter().any(|prefix| key.starts_with(prefix));
    if is_address {
        word.replacen(core, REDACTED, 1).into()
    } else if is_key {
        word.replacen(key, REDACTED, 1).into()
    } else {
        word.into()
    }
}

/// The length of the punctuation after a URL.
fn trailing(word: &str) -> usize {
    let bare = word.trim_end_matches(|letter: char| ".,;:!?)]}>\"'".contains(letter));
    word.len() - bare.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str, count: usize) {
        assert_eq!(redacted(json), (expected.to_owned(), count));
    }

    #[test]
    fn texts_of_secret_members_are_replaced() {
        check(
            r#"{"api_key": "abc", "Set-Cookie": "a=b", "total_tokens": 7, "note": "x"}"#,
            r#"{"api_key": "[redacted]", "Set-Cookie": "[redacted]", "total_tokens": 7, "note": "x"}"#,
            2,
        );
        // The number ends the member; the next text is another one's.
        check(
            r#"{"token": 1, "a": ["b"]}"#,
            r#"{"token": 1, "a": ["b"]}"#,
            0,
        );
        check(
            r#"{"password": "", "a\"": "\u00e9\\"}"#,
            r#"{"password": "", "a\"": "\u00e9\\"}"#,
            0,
        );
    }

    #[test]
    fn keys_addresses_and_users_of_urls_in_texts_are_replaced() {
        check(
            r#"["curl -H 'X-API-KEY: fly-0123456789ab' (Bearer xyz)"]"#,
            r#"["curl -H 'X-API-KEY: [redacted]' (Bearer [redacted]"]"#,
            2,
        );
        check(
            r#""Mail to ann@example.com, then see https://me:pw@example.com/a?b=1.""#,
            r#""Mail to [redacted], then see https://example.com/a?b=1.""#,
            2,
        );
        let plain = r#"{"url": "https://example.com", "n": 12345678901234567890.10, "t": "sk-learn @home fly-by"}"#;
        check(plain, plain, 0);
    }
}
