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
    for (at, &byte) in bytes.iter().enumerate() {
        let encoded = byte == b'%'
            && bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
            && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit);
        if encoded || byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@[]".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(percent_encode_byte(byte));
        }
    }
    // Every URL parser on the way takes these for "here" and "up", encoded or not.
    let segment = path[start..].replace("%2e", ".").replace("%2E", ".");
    if segment == "." || segment == ".." {
        return Err(Error::argument(name, format!("{name} must not be {id:?}")));
    }
    Ok(())
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
        ] {
            assert_eq!(segment(id).unwrap(), expected, "{id}");
        }
    }

    #[test]
    fn rejects_ids_that_are_no_path_segments() {
        for id in ["", " ", ".", "..", "%2e%2E", ".%2e"] {
            assert_eq!(
                segment(id).unwrap_err().argument_name(),
                Some("run_id"),
                "{id}"
            );
        }
    }
}
