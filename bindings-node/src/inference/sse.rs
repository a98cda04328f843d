//! Server-sent events, passed to JavaScript in batches.

use flymyai_core::{EventTooLarge, ResponseLimits, SseDecoder, StreamContent};
use napi::bindgen_prelude::Error;
use napi_derive::napi;

/// A string of JavaScript's has fewer than 2^29 characters; this leaves room for
/// the events that arrive together with the largest one.
const LARGEST_EVENT: u64 = (1 << 29) - (1 << 24);

/// How much of a reply without events is kept for its error.
const EXCERPT: usize = 1000;

/// The error text for a larger event.
pub(super) const TOO_LARGE: &str = "an event is too large";

/// The data of events, one behind the other: one string costs less to hand over
/// than one for each event.
#[napi(object, object_from_js = false)]
#[derive(Default)]
pub struct Events {
    /// The data of all.
    pub text: String,
    /// Where the data of each ends in the text, in UTF-16 units.
    pub ends: Vec<u32>,
}

impl Events {
    pub(super) fn push(&mut self, data: String) {
        let start = self.ends.last().copied().unwrap_or(0);
        let length = if data.is_ascii() {
            data.len()
        } else {
            data.encode_utf16().count()
        };
        self.ends
            .push(start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX)));
        if self.text.is_empty() {
            self.text = data;
        } else {
            self.text.push_str(&data);
        }
    }
}

/// Finds the events of one reply, and tells at its end whether they were a whole
/// prediction.
pub(super) struct EventDecoder {
    decoder: SseDecoder,
    content: StreamContent,
    /// The beginning of the reply, kept until the first piece of a prediction.
    beginning: Vec<u8>,
}

impl EventDecoder {
    pub(super) fn new() -> Self {
        let limit = ResponseLimits::inference().max_bytes.min(LARGEST_EVENT);
        Self {
            decoder: SseDecoder::new(usize::try_from(limit).unwrap_or(usize::MAX)),
            content: StreamContent::default(),
            beginning: Vec::new(),
        }
    }

    /// Takes the next bytes, and adds the events that they complete.
    pub(super) fn push(&mut self, bytes: &[u8], events: &mut Events) -> Result<(), EventTooLarge> {
        if !self.content.has_piece() {
            let room = EXCERPT.saturating_sub(self.beginning.len());
            self.beginning
                .extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
        self.decoder.push(bytes)?;
        let content = &mut self.content;
        self.decoder
            .by_ref()
            .inspect(|event| content.note(event))
            .filter_map(|event| event.data)
            .for_each(|data| events.push(data));
        Ok(())
    }

    /// Why the reply, which has ended, was no whole prediction, if it was none.
    pub(super) fn fault(&mut self, status: u16, reason: &str) -> Option<String> {
        let fault = self.content.fault(&mut self.decoder)?;
        let text = fault.text();
        if self.content.has_piece() {
            return Some(text.to_owned());
        }
        let body = String::from_utf8_lossy(&self.beginning);
        Some(format!("{text}: {status} {reason}. Body: {body}"))
    }
}

/// Finds the events in the bytes of a response that JavaScript reads itself.
#[napi]
pub struct NativeEvents(EventDecoder);

#[napi]
impl NativeEvents {
    /// A decoder for one stream.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by JavaScript only")]
    pub fn new() -> Self {
        Self(EventDecoder::new())
    }

    /// Takes the next bytes and returns the events that they complete.
    ///
    /// # Errors
    ///
    /// Where an event is too large for JavaScript.
    #[napi(catch_unwind)]
    pub fn push(&mut self, bytes: &[u8]) -> napi::Result<Events> {
        let mut events = Events::default();
        self.0
            .push(bytes, &mut events)
            .map_err(|_| Error::from_reason(TOO_LARGE))?;
        Ok(events)
    }

    /// Why the stream, which has ended, was no whole prediction, if it was none.
    #[napi(catch_unwind)]
    pub fn fault(&mut self, status: u16, reason: String) -> Option<String> {
        self.0.fault(status, &reason)
    }
}
