//! Server-sent events, found in the bytes that JavaScript reads.

use flymyai_core::{ResponseLimits, SseDecoder, StreamContent};
use napi::bindgen_prelude::{Error, Result};
use napi_derive::napi;

/// No text of JavaScript's is longer.
const LONGEST_TEXT: u64 = (1 << 29) - 24;

/// How much of a reply without events is kept for its error.
const EXCERPT: usize = 1000;

/// Finds the events in a stream of bytes.
#[napi]
pub struct NativeEvents {
    decoder: SseDecoder,
    content: StreamContent,
    /// What the reply began with, for as long as there is no piece in it.
    beginning: Vec<u8>,
}

#[napi]
impl NativeEvents {
    /// A decoder for one stream.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by JavaScript only")]
    pub fn new() -> Self {
        let limit = ResponseLimits::inference().max_bytes.min(LONGEST_TEXT);
        Self {
            decoder: SseDecoder::new(usize::try_from(limit).unwrap_or(usize::MAX)),
            content: StreamContent::default(),
            beginning: Vec::new(),
        }
    }

    /// Takes the next bytes and returns the data of the events that they complete.
    ///
    /// # Errors
    ///
    /// Where an event is too large for JavaScript.
    #[napi]
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<String>> {
        if !self.content.has_piece() {
            let room = EXCERPT.saturating_sub(self.beginning.len());
            self.beginning
                .extend_from_slice(&bytes[..bytes.len().min(room)]);
        }
        self.decoder
            .push(bytes)
            .map_err(|_| Error::from_reason("an event is too large"))?;
        let content = &mut self.content;
        let events = self.decoder.by_ref().inspect(|event| content.note(event));
        Ok(events.filter_map(|event| event.data).collect())
    }

    /// Why the stream, which has ended, was no whole prediction, if it was none.
    #[napi]
    pub fn fault(&mut self, status: u16, reason: String) -> Option<String> {
        let fault = self.content.fault(&mut self.decoder)?;
        let text = fault.text();
        if self.content.has_piece() {
            return Some(text.to_owned());
        }
        let body = String::from_utf8_lossy(&self.beginning);
        Some(format!("{text}: {status} {reason}. Body: {body}"))
    }
}
