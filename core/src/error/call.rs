//! The call of an error: its operation, its requests, its duration.

use std::fmt::Write as _;
use std::time::Duration;

use http::HeaderMap;

use super::{Error, ErrorKind, Subject};

/// The response header with the service's id of a request.
const REQUEST_ID: &str = "x-request-id";
/// Longer ids are cut: the header is data of a server.
const MAX_REQUEST_ID: usize = 200;

/// What a call knows of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallContext<'a> {
    pub(crate) operation: &'static str,
    /// The id of the call, as the caller wrote it.
    pub(crate) id: &'a str,
    /// Whether that is the id of a run.
    pub(crate) is_run: bool,
}

impl Error {
    /// Adds the call, for which an outer one may be known already, and its duration.
    pub(crate) fn with_call(mut self, call: CallContext<'_>, elapsed: Option<Duration>) -> Self {
        let facts = &mut self.0.call;
        facts.operation.get_or_insert(call.operation);
        facts.elapsed = elapsed.or(facts.elapsed);
        if !call.id.is_empty() {
            facts.resource_id.get_or_insert_with(|| call.id.to_owned());
            if call.is_run {
                facts.run_id.get_or_insert_with(|| call.id.to_owned());
            }
        }
        self.0.cause = self.0.cause.take().map(|cause| cause.with_call(call, None));
        self
    }

    /// Adds the service's id of the request.
    pub(crate) fn with_request_id(mut self, headers: &HeaderMap) -> Self {
        let id = headers
            .get(REQUEST_ID)
            .and_then(|value| value.to_str().ok());
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            self.0.call.request_id = Some(id.chars().take(MAX_REQUEST_ID).collect());
        }
        self
    }

    pub(crate) fn with_cursor(mut self, cursor: Option<String>) -> Self {
        self.0.call.cursor = cursor;
        self
    }

    /// The operation of the call, such as `runs.get`.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.call.operation
    }

    /// The time from the start of the call to the error.
    #[must_use]
    pub fn elapsed(&self) -> Option<Duration> {
        self.0.call.elapsed
    }

    /// The service's id of the request that failed, from the response header `x-request-id`.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.call.request_id.as_deref()
    }

    /// The id that the call was made with, as the caller wrote it.
    #[must_use]
    pub fn resource_id(&self) -> Option<&str> {
        self.0.call.resource_id.as_deref()
    }

    /// The run of the call, if there is one.
    #[must_use]
    pub fn run_id(&self) -> Option<&str> {
        match self.subject() {
            Some(Subject::Run(id)) => Some(id),
            _ => self.0.call.run_id.as_deref(),
        }
    }

    /// The id of the last event of the run that was received before a timeout.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.0.call.cursor.as_deref()
    }

    /// The path of the request, without the query.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        let (_, rest) = self.url()?.split_once("://")?;
        let path = rest.find('/').map_or("", |at| &rest[at..]);
        path.split(['?', '#']).next()
    }

    /// The facts of the call in one line, for logs; `None` for an error that is about no call.
    ///
    /// It has no user data but the id of the call.
    #[must_use]
    pub fn facts(&self) -> Option<String> {
        let mut text = format!("code {}", self.code());
        let mut is_known = false;
        if let (Some(method), Some(path)) = (self.method(), self.path()) {
            is_known = true;
            let _ = write!(text, ", {method} {path}");
        }
        let named = [
            ("operation", self.operation()),
            (
                "id",
                self.resource_id()
                    .filter(|_| self.kind() != ErrorKind::Argument),
            ),
            ("last status", self.last_status()),
            ("cursor", self.cursor()),
            ("request id", self.request_id()),
        ];
        for (name, value) in named {
            if let Some(value) = value {
                is_known = true;
                let _ = write!(text, ", {name} {value}");
            }
        }
        if self.attempts() > 0 {
            is_known = true;
            let _ = write!(text, ", attempts {}", self.attempts());
        }
        if let Some(elapsed) = self.elapsed() {
            let _ = write!(text, ", after {:.3} s", elapsed.as_secs_f64());
        }
        is_known.then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;

    fn call() -> CallContext<'static> {
        CallContext {
            operation: "runs.get",
            id: "7",
            is_run: true,
        }
    }

    #[test]
    fn errors_name_their_request() {
        let mut headers = HeaderMap::new();
        headers.insert(REQUEST_ID, http::HeaderValue::from_static("req-1"));
        let error = Error::from_status(404, Bytes::new())
            .with_request(
                &http::Method::GET,
                "https://api.flymy.ai/api/v1/x/7/?secret=1",
            )
            .with_request_id(&headers)
            .with_attempts(1)
            .with_call(call(), Some(Duration::from_millis(1500)));
        assert_eq!(error.path(), Some("/api/v1/x/7/"));
        assert_eq!(error.run_id(), Some("7"));
        assert_eq!(
            error.facts().as_deref(),
            Some(
                "code not_found, GET /api/v1/x/7/, operation runs.get, id 7, request id req-1, \
                 attempts 1, after 1.500 s"
            )
        );
    }

    #[test]
    fn the_inner_operation_and_the_outer_duration_count() {
        let outer = CallContext {
            operation: "runs.list",
            id: "",
            is_run: false,
        };
        let cause = Error::new(ErrorKind::Read, "");
        let error = Error::new(ErrorKind::WaitTimeout, "")
            .with_cause(Some(cause))
            .with_call(call(), Some(Duration::from_secs(1)))
            .with_call(outer, Some(Duration::from_secs(2)));
        assert_eq!(error.operation(), Some("runs.get"));
        assert_eq!(error.elapsed(), Some(Duration::from_secs(2)));
        assert_eq!(error.cause().and_then(Error::operation), Some("runs.get"));
    }
}
