//! Tracks the position within a stream of server-sent events, without keeping its
//! bytes.
//!
//! Limits on events hold wherever the events are decoded: in core, or by a binding that
//! reads the bytes of a response itself.

use crate::lines::{LineSplitter, Part};

/// The number of bytes of a line that are examined: enough for each field's name and `[DONE]`.
const START: usize = 24;

/// Follows the lines of a stream.
#[derive(Debug, Default)]
pub(crate) struct EventWatch {
    lines: LineSplitter,
    /// The first bytes of the line under way.
    start: [u8; START],
    /// The length of that line.
    length: usize,
    /// The current event has a line with a field.
    has_field: bool,
    /// The current event has content.
    has_content: bool,
}

impl EventWatch {
    /// Takes the next chunk; returns whether an event with content ends in it.
    pub(crate) fn push(&mut self, mut bytes: &[u8]) -> bool {
        let mut has_ended = false;
        while let Some(part) = self.lines.next(&mut bytes) {
            let (Part::Open(line) | Part::End(line)) = part;
            if let Some(room) = self.start.get_mut(self.length..) {
                let kept = line.len().min(room.len());
                room[..kept].copy_from_slice(&line[..kept]);
            }
            self.length = self.length.saturating_add(line.len());
            if let Part::End(_) = part {
                has_ended |= self.end_line();
            }
        }
        has_ended
    }

    /// Whether an event, or any line, has begun.
    pub(crate) fn is_inside(&self) -> bool {
        self.length > 0 || self.has_field
    }

    fn end_line(&mut self) -> bool {
        let length = std::mem::take(&mut self.length);
        if length == 0 {
            self.has_field = false;
            return std::mem::take(&mut self.has_content);
        }
        let line = &self.start[..length.min(START)];
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        for name in [&b"data"[..], b"event"] {
            let value = match line.strip_prefix(name) {
                Some([]) => &[],
                Some([b':', value @ ..]) => value.trim_ascii(),
                _ => continue,
            };
            self.has_field = true;
            self.has_content |= length > START || !value.is_empty() && value != b"[DONE]";
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sse::SseDecoder;

    fn ends(text: &str, size: usize) -> (usize, bool) {
        let mut watch = EventWatch::default();
        let chunks = text.as_bytes().chunks(size);
        let count = chunks.filter(|chunk| watch.push(chunk)).count();
        (count, watch.is_inside())
    }

    #[test]
    fn event_ends_match_the_decoder() {
        for (text, count) in [
            ("data: 1\n\ndata: 2\r\n\r\ndata: 3\r\r", 3),
            ("\u{feff}data: 1\n\n", 1),
            (": a comment\n\nid: 7\n\nretry: 1\n\n", 0),
            ("data:\n\ndata\n\ndata: [DONE]\n\ndata:  \n\n", 0),
            ("event: x\ndata\n\n", 1),
            (
                "data: a rather long line of data that says something\n\n",
                1,
            ),
            ("database: 1\n\n", 0),
            ("data:\ndata: 1\n\n", 1),
        ] {
            assert_eq!(ends(text, 1), (count, false), "{text:?}");
            let mut decoder = SseDecoder::new(1000);
            decoder.push(text.as_bytes()).unwrap();
            let found = decoder.filter(crate::inference::is_data_event).count();
            assert_eq!(found, count, "{text:?}");
        }
    }

    #[test]
    fn events_last_until_their_blank_line() {
        for text in ["d", ":", "data: 1\n", "data: 1\n\nx", "event: 1\r\n"] {
            assert!(ends(text, 3).1, "{text:?}");
        }
        for text in ["", "\n", ":\n", "id: 1\n", "data: 1\n\n", "data: 1\r\n\r\n"] {
            assert!(!ends(text, 3).1, "{text:?}");
        }
    }
}
