//! Streams: a prediction in pieces, as the model makes them.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;

use super::event_reader::EventReader;
use super::{Answer, Head, Inference, InferenceRequest, Model, Reply};
use crate::error::Error;
use crate::form::Payload;
use crate::response_limits::out_of_time;
use crate::transport::MAX_ERROR_BODY;

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
        events: EventReader,
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
            events,
            ready,
        } = &mut self.state
        {
            let end = collect(head, events, ready, ahead).await;
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
        let limits = client.config.settings.response;
        return Err(Opening::Refused(refusal(reply, limits.timeout).await?));
    }
    Ok(State::Open {
        head: reply.head,
        events: EventReader::new(reply.body, client.config.settings.response),
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
    events: &mut EventReader,
    ready: &mut Vec<Answer>,
    ahead: bool,
) -> Result<bool, Error> {
    let mut size = 0;
    loop {
        while let Some(event) = events.arrived() {
            let answer = Answer::of_event(Arc::clone(head), event);
            let is_error = answer.is_error;
            ready.push(answer);
            if is_error {
                return Ok(false);
            }
        }
        let piece = if ready.is_empty() {
            events.read().await?
        } else if ahead && size < BATCH {
            match arrived(events).await {
                Some(piece) => piece?,
                None => return Ok(true),
            }
        } else {
            return Ok(true);
        };
        let Some(piece) = piece else { return Ok(false) };
        size += piece.len();
    }
}

/// The next piece if it is there already; nothing when it must be waited for.
async fn arrived(events: &mut EventReader) -> Option<Result<Option<Bytes>, Error>> {
    if let Some(piece) = events.read().now_or_never() {
        return Some(piece);
    }
    // A connection hands over one piece at a time: this is its turn for the next.
    tokio::task::yield_now().await;
    events.read().now_or_never()
}

fn is_event_stream(reply: &Reply) -> bool {
    let kind = reply.head.headers.get(http::header::CONTENT_TYPE);
    let named = kind
        .and_then(|kind| kind.to_str().ok())
        .map(|kind| kind.starts_with("text/event-stream"));
    reply.head.status < 400 || named == Some(true)
}

/// A failure that did not come as an event.
async fn refusal(reply: Reply, limit: Option<Duration>) -> Result<Vec<Answer>, Error> {
    let Reply { head, body } = reply;
    let reading = body.excerpt(MAX_ERROR_BODY);
    let excerpt = match limit {
        Some(limit) => tokio::time::timeout(limit, reading)
            .await
            .unwrap_or_else(|_| Err(out_of_time("the reply", Some(limit)))),
        None => reading.await,
    };
    let excerpt = excerpt.map_err(|error| head.blamed(error))?;
    Ok(vec![Answer::of_reply(head, excerpt)])
}
