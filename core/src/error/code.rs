//! The stable codes of errors, with the next step for each: the same in all languages.

use std::borrow::Cow;

use super::{Error, ErrorKind, Subject};

/// One code of errors.
///
/// ```
/// let codes = flymyai_core::error_codes();
/// assert!(codes.iter().any(|code| code.name == "not_found"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorCode {
    /// The code, in snake case.
    pub name: &'static str,
    /// The next step, one sentence.
    pub hint: &'static str,
    /// Whether the service may have done the work of a request that starts some.
    pub may_have_worked: bool,
}

const fn code(name: &'static str, hint: &'static str) -> ErrorCode {
    ErrorCode {
        name,
        hint,
        may_have_worked: false,
    }
}

const fn unknown(name: &'static str, hint: &'static str) -> ErrorCode {
    ErrorCode {
        name,
        hint,
        may_have_worked: true,
    }
}

const INVALID_ARGUMENT: ErrorCode = code(
    "invalid_argument",
    "Correct the argument that the message names; nothing was sent.",
);
const INVALID_API_KEY: ErrorCode = code(
    "invalid_api_key",
    "Pass an API key to the client, or set the environment variable FLYMYAI_API_KEY.",
);
const INVALID_URL: ErrorCode = code(
    "invalid_url",
    "Correct the base URL of the client: it needs http or https, and a host.",
);
const CLOSED: ErrorCode = code("closed", "Make a new client, or close this one later.");
const INVALID_VARIABLES: ErrorCode = code(
    "invalid_variables",
    "Pass variables that match the input schema of the agent.",
);
const INVALID_REQUEST: ErrorCode = code(
    "invalid_request",
    "Correct the request as the response's text says; the same request fails again.",
);
const AUTHENTICATION: ErrorCode = code(
    "authentication",
    "Check that the API key is complete, has not been revoked, and is one of this service.",
);
const PAYMENT_REQUIRED: ErrorCode = code(
    "payment_required",
    "Check the balance and the plan of the account.",
);
const PERMISSION_DENIED: ErrorCode = code(
    "permission_denied",
    "Use an API key of an account that may do this, or ask the owner for access.",
);
const NOT_FOUND: ErrorCode = code(
    "not_found",
    "Check the id, and that it belongs to the account of the API key.",
);
const CONFLICT: ErrorCode = code(
    "conflict",
    "Read the current state, and repeat the change if it still applies.",
);
const STALE_REVISION: ErrorCode = code(
    "stale_revision",
    "Read the resource set again, and repeat the change with its current revision.",
);
const STALE_BASE_VERSION: ErrorCode = code(
    "stale_base_version",
    "Read the artifact again, and repeat the change with its latest version.",
);
const REQUEST_TOO_LARGE: ErrorCode = code("request_too_large", "Send less data in one request.");
const RATE_LIMITED: ErrorCode = code(
    "rate_limited",
    "Wait before the next call, make fewer calls at a time, or allow more retries.",
);
const OAUTH: ErrorCode = code("oauth", "Authorize the MCP server, then repeat the call.");
const SERVER_ERROR: ErrorCode = unknown(
    "server_error",
    "Try again later; if it lasts, report the request id to the service.",
);
const UNAVAILABLE: ErrorCode = unknown(
    "unavailable",
    "Try again later: the service is down or overloaded.",
);
const TIMEOUT: ErrorCode = unknown("timeout", "Try again, or raise the timeout of the client.");
const CONNECTION_LOST: ErrorCode = unknown(
    "connection_lost",
    "Try again; if it lasts, check the network and the proxies on the way.",
);
const CONNECT: ErrorCode = code(
    "connect",
    "Check the network, the base URL of the client, and the proxy settings.",
);
const PROXY: ErrorCode = code(
    "proxy",
    "Check the proxy settings: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY.",
);
const POOL_TIMEOUT: ErrorCode = code(
    "pool_timeout",
    "Make fewer calls at a time, or raise the timeout of the client.",
);
const TOO_MANY_REDIRECTS: ErrorCode = code(
    "too_many_redirects",
    "Check the base URL of the client: it redirects without an end.",
);
const RESPONSE_TOO_LARGE: ErrorCode = unknown(
    "response_too_large",
    "Request less data, or raise the limit that the message names.",
);
const UNEXPECTED_RESPONSE: ErrorCode = unknown(
    "unexpected_response",
    "Check the base URL of the client and the proxies on the way; if both are right, report it.",
);
const WAIT_TIMEOUT: ErrorCode = code(
    "wait_timeout",
    "The work goes on: continue to wait for it, with a longer timeout.",
);
const START_TIMEOUT: ErrorCode = unknown(
    "start_timeout",
    "Repeat the call with the idempotency key of the error and a longer timeout.",
);
const RUN_FAILED: ErrorCode = code(
    "run_failed",
    "Read the error and the events of the run, correct the cause, and start a new run.",
);
const RUN_CANCELLED: ErrorCode = code(
    "run_cancelled",
    "Start a new run if its result is still needed.",
);
const INVALID_OUTPUT: ErrorCode = code(
    "invalid_output",
    "Read the raw output of the run, and correct the class or the schema, or the agent.",
);
const COMPILATION_FAILED: ErrorCode = code(
    "compilation_failed",
    "Read the error of the compilation, and compile another run.",
);
const CALLER: ErrorCode = unknown(
    "caller_error",
    "Correct the HTTP client or the file that the program has passed.",
);
const INTERNAL: ErrorCode = unknown(
    "internal",
    "Report this error with its text: it is a defect of the package.",
);

