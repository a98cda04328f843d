//! Server-sent events, found in the bytes that JavaScript reads.

use flymyai_core::{ResponseLimits, SseDecoder};
use napi::bindgen_prelude::{Error, Result};
use napi_derive::napi;

/// No text of JavaScript's is longer.
const LONGEST_TEXT: u64 = (1 << 29) - 24;

/// Finds the events in a stream of bytes.
#[napi]
pub struct NativeEvents(SseDecoder);

#[napi]
impl NativeEvents {
    /// A decoder for one stream.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by JavaScript only")]
    pub fn new() -> Self {
        let limit = ResponseLimits::inference().max_bytes.min(LONGEST_TEXT);
        Self(SseDecoder::new(
            usize::try_from(limit).unwrap_or(usize::MAX),
        ))
    }

    /// Takes the next bytes and returns the data of the events that they complete.
    ///
    /// # Errors
    ///
    /// Where an event is too large for JavaScript.
    #[napi]
    pub fn push(&mut self, bytes: &[u8]) -> Result<Vec<String>> {
        self.0
            .push(bytes)
            .map_err(|_| Error::from_reason("an event is too large"))?;
        Ok(self.0.by_ref().filter_map(|event| event.data).collect())
    }
}
