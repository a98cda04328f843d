//! The rows of a list, page by page.

use std::sync::Arc;

use flymyai_core::{Error, PageStream};
use napi_derive::napi;

use super::batch_stream::BatchStream;
use crate::callback::FetchTransport;
use crate::runtime::cancel::CancelToken;
use crate::runtime::completions::Completions;

/// The rows of a list, in batches.
#[napi]
pub struct NativePageStream(BatchStream<PageStream>);

#[napi]
impl NativePageStream {
    pub(crate) fn new(
        stream: Result<PageStream, Error>,
        fetch: Option<Arc<FetchTransport>>,
    ) -> Self {
        Self(BatchStream::new(stream, fetch))
    }

    /// Requests the next page. The outcome is a JSON array of its rows; it is empty at the end.
    #[napi(catch_unwind)]
    pub fn next(
        &self,
        completions: &Completions,
        call_id: u32,
        cancel_token: Option<&CancelToken>,
    ) {
        self.0.next(completions, call_id, cancel_token);
    }

    /// Stops the request and frees the stream.
    #[napi]
    pub fn close(&self) {
        self.0.close();
    }
}
