//! Responses and events of the inference API, and whether they are failures.

use std::time::Duration;

use bytes::Bytes;
use http::HeaderMap;

use super::request::call_of;
use crate::error::Error;
use crate::host::Instant;
use crate::scan;
use crate::sse::{SseDecoder, SseEvent};
use crate::status::is_retryable_status;

/// The status of a failure that arrives with an HTTP status of success.
const REPORTED: u16 = 599;

/// A response of the inference API: a whole response, or one event of a stream.
#[derive(Clone, Debug)]
pub struct ModelResponse {
    /// The status: the event's own, or else that of HTTP.
    pub status: u16,
    /// Whether the response is a failure.
    pub is_error: bool,
    /// Whether the event's `event` field is set: it is of the service, not of the model.
    pub is_event: bool,
    /// The JSON text, or other content that the service sent.
    pub content: Bytes,
    /// The head of its response.
    pub head: std::sync::Arc<Head>,
}

/// The head of a response.
#[derive(Clone, Debug)]
pub struct Head {
    /// The HTTP status.
    pub status: u16,
    /// The reason phrase.
    pub reason: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The request's method.
    pub method: http::Method,
    /// The URL that the response is from.
    pub url: String,
    /// The operation, for errors.
    pub operation: &'static str,
    pub(super) started: Instant,
}

impl Head {
    /// The time since the start of the call.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Adds the request and its call to an error of the response's body.
    #[must_use]
    pub fn with_request_context(&self, error: Error) -> Error {
        let error = error.with_request_id(&self.headers);
        let error = error.with_request(&self.method, &self.url);
        error.with_call(call_of(self.operation), Some(self.elapsed()))
    }
}

impl ModelResponse {
    /// A whole response.
    pub(crate) fn of_response(head: std::sync::Arc<Head>, content: Bytes) -> Self {
        Self {
            status: head.status,
            is_error: head.status >= 400,
            is_event: false,
            content,
            head,
        }
    }

    /// A response without the expected event. A redirect that
    /// can't be followed keeps its status.
    pub(crate) fn without_event(head: std::sync::Arc<Head>, content: Bytes) -> Self {
        let status = if head.status >= 300 {
            head.status
        } else {
            REPORTED
        };
        Self {
            status,
            is_error: true,
            is_event: false,
            content,
            head,
        }
    }

    /// One event. It is an error when its status says so, or when it holds
    /// `details`, which the service sends with failures only.
    pub(crate) fn of_event(head: std::sync::Arc<Head>, event: SseEvent) -> Self {
        let is_event = event.event.is_some();
        let content = Bytes::from(event.event.or(event.data).unwrap_or_default());
        let (own, has_details) = parse_status(&content);
        let status = match own.unwrap_or(head.status) {
            status if has_details && status < 400 => REPORTED,
            status => status,
        };
        Self {
            status,
            is_error: status >= 400,
            is_event,
            content,
            head,
        }
    }

    /// Whether another attempt can succeed.
    #[must_use]
    pub fn requires_retry(&self) -> bool {
        self.is_error && is_retryable_status(self.status)
    }
}

/// The status in an event, and whether it has `details`. Content that is no object has neither.
fn parse_status(content: &[u8]) -> (Option<u16>, bool) {
    let (mut status, mut has_details) = (None, false);
    let mut members = scan::members(scan::document_start(content));
    for (name, value) in members.by_ref().map_while(Result::ok) {
        match &*name {
            "status" => {
                status = std::str::from_utf8(value)
                    .ok()
                    .and_then(|it| it.parse().ok())
            }
            "details" => has_details = value != b"null",
            _ => {}
        }
    }
    if members.is_finished() {
        (status, has_details)
    } else {
        (None, false)
    }
}

/// Whether an event has content: services end streams with `[DONE]`, and send empty data to
/// keep connections open.
pub(crate) fn is_data_event(event: &SseEvent) -> bool {
    let text = event
        .event
        .as_deref()
        .or(event.data.as_deref())
        .unwrap_or_default()
        .trim();
    !text.is_empty() && text != "[DONE]"
}

/// Tracks whether the events of a streamed response form a complete prediction.
///
/// ```
/// use flymyai_core::{SseDecoder, StreamContent};
///
/// let mut decoder = SseDecoder::new(1 << 20);
/// decoder.push(b": ping\n\n").unwrap();
/// let content = StreamContent::default();
/// assert!(content.failure(&mut decoder).is_some(), "no prediction has no part");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct StreamContent {
    has_part: bool,
    is_cancelled: bool,
}

