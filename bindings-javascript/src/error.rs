//! Core's errors as plain data, from which TypeScript makes its error classes.

use std::any::Any;

use flymyai_core::{Error, ErrorKind};

use crate::convert::body_text;

/// Why a call failed. Unknown facts have no field.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
pub struct Failure {
    /// Core's name of the error's kind.
    pub kind: String,
    /// The text.
    pub message: String,
    /// The HTTP status of the response.
    pub status: Option<u16>,
    /// The body of the response.
    pub body: Option<String>,
    /// The validation messages for the variables of a run.
    pub problems: Option<Vec<VariableProblem>>,
    /// The invalid argument, by core's name.
    pub argument: Option<String>,
    /// The arguments that the message names, by core's names.
    pub arguments: Option<Vec<String>>,
    /// Whether the invalid argument is a number that is too small or too large.
    pub is_out_of_range: bool,
    /// The last status that a wait has read.
    pub last_status: Option<String>,
    /// The idempotency key of a call whose outcome is unknown.
    pub idempotency_key: Option<String>,
    /// The operating system's code of a network failure.
    pub code: Option<String>,
    /// Whether another attempt can succeed.
    pub is_transient: bool,
    /// The number of the value that a `fetch` has thrown.
    pub thrown: Option<u32>,
    /// The failure that caused this one: none or one.
    pub cause: Option<Vec<Failure>>,
}

/// One validation message.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
pub struct VariableProblem {
    /// The variable that it names.
    pub field: Option<String>,
    /// The text.
    pub text: String,
}

/// The number of a thrown value, as core's errors carry it.
pub(crate) struct ThrownNumber(pub(crate) u32);

impl Failure {
    /// The failure of a call that has panicked. The process and other calls continue.
    pub(crate) fn of_panic(panic: &(dyn Any + Send)) -> Self {
        let message = panic
            .downcast_ref::<&str>()
            .copied()
            .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
            .unwrap_or("unknown panic");
        Self::from(&Error::new(
            ErrorKind::Internal,
            format!("internal error in flymyai-js-client, please report it: {message}"),
        ))
    }
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        let problems = error.problems().iter().map(|problem| VariableProblem {
            field: problem.field.clone(),
            text: problem.to_string(),
        });
        let names = error.argument_names().iter();
        let names: Vec<String> = names.map(|name| (*name).to_owned()).collect();
        Self {
            kind: error.kind().name().to_owned(),
            message: error.message().to_owned(),
            status: error.status(),
            body: error.body().cloned().map(body_text),
            problems: Some(problems.collect::<Vec<_>>()).filter(|problems| !problems.is_empty()),
            argument: error.argument_name().map(str::to_owned),
            arguments: Some(names).filter(|names| !names.is_empty()),
            is_out_of_range: error.is_out_of_range(),
            last_status: error.last_status().map(str::to_owned),
            idempotency_key: error.idempotency_key().map(str::to_owned),
            code: error.code().map(str::to_owned),
            is_transient: error.is_transient(),
            thrown: error
                .thrown()
                .and_then(|thrown| thrown.downcast_ref::<ThrownNumber>())
                .map(|thrown| thrown.0),
            cause: error.cause().map(|cause| vec![Self::from(cause)]),
        }
    }
}
