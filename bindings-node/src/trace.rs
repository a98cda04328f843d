//! The trace of one call on its way to `ts/tracing.ts`.

use flymyai_core::CallTrace;
use napi_derive::napi;

/// What a call has done so far.
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

    /// See [`CallTrace::take`].
    #[napi]
    #[must_use]
    pub fn take(&self) -> String {
        self.0.take()
    }
}
