//! Streams: predictions whose parts arrive while the model makes them.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use futures_util::FutureExt;

use super::client::Inference;
use super::model::Model;
use super::predict::too_large;
use super::request::InferenceRequest;
use super::response::{Head, ModelResponse, StreamContent, StreamFailure, is_data_event};
use super::send::IncomingResponse;
use crate::error::{Error, ErrorKind};
use crate::form::Payload;
use crate::sse::SseDecoder;
use crate::transport::{MAX_ERROR_BODY, ResponseBody};

/// The size of the kept beginning of a response that may still turn out to be a stream.
const MAX_BEGINNING: usize = 64 << 10;
/// The most bytes of responses in one batch, unless a single chunk has more: what was not
/// requested stays with the service.
const BATCH: usize = 64 << 10;

/// A prediction in parts. Nothing is sent before the first part is requested;
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
    Open(Box<Open>),
    /// The response has ended or failed; this is the last item.
    Over(Option<Error>),
    Ended,
}

/// A stream whose response is being read.
#[derive(Debug)]
struct Open {
    head: Arc<Head>,
    body: ResponseBody,
    decoder: SseDecoder,
    content: StreamContent,
    /// The beginning of the response, kept until the first part of a prediction.
    beginning: BytesMut,
    /// The part of the next batch that has arrived; a dropped wait loses nothing.
    ready: Vec<ModelResponse>,
}

impl Inference {
    /// Requests a prediction in parts.
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
    /// The responses that have arrived since the last call, at least one; nothing
    /// when there will be no more. A response that is an error is the last. A response
    /// without any part of a prediction is such an error, as it is to
    /// [`predict`](Inference::predict).
    ///
    /// # Errors
    ///
    /// The failure of the connection; the stream has ended then, and is never begun
    /// anew once the service has responded.
    pub async fn next_batch(&mut self) -> Result<Option<Vec<ModelResponse>>, Error> {
        if matches!(self.state, State::Unsent) {
            match open(&self.client, &self.request).await {
                Ok(state) => self.state = state,
                Err(Opening::Failure(responses)) => {
                    self.state = State::Ended;
                    return Ok(Some(responses));
                }
                Err(Opening::Failed(error)) => {
                    self.state = State::Ended;
                    return Err(error);
                }
            }
        }
        let ahead = self.client.session.transport.reads_ahead();
        if let State::Open(open) = &mut self.state {
            let end = open.collect(ahead).await;
            let responses = std::mem::take(&mut open.ready);
            let end = end.map_err(|error| open.head.with_request_context(error).with_attempts(1));
            match end {
                Ok(true) => {}
                Ok(false) => self.state = State::Over(None),
                Err(error) => self.state = State::Over(Some(error)),
            }
            if !responses.is_empty() {
                return Ok(Some(responses));
            }
        }
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Over(Some(error)) => Err(error),
            _ => Ok(None),
        }
    }
}

async fn open(client: &Inference, request: &InferenceRequest) -> Result<State, Opening> {
    let response = client
        .reconnecting(request, || client.open(request))
        .await?;
    if !is_event_stream(&response) {
        return Err(Opening::Failure(failure_response(response).await?));
    }
    Ok(State::Open(Box::new(Open {
        head: response.head,
        body: response.body,
        decoder: SseDecoder::new(client.config.settings.response.largest_event()),
        content: StreamContent::default(),
        beginning: BytesMut::new(),
        ready: Vec::new(),
    })))
}

/// Why a stream could not be opened.
enum Opening {
    Failure(Vec<ModelResponse>),
    Failed(Error),
}

impl From<Error> for Opening {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Open {
    /// Collects responses until there is one, and then what is there without waiting;
    /// returns whether more may follow.
    async fn collect(&mut self, ahead: bool) -> Result<bool, Error> {
        let mut size = 0;
        loop {
            for event in self.decoder.by_ref().filter(is_data_event) {
                self.content.note(&event);
                let response = ModelResponse::of_event(Arc::clone(&self.head), event);
                let is_error = response.is_error;
                self.ready.push(response);
                if is_error {
                    return Ok(false);
                }
            }
            let chunk = if self.ready.is_empty() {
                self.body.chunk().await?
            } else if ahead && size < BATCH {
                match arrived(&mut self.body).await {
                    Some(chunk) => chunk?,
                    None => return Ok(true),
                }
            } else {
                return Ok(true);
            };
            let Some(chunk) = chunk else {
                return self.end().map(|()| false);
            };
            size += chunk.len();
            self.remember(&chunk);
            self.decoder.push(&chunk).map_err(too_large)?;
        }
    }

    fn remember(&mut self, chunk: &[u8]) {
        if self.content.has_part() {
            self.beginning = BytesMut::new();
        } else {
            let room = MAX_BEGINNING.saturating_sub(self.beginning.len());
            self.beginning
                .extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
    }

    /// Checks the whole response: a response without a prediction must not be an
    /// empty prediction, nor a truncated one like a complete one.
    fn end(&mut self) -> Result<(), Error> {
        match self.content.failure(&mut self.decoder) {
            None => Ok(()),
            Some(StreamFailure::Empty) => {
                let content = std::mem::take(&mut self.beginning).freeze();
                let response = ModelResponse::without_event(Arc::clone(&self.head), content);
                self.ready.push(response);
                Ok(())
            }
            Some(failure) => Err(Error::new(ErrorKind::Protocol, failure.text())),
        }
    }
}

/// The next chunk if it is there already; nothing when it must be waited for.
async fn arrived(body: &mut ResponseBody) -> Option<Result<Option<Bytes>, Error>> {
    if let Some(chunk) = body.chunk().now_or_never() {
        return Some(chunk);
    }
    // A connection provides one chunk at a time: yields to it for the next.
    crate::host::yield_now().await;
    body.chunk().now_or_never()
}

fn is_event_stream(response: &IncomingResponse) -> bool {
    let kind = response.head.headers.get(http::header::CONTENT_TYPE);
    let named = kind
        .and_then(|kind| kind.to_str().ok())
        .map(|kind| kind.starts_with("text/event-stream"));
    response.head.status < 400 || named == Some(true)
}

/// The failure of a response without events.
async fn failure_response(response: IncomingResponse) -> Result<Vec<ModelResponse>, Error> {
    let IncomingResponse { head, body } = response;
    let excerpt = body.excerpt(MAX_ERROR_BODY).await;
    let excerpt = excerpt.map_err(|error| head.with_request_context(error))?;
    Ok(vec![ModelResponse::of_response(head, excerpt)])
}
