//! Keeps the body of a reply within its limits.

use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;

use crate::config::{MAX_RESPONSE_BYTES_ENV, RESPONSE_TIMEOUT_ENV};
use crate::error::{Error, ErrorKind};
use crate::transport::{HttpResponse, ResponseBody};

/// The limits of one body as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimits {
    /// How many bytes it may have, decompressed.
    pub(crate) max_bytes: u64,
    /// How long it may take to arrive, counted from the head.
    pub(crate) timeout: Option<Duration>,
}

/// Reads a body piece by piece within its limits.
#[derive(Debug)]
pub(crate) struct BodyMeter {
    /// Nothing for a body that is consumed as it comes.
    limits: Option<BodyLimits>,
    arrived: u64,
    deadline: Option<Instant>,
}

impl BodyMeter {
    /// The meter of a reply whose head has just arrived.
    pub(crate) fn new(response: &HttpResponse, limits: Option<BodyLimits>) -> Self {
        // What names its size is not read in vain; a failure's first bytes are.
        let declared = limits
            .filter(|_| response.status < 300)
            .and_then(|limits| declared_length(response).filter(|size| *size > limits.max_bytes));
        Self {
            limits,
            arrived: declared.unwrap_or(0),
            deadline: limits.and_then(|limits| Instant::now().checked_add(limits.timeout?)),
        }
    }

    /// The next piece; nothing at the end.
    pub(crate) async fn piece(&mut self, body: &mut ResponseBody) -> Result<Option<Bytes>, Error> {
        // Pieces that are always there must not keep timers and signals waiting.
        tokio::task::consume_budget().await;
        let Some(limits) = self.limits else {
            return body.piece().await;
        };
        self.check(limits)?;
        let piece = match self.deadline {
            Some(deadline) => tokio::time::timeout_at(deadline, body.piece())
                .await
                .map_err(|_| out_of_time("the reply", limits.timeout))??,
            None => body.piece().await?,
        };
        if let Some(piece) = &piece {
            self.arrived += piece.len() as u64;
            self.check(limits)?;
        }
        Ok(piece)
    }

    fn check(&self, limits: BodyLimits) -> Result<(), Error> {
        if self.arrived > limits.max_bytes {
            return Err(too_large("the reply", limits.max_bytes));
        }
        Ok(())
    }
}

fn declared_length(response: &HttpResponse) -> Option<u64> {
    let length = response.headers.get(http::header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// The error of something that has more bytes than it may have.
pub(crate) fn too_large(what: &str, max_bytes: u64) -> Error {
    let text =
        format!("{what} has more than {max_bytes} bytes, the limit ({MAX_RESPONSE_BYTES_ENV})");
    Error::new(ErrorKind::ResponseTooLarge, text)
}

/// The error of something that took longer than it may take.
pub(crate) fn out_of_time(what: &str, timeout: Option<Duration>) -> Error {
    let seconds = timeout.unwrap_or(Duration::MAX).as_secs_f64();
    let text =
        format!("{what} was not complete after {seconds} s, the limit ({RESPONSE_TIMEOUT_ENV})");
    Error::new(ErrorKind::ReadTimeout, text).with_code(Some("ETIMEDOUT"))
}
