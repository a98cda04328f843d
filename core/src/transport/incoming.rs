//! The body of a response: its chunks within the read timeout, decompressed.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http_body::{Body, Frame};
use hyper::body::Incoming;
use hyper::ext::ReasonPhrase;

use super::decompression::{Decompression, Pulled};
use super::exchange::Exchange;
use super::failure;
use super::{HttpResponse, ResponseBody};
use crate::error::{Error, ErrorKind};

pub(super) fn response_of(
    mut response: http::Response<Incoming>,
    exchange: Exchange,
    limit: Option<Duration>,
    decompresses: bool,
) -> Result<HttpResponse, Error> {
    let reason = match response.extensions().get::<ReasonPhrase>() {
        Some(reason) => String::from_utf8_lossy(reason.as_bytes()).into_owned(),
        None => response
            .status()
            .canonical_reason()
            .unwrap_or_default()
            .to_owned(),
    };
    let decompression = match decompresses {
        true => Decompression::of(response.headers_mut())?,
        false => None,
    };
    let (head, body) = response.into_parts();
    let body = IncomingBody {
        body,
        _exchange: exchange,
    };
    Ok(HttpResponse {
        status: head.status.as_u16(),
        reason,
        version: Some(head.version),
        headers: head.headers,
        body: match decompression {
            None => ResponseBody::chunks(stream::try_unfold(body, move |body| {
                next_chunk(body, limit)
            })),
            Some(decompression) => ResponseBody::chunks(stream::try_unfold(
                (body, decompression),
                move |(body, decompression)| next_decoded(body, decompression, limit),
            )),
        },
    })
}

/// The body of a response. Its connection is in use until it is dropped.
struct IncomingBody {
    body: Incoming,
    _exchange: Exchange,
}

impl IncomingBody {
    /// The next chunk; trailers are skipped.
    async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|cx| {
            loop {
                let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
                match frame.map(|frame| frame.map(Frame::into_data)) {
                    None => return Poll::Ready(Ok(None)),
                    Some(Ok(Ok(chunk))) => return Poll::Ready(Ok(Some(chunk))),
                    Some(Ok(Err(_))) => {}
                    Some(Err(error)) => return Poll::Ready(Err(failure::receiving(&error))),
                }
            }
        })
        .await
    }
}

/// Each chunk may take up to the limit, the whole any time.
async fn next_chunk(
    mut response: IncomingBody,
    limit: Option<Duration>,
) -> Result<Option<(Bytes, IncomingBody)>, Error> {
    let chunk = match limit {
        Some(limit) => tokio::time::timeout(limit, response.chunk())
            .await
            .map_err(|_| Error::detected(ErrorKind::ReadTimeout))?,
        None => response.chunk().await,
    };
    Ok(chunk?.map(|chunk| (chunk, response)))
}

/// The same for an encoded body: the limit applies to the received bytes, not to
/// the decoded ones.
async fn next_decoded(
    mut response: IncomingBody,
    mut decompression: Decompression,
    limit: Option<Duration>,
) -> Result<Option<(Bytes, (IncomingBody, Decompression))>, Error> {
    loop {
        match decompression.pull()? {
            Pulled::Chunk(chunk) => return Ok(Some((chunk, (response, decompression)))),
            Pulled::Paused => {
                tokio::task::yield_now().await;
                continue;
            }
            Pulled::Starved => {}
        }
        match next_chunk(response, limit).await? {
            Some((encoded, rest)) => {
                response = rest;
                decompression.push(encoded);
            }
            None => return decompression.finish().map(|()| None),
        }
    }
}