/// All codes of errors, with their hints.
///
/// ```
/// for code in flymyai_core::error_codes() {
///     assert!(code.hint.ends_with('.'));
/// }
/// ```
#[must_use]
pub fn error_codes() -> &'static [&'static ErrorCode] {
    &[
        &INVALID_ARGUMENT,
        &INVALID_API_KEY,
        &INVALID_URL,
        &INVALID_VARIABLES,
        &INVALID_REQUEST,
        &AUTHENTICATION,
        &PAYMENT_REQUIRED,
        &PERMISSION_DENIED,
        &NOT_FOUND,
        &CONFLICT,
        &STALE_REVISION,
        &STALE_BASE_VERSION,
        &REQUEST_TOO_LARGE,
        &RATE_LIMITED,
        &OAUTH,
        &SERVER_ERROR,
        &UNAVAILABLE,
        &TIMEOUT,
        &CONNECT,
        &CONNECTION_LOST,
        &PROXY,
        &POOL_TIMEOUT,
        &TOO_MANY_REDIRECTS,
        &RESPONSE_TOO_LARGE,
        &UNEXPECTED_RESPONSE,
        &CLOSED,
        &WAIT_TIMEOUT,
        &START_TIMEOUT,
        &RUN_FAILED,
        &RUN_CANCELLED,
        &INVALID_OUTPUT,
        &COMPILATION_FAILED,
        &CALLER,
        &INTERNAL,
    ]
}

/// The code of a response with this status.
///
/// ```
/// assert_eq!(flymyai_core::code_of_status(404).name, "not_found");
/// ```
#[must_use]
pub fn code_of_status(status: u16) -> &'static ErrorCode {
    match status {
        401 => &AUTHENTICATION,
        402 => &PAYMENT_REQUIRED,
        403 => &PERMISSION_DENIED,
        404 | 410 => &NOT_FOUND,
        408 | 499 => &TIMEOUT,
        409 | 412 => &CONFLICT,
        413 => &REQUEST_TOO_LARGE,
        429 => &RATE_LIMITED,
        // 425: the result is not ready yet.
        425 | 502..=504 | 524 => &UNAVAILABLE,
        400..=498 => &INVALID_REQUEST,
        500.. => &SERVER_ERROR,
        _ => &UNEXPECTED_RESPONSE,
    }
}

