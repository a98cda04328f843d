//! The limits on responses that JavaScript sets.

use flymyai_core::{Error, ResponseLimits};
use napi_derive::napi;

/// The limits of a client; infinity sets no limit.
#[napi(object, object_to_js = false)]
#[derive(Clone, Copy, Default)]
pub struct NativeLimits {
    /// Bytes of a response, decompressed.
    pub max_response_bytes: Option<f64>,
    /// Seconds that the body of a response may take to arrive.
    pub response_timeout: Option<f64>,
}

impl NativeLimits {
    /// The default limits, with these in place of theirs.
    pub(crate) fn applied_to(self, defaults: ResponseLimits) -> Result<ResponseLimits, Error> {
        defaults.with_options(self.max_response_bytes, self.response_timeout)
    }
}
