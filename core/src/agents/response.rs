//! A response with its whole body.

use bytes::Bytes;
use http::HeaderMap;

use super::encoding;
use crate::error::Error;
use crate::status;
use crate::transport::{HttpResponse, MAX_ERROR_BODY};

/// A response with its whole body.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The number of the attempt at the request, from 1.
    pub(crate) attempt: u32,
}

impl Response {
    /// Reads a response to its end, as UTF-8; of a failure, the first bytes are enough.
    pub(crate) async fn read(response: HttpResponse) -> Result<Self, Error> {
        let HttpResponse {
            status,
            headers,
            body,
            ..
        } = response;
        let body = match status::is_success(status) {
            true => body.collect().await?,
            false => body.excerpt(MAX_ERROR_BODY).await?,
        };
        Ok(Self {
            status,
            headers,
            body: encoding::utf8(body),
            attempt: 1,
        })
    }
}
