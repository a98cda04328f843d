//! The log record of one request.

use http::Version;

use super::{HttpRequest, HttpResponse};
use crate::error::Error;
use crate::host::Instant;
use crate::log::{Log, LogEvent, LogKinds, without_query};

/// The header with the id that the service gives to a request.
const REQUEST_ID: &str = "x-request-id";

/// A request that will be recorded when it ends; one that is dropped before was cancelled.
pub(super) struct RequestLog(Box<Pending>);

struct Pending {
    log: Log,
    method: String,
    url: String,
    attempt: u32,
    started: Instant,
    is_recorded: bool,
}

impl RequestLog {
    /// Begins to record a request, if anybody wants that.
    pub(super) fn of(log: &Log, request: &HttpRequest) -> Option<Self> {
        if !log.wants(LogKinds::REQUEST) {
            return None;
        }
        Some(Self(Box::new(Pending {
            log: log.clone(),
            method: request.method.to_string(),
            url: without_query(&request.url),
            attempt: request.attempt,
            started: Instant::now(),
            is_recorded: false,
        })))
    }

    /// Records the head of the response, or the failure.
    pub(super) fn ended(mut self, sent: &Result<HttpResponse, Error>) {
        match sent {
            Ok(response) => self.0.record(Some(response), None),
            Err(error) => self.0.record(None, Some(error.kind().name())),
        }
    }
}

impl Pending {
    fn record(&mut self, response: Option<&HttpResponse>, error: Option<&'static str>) {
        self.is_recorded = true;
        let id = response.and_then(|response| response.headers.get(REQUEST_ID));
        self.log.record(LogKinds::REQUEST, || LogEvent::Request {
            method: std::mem::take(&mut self.method),
            url: std::mem::take(&mut self.url),
            attempt: self.attempt,
            status: response.map(|response| response.status),
            reason: response.map(|response| response.reason.clone()),
            http_version: response.and_then(|response| response.version).map(version),
            request_id: id.and_then(|id| id.to_str().ok()).map(str::to_owned),
            error,
            duration: Instant::now()
                .saturating_duration_since(self.started)
                .as_secs_f64(),
        });
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.is_recorded {
            self.record(None, Some("cancelled"));
        }
    }
}

fn version(version: Version) -> &'static str {
    match version {
        Version::HTTP_10 => "HTTP/1.0",
        Version::HTTP_2 => "HTTP/2",
        _ => "HTTP/1.1",
    }
}
