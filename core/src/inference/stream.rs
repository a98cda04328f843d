//! Streams: a prediction in pieces, as the model makes them.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use super::predict::{LARGEST_EVENT, too_large};
use super::verdict::is_meant;
use super::{Answer, Head, Inference, InferenceRequest, Model, Reply};
use crate::error::Error;
use crate::form::Payload;
use crate::sse::SseDecoder;
use crate::transport::ResponseBody;

/// How much of a refusal is kept.
const EXCERPT: usize = 16 << 20;

/// A prediction in pieces. Nothing is sent before the first piece is asked for;
/// dropping it stops the request.
#[derive(Debug)]
pub struct PredictionStream {
    client: Inference,
    request: InferenceRequest,
    state: State,
}

#[derive(Debug)]
enum State {
    Unsent,
    Open {
        head: Arc<Head>,
        body: ResponseBody,
        decoder: SseDecoder,
    },
    Ended,
}

impl Inference {
    /// Asks a model for a prediction in pieces.
    #[must_use]
    pub fn stream(&self, model: &Model, payload: &Payload) -> PredictionStream {
        PredictionStream {
            client: self.clone(),
            request: InferenceRequest::stream(model, payload),
            state: State::Unsent,
        }
    }
}

impl PredictionStream {
    /// The answers that have arrived since the last call, at least one; nothing
    /// when there will be no more. An answer that is an error is the last.
    ///
    /// # Errors
    ///
    /// What broke the connection; the stream is over then, and is never begun
    /// anew once the service has answered.
    pub async fn next_batch(&mut self) -> Result<Option<Vec<Answer>>, Error> {
        let batch = self.batch().await;
        let over = match &batch {
            Ok(Some(batch)) => batch.last().is_some_and(|answer| answer.is_error),
            Ok(None) | Err(_) => true,
        };
        if over {
            self.state = State::Ended;
        }
        batch
    }

    async fn batch(&mut self) -> Result<Option<Vec<Answer>>, Error> {
        if matches!(self.state, State::Unsent) {
            let (client, request) = (&self.client, &self.request);
            let reply = client
                .reconnecting(request, || client.open(request))
                .await?;
            if !is_event_stream(&reply) {
                return refusal(reply).await.map(Some);
            }
            self.state = State::Open {
                head: reply.head,
                body: reply.body,
                decoder: SseDecoder::new(LARGEST_EVENT),
            };
        }
        let State::Open {
            head,
            body,
            decoder,
        } = &mut self.state
        else {
            return Ok(None);
        };
        loop {
            // Events are handed over as pieces bring them: none waits for the next piece.
            let mut batch = Vec::new();
            for event in decoder.by_ref().filter(is_meant) {
                let answer = Answer::of_event(Arc::clone(head), event);
                let is_error = answer.is_error;
                batch.push(answer);
                if is_error {
                    break;
                }
            }
            if !batch.is_empty() {
                return Ok(Some(batch));
            }
            match body.piece().await? {
                Some(piece) => decoder.push(&piece).map_err(too_large)?,
                None => return Ok(None),
            }
        }
    }
}

fn is_event_stream(reply: &Reply) -> bool {
    let kind = reply.head.headers.get(http::header::CONTENT_TYPE);
    let named = kind
        .and_then(|kind| kind.to_str().ok())
        .map(|kind| kind.starts_with("text/event-stream"));
    reply.head.status < 400 || named == Some(true)
}

/// A failure that did not come as an event.
async fn refusal(reply: Reply) -> Result<Vec<Answer>, Error> {
    let Reply { head, mut body } = reply;
    let mut excerpt = BytesMut::new();
    while excerpt.len() < EXCERPT {
        match body.piece().await? {
            Some(piece) => excerpt.extend_from_slice(&piece),
            None => break,
        }
    }
    Ok(vec![Answer::of_reply(head, Bytes::from(excerpt))])
}
