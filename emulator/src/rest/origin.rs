//! The address of the server as the client uses it, for URLs in responses.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, Uri, header};

/// The base URL of a request, without a slash at its end.
#[derive(Clone)]
pub(crate) struct Origin(pub(crate) String);

/// The headers of a request from outside the API, such as a delivery to a webhook.
#[derive(Clone)]
pub(crate) struct PublicHeaders(pub(crate) HeaderMap);

impl Origin {
    pub(crate) fn of(headers: &HeaderMap, target: &Uri, tls: bool) -> Self {
        let host = target
            .authority()
            .map(|authority| authority.as_str())
            .or_else(|| headers.get(header::HOST)?.to_str().ok())
            .unwrap_or("localhost");
        let scheme = if tls { "https" } else { "http" };
        Self(format!("{scheme}://{host}"))
    }
}

impl<S: Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let origin = parts.extensions.get::<Self>().cloned();
        Ok(origin.unwrap_or_else(|| Self("http://localhost".to_owned())))
    }
}
