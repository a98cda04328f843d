//! Decodes server-sent events for JavaScript.

use flymyai_core::{EventTooLarge, SseDecoder, StreamContent};

use crate::limits::Limits;
use crate::runtime::outcome::EventBatch;

/// The size limit of an event. A JavaScript string has fewer than 2^29 characters; the rest is
/// for events that arrive together with the largest one.
const MAX_EVENT: u64 = (1 << 29) - (1 << 24);

/// The maximum length of a response's beginning in an error, in bytes.
const MAX_ERROR_BODY: usize = 1000;

/// The error text of a larger event.
pub(crate) const TOO_LARGE: &str = "server-sent event exceeds the size limit; \
    the option maxResponseBytes or the environment variable FLYMYAI_MAX_RESPONSE_BYTES sets it";

/// Decodes the events of one response, and checks at its end whether they are a complete
/// prediction.
pub struct EventDecoder {
    decoder: SseDecoder,
    content: StreamContent,
    /// The beginning of the response, kept until the first data event.
    beginning: Vec<u8>,
}

impl EventDecoder {
    /// A decoder for one response of a client with these limits, which are valid.
    #[must_use]
    pub fn with_limits(limits: Limits) -> Self {
        let defaults = crate::profile::response_limits();
        let limits = limits.applied_to(defaults).unwrap_or(defaults);
        Self::new(limits.max_bytes)
    }

    pub(crate) fn new(max_event: u64) -> Self {
        let limit = max_event.min(MAX_EVENT);
        Self {
            decoder: SseDecoder::new(usize::try_from(limit).unwrap_or(usize::MAX)),
            content: StreamContent::default(),
            beginning: Vec::new(),
        }
    }

    /// Decodes the next bytes and returns the events that they complete.
    ///
    /// # Errors
    ///
    /// The text of the error when an event exceeds the size limit.
    pub fn decode(&mut self, bytes: &[u8]) -> Result<EventBatch, &'static str> {
        let mut events = EventBatch::default();
        self.push(bytes, &mut events).map_err(|_| TOO_LARGE)?;
        Ok(events)
    }

    /// Decodes the next bytes, and adds the events that they complete.
    pub(crate) fn push(
        &mut self,
        bytes: &[u8],
        events: &mut EventBatch,
    ) -> Result<(), EventTooLarge> {
        if !self.content.has_part() {
            let rest = MAX_ERROR_BODY.saturating_sub(self.beginning.len());
            self.beginning
                .extend_from_slice(&bytes[..bytes.len().min(rest)]);
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

    /// Why the response, which has ended, is not a complete prediction; `None` if it is.
    pub fn failure(&mut self, status: u16, reason: &str) -> Option<String> {
        let failure = self.content.failure(&mut self.decoder)?;
        let text = failure.text();
        if self.content.has_part() {
            return Some(text.to_owned());
        }
        let body = String::from_utf8_lossy(&self.beginning);
        Some(format!("{text}: {status} {reason}. Body: {body}"))
    }
}
