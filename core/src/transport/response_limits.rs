//! Applies the limits of a response to its body, and yields to other tasks.

use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt;

use super::event_watch::EventWatch;
use super::{HttpResponse, ResponseBody};
use crate::config::{
    MAX_RESPONSE_BYTES_ENV, MAX_RESPONSE_BYTES_OPTION, RESPONSE_TIMEOUT_ENV,
    RESPONSE_TIMEOUT_OPTION, ResponseLimits,
};
use crate::error::{Error, ErrorKind};
use crate::host::{self, Instant};

/// The number of chunks that are read before other tasks may run.
const MAX_UNJOINED_CHUNKS: u32 = 8;

/// The kind of a response, which decides its limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ResponseKind {
    /// At once.
    Whole,
    /// As an event, as soon as the model has done its work.
    Prediction,
    /// In events that are consumed on arrival.
    Stream,
}

/// Reads a body chunk by chunk within its limits.
#[derive(Debug)]
pub(crate) struct BodyMeter {
    kind: ResponseKind,
    limits: ResponseLimits,
    /// The number of bytes that have arrived; of a stream, since its last event.
    arrived: u64,
    chunks: u32,
    /// When the head arrived; of a stream, its last event.
    since: Instant,
    events: EventWatch,
    /// When the first bytes of the event under way arrived.
    begun: Option<Instant>,
}

impl BodyMeter {
    /// The meter of a response whose head has just arrived.
    pub(crate) fn new(response: &HttpResponse, kind: ResponseKind, limits: ResponseLimits) -> Self {
        let kind = match kind {
            // The body of a failure is not a stream.
            ResponseKind::Stream if response.status >= 400 => ResponseKind::Whole,
            kind => kind,
        };
        // A response whose Content-Length exceeds the limit is not read; of a failure,
        // the first bytes are.
        let declared = Some(response)
            .filter(|response| kind != ResponseKind::Stream && response.status < 300)
            .and_then(declared_length)
            .filter(|size| *size > limits.max_bytes);
        Self {
            kind,
            limits,
            arrived: declared.unwrap_or(0),
            chunks: 0,
            since: Instant::now(),
            events: EventWatch::default(),
            begun: None,
        }
    }

    /// The next chunk; nothing at the end. A read that is dropped loses nothing.
    pub(crate) async fn chunk(&mut self, body: &mut ResponseBody) -> Result<Option<Bytes>, Error> {
        // Chunks that are always ready must not delay timers and signals; the few of an
        // ordinary response do not.
        self.chunks = self.chunks.saturating_add(1);
        if self.chunks > MAX_UNJOINED_CHUNKS {
            host::consume_budget().await;
        }
        self.check_size()?;
        // Most chunks are ready, and need no timer.
        let chunk = match body.chunk().now_or_never() {
            Some(chunk) => chunk?,
            // Boxed: an idle body must be small.
            None => Box::pin(self.wait(body)).await?,
        };
        if let Some(chunk) = &chunk {
            self.arrived += chunk.len() as u64;
            if self.kind != ResponseKind::Whole {
                self.watch(chunk);
            }
            self.check_size()?;
        }
        Ok(chunk)
    }

    async fn wait(&self, body: &mut ResponseBody) -> Result<Option<Bytes>, Error> {
        let (moment, timeout) = self.timeout();
        match timeout.and_then(|timeout| moment.checked_add(timeout)) {
            Some(deadline) => host::timeout_at(deadline, body.chunk())
                .await
                .unwrap_or_else(|_| Err(self.out_of_time(timeout))),
            None => body.chunk().await,
        }
    }

    fn watch(&mut self, chunk: &[u8]) {
        let has_ended = self.events.push(chunk);
        self.begun = match self.begun {
            _ if !self.events.is_inside() => None,
            Some(begun) if !has_ended => Some(begun),
            _ => Some(Instant::now()),
        };
        if has_ended && self.kind == ResponseKind::Stream {
            self.arrived = 0;
            self.since = Instant::now();
        }
    }

    /// The time that the next limit counts from, and the limit.
    fn timeout(&self) -> (Instant, Option<Duration>) {
        match (self.kind, self.begun) {
            (ResponseKind::Whole, _) => (self.since, self.limits.timeout),
            (_, Some(begun)) => (begun, self.limits.timeout),
            (_, None) => (self.since, self.limits.prediction_timeout),
        }
    }

    fn check_size(&self) -> Result<(), Error> {
        let what = match self.kind {
            ResponseKind::Stream => EVENT,
            ResponseKind::Whole | ResponseKind::Prediction => RESPONSE,
        };
        check_size(what, self.arrived, self.limits)
    }

    fn out_of_time(&self, timeout: Option<Duration>) -> Error {
        let what = match self.kind {
            ResponseKind::Whole => RESPONSE,
            ResponseKind::Prediction | ResponseKind::Stream => EVENT,
        };
        let seconds = timeout.unwrap_or(Duration::MAX).as_secs_f64();
        Error::at_limit(
            ErrorKind::ResponseTimeout,
            &format!("{what} was not complete after {seconds} s"),
            RESPONSE_TIMEOUT_OPTION,
            RESPONSE_TIMEOUT_ENV,
        )
        .with_system_code(Some("ETIMEDOUT"))
    }
}

impl ResponseLimits {
    /// Whether a response that a program reads itself is within the limit so far.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ResponseTooLarge`] for more bytes than `max_bytes`.
    pub fn check_size(self, bytes: u64) -> Result<(), Error> {
        check_size(RESPONSE, bytes, self)
    }
}

fn check_size(what: &str, bytes: u64, limits: ResponseLimits) -> Result<(), Error> {
    let max_bytes = limits.max_bytes;
    if bytes <= max_bytes {
        return Ok(());
    }
    Err(Error::at_limit(
        ErrorKind::ResponseTooLarge,
        &format!("{what} has more than {max_bytes} bytes"),
        MAX_RESPONSE_BYTES_OPTION,
        MAX_RESPONSE_BYTES_ENV,
    ))
}

/// The subject of the error texts.
const RESPONSE: &str = "the response";
const EVENT: &str = "an event of the response";

fn declared_length(response: &HttpResponse) -> Option<u64> {
    let length = response.headers.get(http::header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}
