//! Whether text is JSON, as Python's decoder reads it.

/// Whether the bytes are one JSON value. As in Python, `NaN` and infinities are numbers, and
/// unpaired surrogates are characters.
pub(super) fn is_valid(text: &[u8]) -> bool {
    is_text(text) && Checker { rest: text }.document().is_some()
}

/// Whether the bytes are UTF-8, in which unpaired surrogates may be encoded, too.
fn is_text(mut bytes: &[u8]) -> bool {
    while let Err(error) = std::str::from_utf8(bytes) {
        match &bytes[error.valid_up_to()..] {
            [0xed, 0xa0..=0xbf, 0x80..=0xbf, rest @ ..] => bytes = rest,
            _ => return false,
        }
    }
    true
}

struct Checker<'a> {
    rest: &'a [u8],
}

impl Checker<'_> {
    /// Open brackets are listed, not nested calls, so the depth is no danger.
    fn document(&mut self) -> Option<()> {
        let mut open = Vec::new();
        loop {
            self.skip_space();
            if self.takes(b'{') {
                self.skip_space();
                if !self.takes(b'}') {
                    self.key()?;
                    open.push(b'}');
                    continue;
                }
            } else if self.takes(b'[') {
                self.skip_space();
                if !self.takes(b']') {
                    open.push(b']');
                    continue;
                }
            } else if self.rest.first() == Some(&b'"') {
                self.string()?;
            } else {
                self.scalar()?;
            }
            loop {
                self.skip_space();
                let Some(&close) = open.last() else {
                    return self.rest.is_empty().then_some(());
                };
                if self.takes(close) {
                    open.pop();
                    continue;
                }
                if !self.takes(b',') {
                    return None;
                }
                if close == b'}' {
                    self.skip_space();
                    self.key()?;
                }
                break;
            }
        }
    }

    fn key(&mut self) -> Option<()> {
        self.string()?;
        self.skip_space();
        self.takes(b':').then_some(())
    }

    fn string(&mut self) -> Option<()> {
        if !self.takes(b'"') {
            return None;
        }
        loop {
            match self.next()? {
                b'"' => return Some(()),
                b'\\' => match self.next()? {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        for _ in 0..4 {
                            self.next().filter(u8::is_ascii_hexdigit)?;
                        }
                    }
                    _ => return None,
                },
                ..b' ' => return None,
                _ => {}
            }
        }
    }

    fn scalar(&mut self) -> Option<()> {
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        let end = self.rest.iter().position(|byte| !is_part(byte));
        let (token, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        let is_word = matches!(
            token,
            b"true" | b"false" | b"null" | b"NaN" | b"Infinity" | b"-Infinity"
        );
        (is_word || is_number(token)).then_some(())
    }

    fn skip_space(&mut self) {
        while let [b' ' | b'\t' | b'\n' | b'\r', rest @ ..] = self.rest {
            self.rest = rest;
        }
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.rest.first() == Some(&byte);
        if is_next {
            self.next();
        }
        is_next
    }

    fn next(&mut self) -> Option<u8> {
        let (&first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(first)
    }
}

fn is_number(token: &[u8]) -> bool {
    /// The digits at the start, and what is behind them.
    fn digits(token: &[u8]) -> (&[u8], &[u8]) {
        let end = token.iter().position(|byte| !byte.is_ascii_digit());
        token.split_at(end.unwrap_or(token.len()))
    }
    let (whole, mut rest) = digits(token.strip_prefix(b"-").unwrap_or(token));
    if whole.is_empty() || (whole.len() > 1 && whole[0] == b'0') {
        return false;
    }
    if let Some(behind) = rest.strip_prefix(b".") {
        let (fraction, behind) = digits(behind);
        if fraction.is_empty() {
            return false;
        }
        rest = behind;
    }
    if let [b'e' | b'E', behind @ ..] = rest {
        let unsigned = match behind {
            [b'+' | b'-', unsigned @ ..] => unsigned,
            _ => behind,
        };
        let (exponent, behind) = digits(unsigned);
        return !exponent.is_empty() && behind.is_empty();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn json_is_what_python_reads() {
        for text in [
            "{}",
            " [ ] ",
            r#"{"a": [1, -0, 0.5, 1e9, -1.25E-3], "b": {"c": null, "c": true}}"#,
            r#"["\ud800", "\u00e9\/\b\"", "é😀"]"#,
            "[NaN, Infinity, -Infinity]",
        ] {
            assert!(is_valid(text.as_bytes()), "{text}");
        }
        let digits = "1".repeat(5000);
        assert!(is_valid(digits.as_bytes()));
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert!(is_valid(deep.as_bytes()));
        assert!(is_valid(b"\"\xed\xa0\x80\""));
    }

    #[test]
    fn other_text_is_rejected() {
        for text in [
            "",
            "{",
            "[1",
            "{\"a\":1,}",
            "[1,]",
            "[,1]",
            "{\"a\"}",
            "{\"a\":}",
            "{1:2}",
            "[1 2]",
            "{} {}",
            "[1}",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "1a",
            "-NaN",
            "nul",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\n\"",
            "\"a",
            "<html>",
        ] {
            assert!(!is_valid(text.as_bytes()), "{text}");
        }
        assert!(!is_valid(b"\"\xff\""));
        assert!(!is_valid(b"\"\xed\xa0\""));
    }
}
