//! Removes secrets in common forms from JSON that is saved and may be shared.

use flymyai_core::{json_elements, json_members, json_text};
use serde_json::Value;

/// What replaces a secret.
const REDACTED: &str = "[redacted]";
/// The parts of names whose values are secrets.
const SECRET_PARTS: [&str; 14] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "token",
    "apikey",
    "accesskey",
    "privatekey",
    "authorization",
    "cookie",
    "credential",
    "signature",
    "sessionid",
];
/// Further names whose values are secrets.
const SECRET_NAMES: [&str; 5] = ["auth", "dsn", "otp", "pin", "pwd"];
/// The parts of names whose numbers are secrets; other numbers are counts, such as `total_tokens`.
const SECRET_NUMBERS: [&str; 5] = ["password", "passwd", "passcode", "pin", "otp"];
/// The members of a pair that name its other member, `value`.
const PAIR_NAMES: [&str; 3] = ["name", "key", "header"];
/// How keys of common services begin.
const KEY_PREFIXES: [&str; 30] = [
    "fly-",
    "sk-",
    "pk-",
    "rk-",
    "sk_",
    "pk_",
    "rk_",
    "ghp_",
    "gho_",
    "ghs_",
    "ghu_",
    "ghr_",
    "github_pat_",
    "glpat-",
    "xoxa-",
    "xoxb-",
    "xoxp-",
    "xapp-",
    "AKIA",
    "ASIA",
    "AIza",
    "ya29.",
    "eyJ",
    "hf_",
    "npm_",
    "SG.",
    "tvly-",
    "r8_",
    "shpat_",
    "dop_v1_",
];
/// The fewest characters of a key, with its prefix.
const MIN_KEY_LENGTH: usize = 12;
/// A key of this length needs no digit.
const LONG_KEY_LENGTH: usize = 24;

/// The JSON without its secrets, and their number. Numbers are copied as they are written.
///
/// Secrets are the values of members with a name such as `password` or `api_key`, in JSON and in
/// texts; words that look like a key; what follows `Bearer` and `Basic`; e-mail addresses; the user
/// information of URLs.
pub(crate) fn redacted(json: &str) -> (String, usize) {
    let mut redaction = Redaction::default();
    redaction.value(json.trim().as_bytes());
    (redaction.out, redaction.count)
}

#[derive(Default)]
struct Redaction {
    out: String,
    count: usize,
}

impl Redaction {
    fn value(&mut self, json: &[u8]) {
        match json.first() {
            Some(b'{') => self.object(json),
            Some(b'[') => {
                self.out.push('[');
                for (index, element) in json_elements(json).unwrap_or_default().iter().enumerate() {
                    self.separate(index);
                    self.value(element);
                }
                self.out.push(']');
            }
            Some(b'"') => match json_text(json).and_then(|text| self.text(&text)) {
                Some(clean) => self.out.push_str(&Value::from(clean).to_string()),
                None => self.copy(json),
            },
            _ => self.copy(json),
        }
    }

    fn object(&mut self, json: &[u8]) {
        let members = json_members(json).unwrap_or_default();
        let is_secret_pair = members.iter().any(|(name, value)| {
            PAIR_NAMES.contains(&&**name) && json_text(value).is_some_and(|text| is_secret(&text))
        });
        self.out.push('{');
        for (index, (name, value)) in members.iter().enumerate() {
            self.separate(index);
            self.out.push_str(&Value::from(&**name).to_string());
            self.out.push_str(": ");
            if is_secret_pair && name == "value" || is_secret_value(name, value) {
                self.out.push_str(&Value::from(REDACTED).to_string());
                self.count += 1;
            } else {
                self.value(value);
            }
        }
        self.out.push('}');
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.out.push_str(", ");
        }
    }

    fn copy(&mut self, json: &[u8]) {
        self.out.push_str(&String::from_utf8_lossy(json));
    }

    /// The text without its secrets; nothing if there are none.
    fn text(&mut self, text: &str) -> Option<String> {
        let is_json = text.starts_with(['{', '[']) && serde_json::from_str::<Value>(text).is_ok();
        let (clean, count) = match is_json {
            true => redacted(text),
            false => without_secrets(text),
        };
        self.count += count;
        (count > 0).then_some(clean)
    }
}

/// Whether a member's value is a secret. Empty values, `null` and truth values are none.
fn is_secret_value(name: &str, value: &[u8]) -> bool {
    match value.first() {
        Some(b'"') => value != b"\"\"" && is_secret(name),
        Some(b'{' | b'[') => value.len() > 2 && is_secret(name),
        Some(b'-' | b'0'..=b'9') => {
            let name = letters(name);
            SECRET_NUMBERS.iter().any(|part| match part.len() {
                3 => name == *part,
                _ => name.contains(part),
            })
        }
        _ => false,
    }
}

fn is_secret(name: &str) -> bool {
    let name = letters(name);
    SECRET_NAMES.contains(&&*name) || SECRET_PARTS.iter().any(|part| name.contains(part))
}

