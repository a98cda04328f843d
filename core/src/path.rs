//! Segments of URL paths.

use percent_encoding::percent_encode_byte;

use crate::error::Error;

/// Writes an id as exactly one path segment. What is already percent-encoded stays.
pub(crate) fn push_segment(path: &mut String, name: &'static str, id: &str) -> Result<(), Error> {
    if id.trim().is_empty() {
        return Err(Error::argument(name, format!("{name} must not be empty")));
    }
    let start = path.len();
    let bytes = id.as_bytes();
    // Whole runs at once: most ids need no encoding.
    let mut run = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let encoded = byte == b'%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        if encoded || byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@[]".contains(&byte) {
            continue;
        }
        path.push_str(id.get(run..at).unwrap_or_default());
        path.push_str(percent_encode_byte(byte));
        run = at + 1;
    }
    path.push_str(id.get(run..).unwrap_or_default());
    if is_relative(&path[start..]) {
        return Err(Error::argument(name, format!("{name} must not be {id:?}")));
    }
    Ok(())
}

/// Whether every URL parser on the way takes a segment for "here" or "up", encoded or not.
fn is_relative(segment: &str) -> bool {
    let dots = segment.strip_prefix('.').or_else(|| strip_encoded(segment));
    dots.is_some_and(|rest| matches!(rest, "" | ".") || strip_encoded(rest) == Some(""))
}

fn strip_encoded(segment: &str) -> Option<&str> {
    segment
        .strip_prefix("%2e")
        .or_else(|| segment.strip_prefix("%2E"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(id: &str) -> Result<String, Error> {
        let mut path = String::new();
        push_segment(&mut path, "run_id", id).map(|()| path)
    }

    #[test]
    fn an_id_is_one_segment() {
        for (id, expected) in [
            ("agent_abc123", "agent_abc123"),
            ("a b", "a%20b"),
            ("ü", "%C3%BC"),
            ("\"q\"", "%22q%22"),
            ("a/b", "a%2Fb"),
            ("../x", "..%2Fx"),
            ("a?b#c", "a%3Fb%23c"),
            ("a%20b", "a%20b"),
            ("a%zz", "a%25zz"),
            ("a\\b", "a%5Cb"),
            ("a\nb", "a%0Ab"),
            ("...", "..."),
            ("%2e%2e%2e", "%2e%2e%2e"),
            (".a", ".a"),
        ] {
            assert_eq!(segment(id).unwrap(), expected, "{id}");
        }
    }

    #[test]
    fn rejects_ids_that_are_no_path_segments() {
        for id in ["", " ", ".", "..", "%2e", "%2E", "%2e%2E", ".%2e", "%2E."] {
            assert_eq!(
                segment(id).unwrap_err().argument_name(),
                Some("run_id"),
                "{id}"
            );
        }
    }
}
