//! The trace of one call on its way to `ts/tracing.ts`.

use flymyai_core::{CallFailure, CallTrace};
use napi_derive::napi;

/// The facts of a call so far.
#[napi]
pub struct NativeTrace(pub(crate) CallTrace);

#[napi]
impl NativeTrace {
    /// Sets the headers with the context of the span.
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn set_headers(&self, headers: Vec<(String, String)>) {
        self.0.set_headers(headers);
    }

    /// See [`CallTrace::discard_events`].
    #[napi]
    pub fn discard_events(&self) {
        self.0.discard_events();
    }

    /// See [`CallTrace::fail`].
    #[napi]
    #[allow(clippy::needless_pass_by_value, reason = "napi passes values")]
    pub fn fail(&self, name: String, text: String, is_interruption: bool, code: Option<String>) {
        self.0.fail(&CallFailure {
            code: code.as_deref(),
            class: &name,
            text: &text,
            is_interruption,
        });
    }

    /// See [`CallTrace::take`].
    #[napi]
    #[must_use]
    pub fn take(&self) -> String {
        self.0.take()
    }
}
