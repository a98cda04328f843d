//! Predictions: the first event of the response is the result.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::client::Inference;
use super::model::Model;
use super::request::InferenceRequest;
use super::response::{ModelResponse, is_data_event};
use super::send::IncomingResponse;
use crate::config::{MAX_RESPONSE_BYTES_ENV, MAX_RESPONSE_BYTES_OPTION};
use crate::error::{Error, ErrorKind};
use crate::form::Payload;
use crate::host;
use crate::log::{LogEvent, LogKinds, without_query};
use crate::sse::SseDecoder;
use crate::transport::MAX_ERROR_BODY;

/// The time that the rest of a response may delay a result that has arrived; after that, its
/// connection is closed.
const DRAIN_TIMEOUT: Duration = Duration::from_millis(5);

/// A prediction that succeeded.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The result.
    pub response: ModelResponse,
    /// The failures before it.
    pub history: Vec<ModelResponse>,
}

/// The failure of a prediction.
#[derive(Clone, Debug)]
pub enum PredictError {
    /// The service's responses, one for each attempt.
    Responses(Vec<ModelResponse>),
    /// The failure of a request without a response.
    Failed(Error),
}

impl fmt::Display for PredictError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Responses(responses) => match responses.last() {
                Some(last) => write!(f, "the model responded with status {}", last.status),
                None => f.write_str("the model did not respond"),
            },
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PredictError {}

impl From<Error> for PredictError {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Inference {
    /// Makes a prediction, in at most so many attempts while its failures are retryable; 0
    /// counts as 1.
    ///
    /// # Errors
    ///
    /// [`PredictError`].
    pub async fn predict(
        &self,
        model: &Model,
        payload: &Payload,
        attempts: u32,
    ) -> Result<Prediction, PredictError> {
        let request = InferenceRequest::predict(model, payload);
        let mut history = Vec::new();
        loop {
            let response = self
                .reconnecting(&request, || async {
                    let ahead = self.session.transport.reads_ahead();
                    let largest = self.config.settings.response.largest_event();
                    first_response(self.open(&request).await?, largest, ahead).await
                })
                .await?;
            if !response.is_error {
                return Ok(Prediction { response, history });
            }
            let again = response.requires_retry() && !request.is_consumed();
            let (head, status) = (Arc::clone(&response.head), response.status);
            history.push(response);
            if !again || history.len() >= attempts.max(1) as usize {
                return Err(PredictError::Responses(history));
            }
            self.session
                .log()
                .record(LogKinds::RETRY, || LogEvent::Retry {
                    method: head.method.to_string(),
                    url: without_query(&head.url),
                    attempt: u32::try_from(history.len()).unwrap_or(u32::MAX),
                    reason: format!("status {status}"),
                    delay: 0.0,
                });
        }
    }
}

/// Reads a response up to its first event.
async fn first_response(
    response: IncomingResponse,
    largest: usize,
    ahead: bool,
) -> Result<ModelResponse, Error> {
    let IncomingResponse { head, mut body } = response;
    let mut decoder = SseDecoder::new(largest);
    let mut excerpt = BytesMut::new();
    loop {
        let chunk = match body.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break,
            // A failure that is not an event is reported by its status, regardless
            // of its size.
            Err(error) if head.status >= 400 && error.kind() == ErrorKind::ResponseTooLarge => {
                break;
            }
            Err(error) => return Err(head.with_request_context(error)),
        };
        if excerpt.len() < MAX_ERROR_BODY {
            let room = MAX_ERROR_BODY - excerpt.len();
            excerpt.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        decoder.push(&chunk).map_err(too_large)?;
        if let Some(event) = decoder.by_ref().find(is_data_event) {
            drop(excerpt);
            if ahead {
                // A connection whose response was read to its end can be used again.
                let _ = host::timeout(DRAIN_TIMEOUT, async {
                    while let Ok(Some(_)) = body.chunk().await {}
                })
                .await;
            }
            return Ok(ModelResponse::of_event(head, event));
        }
    }
    Ok(ModelResponse::without_event(head, Bytes::from(excerpt)))
}

pub(super) fn too_large(_: crate::sse::EventTooLarge) -> Error {
    Error::at_limit(
        ErrorKind::ResponseTooLarge,
        "an event of the response is too large",
        MAX_RESPONSE_BYTES_OPTION,
        MAX_RESPONSE_BYTES_ENV,
    )
}
