//! Server-sent events, as JavaScript takes them: many at once.

use flymyai_core::SseDecoder;
use napi::bindgen_prelude::{Error, Result};
use napi_derive::napi;

/// A string of JavaScript's has fewer than 2^29 characters; this leaves room for
/// the events that arrive together with the largest one.
pub(super) const LARGEST_EVENT: usize = (1 << 29) - (1 << 24);

/// Why a reply with a larger event ends.
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

/// Finds the events in the bytes of a response that JavaScript reads itself.
#[napi]
pub struct NativeEvents(SseDecoder);

#[napi]
impl NativeEvents {
    /// A decoder for one stream.
    #[napi(constructor)]
    #[must_use]
    #[allow(clippy::new_without_default, reason = "made by JavaScript only")]
    pub fn new() -> Self {
        Self(SseDecoder::new(LARGEST_EVENT))
    }

    /// Takes the next bytes and returns the events that they complete.
    ///
    /// # Errors
    ///
    /// Where an event is too large for JavaScript.
    #[napi(catch_unwind)]
    pub fn push(&mut self, bytes: &[u8]) -> Result<Events> {
        self.0
            .push(bytes)
            .map_err(|_| Error::from_reason(TOO_LARGE))?;
        let mut events = Events::default();
        self.0
            .by_ref()
            .filter_map(|event| event.data)
            .for_each(|data| events.push(data));
        Ok(events)
    }
}