impl Error {
    /// The code of the error and its general hint.
    #[must_use]
    pub fn error_code(&self) -> &'static ErrorCode {
        match self.kind() {
            ErrorKind::Argument if self.argument_name() == Some("api_key") => &INVALID_API_KEY,
            ErrorKind::Argument if self.argument_name() == Some("base_url") => &INVALID_URL,
            ErrorKind::Argument | ErrorKind::LocalProtocol => &INVALID_ARGUMENT,
            ErrorKind::Closed => &CLOSED,
            ErrorKind::Variables => &INVALID_VARIABLES,
            ErrorKind::StaleRevision => &STALE_REVISION,
            ErrorKind::StaleBaseVersion => &STALE_BASE_VERSION,
            ErrorKind::McpServerOAuth => &OAUTH,
            ErrorKind::Status | ErrorKind::SuggestSchema | ErrorKind::McpTeam => {
                match self.status() {
                    Some(status) => code_of_status(status),
                    None => &UNEXPECTED_RESPONSE,
                }
            }
            ErrorKind::Pages | ErrorKind::Decoding | ErrorKind::Decode => &UNEXPECTED_RESPONSE,
            ErrorKind::CompilationFailed => &COMPILATION_FAILED,
            ErrorKind::RunFailed => &RUN_FAILED,
            ErrorKind::RunCancelled => &RUN_CANCELLED,
            ErrorKind::InvalidOutput => &INVALID_OUTPUT,
            ErrorKind::WaitTimeout if self.subject().is_none() => &START_TIMEOUT,
            ErrorKind::WaitTimeout => &WAIT_TIMEOUT,
            ErrorKind::Connect | ErrorKind::ConnectTimeout => &CONNECT,
            ErrorKind::ReadTimeout | ErrorKind::WriteTimeout | ErrorKind::ResponseTimeout => {
                &TIMEOUT
            }
            ErrorKind::PoolTimeout => &POOL_TIMEOUT,
            ErrorKind::Protocol | ErrorKind::Read | ErrorKind::Write => &CONNECTION_LOST,
            ErrorKind::Proxy => &PROXY,
            ErrorKind::UnsupportedProtocol | ErrorKind::InvalidUrl => &INVALID_URL,
            ErrorKind::TooManyRedirects => &TOO_MANY_REDIRECTS,
            ErrorKind::ResponseTooLarge => &RESPONSE_TOO_LARGE,
            ErrorKind::Thrown => &CALLER,
            ErrorKind::Internal => &INTERNAL,
        }
    }

    /// The code of the error: a stable name, such as `not_found`, to match on.
    ///
    /// ```
    /// use flymyai_core::Error;
    ///
    /// let error = Error::from_status(429, bytes::Bytes::new());
    /// assert_eq!(error.code(), "rate_limited");
    /// ```
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.error_code().name
    }

    /// The next step, one sentence.
    ///
    /// ```
    /// use flymyai_core::Error;
    ///
    /// let error = Error::from_status(401, bytes::Bytes::new());
    /// assert!(error.hint().contains("API key"));
    /// ```
    #[must_use]
    pub fn hint(&self) -> Cow<'static, str> {
        match (self.kind(), self.subject()) {
            (ErrorKind::WaitTimeout, Some(subject)) if self.last_status().is_none() => format!(
                "No request for the status has succeeded: correct the cause, and continue with \
                 client.{}s.wait({:?}).",
                subject.name(),
                subject.id()
            )
            .into(),
            (ErrorKind::WaitTimeout, Some(Subject::Run(id))) => format!(
                "The run goes on: continue with client.runs.wait({id:?}), or stop it with \
                 client.runs.cancel({id:?})."
            )
            .into(),
            (ErrorKind::WaitTimeout, Some(Subject::Compilation(id))) => {
                format!("The compilation goes on: continue with client.compilations.wait({id:?}).")
                    .into()
            }
            (ErrorKind::RunFailed, Some(Subject::Run(id))) => format!(
                "Read the error and the events of the run with client.runs.get({id:?}), correct \
                 the cause, and start a new run."
            )
            .into(),
            _ => self.error_code().hint.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use bytes::Bytes;

    use super::*;
    use crate::retry::is_outcome_unknown;

    #[test]
    fn the_hint_of_a_wait_names_the_call_that_continues_it() {
        let hint = |subject, status| {
            let error = Error::new(ErrorKind::WaitTimeout, "").with_subject(subject);
            let error = match status {
                Some(status) => error.with_last_status(status),
                None => error,
            };
            error.hint().into_owned()
        };
        let run = || Subject::Run("7".to_owned());
        let compilation = || Subject::Compilation("5".to_owned());
        let running = || Some("running".to_owned());
        for (hint, start, call) in [
            (hint(run(), None), "No request", "client.runs.wait(\"7\")"),
            (
                hint(run(), running()),
                "The run goes on",
                "client.runs.wait(\"7\")",
            ),
            (
                hint(compilation(), None),
                "No request",
                "client.compilations.wait(\"5\")",
            ),
            (
                hint(compilation(), running()),
                "The compilation goes on",
                "client.compilations.wait(\"5\")",
            ),
        ] {
            assert!(hint.starts_with(start) && hint.contains(call), "{hint}");
        }
    }

    #[test]
    fn codes_are_listed_once_and_have_hints() {
        let names: BTreeSet<&str> = error_codes().iter().map(|code| code.name).collect();
        assert_eq!(names.len(), error_codes().len());
        for code in error_codes() {
            assert!(code.hint.ends_with('.'), "{}", code.name);
            assert!(
                code.name
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c == '_')
            );
        }
    }

    #[test]
    fn codes_agree_with_the_rule_of_unknown_outcomes() {
        for status in 400..=599 {
            let error = Error::from_status(status, Bytes::new());
            // A proxy or the service itself says that a 425 was not processed.
            if status != 425 {
                let may_have_worked = is_outcome_unknown(&error);
                assert_eq!(
                    error.error_code().may_have_worked,
                    may_have_worked,
                    "{status}"
                );
            }
        }
        for kind in [
            ErrorKind::Argument,
            ErrorKind::Closed,
            ErrorKind::Connect,
            ErrorKind::ConnectTimeout,
            ErrorKind::ReadTimeout,
            ErrorKind::WriteTimeout,
            ErrorKind::PoolTimeout,
            ErrorKind::Protocol,
            ErrorKind::Read,
            ErrorKind::Write,
            ErrorKind::Proxy,
            ErrorKind::InvalidUrl,
            ErrorKind::TooManyRedirects,
            ErrorKind::ResponseTimeout,
            ErrorKind::ResponseTooLarge,
            ErrorKind::Decoding,
            ErrorKind::Decode,
            ErrorKind::Thrown,
        ] {
            let error = Error::new(kind, "");
            let code = error.error_code();
            assert_eq!(code.may_have_worked, is_outcome_unknown(&error), "{kind:?}");
            assert!(error_codes().contains(&code));
        }
    }
}
