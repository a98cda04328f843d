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
    let mut last = Word::default();
    while let Some(start) = rest.find(is_word) {
        let (gap, after) = rest.split_at(start);
        let end = after.find(|letter| !is_word(letter)).unwrap_or(after.len());
        let word = Word {
            text: &after[..end],
            gap,
        };
        out.push_str(gap);
        let Some(secret) = word.secret(&last) else {
            out.push_str(word.text);
            rest = &after[end..];
            last = word;
            continue;
        };
        out.push_str(REDACTED);
        count += 1;
        rest = match secret {
            Secret::Word => &after[end..],
            Secret::Value => &after[word.value_end(&last, after)..],
        };
        last = Word::default();
    }
    out.push_str(rest);
    (out, count)
}

/// What is secret about a word.
enum Secret {
    /// The word itself, which looks like a key or an address.
    Word,
    /// The value that begins with it.
    Value,
}

/// A word of a text, and the text between the word before and this one.
#[derive(Default)]
struct Word<'a> {
    text: &'a str,
    gap: &'a str,
}

impl Word<'_> {
    fn secret(&self, last: &Word<'_>) -> Option<Secret> {
        if is_scheme(self.text) {
            return None;
        }
        let is_value = self.gap.chars().all(is_assignment)
            && (is_scheme(last.text) || self.gap.contains([':', '=']) && is_secret(last.text));
        if is_value {
            return Some(Secret::Value);
        }
        (is_address(self.text) || is_key(self.text)).then_some(Secret::Word)
    }

    /// The end of the value that begins with this word, in the text from the word on.
    fn value_end(&self, name: &Word<'_>, text: &str) -> usize {
        let quoted = quote(self.gap).or_else(|| quote(name.gap));
        let end = quoted.and_then(|quote| text.find(quote)).or_else(|| {
            match is_header(name.text) {
                // Headers have values of several words: `Token abc`, `a=b; c=d`.
                true => text.find(['\r', '\n']),
                false => text.find(ends_value),
            }
        });
        end.unwrap_or(text.len())
    }
}

/// The quote that ends a value, if the text before it ends with one.
fn quote(gap: &str) -> Option<&'static str> {
    // A quote in a quoted text is escaped.
    ["\\\"", "\\'", "\"", "'", "`"]
        .into_iter()
        .find(|quote| gap.ends_with(quote))
}

fn ends_value(letter: char) -> bool {
    letter.is_whitespace() || "\"'`\\&,;<>()[]{}".contains(letter)
}

/// Whether a letter belongs to a word, which may be a key or an address.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || "_-.+~%@$!*".contains(letter)
}

/// Whether the word is the scheme of an `Authorization` header; what follows it is the secret.
fn is_scheme(word: &str) -> bool {
    word.eq_ignore_ascii_case("bearer") || word.eq_ignore_ascii_case("basic")
}

/// Whether the name is that of a header whose value is more than one word.
fn is_header(name: &str) -> bool {
    let name = letters(name);
    name.ends_with("authorization") || name.ends_with("cookie")
}

fn is_address(word: &str) -> bool {
    core(word)
        .split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

fn is_key(word: &str) -> bool {
    let core = core(word);
    KEY_PREFIXES.iter().any(|prefix| core.starts_with(prefix))
        && (core.len() >= LONG_KEY_LENGTH
            || core.len() >= MIN_KEY_LENGTH && core.contains(|each: char| each.is_ascii_digit()))
}

/// A word without the end of its sentence.
fn core(word: &str) -> &str {
    word.trim_end_matches(['.', '!'])
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
mod tests;
