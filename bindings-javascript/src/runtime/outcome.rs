//! The values that the native side returns to JavaScript.

use std::any::Any;
use std::sync::Arc;

use flymyai_core::{CallResponse, Error};

use crate::convert::{body_text, header_list};
use crate::error::Failure;

/// The outcome of a call, or a request that the call makes meanwhile.
pub enum Outcome {
    /// A successful response: its status, and its body if there is one.
    Response(u16, Option<String>),
    /// The same with the headers of the response.
    RawResponse(u16, Box<RawResponse>),
    /// The status and the rest of the head of a response whose body is read later.
    Head(u16, Box<ResponseHead>),
    /// A part of a response's body.
    Chunk(Vec<u8>),
    /// Events of a response's body.
    Events(EventBatch),
    /// Not an outcome: JavaScript is to send a request, and the call continues.
    HostCall(HostCall),
    /// The call has ended without a result, or was cancelled.
    Empty,
    /// The call has failed. Boxed, because failures are rare and large.
    Failed(Box<Failure>),
}

/// An outcome in the queue.
pub(crate) enum QueuedOutcome {
    Known(Outcome),
    /// An outcome that is determined when JavaScript takes it.
    Deferred(Arc<dyn Deferred>),
}

impl QueuedOutcome {
    pub(crate) fn take(self) -> Outcome {
        match self {
            Self::Known(outcome) => outcome,
            Self::Deferred(deferred) => deferred.take(),
        }
    }
}

/// Data that accumulates until JavaScript takes it.
pub(crate) trait Deferred: Send + Sync {
    /// Determines the outcome.
    fn take(&self) -> Outcome;
}

/// A request for JavaScript, on its way there. Its type is erased, because the objects that
/// receive requests use the queue that transports them.
pub type HostCall = Option<Box<dyn Any + Send>>;

/// The head of a response, without the status.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
pub struct ResponseHead {
    /// The reason phrase.
    pub reason: String,
    /// Names and values alternate.
    pub headers: Vec<String>,
    /// The address, after redirects.
    pub url: String,
}

/// A response with its headers, without the status.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RawResponse {
    /// The body, if there is one.
    pub body: Option<String>,
    /// Names and values alternate.
    pub headers: Vec<String>,
}

/// The data of events, concatenated: one string is cheaper to pass than one per event.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
#[derive(Default)]
pub struct EventBatch {
    /// The data of all events.
    pub text: String,
    /// The end of each event's data, in UTF-16 units.
    pub ends: Vec<u32>,
}

impl EventBatch {
    pub(crate) fn push(&mut self, data: String) {
        let start = self.ends.last().copied().unwrap_or(0);
        let length = if data.is_ascii() {
            data.len()
        } else {
            data.encode_utf16().count()
        };
        self.ends
            .push(start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX)));
        if self.text.is_empty() {
            self.text = data;
        } else {
            self.text.push_str(&data);
        }
    }
}

impl From<CallResponse> for Outcome {
    fn from(response: CallResponse) -> Self {
        let CallResponse {
            status,
            body,
            headers,
        } = response;
        let body = body.map(body_text);
        match headers {
            Some(headers) => {
                let headers = header_list(headers.iter());
                let response = RawResponse { body, headers };
                Self::RawResponse(status, Box::new(response))
            }
            None => Self::Response(status, body),
        }
    }
}

impl<T: Into<Outcome>> From<Result<T, Error>> for Outcome {
    fn from(result: Result<T, Error>) -> Self {
        match result {
            Ok(value) => value.into(),
            Err(error) => Self::Failed(Box::new(Failure::from(&error))),
        }
    }
}
