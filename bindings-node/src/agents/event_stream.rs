//! The events of a run.

use std::sync::Arc;

use flymyai_core::{Error, EventStream, StreamEnd};
use napi_derive::napi;

use super::batch_stream::BatchStream;
use crate::callback::FetchTransport;
use crate::error::Failure;
use crate::runtime::cancel::CancelToken;
use crate::runtime::completions::Completions;

/// The events of a run, in batches.
#[napi]
pub struct NativeEventStream(BatchStream<EventStream>);

#[napi]
impl NativeEventStream {
    pub(crate) fn new(
        stream: Result<EventStream, Error>,
        fetch: Option<Arc<FetchTransport>>,
    ) -> Self {
        Self(BatchStream::new(stream, fetch))
    }

    /// Polls for the next events. The outcome is a JSON array of them; it is empty at the end.
    #[napi(catch_unwind)]
    pub fn next(
        &self,
        completions: &Completions,
        call_id: u32,
        cancel_token: Option<&CancelToken>,
    ) {
        self.0.next(completions, call_id, cancel_token);
    }

    /// The failure of a stream that has ended at its timeout; `null` for another end, and while
    /// the stream is open.
    #[napi]
    #[must_use]
    pub fn timeout_failure(&self) -> Option<Failure> {
        self.0.inspect(|stream| match stream.end() {
            Some(StreamEnd::TimedOut(error)) => Some(Failure::from(error)),
            _ => None,
        })
    }

    /// Stops the polling and frees the stream.
    #[napi]
    pub fn close(&self) {
        self.0.close();
    }
}
