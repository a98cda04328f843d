//! The failure of a call in its span: the attribute `error.type` and the text of the status.

use serde::Serialize;

use crate::error::error_codes;

/// The `error.type` and the text of a call that the program has cancelled.
const CANCELLED: &str = "cancelled";
/// The `error.type` that OpenTelemetry has for a failure without a class.
const NO_CLASS: &str = "_OTHER";
/// The classes of exceptions of a cancellation, without their modules.
const CANCELLATIONS: [&str; 2] = ["AbortError", "CancelledError"];

/// The exception that has ended a call.
///
/// ```
/// use flymyai_core::{CallFailure, Client, ClientOptions};
///
/// # #[cfg(feature = "network")]
/// # fn example() -> Result<(), flymyai_core::Error> {
/// let client = Client::new(ClientOptions::new("fly-***").resolve()?);
/// let trace = client.trace("runs.wait", "7").unwrap();
/// trace.fail(&CallFailure {
///     code: None,
///     class: "builtins.LookupError",
///     text: "no such key",
///     is_interruption: false,
/// });
/// assert!(trace.take().contains(r#""type":"LookupError","text":"no such key""#));
/// # Ok(())
/// # }
/// # #[cfg(feature = "network")]
/// # example().unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CallFailure<'a> {
    /// Its `code`, which errors of the packages and of other libraries have.
    pub code: Option<&'a str>,
    /// Its class, with the module in languages whose classes have one; empty for a value that is
    /// no exception.
    pub class: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Whether the program has ended the call: by the reason of its signal in JavaScript, by an
    /// exception that is no `Exception` in Python.
    pub is_interruption: bool,
}

impl CallFailure<'_> {
    fn is_cancellation(&self) -> bool {
        let name = self.class.rsplit('.').next().unwrap_or_default();
        self.is_interruption || CANCELLATIONS.contains(&name)
    }

    /// The code of an error of a package, or the class of another exception. A code of another
    /// library is none: its values are not limited.
    fn error_type(&self) -> &str {
        let is_ours = |code: &&str| error_codes().iter().any(|ours| ours.name == *code);
        if let Some(code) = self.code.filter(is_ours) {
            return code;
        }
        match self.class.strip_prefix("builtins.").unwrap_or(self.class) {
            "" => NO_CLASS,
            class => class,
        }
    }

    pub(super) fn of_span(&self) -> SpanFailure {
        let is_cancellation = self.is_cancellation();
        let (error_type, text) = if is_cancellation {
            (CANCELLED, CANCELLED)
        } else {
            (self.error_type(), self.text)
        };
        SpanFailure {
            error_type: error_type.to_owned(),
            text: text.to_owned(),
            is_exception: !is_cancellation,
        }
    }
}

/// The failure as languages read it.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SpanFailure {
    #[serde(rename = "type")]
    error_type: String,
    text: String,
    /// Whether the exception is recorded as an event of the span.
    is_exception: bool,
}

impl SpanFailure {
    /// The failure of a run or a compilation, which the call returns.
    pub(super) fn of_status(code: &str, text: String) -> Self {
        Self {
            error_type: code.to_owned(),
            text,
            is_exception: false,
        }
    }
}
