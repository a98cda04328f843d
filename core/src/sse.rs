//! Server-sent events: bytes in, events out, no I/O.
//!
//! Lines end with CR, LF or CRLF and nothing else: a U+2028 inside JSON is text.
//! However the bytes are cut, the events are the same.

use std::collections::VecDeque;

/// One event, as far as the service filled it in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SseEvent {
    /// The `event` field.
    pub event: Option<String>,
    /// The `data` lines, joined by line feeds.
    pub data: Option<String>,
    /// The last `id` seen so far in the stream.
    pub id: Option<String>,
    /// The `retry` field, in milliseconds.
    pub retry: Option<u64>,
}

/// An event has more bytes than the decoder was told to hold.
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
    /// The last byte was a CR: an LF right after it belongs to the same line end.
    after_cr: bool,
    first_line: bool,
    event: Option<Vec<u8>>,
    data: Option<Vec<u8>>,
    id: Option<String>,
    retry: Option<u64>,
    ready: VecDeque<SseEvent>,
}

impl SseDecoder {
    /// A decoder for one stream whose events have at most this many bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            after_cr: false,
            first_line: true,
            event: None,
            data: None,
            id: None,
            retry: None,
            ready: VecDeque::new(),
        }
    }

    /// Takes the next bytes of the stream, however they are cut.
    ///
    /// # Errors
    ///
    /// [`EventTooLarge`] past the limit; the stream can't be read on then.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), EventTooLarge> {
        while let Some(&first) = bytes.first() {
            if std::mem::take(&mut self.after_cr) && first == b'\n' {
                bytes = &bytes[1..];
                continue;
            }
            match bytes.iter().position(|byte| matches!(byte, b'\r' | b'\n')) {
                Some(end) => {
                    self.after_cr = bytes[end] == b'\r';
                    if self.line.is_empty() {
                        self.take_line(&bytes[..end])?;
                    } else {
                        self.line.extend_from_slice(&bytes[..end]);
                        let line = std::mem::take(&mut self.line);
                        self.take_line(&line)?;
                    }
                    bytes = &bytes[end + 1..];
                }
                None => {
                    self.line.extend_from_slice(bytes);
                    return self.check(self.line.len());
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

    fn check(&self, more: usize) -> Result<(), EventTooLarge> {
        let held = self.data.as_ref().map_or(0, Vec::len) + more;
        if held > self.limit {
            Err(EventTooLarge)
        } else {
            Ok(())
        }
    }

    fn take_line(&mut self, line: &[u8]) -> Result<(), EventTooLarge> {
        let line = match std::mem::take(&mut self.first_line) {
            true => line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line),
            false => line,
        };
        if line.is_empty() {
            self.dispatch();
            return Ok(());
        }
        let (name, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                self.check(value.len())?;
                match &mut self.data {
                    Some(data) => {
                        data.push(b'\n');
                        data.extend_from_slice(value);
                    }
                    None => self.data = Some(value.to_vec()),
                }
            }
            b"event" => {
                self.check(value.len())?;
                self.event = Some(value.to_vec());
            }
            b"id" if !value.contains(&0) => self.id = Some(text(value.to_vec())),
            b"retry" => {
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

/// Text, without a copy where it is UTF-8, as it nearly always is.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn every_line_end_ends_a_line() {
        assert_eq!(
            data("data: a\n\ndata: b\r\n\r\ndata: c\r\rdata: d\r\n\n"),
            ["a", "b", "c", "d"]
        );
    }

    #[test]
    fn other_line_breaks_are_text() {
        assert_eq!(
            data("data: a\u{2028}b\u{85}c\x0bd\n\n"),
            ["a\u{2028}b\u{85}c\u{b}d"]
        );
    }

    #[test]
    fn data_lines_are_joined_and_one_blank_is_dropped() {
        assert_eq!(data("data:  a\ndata:b\ndata\ndata: \n\n"), [" a\nb\n\n"]);
    }

    #[test]
    fn comments_and_unknown_fields_say_nothing() {
        assert_eq!(data(": hello\nfoo: bar\n\n:\n\ndata: a\n\n"), ["a"]);
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_name() {
        assert_eq!(
            data("\u{feff}data: a\n\ndata: \u{feff}b\n\n"),
            ["a", "\u{feff}b"]
        );
    }

    #[test]
    fn an_event_that_was_cut_off_is_not_delivered() {
        let mut decoder = SseDecoder::new(100);
        decoder.push(b"data: a\n\ndata: b\n").unwrap();
        assert_eq!(decoder.by_ref().count(), 1);
        assert!(decoder.is_inside_event());
    }

    #[test]
    fn the_other_fields() {
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
    fn what_is_not_utf_8_is_replaced() {
        assert_eq!(
            decode(&[b"data: a\xffb\n\n"])[0].data.as_deref(),
            Some("a\u{fffd}b")
        );
    }

    #[test]
    fn an_event_that_never_ends_is_refused() {
        let mut decoder = SseDecoder::new(10);
        assert_eq!(decoder.push(b"data: 12345678901"), Err(EventTooLarge));
        let mut decoder = SseDecoder::new(10);
        assert_eq!(
            decoder.push(b"data: 123456\ndata: 123456\n"),
            Err(EventTooLarge)
        );
    }

    fn stream() -> impl Strategy<Value = Vec<u8>> {
        let pieces: Vec<&'static [u8]> = vec![
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
        let piece = proptest::sample::select(pieces);
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_chunking_gives_the_same_events(stream in stream(), cuts in proptest::collection::vec(0.0..1.0, 0..10)) {
            let whole = decode(&[&stream]);
            let bytes: Vec<&[u8]> = stream.chunks(1).collect();
            prop_assert_eq!(&decode(&bytes), &whole);
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| (cut * stream.len() as f64) as usize).collect();
            cuts.extend([0, stream.len()]);
            cuts.sort_unstable();
            let chunks: Vec<&[u8]> = cuts.windows(2).map(|cut| &stream[cut[0]..cut[1]]).collect();
            prop_assert_eq!(&decode(&chunks), &whole);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut decoder = SseDecoder::new(50);
            let _ = decoder.push(&bytes);
            while decoder.next().is_some() {}
        }
    }
}
