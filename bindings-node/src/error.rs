//! Core's errors as plain data for TypeScript, which makes its classes of them.

use bytes::Bytes;
use flymyai_core::Error;
use napi_derive::napi;

use crate::callback::Thrown;

/// Why a call failed. What core does not know is missing.
#[napi(object, object_from_js = false)]
pub struct Failure {
    /// Core's name of the kind.
    pub kind: String,
    /// The complete text.
    pub message: String,
    /// The HTTP status of the reply.
    pub status: Option<u16>,
    /// The reply's text.
    pub body: Option<String>,
    /// The service's complaints about variables.
    pub problems: Option<Vec<Complaint>>,
    /// The refused argument, by core's name.
    pub argument: Option<String>,
    /// The last status that a wait saw.
    pub last_status: Option<String>,
    /// The operating system's name of a network failure.
    pub code: Option<String>,
    /// Whether another try may succeed.
    pub is_transient: bool,
    /// The number of what a `fetch` has thrown.
    pub thrown: Option<u32>,
    /// The failure behind this one: none or one.
    pub cause: Option<Vec<Failure>>,
}

/// One complaint about a run's variables.
#[napi(object, object_from_js = false)]
pub struct Complaint {
    /// The variable it names.
    pub field: Option<String>,
    /// Its complete text.
    pub text: String,
}

impl Failure {
    /// A failure of the addon itself.
    pub(crate) fn internal(message: String) -> Self {
        Self::from(&Error::new(flymyai_core::ErrorKind::Internal, message))
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let problems = error.problems().iter().map(|problem| Complaint {
            field: problem.field.clone(),
            text: problem.to_string(),
        });
        Self {
            kind: error.kind().name().to_owned(),
            message: error.message().to_owned(),
            status: error.status(),
            body: error.body().cloned().map(text),
            problems: Some(problems.collect::<Vec<_>>()).filter(|problems| !problems.is_empty()),
            argument: error.argument_name().map(str::to_owned),
            last_status: error.last_status().map(str::to_owned),
            code: error.code().map(str::to_owned),
            is_transient: error.is_transient(),
            thrown: error
                .thrown()
                .and_then(|thrown| thrown.downcast_ref::<Thrown>())
                .map(|thrown| thrown.0),
            cause: error.cause().map(|cause| vec![Self::from(cause)]),
        }
    }
}

/// A body as text, decoded as `fetch` does: without a byte order mark, broken
/// bytes replaced.
pub(crate) fn text(body: Bytes) -> String {
    let body = match body.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => body.slice_ref(rest),
        None => body,
    };
    match String::from_utf8(body.into()) {
        Ok(text) => text,
        Err(broken) => String::from_utf8_lossy(broken.as_bytes()).into_owned(),
    }
}
