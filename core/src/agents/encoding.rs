//! JSON in UTF-16 or UTF-32. Python's `json` and httpx detect these encodings.

use bytes::Bytes;

/// The encodings of JSON apart from UTF-8, by the number and order of bytes in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wide {
    Utf16 { is_big_endian: bool },
    Utf32 { is_big_endian: bool },
}

/// A body in UTF-8, without a byte order mark if its encoding was another one.
///
/// An unpaired surrogate becomes the three bytes that Python's `surrogatepass` writes. A body
/// that is invalid in its encoding is returned unchanged, and fails when it is parsed.
pub(crate) fn utf8(body: Bytes) -> Bytes {
    let Some((encoding, mark)) = detect(&body) else {
        return body;
    };
    let text = &body[mark..];
    let decoded = match encoding {
        Wide::Utf16 { is_big_endian } => from_utf16(text, is_big_endian),
        Wide::Utf32 { is_big_endian } => from_utf32(text, is_big_endian),
    };
    decoded.map_or(body, Bytes::from)
}

/// The encoding of a body and the length of its mark; nothing for UTF-8.
///
/// Without a mark, the zeros decide: the first character of JSON is ASCII, and no character
/// of it is NUL.
fn detect(body: &[u8]) -> Option<(Wide, usize)> {
    let utf16 = |is_big_endian| Wide::Utf16 { is_big_endian };
    let utf32 = |is_big_endian| Wide::Utf32 { is_big_endian };
    match *body {
        // Before those of UTF-16, of which one is its beginning.
        [0, 0, 0xfe, 0xff, ..] => Some((utf32(true), 4)),
        [0xff, 0xfe, 0, 0, ..] => Some((utf32(false), 4)),
        [0xfe, 0xff, ..] => Some((utf16(true), 2)),
        [0xff, 0xfe, ..] => Some((utf16(false), 2)),
        [0, 0, _, _, ..] => Some((utf32(true), 0)),
        [0, _, _, _, ..] | [0, _] => Some((utf16(true), 0)),
        [_, 0, 0, 0, ..] => Some((utf32(false), 0)),
        [_, 0, _, _, ..] | [_, 0] => Some((utf16(false), 0)),
        _ => None,
    }
}

fn from_utf16(text: &[u8], is_big_endian: bool) -> Option<Vec<u8>> {
    let (units, rest) = text.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units = units.iter().map(|unit| match is_big_endian {
        true => u16::from_be_bytes(*unit),
        false => u16::from_le_bytes(*unit),
    });
    let mut decoded = Vec::with_capacity(text.len() / 2);
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => push(&mut decoded, character),
            Err(unpaired) => push_surrogate(&mut decoded, unpaired.unpaired_surrogate()),
        }
    }
    Some(decoded)
}

fn from_utf32(text: &[u8], is_big_endian: bool) -> Option<Vec<u8>> {
    let (units, rest) = text.as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    let mut decoded = Vec::with_capacity(text.len() / 4);
    for unit in units {
        let code = match is_big_endian {
            true => u32::from_be_bytes(*unit),
            false => u32::from_le_bytes(*unit),
        };
        match (char::from_u32(code), u16::try_from(code)) {
            (Some(character), _) => push(&mut decoded, character),
            // Among the codes of two bytes only surrogates are no characters.
            (None, Ok(surrogate)) => push_surrogate(&mut decoded, surrogate),
            (None, Err(_)) => return None,
        }
    }
    Some(decoded)
}

fn push(text: &mut Vec<u8>, character: char) {
    text.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Writes a surrogate as UTF-8 writes a character of its size.
fn push_surrogate(text: &mut Vec<u8>, surrogate: u16) {
    let [high, low] = surrogate.to_be_bytes();
    text.extend_from_slice(&[
        0xe0 | high >> 4,
        0x80 | (high & 0xf) << 2 | low >> 6,
        0x80 | low & 0x3f,
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\"a\": \"ü€🤖\"}";

    fn wide(text: &str, size: usize, is_big_endian: bool) -> Vec<u8> {
        let order = |mut bytes: Vec<u8>| {
            if !is_big_endian {
                bytes.reverse();
            }
            bytes
        };
        match size {
            2 => text
                .encode_utf16()
                .flat_map(|unit| order(unit.to_be_bytes().to_vec()))
                .collect(),
            _ => text
                .chars()
                .flat_map(|c| order(u32::from(c).to_be_bytes().to_vec()))
                .collect(),
        }
    }

    #[test]
    fn other_encodings_become_utf8() {
        for size in [2, 4] {
            for is_big_endian in [true, false] {
                for text in [TEXT, "\u{feff}{\"a\": \"ü€🤖\"}"] {
                    let found = utf8(wide(text, size, is_big_endian).into());
                    assert_eq!(found, TEXT, "{size} {is_big_endian} {text:?}");
                }
                assert_eq!(utf8(wide("[]", size, is_big_endian).into()), "[]");
            }
        }
        assert_eq!(utf8(wide("7", 2, true).into()), "7");
        assert_eq!(utf8(wide("7", 2, false).into()), "7");
    }

    #[test]
    fn utf8_is_not_changed() {
        for body in [TEXT, "", "7", "[]", "\u{feff}{}", "{}\0\0"] {
            assert_eq!(utf8(Bytes::from(body)), body);
        }
    }

    #[test]
    fn unpaired_surrogates_are_kept() {
        let high = [b'"', 0, 0x3e, 0xd8, b'"', 0];
        assert_eq!(
            utf8(Bytes::copy_from_slice(&high)),
            &b"\"\xed\xa0\xbe\""[..]
        );
        let low = [0, 0, 0, b'"', 0, 0, 0xdf, 0xff, 0, 0, 0, b'"'];
        assert_eq!(utf8(Bytes::copy_from_slice(&low)), &b"\"\xed\xbf\xbf\""[..]);
    }

    #[test]
    fn invalid_bytes_of_an_encoding_are_not_changed() {
        for body in [
            &b"\xff\xfe{"[..],
            b"\xff\xfe\0\0{\0\0",
            b"\0\0\0{\0\x11\0\0",
            b"{\0\0\0\xff\xff\xff\xff",
            b"{\0}\0\n",
        ] {
            assert_eq!(utf8(body.into()), body);
        }
    }
}
