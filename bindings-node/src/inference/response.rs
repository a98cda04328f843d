//! A reply as JavaScript holds it: its head, then its body.

use std::future::Future;
use std::sync::Arc;

use flymyai_core::{Error, InferenceReply};
use napi_derive::napi;
use tokio_util::sync::CancellationToken;

use super::read_ahead::{Form, ReadAhead};
use crate::runtime::completions::{Completions, Outcome, Queue};
use crate::runtime::task::{self, Switches};

/// The head of a reply; its status is that of the outcome.
#[napi(object, object_from_js = false)]
pub struct Head {
    /// The words beside the status.
    pub reason: String,
    /// Names and values in turn.
    pub headers: Vec<String>,
    /// The address that answered.
    pub url: String,
}

/// A reply that is arriving. Its body is read in one form only, by one reader:
/// the first call decides.
#[napi]
pub struct NativeReply {
    body: Arc<ReadAhead>,
}

#[napi]
impl NativeReply {
    /// Waits for the next bytes of the body; nothing arrives under the ticket at
    /// its end.
    #[napi(catch_unwind)]
    pub fn piece(&self, completions: &Completions, ticket: u32) {
        self.body.next(Form::Bytes, completions.queue(), ticket);
    }

    /// Waits for the next server-sent events of the body, at least one; nothing
    /// arrives under the ticket at its end.
    #[napi(catch_unwind)]
    pub fn events(&self, completions: &Completions, ticket: u32) {
        self.body.next(Form::Events, completions.queue(), ticket);
    }

    /// Why the events, which have ended, were no whole prediction, if they were none.
    #[napi(catch_unwind)]
    #[must_use]
    pub fn fault(&self, status: u16, reason: String) -> Option<String> {
        self.body.fault(status, &reason)
    }

    /// Waits for the whole body, as text.
    #[napi(catch_unwind)]
    pub fn text(&self, completions: &Completions, ticket: u32) {
        self.body.next(Form::Text, completions.queue(), ticket);
    }

    /// Stops the reply and its connection; a pending ticket completes without data.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.body.close();
    }

    pub(super) fn open<F>(
        queue: Arc<Queue>,
        ticket: u32,
        signal: Option<CancellationToken>,
        opening: F,
    ) -> Self
    where
        F: Future<Output = Result<InferenceReply, Error>> + Send + 'static,
    {
        let body = Arc::new(ReadAhead::default());
        let reply = Self {
            body: Arc::clone(&body),
        };
        let switches = Switches {
            signal,
            owner: Some(body.closed().clone()),
        };
        task::start(queue, ticket, switches, async move {
            let opened = opening.await?;
            body.open(opened.body);
            let head = &opened.head;
            let told = Head {
                reason: head.reason.clone(),
                headers: head
                    .headers
                    .iter()
                    .flat_map(|(name, value)| [name.as_str().to_owned(), latin(value.as_bytes())])
                    .collect(),
                url: head.url.clone(),
            };
            Ok(Outcome::Head(head.status, Box::new(told)))
        });
        reply
    }
}

impl Drop for NativeReply {
    fn drop(&mut self) {
        self.body.close();
    }
}

/// Header values are bytes; fetch shows each as one character.
pub(crate) fn latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}
