//! The access to the network.
//!
//! Core gives a complete request to a [`Transport`] and gets a response whose body arrives
//! in chunks, or an [`Error`]. Retries, polling and the meaning of a status do not depend
//! on the transport.

#[cfg(feature = "network")]
mod connection;
#[cfg(feature = "network")]
mod connection_limit;
#[cfg(feature = "network")]
mod connection_state;
#[cfg(feature = "network")]
mod connector;
#[cfg(feature = "network")]
mod cookies;
#[cfg(feature = "network")]
mod decompression;
mod event_watch;
#[cfg(feature = "network")]
mod exchange;
#[cfg(feature = "network")]
mod failure;
#[cfg(feature = "network")]
mod http;
#[cfg(test)]
#[cfg(feature = "network")]
mod http2_tests;
#[cfg(feature = "network")]
mod incoming;
#[cfg(feature = "network")]
mod read_timeout;
mod request_log;
mod response_limits;
mod session;
#[cfg(feature = "network")]
mod socket;
#[cfg(feature = "network")]
mod tls_stream;
#[cfg(feature = "network")]
mod upload;

use std::fmt;
use std::pin::Pin;

use ::http::{HeaderMap, Method, Version};
use bytes::{Bytes, BytesMut};
use futures_util::future::BoxFuture;
use futures_util::{Stream, StreamExt, stream};

use crate::config::Timeouts;
use crate::error::Error;
use crate::form::EncodedForm;

#[cfg(feature = "network")]
pub use self::http::HttpTransport;
pub(crate) use response_limits::ResponseKind;
pub(crate) use session::Session;

/// The number of bytes of an error response's body that its error keeps.
pub(crate) const MAX_ERROR_BODY: usize = 4 << 20;

/// One attempt at a request: all that is sent.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: String,
    /// The headers that core decides; a transport adds its own below them.
    pub headers: HeaderMap,
    /// The body, where there is one.
    pub body: RequestBody,
    /// The timeout of each phase. Core itself limits the wait for a connection.
    pub timeouts: Timeouts,
    /// The number of the attempt, from 1, for the log.
    pub attempt: u32,
}

/// The body of one attempt.
#[derive(Clone, Debug, Default)]
pub enum RequestBody {
    /// No byte.
    #[default]
    Empty,
    /// Bytes in memory.
    Bytes(Bytes),
    /// A form whose files are read while it is sent.
    Form(EncodedForm),
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key's header is marked sensitive and prints as such.
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("headers", &self.headers)
            .field("body_length", &self.body.length())
            .finish_non_exhaustive()
    }
}

impl RequestBody {
    /// The length of the body; `None` if it is known only at the end.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        match self {
            Self::Empty => Some(0),
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Form(form) => form.length(),
        }
    }

    /// Whether a stream in it was read, so that it cannot be sent again.
    #[must_use]
    pub fn is_consumed(&self) -> bool {
        matches!(self, Self::Form(form) if form.is_consumed())
    }
}

/// A response whose head has arrived.
#[derive(Debug)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The reason phrase, as the peer wrote it.
    pub reason: String,
    /// The version of HTTP, if the built-in transport has received the response.
    pub version: Option<Version>,
    /// The headers.
    pub headers: HeaderMap,
    /// The decompressed body, as it arrives.
    pub body: ResponseBody,
}

/// The chunks of a response's body. Dropping it stops the response.
pub struct ResponseBody(Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>);

impl ResponseBody {
    /// A body in memory.
    #[must_use]
    pub fn whole(bytes: Bytes) -> Self {
        Self::chunks(stream::iter([Ok(bytes)]))
    }

    /// A body in chunks.
    pub fn chunks(chunks: impl Stream<Item = Result<Bytes, Error>> + Send + 'static) -> Self {
        Self(Box::pin(chunks))
    }

    /// The next chunk; nothing at the end.
    ///
    /// # Errors
    ///
    /// The failure of the connection.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.0.next().await.transpose()
    }

    /// At most so many bytes of the rest; the following ones are not read.
    ///
    /// # Errors
    ///
    /// The failure of the connection.
    pub async fn excerpt(mut self, max_bytes: usize) -> Result<Bytes, Error> {
        let mut excerpt = BytesMut::new();
        while excerpt.len() < max_bytes {
            let Some(chunk) = self.chunk().await? else {
                break;
            };
            let room = max_bytes - excerpt.len();
            excerpt.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        Ok(excerpt.freeze())
    }

    /// The rest of the body.
    ///
    /// # Errors
    ///
    /// The failure of the connection.
    pub async fn collect(mut self) -> Result<Bytes, Error> {
        // Most responses have one chunk and are returned unchanged.
        let mut first = Bytes::new();
        let mut rest = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if first.is_empty() {
                first = chunk;
            } else {
                if rest.is_empty() {
                    rest.extend_from_slice(&first);
                }
                rest.extend_from_slice(&chunk);
            }
        }
        Ok(if rest.is_empty() {
            first
        } else {
            rest.freeze()
        })
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody(..)")
    }
}

/// Sends requests.
///
/// Dropping the future must stop the request. Redirects are not followed:
/// another origin must never see the key.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends the request once, and returns with the head of the response, whatever
    /// its status.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>>;

    /// Closes idle connections; the client that used them was closed.
    fn close(&self) {}

    /// Whether a response may be read further than its caller needs: to return
    /// many results at once, or to save its connection for the next request.
    /// Not where reading on blocks until there is something.
    fn reads_ahead(&self) -> bool {
        true
    }
}
