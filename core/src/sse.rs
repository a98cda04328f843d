//! Server-sent events: bytes in, events out, no I/O.
//!
//! Lines end with CR, LF or CRLF and nothing else: a U+2028 inside JSON is text. The events
//! do not depend on the boundaries of chunks.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;

use memchr::memchr;

use crate::lines::{LineSplitter, Part};

/// One event; fields that the service did not send are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SseEvent {
    /// The `event` field.
    pub event: Option<String>,
    /// The `data` lines, joined by line feeds.
    pub data: Option<String>,
    /// The last `id` seen so far in the stream.
    pub id: Option<Arc<str>>,
    /// The `retry` field, in milliseconds.
    pub retry: Option<u64>,
}

/// The lines of an event have more bytes than the limit of the decoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTooLarge;

/// Finds the events in a stream of bytes.
///
/// ```
/// use flymyai_core::SseDecoder;
///
/// let mut decoder = SseDecoder::new(1 << 20);
/// decoder.push(b"data: {\"a\":").unwrap();
/// assert_eq!(decoder.next(), None);
/// decoder.push(b" 1}\r\n\r\n").unwrap();
/// assert_eq!(decoder.next().unwrap().data.as_deref(), Some("{\"a\": 1}"));
/// ```
#[derive(Debug)]
pub struct SseDecoder {
    limit: usize,
    /// The line under way.
    line: Vec<u8>,
    lines: LineSplitter,
    first_line: bool,
    event: Option<Vec<u8>>,
    data: Option<Vec<u8>>,
    /// Shared by the events that follow it.
    id: Option<Arc<str>>,
    retry: Option<u64>,
    ready: VecDeque<SseEvent>,
}

impl SseDecoder {
    /// A decoder for one stream whose events have at most this many bytes, the
    /// names of their fields included.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            lines: LineSplitter::default(),
            first_line: true,
            event: None,
            data: None,
            id: None,
            retry: None,
            ready: VecDeque::new(),
        }
    }

    /// Takes the next chunk of the stream.
    ///
    /// # Errors
    ///
    /// [`EventTooLarge`] past the limit; the stream can't be read on then.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), EventTooLarge> {
        while let Some(part) = self.lines.next(&mut bytes) {
            match part {
                Part::Open(rest) => {
                    self.line.extend_from_slice(rest);
                    self.check(self.line.len())?;
                }
                Part::End(line) if self.line.is_empty() => self.take_line(Cow::Borrowed(line))?,
                Part::End(rest) => {
                    self.line.extend_from_slice(rest);
                    let line = std::mem::take(&mut self.line);
                    self.take_line(Cow::Owned(line))?;
                }
            }
        }
        Ok(())
    }

    /// Whether the stream stopped inside an event; such an event is not delivered.
    #[must_use]
    pub fn is_inside_event(&self) -> bool {
        !self.line.is_empty() || self.event.is_some() || self.data.is_some()
    }

    /// The incomplete event at the end of the stream. It is not delivered; callers
    /// use it to detect lost data.
    pub(crate) fn unfinished(&mut self) -> Option<SseEvent> {
        let line = std::mem::take(&mut self.line);
        if !line.is_empty() {
            // An event that is too large to deliver is incomplete, too.
            let _ = self.take_line(Cow::Owned(line));
        }
        self.dispatch();
        self.ready.pop_back()
    }

    /// Fails if a line of this many bytes, complete or not, exceeds the limit.
    fn check(&self, line: usize) -> Result<(), EventTooLarge> {
        let held = |field: &Option<Vec<u8>>| field.as_ref().map_or(0, Vec::len);
        let id = self.id.as_ref().map_or(0, |id| id.len());
        if id + held(&self.event) + held(&self.data) + line > self.limit {
            Err(EventTooLarge)
        } else {
            Ok(())
        }
    }

    fn take_line(&mut self, line: Cow<'_, [u8]>) -> Result<(), EventTooLarge> {
        self.check(line.len())?;
        let bom = std::mem::take(&mut self.first_line) && line.starts_with(b"\xef\xbb\xbf");
        let start = if bom { 3 } else { 0 };
        if line.len() == start {
            self.dispatch();
            return Ok(());
        }
        let colon = memchr(b':', &line[start..]).map_or(line.len(), |at| start + at);
        let mut value = line.len().min(colon + 1);
        if line.get(value) == Some(&b' ') {
            value += 1;
        }
        match &line[start..colon] {
            b"data" => match &mut self.data {
                Some(data) => {
                    data.push(b'\n');
                    data.extend_from_slice(&line[value..]);
                }
                None => self.data = Some(after(line, value)),
            },
            b"event" => self.event = Some(after(line, value)),
            b"id" if !line[value..].contains(&0) => self.id = Some(text(after(line, value)).into()),
            b"retry" => {
                let value = &line[value..];
                let digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
                if digits {
                    self.retry = std::str::from_utf8(value)
                        .ok()
                        .and_then(|text| text.parse().ok());
                }
            }
            // Comments, and fields of a later standard.
            _ => {}
        }
        Ok(())
    }

    fn dispatch(&mut self) {
        let (event, data, retry) = (self.event.take(), self.data.take(), self.retry.take());
        // An id or a retry time alone is a message to the decoder, not to the program.
        if event.is_some() || data.is_some() {
            self.ready.push_back(SseEvent {
                event: event.map(text),
                data: data.map(text),
                id: self.id.clone(),
                retry,
            });
        }
    }
}

