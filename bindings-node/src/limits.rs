//! The limits on responses that JavaScript sets.

use flymyai_core::{Error, ResponseLimits};
use napi_derive::napi;

use crate::error::Failure;

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

/// Counts the bytes of a response that JavaScript reads itself.
#[napi]
pub struct NativeBodySize {
    limits: ResponseLimits,
    bytes: u64,
}

#[napi]
impl NativeBodySize {
    /// The count of one response of an inference client with these limits, which are valid.
    #[napi(constructor)]
    #[must_use]
    pub fn new(limits: NativeLimits) -> Self {
        let defaults = crate::profile::response_limits();
        Self {
            limits: limits.applied_to(defaults).unwrap_or(defaults),
            bytes: 0,
        }
    }

    /// Adds the bytes of a chunk; the failure of a response that exceeds the limit.
    #[napi]
    pub fn add(&mut self, bytes: f64) -> Option<Failure> {
        self.bytes = self.bytes.saturating_add(bytes as u64);
        let checked = self.limits.check_size(self.bytes);
        checked.err().as_ref().map(Failure::from)
    }
}