fn letters(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The text without its secrets, and their number.
fn without_secrets(text: &str) -> (String, usize) {
    let (text, mut count) = without_users(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    let mut last = "";
    let mut between = String::new();
    while let Some(start) = rest.find(is_word) {
        let (gap, after) = rest.split_at(start);
        let end = after.find(|letter| !is_word(letter)).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        out.push_str(gap);
        between.push_str(gap);
        if is_scheme(word) || !is_secret_word(last, &between, word) {
            out.push_str(word);
        } else {
            out.push_str(REDACTED);
            count += 1;
        }
        last = word;
        between.clear();
        rest = after;
    }
    out.push_str(rest);
    (out, count)
}

/// Whether a letter belongs to a word, which may be a key or an address.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || "_-.+~%@$!*".contains(letter)
}

/// Whether the word is the scheme of an `Authorization` header; what follows it is the secret.
fn is_scheme(word: &str) -> bool {
    word.eq_ignore_ascii_case("bearer") || word.eq_ignore_ascii_case("basic")
}

fn is_secret_word(last: &str, between: &str, word: &str) -> bool {
    let core = word.trim_end_matches(['.', '!']);
    let is_assigned = between.contains([':', '=']) && between.chars().all(is_assignment);
    let follows_scheme = is_scheme(last) && between.chars().all(is_assignment);
    let is_address = core
        .split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let is_key = KEY_PREFIXES.iter().any(|prefix| core.starts_with(prefix))
        && (core.len() >= LONG_KEY_LENGTH
            || core.len() >= MIN_KEY_LENGTH && core.contains(|each: char| each.is_ascii_digit()));
    is_assigned && is_secret(last) || follows_scheme || is_address || is_key
}

fn is_assignment(letter: char) -> bool {
    letter.is_whitespace() || "\"'\\:=".contains(letter)
}

/// The text, whose URLs have no user information, and the number of those that had some.
fn without_users(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        out.push_str(before);
        let is_end = |letter: char| letter.is_whitespace() || "/?#\"'<>,".contains(letter);
        let end = after.find(is_end).unwrap_or(after.len());
        let (authority, after) = after.split_at(end);
        match authority.rsplit_once('@') {
            Some((_, host)) => {
                out.push_str(host);
                count += 1;
            }
            None => out.push_str(authority),
        }
        rest = after;
    }
    out.push_str(rest);
    (out, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str, count: usize) {
        assert_eq!(redacted(json), (expected.to_owned(), count));
    }

    #[test]
    fn values_of_secret_members_are_replaced() {
        check(
            r#"{"api_key": "abc", "Set-Cookie": ["a=b"], "credentials": {"user": "bob"}, "pin": 1234, "note": "x"}"#,
            r#"{"api_key": "[redacted]", "Set-Cookie": "[redacted]", "credentials": "[redacted]", "pin": "[redacted]", "note": "x"}"#,
            4,
        );
        check(
            r#"[{"name": "X-Api-Key", "value": "abc"}, {"password": "\ud800"}]"#,
            r#"[{"name": "X-Api-Key", "value": "[redacted]"}, {"password": "[redacted]"}]"#,
            2,
        );
    }

    #[test]
    fn secrets_in_texts_are_replaced() {
        for (text, expected, count) in [
            (
                "curl -H 'X-API-KEY: fly-0123456789ab' x",
                "curl -H 'X-API-KEY: [redacted]' x",
                1,
            ),
            (
                "Authorization: Bearer xyz",
                "Authorization: Bearer [redacted]",
                1,
            ),
            ("(Basic dTpw)", "(Basic [redacted])", 1),
            ("password=hunter2&a=1", "password=[redacted]&a=1", 1),
            ("Mail ann@example.com.", "Mail [redacted]", 1),
            (
                "https://me:pw@example.com/a?b=1.",
                "https://example.com/a?b=1.",
                1,
            ),
            ("https://a,https://u:p@b", "https://a,https://b", 1),
            (
                "https://x/?access_token=abc#t",
                "https://x/?access_token=[redacted]#t",
                1,
            ),
            ("key sk_live_0123456789", "key [redacted]", 1),
        ] {
            assert_eq!(
                without_secrets(text),
                (expected.to_owned(), count),
                "{text}"
            );
        }
    }

    #[test]
    fn texts_of_json_are_redacted_as_json() {
        let inner = r#"{"apiKey":"sk-x","n":1.0}"#;
        let clean = r#"{"apiKey": "[redacted]", "n": 1.0}"#;
        let expected = format!("{{\"arguments\": {}}}", Value::from(clean));
        check(
            &format!("{{\"arguments\": {}}}", Value::from(inner)),
            &expected,
            1,
        );
    }

    #[test]
    fn other_values_stay() {
        check(
            r#"{"total_tokens": 7, "password": "", "token": null, "n": 1e400, "a": "\ud800", "t": "sk-learn @home fly-by", "é\"": "a\\b"}"#,
            r#"{"total_tokens": 7, "password": "", "token": null, "n": 1e400, "a": "\ud800", "t": "sk-learn @home fly-by", "é\"": "a\\b"}"#,
            0,
        );
    }
}
