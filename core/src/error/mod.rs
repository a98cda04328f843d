//! Errors as data: a kind to match on, the facts behind it, one line of text.
//!
//! A binding turns an [`Error`] into its language's own classes; nothing here
//! needs to be parsed out of a message, and no message contains the API key.

mod body;
mod call;
mod call_facts;
mod code;
mod compilation;
mod kind;
mod outcome;
mod processing;
mod run;
mod text;
mod transport;
mod url;
mod wording;

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::status;

pub(crate) use call::CallContext;
use call_facts::CallFacts;
pub use code::{ErrorCode, code_of_status, error_codes};
pub use kind::ErrorKind;
pub use text::{Problem, Text};
pub use url::redact_url;
pub use wording::{Subject, status_text, variables_text};

/// The one error type of this crate.
#[derive(Clone)]
pub struct Error(Box<Facts>);

#[derive(Clone)]
struct Facts {
    kind: ErrorKind,
    message: String,
    status: Option<u16>,
    retry_after: Option<std::time::Duration>,
    body: Option<Bytes>,
    detail: Option<Bytes>,
    problems: Vec<Problem>,
    method: Option<String>,
    url: Option<String>,
    argument: Option<&'static str>,
    arguments: Vec<&'static str>,
    is_out_of_range: bool,
    last_status: Option<String>,
    subject: Option<Subject>,
    system_code: Option<&'static str>,
    attempts: u32,
    call: CallFacts,
    cause: Option<Error>,
    thrown: Option<Arc<dyn Any + Send + Sync>>,
    processing: processing::Processing,
    idempotency_key: Option<String>,
}

