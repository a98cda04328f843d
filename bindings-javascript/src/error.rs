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
    /// The code of the error, the same in all languages.
    pub error_code: String,
    /// The next step, one sentence.
    pub hint: String,
    /// The service's id of the request that failed.
    pub request_id: Option<String>,
    /// The number of attempts at the request that failed; of polls, for the timeout of a wait.
    pub attempts: u32,
    /// Seconds from the start of the call to the error.
    pub elapsed: Option<f64>,
    /// The operation, by core's name.
    pub operation: Option<String>,
    /// The run that the call is about.
    pub run_id: Option<String>,
    /// The method of the request.
    pub method: Option<String>,
    /// The path of the request.
    pub path: Option<String>,
    /// The id that the call was made with.
    pub resource_id: Option<String>,
    /// The id of the last event that was received before a timeout.
    pub cursor: Option<String>,
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

/// A code of errors, with its hint.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_from_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "camelCase")
)]
pub struct ErrorCode {
    /// The code.
    pub code: String,
    /// The next step, one sentence.
    pub hint: String,
}

impl From<&flymyai_core::ErrorCode> for ErrorCode {
    fn from(code: &flymyai_core::ErrorCode) -> Self {
        Self {
            code: code.name.to_owned(),
            hint: code.hint.to_owned(),
        }
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
            code: error.system_code().map(str::to_owned),
            error_code: error.code().to_owned(),
            hint: error.hint().into_owned(),
            request_id: error.request_id().map(str::to_owned),
            attempts: error.attempts(),
            elapsed: error.elapsed().map(|elapsed| elapsed.as_secs_f64()),
            operation: error.operation().map(str::to_owned),
            run_id: error.run_id().map(str::to_owned),
            method: error.method().map(str::to_owned),
            path: error.path().map(str::to_owned),
            resource_id: error.resource_id().map(str::to_owned),
            cursor: error.cursor().map(str::to_owned),
            is_transient: error.is_transient(),
            thrown: error
                .thrown()
                .and_then(|thrown| thrown.downcast_ref::<ThrownNumber>())
                .map(|thrown| thrown.0),
            cause: error.cause().map(|cause| vec![Self::from(cause)]),
        }
    }
}
