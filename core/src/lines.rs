//! Splits the bytes of a stream of server-sent events into lines.

use memchr::memchr2;

/// Finds the ends of lines: CR, LF or CRLF and nothing else. The lines are the same
/// wherever the stream is cut into chunks.
#[derive(Debug, Default)]
pub(crate) struct LineSplitter {
    /// The last byte was a CR: an LF right after it belongs to the same line end.
    after_cr: bool,
}

/// The next part of a chunk.
pub(crate) enum Part<'a> {
    /// The rest of a line, without its end.
    End(&'a [u8]),
    /// The rest of the chunk, whose line has no end yet; not empty.
    Open(&'a [u8]),
}

impl LineSplitter {
    /// Takes the next part off the front of the chunk; `None` if the chunk is empty.
    pub(crate) fn next<'a>(&mut self, chunk: &mut &'a [u8]) -> Option<Part<'a>> {
        if !chunk.is_empty() && std::mem::take(&mut self.after_cr) {
            *chunk = chunk.strip_prefix(b"\n").unwrap_or(chunk);
        }
        let bytes = *chunk;
        let Some(end) = memchr2(b'\r', b'\n', bytes) else {
            *chunk = &[];
            return (!bytes.is_empty()).then_some(Part::Open(bytes));
        };
        self.after_cr = bytes[end] == b'\r';
        *chunk = &bytes[end + 1..];
        Some(Part::End(&bytes[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, size: usize) -> Vec<String> {
        let mut splitter = LineSplitter::default();
        let (mut lines, mut line) = (Vec::new(), Vec::new());
        for mut chunk in text.as_bytes().chunks(size) {
            while let Some(part) = splitter.next(&mut chunk) {
                match part {
                    Part::Open(bytes) => line.extend_from_slice(bytes),
                    Part::End(bytes) => {
                        line.extend_from_slice(bytes);
                        lines.push(String::from_utf8(std::mem::take(&mut line)).unwrap());
                    }
                }
            }
        }
        lines.push(String::from_utf8(line).unwrap());
        lines
    }

    #[test]
    fn lines_do_not_depend_on_chunks() {
        for size in 1..10 {
            assert_eq!(
                lines("a\rb\nc\r\nd\u{2028}\r\r\n\n\re", size),
                ["a", "b", "c", "d\u{2028}", "", "", "", "e"],
                "chunks of {size} bytes"
            );
        }
    }
}
