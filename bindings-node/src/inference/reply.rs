//! A reply as JavaScript holds it: its head, then its body in pieces.

use std::future::Future;
use std::sync::Arc;

use flymyai_core::{Error, InferenceReply, ResponseBody};
use futures_util::FutureExt;
use napi::bindgen_prelude::{Uint8Array, spawn};
use napi_derive::napi;
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::call::{self, Switches};
use crate::cancel::Cancellation;
use crate::completions::{Completions, Outcome, Queue};

/// How many bytes cross over at once, if they are there already.
const PIECE: usize = 64 * 1024;

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

/// The body, as far as it was not read yet.
#[derive(Default)]
struct Rest {
    body: Option<ResponseBody>,
    /// What broke after the piece that was handed over last.
    broken: Option<Error>,
}

/// A reply that is arriving.
#[napi]
pub struct NativeReply {
    rest: Arc<Mutex<Rest>>,
    closed: CancellationToken,
}

#[napi]
impl NativeReply {
    /// Waits for the next piece of the body; nothing arrives under the ticket at
    /// its end.
    #[napi(catch_unwind)]
    pub fn piece(
        &self,
        completions: &Completions,
        ticket: u32,
        cancellation: Option<&Cancellation>,
    ) {
        let switches = Switches {
            signal: cancellation.map(Cancellation::token),
            owner: Some(self.closed.clone()),
        };
        let rest = Arc::clone(&self.rest);
        call::start(completions.queue(), ticket, switches, next_piece(rest));
    }

    /// Stops the reply and its connection.
    #[napi]
    pub fn close(&self) {
        self.closed.cancel();
        let rest = Arc::clone(&self.rest);
        if let Ok(mut rest) = self.rest.try_lock() {
            *rest = Rest::default();
            return;
        }
        // A piece under way still holds it, but not for long.
        spawn(async move { *rest.lock().await = Rest::default() });
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
        let reply = Self {
            rest: Arc::default(),
            closed: CancellationToken::new(),
        };
        let rest = Arc::clone(&reply.rest);
        let switches = Switches {
            signal,
            owner: Some(reply.closed.clone()),
        };
        call::start(queue, ticket, switches, async move {
            let opened = opening.await?;
            rest.lock().await.body = Some(opened.body);
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
        self.closed.cancel();
    }
}

/// Header values are bytes; fetch shows each as one character.
pub(crate) fn latin(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

/// The next piece, together with what came right after it.
async fn next_piece(rest: Arc<Mutex<Rest>>) -> Result<Outcome, Error> {
    let mut rest = rest.lock().await;
    if let Some(error) = rest.broken.take() {
        return Err(error);
    }
    let Some(mut body) = rest.body.take() else {
        return Ok(Outcome::Nothing);
    };
    // A read that is dropped half-way ends the body: nobody asks again then.
    let Some(first) = body.piece().await? else {
        return Ok(Outcome::Nothing);
    };
    let mut bytes = Vec::from(first);
    let mut more = true;
    while more && bytes.len() < PIECE {
        match body.piece().now_or_never() {
            Some(Ok(Some(piece))) => bytes.extend_from_slice(&piece),
            Some(Ok(None)) => more = false,
            Some(Err(error)) => {
                rest.broken = Some(error);
                more = false;
            }
            None => break,
        }
    }
    rest.body = Some(body).filter(|_| more);
    Ok(Outcome::Piece(Uint8Array::from(bytes)))
}
