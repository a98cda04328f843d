//! A response: its head, then its body.

use std::future::Future;
use std::sync::Arc;

use flymyai_core::{Error, IncomingResponse};
use tokio_util::sync::CancellationToken;

use super::read_ahead::{Format, ReadAhead};
use crate::convert::header_list;
use crate::runtime::cancel::CancelTokens;
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::{Outcome, ResponseHead};
use crate::runtime::task;

/// A response that is arriving. The first read determines the format of its body.
pub struct ModelResponse {
    body: Arc<ReadAhead>,
}

impl ModelResponse {
    /// Waits for the next bytes of the body; the outcome is empty at its end.
    pub fn chunk(&self, completions: &Arc<CompletionQueue>, call_id: u32) {
        self.body
            .next(Format::Bytes, Arc::clone(completions), call_id);
    }

    /// Waits for the next server-sent events of the body, at least one; the outcome is empty at
    /// its end.
    pub fn events(&self, completions: &Arc<CompletionQueue>, call_id: u32) {
        self.body
            .next(Format::Events, Arc::clone(completions), call_id);
    }

    /// Why the events, which have ended, are not a complete prediction; `null` if they are.
    #[must_use]
    pub fn failure(&self, status: u16, reason: String) -> Option<String> {
        self.body.failure(status, &reason)
    }

    /// Waits for the whole body as text.
    pub fn text(&self, completions: &Arc<CompletionQueue>, call_id: u32) {
        self.body
            .next(Format::Text, Arc::clone(completions), call_id);
    }

    /// Stops the request; a pending call completes without data.
    pub fn close(&self) {
        self.body.close();
    }

    pub(crate) fn open<F>(
        queue: Arc<CompletionQueue>,
        call_id: u32,
        max_event: u64,
        signal: Option<CancellationToken>,
        opening: F,
    ) -> Self
    where
        F: Future<Output = Result<IncomingResponse, Error>> + Send + 'static,
    {
        let body = Arc::new(ReadAhead::new(max_event));
        let response = Self {
            body: Arc::clone(&body),
        };
        let cancel_tokens = CancelTokens {
            signal,
            owner: Some(body.closed().clone()),
        };
        task::start(queue, call_id, cancel_tokens, async move {
            let opened = opening.await?;
            let head = Arc::clone(&opened.head);
            body.open(opened);
            let response_head = ResponseHead {
                reason: head.reason.clone(),
                headers: header_list(head.headers.iter()),
                url: head.url.clone(),
            };
            Ok(Outcome::Head(head.status, Box::new(response_head)))
        });
        response
    }
}

impl Drop for ModelResponse {
    fn drop(&mut self) {
        self.body.close();
    }
}
