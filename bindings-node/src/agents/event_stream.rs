//! The events of a run.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{CallResponse, Error, EventStream, StreamEnd};
use napi_derive::napi;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::callback::FetchTransport;
use crate::error::Failure;
use crate::runtime::cancel::{CancelToken, CancelTokens};
use crate::runtime::completions::Completions;
use crate::runtime::task;

/// The open stream, or the error of its arguments; `None` when it is closed.
type Slot = Option<Result<EventStream, Error>>;

/// The events of a run, in batches.
#[napi]
pub struct NativeEventStream {
    slot: Arc<Mutex<Slot>>,
    /// The transport of its requests, if a `fetch` sends them.
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

    /// Polls for the next events. The outcome is a JSON array of them; it is empty at the end.
    #[napi(catch_unwind)]
    pub fn next(
        &self,
        completions: &Completions,
        call_id: u32,
        cancel_token: Option<&CancelToken>,
    ) {
        if let Some(fetch) = &self.fetch {
            fetch.set_call_id(call_id);
        }
        let cancel_tokens = CancelTokens {
            signal: cancel_token.map(CancelToken::token),
            owner: Some(self.closed.clone()),
        };
        let slot = Arc::clone(&self.slot);
        task::start(
            completions.queue(),
            call_id,
            cancel_tokens,
            next_batch(slot),
        );
    }

    /// The failure of a stream that has ended at its timeout; `null` for another end, and while
    /// the stream is open.
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
        // A poll in flight holds the slot. It ends because of the token, and the stream is freed
        // together with this object.
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

async fn next_batch(slot: Arc<Mutex<Slot>>) -> Result<CallResponse, Error> {
    let body = match slot.lock().await.as_mut() {
        None => None,
        Some(Err(error)) => return Err(error.clone()),
        Some(Ok(stream)) => stream.next_batch().await?.map(|batch| json_array(&batch)),
    };
    Ok(CallResponse { status: 200, body })
}

/// One JSON array, so that JavaScript parses once.
pub(super) fn json_array(items: &[Bytes]) -> Bytes {
    let mut text = Vec::with_capacity(items.iter().map(|item| item.len() + 1).sum::<usize>() + 2);
    text.push(b'[');
    text.extend_from_slice(&items.join(&b','));
    text.push(b']');
    text.into()
}