impl Error {
    /// An error of this kind with this text.
    #[must_use]
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Facts {
            kind,
            message: message.into(),
            status: None,
            retry_after: None,
            body: None,
            detail: None,
            problems: Vec::new(),
            method: None,
            url: None,
            argument: None,
            arguments: Vec::new(),
            is_out_of_range: false,
            last_status: None,
            subject: None,
            system_code: None,
            attempts: 0,
            call: CallFacts::default(),
            cause: None,
            thrown: None,
            processing: processing::Processing::default(),
            idempotency_key: None,
        }))
    }

    pub(crate) fn argument(name: &'static str, message: impl Into<String>) -> Self {
        let mut error = Self::new(ErrorKind::Argument, message);
        error.0.argument = Some(name);
        error
    }

    /// Sets the names of the arguments in the text.
    pub(crate) fn with_argument_names(mut self, names: Vec<&'static str>) -> Self {
        self.0.arguments = names;
        self
    }

    /// Marks a number that is too small or too large.
    pub(crate) fn out_of_range(mut self) -> Self {
        self.0.is_out_of_range = true;
        self
    }

    /// The end of a call at a limit that an option and an environment variable set.
    pub(crate) fn at_limit(
        kind: ErrorKind,
        what: &str,
        option: &'static str,
        variable: &str,
    ) -> Self {
        let text = format!(
            "{what}; the option {option} or the environment variable {variable} sets this limit"
        );
        let mut error = Self::new(kind, text);
        error.0.argument = Some(option);
        error
    }

    pub(crate) fn closed() -> Self {
        Self::new(
            ErrorKind::Closed,
            "Cannot send a request, as the client has been closed.",
        )
    }

    /// The same while a request is under way.
    pub(crate) fn closed_meanwhile() -> Self {
        let text = "The response has not arrived, as the client has been closed.";
        Self::new(ErrorKind::Closed, text).possibly_processed()
    }

    /// The error of a response outside 2xx.
    #[must_use]
    pub fn from_status(status: u16, body: Bytes) -> Self {
        let read = body::read(status, &body);
        let mut error = Self::new(read.kind, read.message);
        error.0.status = Some(status);
        error.0.detail = read.detail;
        error.0.problems = read.problems;
        error.0.body = Some(body);
        error
    }

    pub(crate) fn decode(what: &str, body: Bytes) -> Self {
        let excerpt: String = String::from_utf8_lossy(&body[..body.len().min(200)]).into_owned();
        Self::new(ErrorKind::Decode, format!("{what}: {excerpt:?}")).with_body(body)
    }

    pub(crate) fn with_body(mut self, body: Bytes) -> Self {
        self.0.body = Some(body);
        self
    }

    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(crate) fn with_retry_after(mut self, delay: Option<std::time::Duration>) -> Self {
        self.0.retry_after = delay;
        self
    }

    pub(crate) fn with_last_status(mut self, status: impl Into<String>) -> Self {
        self.0.last_status = Some(status.into());
        self
    }

    pub(crate) fn with_subject(mut self, subject: Subject) -> Self {
        self.0.subject = Some(subject);
        self
    }

    /// Adds the operating system's name of the failure, such as `ECONNREFUSED`.
    #[must_use]
    pub fn with_system_code(mut self, code: Option<&'static str>) -> Self {
        self.0.system_code = code;
        self
    }

    pub(crate) fn with_cause(mut self, cause: Option<Error>) -> Self {
        self.0.cause = cause;
        self
    }

    /// Adds the exception of the caller's own code, which the binding raises again.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use flymyai_core::{Error, ErrorKind};
    ///
    /// let error = Error::new(ErrorKind::Thrown, "no connection").with_thrown(Arc::new(7_u32));
    /// assert_eq!(error.thrown().and_then(|thrown| thrown.downcast_ref()), Some(&7_u32));
    /// ```
    #[must_use]
    pub fn with_thrown(mut self, thrown: Arc<dyn Any + Send + Sync>) -> Self {
        self.0.thrown = Some(thrown);
        self
    }

    pub(crate) fn with_request(mut self, method: &http::Method, url: &str) -> Self {
        self.0.method = Some(method.to_string());
        self.0.url = Some(url.to_owned());
        self
    }

    /// Adds the request of another error.
    pub(crate) fn with_request_of(mut self, other: &Self) -> Self {
        self.0.method.clone_from(&other.0.method);
        self.0.url.clone_from(&other.0.url);
        self.0.attempts = other.0.attempts;
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The whole text, one line unless the service's own text has more.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The HTTP status of the response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The delay before the next attempt that the service requests (`Retry-After`).
    #[must_use]
    pub fn retry_after(&self) -> Option<std::time::Duration> {
        self.0.retry_after
    }

    /// The response's bytes, where there was one.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.body.as_ref()
    }

    /// The JSON value in the message, if it is not plain text. A language with its own form
    /// of values passes that to [`status_text`].
    #[must_use]
    pub fn detail(&self) -> Option<&Bytes> {
        self.0.detail.as_ref()
    }

    /// The service's messages about a run's variables.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.0.problems
    }

    /// The request's method, where a request was made.
    #[must_use]
    pub fn method(&self) -> Option<&str> {
        self.0.method.as_deref()
    }

    /// The request's URL without user-info, where a request was made.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    /// The refused argument, or the option that sets the limit at which the call has ended,
    /// by its name in core, in snake case.
    #[must_use]
    pub fn argument_name(&self) -> Option<&'static str> {
        self.0.argument
    }

    /// The arguments that the text of a refused call names, by core's names.
    #[must_use]
    pub fn argument_names(&self) -> &[&'static str] {
        &self.0.arguments
    }

    /// Whether the refused argument is a number that is too small or too large.
    #[must_use]
    pub fn is_out_of_range(&self) -> bool {
        self.0.is_out_of_range
    }

    /// The last status that a wait received before its timeout.
    #[must_use]
    pub fn last_status(&self) -> Option<&str> {
        self.0.last_status.as_deref()
    }

    /// The run or compilation that was waited for.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.0.subject.as_ref()
    }

    /// The operating system's name of a transport failure, such as `ECONNREFUSED`.
    #[must_use]
    pub fn system_code(&self) -> Option<&'static str> {
        self.0.system_code
    }

    /// The number of times that the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the next attempt can succeed, as after a lost connection or an overload of
    /// the service.
    ///
    /// ```
    /// use flymyai_core::{Error, ErrorKind};
    ///
    /// assert!(Error::new(ErrorKind::Connect, "refused").is_transient());
    /// assert!(!Error::new(ErrorKind::InvalidUrl, "no host").is_transient());
    /// ```
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self.0.status {
            // Such as a success that can't be used, for which an error may have another status.
            _ if self.is_possibly_processed() => false,
            Some(status) => status::is_transient(status),
            // A response that can't be decompressed is expected to fail again.
            None => self.0.kind.is_transport() && self.0.kind != ErrorKind::Decoding,
        }
    }

    /// The exception of the caller's own code, if that is the cause.
    #[must_use]
    pub fn thrown(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.0.thrown.as_deref()
    }

    /// The error behind this one.
    #[must_use]
    pub fn cause(&self) -> Option<&Error> {
        self.0.cause.as_ref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &self.0.kind)
            .field("message", &self.0.message);
        if let Some(status) = self.0.status {
            debug.field("status", &status);
        }
        if let Some(url) = &self.0.url {
            debug.field("method", &self.0.method).field("url", url);
        }
        if self.0.attempts > 1 {
            debug.field("attempts", &self.0.attempts);
        }
        if let Some(cause) = &self.0.cause {
            debug.field("cause", cause);
        }
        debug.finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.cause.as_ref().map(|cause| cause as _)
    }
}
