//! Streams: a prediction in pieces, as the model makes them.

use std::sync::Arc;

use bytes::Bytes;
use futures_util::FutureExt;

use super::predict::too_large;
use super::verdict::is_meant;
use super::{Answer, Head, Inference, InferenceRequest, Model, Reply};
use crate::error::Error;
use crate::form::Payload;
use crate::sse::SseDecoder;
use crate::transport::{MAX_ERROR_BODY, ResponseBody};

/// How many bytes of answers one batch collects at most, unless a single piece
/// brings more: what nobody has asked for stays with the service.
const BATCH: usize = 64 << 10;

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
        /// What the next batch has so far: nothing is lost when it is no longer
        /// waited for.
        ready: Vec<Answer>,
    },
    /// The reply was read to its end, or broke; this is what is still to be said.
    Over(Option<Error>),
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
        if matches!(self.state, State::Unsent) {
            match open(&self.client, &self.request).await {
                Ok(state) => self.state = state,
                Err(Opening::Refused(answers)) => {
                    self.state = State::Ended;
                    return Ok(Some(answers));
                }
                Err(Opening::Failed(error)) => {
                    self.state = State::Ended;
                    return Err(error);
                }
            }
        }
        let ahead = self.client.session.transport.reads_ahead();
        if let State::Open {
            head,
            body,
            decoder,
            ready,
        } = &mut self.state
        {
            let end = collect(head, body, decoder, ready, ahead).await;
            let answers = std::mem::take(ready);
            let end = end.map_err(|error| head.blamed(error));
            match end {
                Ok(true) => {}
                Ok(false) => self.state = State::Over(None),
                Err(error) => self.state = State::Over(Some(error)),
            }
            if !answers.is_empty() {
                return Ok(Some(answers));
            }
        }
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Over(Some(error)) => Err(error),
            _ => Ok(None),
        }
    }
}

async fn open(client: &Inference, request: &InferenceRequest) -> Result<State, Opening> {
    let reply = client
        .reconnecting(request, || client.open(request))
        .await?;
    if !is_event_stream(&reply) {
        return Err(Opening::Refused(refusal(reply).await?));
    }
    Ok(State::Open {
        head: reply.head,
        body: reply.body,
        decoder: SseDecoder::new(client.config.settings.response.largest_event()),
        ready: Vec::new(),
    })
}

/// Why a stream could not be opened.
enum Opening {
    Refused(Vec<Answer>),
    Failed(Error),
}

impl From<Error> for Opening {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Collects answers until there is one, and then what is there without waiting;
/// says whether more may follow.
async fn collect(
    head: &Arc<Head>,
    body: &mut ResponseBody,
    decoder: &mut SseDecoder,
    ready: &mut Vec<Answer>,
    ahead: bool,
) -> Result<bool, Error> {
    let mut size = 0;
    loop {
        for event in decoder.by_ref().filter(is_meant) {
            let answer = Answer::of_event(Arc::clone(head), event);
            let is_error = answer.is_error;
            ready.push(answer);
            if is_error {
                return Ok(false);
            }
        }
        let piece = if ready.is_empty() {
            body.piece().await?
        } else if ahead && size < BATCH {
            match arrived(body).await {
                Some(piece) => piece?,
                None => return Ok(true),
            }
        } else {
            return Ok(true);
        };
        let Some(piece) = piece else { return Ok(false) };
        size += piece.len();
        decoder.push(&piece).map_err(too_large)?;
    }
}

/// The next piece if it is there already; nothing when it must be waited for.
async fn arrived(body: &mut ResponseBody) -> Option<Result<Option<Bytes>, Error>> {
    if let Some(piece) = body.piece().now_or_never() {
        return Some(piece);
    }
    // A connection hands over one piece at a time: this is its turn for the next.
    tokio::task::yield_now().await;
    body.piece().now_or_never()
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
    let Reply { head, body } = reply;
    let excerpt = body.excerpt(MAX_ERROR_BODY).await;
    let excerpt = excerpt.map_err(|error| head.blamed(error))?;
    Ok(vec![Answer::of_reply(head, excerpt)])
}
