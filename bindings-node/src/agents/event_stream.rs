//! A run's events as JavaScript holds them.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{Error, EventStream, Reply, StreamEnd};
use napi_derive::napi;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::callback::FetchTransport;
use crate::error::Failure;
use crate::runtime::cancel::Cancellation;
use crate::runtime::completions::Completions;
use crate::runtime::task::{self, Ended, Switches};

/// The stream while it is open, or why it never was.
type Slot = Option<Result<EventStream, Error>>;

/// A run's events, in batches.
#[napi]
pub struct NativeEventStream {
    slot: Arc<Mutex<Slot>>,
    /// Where its requests go, if JavaScript sends them.
    fetch: Option<Arc<FetchTransport>>,
    closed: CancellationToken,
}

#[napi]
impl NativeEventStream {
    pub(crate) fn new(
        stream: Result<EventStream, Error>,
        fetch: Option<Arc<FetchTransport>>,
    ) -> Self {
        Self {
            slot: Arc::new(Mutex::new(Some(stream))),
            fetch,
            closed: CancellationToken::new(),
        }
    }

    /// Looks for the next events. Under the ticket arrives one JSON array of
    /// them; nothing when there will be no more.
    #[napi(catch_unwind)]
    pub fn next(
        &self,
        completions: &Completions,
        ticket: u32,
        cancellation: Option<&Cancellation>,
    ) {
        if let Some(fetch) = &self.fetch {
            fetch.serve(ticket);
        }
        let switches = Switches {
            signal: cancellation.map(Cancellation::token),
            owner: Some(self.closed.clone()),
        };
        let slot = Arc::clone(&self.slot);
        task::start(completions.queue(), ticket, switches, next_batch(slot));
    }

    /// The failure that stands for the end of the stream at its timeout; nothing for
    /// another end, and while there may be more events.
    #[napi]
    #[must_use]
    pub fn timeout_failure(&self) -> Option<Failure> {
        let slot = self.slot.try_lock().ok()?;
        match slot.as_ref()?.as_ref().ok()?.end() {
            Some(StreamEnd::TimedOut(error)) => Some(Failure::from(error)),
            _ => None,
        }
    }

    /// Stops the polling and frees the stream.
    #[napi]
    pub fn close(&self) {
        self.closed.cancel();
        // A look under way holds the slot; it stops by itself, and frees the
        // stream together with this object.
        if let Ok(mut slot) = self.slot.try_lock() {
            *slot = None;
        }
    }
}

impl Drop for NativeEventStream {
    fn drop(&mut self) {
        self.closed.cancel();
    }
}

async fn next_batch(slot: Arc<Mutex<Slot>>) -> Ended {
    let body = match slot.lock().await.as_mut() {
        None => None,
        Some(Err(error)) => return Err(error.clone()),
        Some(Ok(stream)) => stream.next_batch().await?.map(|batch| array(&batch)),
    };
    Ok(Reply { status: 200, body })
}

/// One JSON array, so that JavaScript parses once.
fn array(items: &[Bytes]) -> Bytes {
    let mut text = Vec::with_capacity(items.iter().map(|item| item.len() + 1).sum::<usize>() + 2);
    text.push(b'[');
    text.extend_from_slice(&items.join(&b','));
    text.push(b']');
    text.into()
}
