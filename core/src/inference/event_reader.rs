//! Reads a reply's events within the limits of each.

use bytes::Bytes;
use tokio::time::Instant;

use super::verdict::is_meant;
use crate::config::ResponseLimits;
use crate::error::Error;
use crate::response_limits::{out_of_time, too_large};
use crate::sse::{SseDecoder, SseEvent};
use crate::transport::ResponseBody;

/// What the errors call it.
const EVENT: &str = "an event of the reply";

/// The events of a body, as they come.
#[derive(Debug)]
pub(super) struct EventReader {
    body: ResponseBody,
    decoder: SseDecoder,
    limits: ResponseLimits,
    /// How many bytes have arrived since the last event.
    arrived: u64,
    /// When the last event arrived, or else the head.
    last: Instant,
    /// When the first bytes of the event under way arrived.
    begun: Option<Instant>,
}

impl EventReader {
    pub(super) fn new(body: ResponseBody, limits: ResponseLimits) -> Self {
        Self {
            body,
            decoder: SseDecoder::new(usize::try_from(limits.max_bytes).unwrap_or(usize::MAX)),
            limits,
            arrived: 0,
            last: Instant::now(),
            begun: None,
        }
    }

    /// An event that has arrived.
    pub(super) fn arrived(&mut self) -> Option<SseEvent> {
        let event = self.decoder.by_ref().find(is_meant)?;
        self.arrived = 0;
        self.last = Instant::now();
        Some(event)
    }

    /// Reads the next piece of the body and returns it; nothing at the end. Before this,
    /// [`arrived`](Self::arrived) must have found nothing. A read that is dropped loses
    /// nothing.
    pub(super) async fn read(&mut self) -> Result<Option<Bytes>, Error> {
        // All that has arrived since the last event came to none.
        if self.arrived > self.limits.max_bytes {
            return Err(too_large(EVENT, self.limits.max_bytes));
        }
        let (moment, limit) = match self.begun {
            Some(begun) => (begun, self.limits.timeout),
            None => (self.last, self.limits.prediction_timeout),
        };
        let deadline = limit.and_then(|limit| moment.checked_add(limit));
        let piece = match deadline {
            Some(deadline) => tokio::time::timeout_at(deadline, self.body.piece())
                .await
                .map_err(|_| out_of_time(EVENT, limit))??,
            None => self.body.piece().await?,
        };
        if let Some(piece) = &piece {
            self.push(piece)?;
        }
        Ok(piece)
    }

    fn push(&mut self, piece: &[u8]) -> Result<(), Error> {
        let pushed = self.decoder.push(piece);
        pushed.map_err(|_| too_large(EVENT, self.limits.max_bytes))?;
        self.arrived += piece.len() as u64;
        let has_event = self.decoder.has_event();
        self.begun = match self.begun {
            _ if !self.decoder.is_inside_event() => None,
            Some(begun) if !has_event => Some(begun),
            _ => Some(Instant::now()),
        };
        Ok(())
    }

    /// Reads the rest of the body for nothing.
    pub(super) async fn drain(&mut self) {
        while let Ok(Some(_)) = self.body.piece().await {}
    }
}