impl StreamContent {
    /// Takes an event into account.
    pub fn note(&mut self, event: &SseEvent) {
        let word = event.event.as_deref();
        self.has_part |= is_data_event(event) && (word.is_none() || event.data.is_some());
        self.is_cancelled |= word.is_some_and(is_cancelling);
    }

    /// Whether there was a part of the prediction.
    #[must_use]
    pub fn has_part(&self) -> bool {
        self.has_part
    }

    /// Why a response that has ended is not a complete prediction: it has no
    /// part, or stops inside an event. One that was cancelled may have none.
    pub fn failure(&self, decoder: &mut SseDecoder) -> Option<StreamFailure> {
        if decoder.unfinished().as_ref().is_some_and(is_data_event) {
            return Some(if self.has_part {
                StreamFailure::CutOff
            } else {
                StreamFailure::Empty
            });
        }
        (!self.has_part && !self.is_cancelled).then_some(StreamFailure::Empty)
    }
}

/// Why a streamed response is not a complete prediction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamFailure {
    /// There is no part of a prediction in it.
    Empty,
    /// It stops inside an event, after complete parts.
    CutOff,
}

impl StreamFailure {
    /// The error text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Empty => "No valid data events found in response",
            Self::CutOff => "the response ends inside an event",
        }
    }
}

fn is_cancelling(word: &str) -> bool {
    scan::members(scan::document_start(word.as_bytes()))
        .map_while(Result::ok)
        .any(|(name, value)| name == "event_type" && value == br#""stream_cancelling""#)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn response(http: u16, data: &str) -> ModelResponse {
        let head = Head {
            status: http,
            reason: String::new(),
            headers: HeaderMap::new(),
            method: http::Method::POST,
            url: String::new(),
            operation: "models.predict",
            started: Instant::now(),
        };
        let event = SseEvent {
            data: Some(data.into()),
            ..SseEvent::default()
        };
        ModelResponse::of_event(Arc::new(head), event)
    }

    #[test]
    fn streams_without_a_whole_prediction_fail() {
        let id = r#"event: {"event_type":"id","status":200}"#;
        let stop = r#"event: {"event_type": "stream_cancelling", "status": 200}"#;
        for (stream, failure) in [
            (String::new(), Some(StreamFailure::Empty)),
            (": ping\n\n: ping\n\n".into(), Some(StreamFailure::Empty)),
            ("<html>log in</html>".into(), Some(StreamFailure::Empty)),
            (r#"{"detail":"cold"}"#.into(), Some(StreamFailure::Empty)),
            (
                "data: [DONE]\n\ndata:\n\n".into(),
                Some(StreamFailure::Empty),
            ),
            ("data: {}".into(), Some(StreamFailure::Empty)),
            (format!("{id}\n\n"), Some(StreamFailure::Empty)),
            (format!("{id}\n\n{stop}\n\n"), None),
            (format!("{id}\n\ndata: {{}}\n\n"), None),
            ("data: {}\n\ndata: [DONE]".into(), None),
            ("data: {}\n\n: ping".into(), None),
            ("data: {}\n\ndata: {".into(), Some(StreamFailure::CutOff)),
            (format!("data: {{}}\n\n{id}"), Some(StreamFailure::CutOff)),
        ] {
            let mut decoder = SseDecoder::new(1 << 20);
            decoder.push(stream.as_bytes()).unwrap();
            let mut content = StreamContent::default();
            for event in decoder.by_ref() {
                content.note(&event);
            }
            assert_eq!(content.failure(&mut decoder), failure, "{stream:?}");
        }
    }

    #[test]
    fn event_status_takes_precedence_over_http() {
        for (http, data, status, is_error) in [
            (200, r#"{"output_data":{}}"#, 200, false),
            (200, r#"{"status":421}"#, 421, true),
            (500, r#"{"status":200}"#, 200, false),
            (500, r#"{}"#, 500, true),
            (200, r#"{"details":"x"}"#, 599, true),
            (200, r#"{"details":""}"#, 599, true),
            (200, r#"{"details":null}"#, 200, false),
            (200, r#"{"details":"x","status":201}"#, 599, true),
            (200, r#"{"details":"x","status":422}"#, 422, true),
            (200, r#"{"status":5320}"#, 5320, true),
            (200, "not json", 200, false),
            (200, r#"{"status":421"#, 200, false),
            (200, r#"{"status":421} and more"#, 200, false),
            (200, r#"{"status":500,"status":201}"#, 201, false),
            (200, r#"["status",421]"#, 200, false),
        ] {
            let found = response(http, data);
            assert_eq!(
                (found.status, found.is_error),
                (status, is_error),
                "{http} {data}"
            );
        }
        assert!(response(200, r#"{"status":5320}"#).requires_retry());
    }
}
