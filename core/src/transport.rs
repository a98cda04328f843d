//! The only door to the network.
//!
//! Core hands a complete request to a [`Transport`] and gets a complete reply,
//! or the [`Error`] that stands in its way. Retries, polling and the meaning of
//! a status stay on this side, whichever transport is behind the door.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::config::Timeouts;
use crate::error::Error;

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// One sending of a request: all that goes over the wire.
#[derive(Clone)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub url: String,
    /// The headers that core decides; a transport adds its own below them.
    pub headers: HeaderMap,
    /// The body, where there is one.
    pub body: Option<Bytes>,
    /// How long each phase may take. Waiting for a connection is core's.
    pub timeouts: Timeouts,
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The key's header is marked sensitive and prints as such.
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("headers", &self.headers)
            .field("body_length", &self.body.as_ref().map_or(0, Bytes::len))
            .finish_non_exhaustive()
    }
}

/// A whole reply.
#[derive(Clone, Debug)]
pub struct HttpResponse {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, decompressed.
    pub body: Bytes,
}

/// Something that sends requests.
///
/// Dropping the future must stop the request. Redirects are not followed:
/// another origin must never see the key.
pub trait Transport: fmt::Debug + Send + Sync {
    /// Sends the request once and reads the whole reply, whatever its status.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, Error>>;
}
