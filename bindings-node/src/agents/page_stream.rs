//! The rows of a list, page by page.

use std::sync::Arc;

use flymyai_core::{CallResponse, Error, PageStream};
use napi_derive::napi;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use super::event_stream::json_array;
use crate::callback::FetchTransport;
use crate::runtime::cancel::{CancelToken, CancelTokens};
use crate::runtime::completions::Completions;
use crate::runtime::task;

/// The open stream, or the error of its arguments; `None` when it is closed.
type Slot = Option<Result<PageStream, Error>>;

/// The rows of a list, in batches.
#[napi]
pub struct NativePageStream {
    slot: Arc<Mutex<Slot>>,
    /// The transport of its requests, if a `fetch` sends them.
    fetch: Option<Arc<FetchTransport>>,
    closed: CancellationToken,
}

#[napi]
impl NativePageStream {
    pub(crate) fn new(
        stream: Result<PageStream, Error>,
        fetch: Option<Arc<FetchTransport>>,
    ) -> Self {
        Self {
            slot: Arc::new(Mutex::new(Some(stream))),
            fetch,
            closed: CancellationToken::new(),
        }
    }

    /// Requests the next page. The outcome is a JSON array of its rows; it is empty at the end.
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

    /// Stops the request and frees the stream.
    #[napi]
    pub fn close(&self) {
        self.closed.cancel();
        // A request in flight holds the slot. It ends because of the token, and the stream is freed
        // together with this object.
        if let Ok(mut slot) = self.slot.try_lock() {
            *slot = None;
        }
    }
}

impl Drop for NativePageStream {
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
