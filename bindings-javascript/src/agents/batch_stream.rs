//! A stream of core that JavaScript reads in batches.

use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{CallResponse, Error, EventStream, PageStream, StreamEnd};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::callback::fetch_transport::FetchTransport;
use crate::convert::header_list;
use crate::error::Failure;
use crate::runtime::cancel::CancelTokens;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::task;

/// The events of a run, in batches.
pub type RunEvents = BatchStream<EventStream>;
/// The rows of a list, in batches: a page is one.
pub type ListRows = BatchStream<PageStream>;

/// A stream of core whose items arrive in batches of raw JSON.
pub trait BatchSource: Send + 'static {
    /// The next batch; nothing at the end.
    fn next_batch(&mut self) -> impl Future<Output = Result<Option<Vec<Bytes>>, Error>> + Send;
}

impl BatchSource for EventStream {
    async fn next_batch(&mut self) -> Result<Option<Vec<Bytes>>, Error> {
        self.next_batch().await
    }
}

impl BatchSource for PageStream {
    async fn next_batch(&mut self) -> Result<Option<Vec<Bytes>>, Error> {
        self.next_batch().await
    }
}

/// The open stream, or the error of its arguments; `None` when it is closed.
type Slot<S> = Option<Result<S, Error>>;

/// An open stream. Dropping it stops its request.
pub struct BatchStream<S> {
    slot: Arc<Mutex<Slot<S>>>,
    /// The transport of its requests, if a `fetch` sends them.
    fetch: Option<Arc<FetchTransport>>,
    closed: CancellationToken,
}

impl<S: BatchSource> BatchStream<S> {
    pub(crate) fn new(stream: Result<S, Error>, fetch: Option<Arc<FetchTransport>>) -> Self {
        Self {
            slot: Arc::new(Mutex::new(Some(stream))),
            fetch,
            closed: CancellationToken::new(),
        }
    }

    /// Requests the next batch. The outcome is a JSON array; it is empty at the end.
    pub fn next(
        &self,
        completions: &Arc<CompletionQueue>,
        call_id: u32,
        cancel_token: Option<CancellationToken>,
    ) {
        if let Some(fetch) = &self.fetch {
            fetch.set_call_id(call_id);
        }
        let cancel_tokens = CancelTokens {
            signal: cancel_token,
            owner: Some(self.closed.clone()),
        };
        let batch = next_batch(Arc::clone(&self.slot));
        task::start(Arc::clone(completions), call_id, cancel_tokens, batch);
    }

    /// Stops the request and frees the stream.
    pub fn close(&self) {
        self.closed.cancel();
        // A request in flight holds the slot. It ends because of the token, and the stream is
        // freed together with this object.
        if let Ok(mut slot) = self.slot.try_lock() {
            *slot = None;
        }
    }
}

impl RunEvents {
    /// The failure of a stream that has ended at its timeout; `None` for another end, and while
    /// the stream is open.
    #[must_use]
    pub fn timeout_failure(&self) -> Option<Failure> {
        let slot = self.slot.try_lock().ok()?;
        match slot.as_ref()?.as_ref().ok()?.end() {
            Some(StreamEnd::TimedOut(error)) => Some(Failure::from(error)),
            _ => None,
        }
    }
}

impl RunEvents {
    /// The run's record as JSON, once the run has ended.
    #[must_use]
    pub fn record(&self) -> Option<String> {
        let slot = self.slot.try_lock().ok()?;
        let record = slot.as_ref()?.as_ref().ok()?.record()?;
        let body = record.body.as_ref()?;
        Some(String::from_utf8_lossy(body).into_owned())
    }

    /// The headers of the response with the record, if the client keeps them.
    #[must_use]
    pub fn record_headers(&self) -> Option<Vec<String>> {
        let slot = self.slot.try_lock().ok()?;
        let record = slot.as_ref()?.as_ref().ok()?.record()?;
        let headers = record.headers.as_ref()?;
        Some(header_list(headers.iter()))
    }
}

impl RunEvents {
    /// The time at which the run was created, and its status at the last poll; `None` before the
    /// first poll and during a batch.
    #[must_use]
    pub fn state(&self) -> (Option<String>, Option<String>) {
        let Ok(slot) = self.slot.try_lock() else {
            return (None, None);
        };
        match slot.as_ref() {
            Some(Ok(stream)) => (
                stream.created_at().map(str::to_owned),
                stream.status().map(str::to_owned),
            ),
            _ => (None, None),
        }
    }
}

impl<S> Drop for BatchStream<S> {
    fn drop(&mut self) {
        self.closed.cancel();
    }
}

async fn next_batch<S: BatchSource>(slot: Arc<Mutex<Slot<S>>>) -> Result<CallResponse, Error> {
    let body = match slot.lock().await.as_mut() {
        None => None,
        Some(Err(error)) => return Err(error.clone()),
        Some(Ok(stream)) => stream.next_batch().await?.map(|batch| json_array(&batch)),
    };
    Ok(CallResponse {
        status: 200,
        body,
        headers: None,
    })
}

/// One JSON array, so that JavaScript parses once.
fn json_array(items: &[Bytes]) -> Bytes {
    let mut text = Vec::with_capacity(items.iter().map(|item| item.len() + 1).sum::<usize>() + 2);
    text.push(b'[');
    text.extend_from_slice(&items.join(&b','));
    text.push(b']');
    text.into()
}