impl Iterator for SseDecoder {
    type Item = SseEvent;

    /// The next whole event; nothing until more bytes are pushed.
    fn next(&mut self) -> Option<SseEvent> {
        self.ready.pop_front()
    }
}

/// The rest of a line from this position; reuses the memory of an owned line.
fn after(line: Cow<'_, [u8]>, start: usize) -> Vec<u8> {
    match line {
        Cow::Borrowed(line) => line[start..].to_vec(),
        Cow::Owned(mut line) => {
            line.drain(..start);
            line
        }
    }
}

/// Text, without a copy where it is UTF-8, as it nearly always is.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::sse as chunked;
    use proptest::prelude::*;

    fn decode(chunks: &[&[u8]]) -> Vec<SseEvent> {
        let mut decoder = SseDecoder::new(1 << 20);
        let mut events = Vec::new();
        for chunk in chunks {
            decoder.push(chunk).unwrap();
            events.extend(&mut decoder);
        }
        events
    }

    fn data(text: &str) -> Vec<String> {
        decode(&[text.as_bytes()])
            .into_iter()
            .filter_map(|event| event.data)
            .collect()
    }

    #[test]
    fn accepts_all_line_endings() {
        assert_eq!(
            data("data: a\n\ndata: b\r\n\r\ndata: c\r\rdata: d\r\n\n"),
            ["a", "b", "c", "d"]
        );
    }

    #[test]
    fn crlf_is_one_line_ending() {
        assert_eq!(data("data: a\r\ndata: b\r\n\r\n"), ["a\nb"]);
        let chunks: [&[u8]; 3] = [b"data: a\r", b"\ndata: b\r\n\r", b"\ndata: c\r\n\r\n"];
        let events = decode(&chunks);
        let texts: Vec<_> = events.iter().map(|event| event.data.as_deref()).collect();
        assert_eq!(texts, [Some("a\nb"), Some("c")]);
    }

    #[test]
    fn other_line_separators_are_text() {
        assert_eq!(
            data("data: a\u{2028}b\u{85}c\x0bd\n\n"),
            ["a\u{2028}b\u{85}c\u{b}d"]
        );
    }

    #[test]
    fn joins_data_lines_and_strips_one_space() {
        assert_eq!(data("data:  a\ndata:b\ndata\ndata: \n\n"), [" a\nb\n\n"]);
    }

    #[test]
    fn ignores_comments_and_unknown_fields() {
        assert_eq!(data(": hello\nfoo: bar\n\n:\n\ndata: a\n\n"), ["a"]);
    }

    #[test]
    fn strips_a_byte_order_mark() {
        assert_eq!(
            data("\u{feff}data: a\n\ndata: \u{feff}b\n\n"),
            ["a", "\u{feff}b"]
        );
    }

    #[test]
    fn drops_an_unfinished_event() {
        let mut decoder = SseDecoder::new(100);
        decoder.push(b"data: a\n\ndata: b\n").unwrap();
        assert_eq!(decoder.by_ref().count(), 1);
        assert!(decoder.is_inside_event());
        assert_eq!(decoder.unfinished().unwrap().data.as_deref(), Some("b"));
        for (stream, lost) in [
            ("data: a", Some("a")),
            ("data: a\nda", Some("a")),
            ("data: a\r\n", Some("a")),
            ("data: a\n\n", None),
            ("data: a\n\n: comment", None),
            ("data: a\n\nid: 7\nretry: 5", None),
            ("", None),
        ] {
            let mut decoder = SseDecoder::new(100);
            decoder.push(stream.as_bytes()).unwrap();
            while decoder.next().is_some() {}
            let found = decoder.unfinished().and_then(|event| event.data);
            assert_eq!(found.as_deref(), lost, "{stream:?}");
        }
    }

    #[test]
    fn reads_event_id_and_retry() {
        let events =
            decode(&[b"id: 7\nretry: 50\n\nevent: {\"a\":1}\n\nid\nretry: soon\ndata: b\n\n"]);
        assert_eq!(events.len(), 2);
        assert_eq!(events[0].event.as_deref(), Some("{\"a\":1}"));
        assert_eq!(
            (events[0].id.as_deref(), events[0].retry),
            (Some("7"), None)
        );
        assert_eq!((events[1].id.as_deref(), events[1].retry), (Some(""), None));
    }

    #[test]
    fn replaces_invalid_utf_8() {
        assert_eq!(
            decode(&[b"data: a\xffb\n\n"])[0].data.as_deref(),
            Some("a\u{fffd}b")
        );
    }

    #[test]
    fn rejects_events_over_the_size_limit() {
        for stream in [
            "data: 12345678901",
            "data: 1234\ndata: 12345\n",
            "event: 123456789\n",
            "event: 1\ndata: 123456\n",
            ": 1234567890",
        ] {
            let mut decoder = SseDecoder::new(11);
            assert_eq!(
                decoder.push(stream.as_bytes()),
                Err(EventTooLarge),
                "{stream}"
            );
        }
        let mut decoder = SseDecoder::new(11);
        decoder
            .push(b"data: 12345\n\n: 123456789\ndata: 12345\n\n")
            .unwrap();
        assert_eq!(decoder.count(), 2);
    }

    fn stream() -> impl Strategy<Value = Vec<u8>> {
        let chunks: Vec<&'static [u8]> = vec![
            b"data: ",
            b"data",
            b"event:",
            b"id: ",
            b"retry: 1",
            b"\r",
            b"\n",
            b"\r\n",
            b"\n\n",
            b"\r\n\r\n",
            b": c",
            "привет\u{2028}".as_bytes(),
            b"\xff",
            b"\xef\xbb\xbf",
            b"{\"a\": 1}",
        ];
        let chunk = proptest::sample::select(chunks);
        proptest::collection::vec(chunk, 0..40).prop_map(|chunks| chunks.concat())
    }

    proptest! {
        #[test]
        fn any_chunking_gives_the_same_events(stream in stream(), limit in 0..100_usize, sizes in proptest::collection::vec(0..12_usize, 1..10)) {
            chunked::check(&stream, limit, &sizes);
            chunked::check(&stream, 1 << 20, &sizes);
        }

        #[test]
        fn arbitrary_bytes_do_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            chunked::check(&bytes, 50, &[1]);
        }
    }
}
