//! One request that a `fetch` sends, and its response.

use std::sync::Arc;

use bytes::Bytes;
use flymyai_core::{Error, ErrorKind, HttpRequest, RequestBody};
use futures_util::TryStreamExt;
use http::HeaderMap;
use http::header::CONTENT_LENGTH;
use tokio::sync::oneshot;

use super::channel::{CallbackSender, Callbacks, channel};
use super::thrown::{ThrownDetails, thrown_error};
use crate::convert::{header_list, header_map};
use crate::runtime::completions::CompletionQueue;
use crate::runtime::outcome::HostCall;

/// A chunk of a body; `None` at its end.
type Chunk = Result<Option<Bytes>, Error>;

/// The head of a response.
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) reason: String,
    pub(crate) headers: HeaderMap,
}

/// The arguments of a `fetch`.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct FetchRequest {
    /// The method.
    pub method: String,
    /// The address.
    pub url: String,
    /// Names and values alternate.
    pub headers: Vec<String>,
    /// The body, if there is one.
    pub body: Option<String>,
}

impl FetchRequest {
    /// The request without its body.
    pub(crate) fn without_body(request: &HttpRequest) -> Self {
        // The sender of the body sets its length.
        let headers = request.headers.iter();
        let headers = headers.filter(|(name, _)| **name != CONTENT_LENGTH);
        Self {
            method: request.method.to_string(),
            url: request.url.clone(),
            headers: header_list(headers),
            body: None,
        }
    }

    async fn new(request: HttpRequest) -> Result<Self, Error> {
        let without_body = Self::without_body(&request);
        let bytes = match request.body {
            RequestBody::Empty => None,
            RequestBody::Bytes(bytes) => Some(Vec::from(bytes)),
            RequestBody::Form(form) => {
                let chunks: Vec<Bytes> = form.into_stream().try_collect().await?;
                Some(chunks.concat())
            }
        };
        // JavaScript itself makes the forms that have files.
        let not_text = |_| Error::new(ErrorKind::Internal, "the body of the request is not text");
        let body = bytes.map(String::from_utf8).transpose();
        Ok(Self {
            body: body.map_err(not_text)?,
            ..without_body
        })
    }
}

/// JavaScript's end of an exchange. Core calls back for each chunk of the response's body; the
/// callbacks end when core does not need the response any more.
pub struct Exchange {
    request: Option<FetchRequest>,
    head: Option<oneshot::Sender<Result<Head, Error>>>,
    chunks: Callbacks<Chunk>,
}

/// Core's end of an exchange. Dropping it ends the exchange.
pub(crate) struct ExchangeHandle {
    head: Option<oneshot::Receiver<Result<Head, Error>>>,
    chunks: CallbackSender<Chunk>,
}

pub(crate) async fn exchange(request: HttpRequest) -> Result<(Exchange, ExchangeHandle), Error> {
    let (head_sender, head) = oneshot::channel();
    let (sender, callbacks) = channel();
    let exchange = Exchange {
        request: Some(FetchRequest::new(request).await?),
        head: Some(head_sender),
        chunks: callbacks,
    };
    let handle = ExchangeHandle {
        head: Some(head),
        chunks: sender,
    };
    Ok((exchange, handle))
}

impl ExchangeHandle {
    /// The head of the response; to be called once.
    pub(crate) async fn head(&mut self) -> Result<Head, Error> {
        match self.head.take() {
            Some(head) => head.await.map_err(|_| disconnected())?,
            None => Err(disconnected()),
        }
    }

    /// The next chunk of the body.
    pub(crate) async fn chunk(&self) -> Chunk {
        let chunk = self.chunks.call(String::new()).await;
        chunk.unwrap_or_else(|| Err(disconnected()))
    }
}

fn disconnected() -> Error {
    Error::new(ErrorKind::Internal, "JavaScript has dropped an exchange")
}

impl Exchange {
    /// Takes the exchange from the completion queue.
    ///
    /// # Errors
    ///
    /// When it was taken before.
    pub fn accept(call: &mut HostCall) -> Result<Self, &'static str> {
        call.take()
            .and_then(|call| call.downcast().ok())
            .map(|exchange| *exchange)
            .ok_or("an exchange is accepted once")
    }

    /// The request; `None` after the first call.
    pub fn request(&mut self) -> Option<FetchRequest> {
        self.request.take()
    }

    /// Provides the head of the response.
    pub fn respond(&mut self, status: u16, reason: String, headers: Vec<String>) {
        self.send_head(Ok(Head {
            status,
            reason,
            headers: header_map(&headers),
        }));
    }

    /// Waits until core requests a chunk; the outcome is empty when the exchange has ended.
    pub fn next_callback(&self, completions: &Arc<CompletionQueue>, call_id: u32) {
        self.chunks.next(completions, call_id);
    }

    /// Provides a chunk of the body.
    pub fn provide(&self, bytes: &[u8]) {
        self.chunks.resolve(Ok(Some(Bytes::copy_from_slice(bytes))));
    }

    /// Marks the end of the body.
    pub fn end(&self) {
        self.chunks.resolve(Ok(None));
    }

    /// Reports that the `fetch`, or the body of its response, has failed.
    pub fn fail(&mut self, details: ThrownDetails) {
        let error = thrown_error(details);
        if self.head.is_some() {
            self.send_head(Err(error));
        } else {
            self.chunks.resolve(Err(error));
        }
    }

    fn send_head(&mut self, head: Result<Head, Error>) {
        if let Some(sender) = self.head.take() {
            // The receiver may have been dropped.
            let _ = sender.send(head);
        }
    }
}
