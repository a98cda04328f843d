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

/// Counts the bytes of a response that JavaScript reads itself.
#[napi]
pub struct NativeBodySize {
    limit: f64,
    read: f64,
}

#[napi]
impl NativeBodySize {
    /// The count of one response of an inference client with these limits, which are valid.
    #[napi(constructor)]
    #[must_use]
    pub fn new(limits: NativeLimits) -> Self {
        let defaults = crate::profile::response_limits();
        let limits = limits.applied_to(defaults).unwrap_or(defaults);
        Self {
            limit: limits.max_bytes as f64,
            read: 0.0,
        }
    }

    /// Adds the bytes of a chunk.
    ///
    /// # Errors
    ///
    /// When the response exceeds the size limit.
    #[napi]
    pub fn add(&mut self, bytes: f64) -> napi::Result<()> {
        self.read += bytes;
        if self.read <= self.limit {
            return Ok(());
        }
        let Self { limit, .. } = self;
        let text = format!(
            "the response has more than {limit} bytes; the option maxResponseBytes or the \
             environment variable FLYMYAI_MAX_RESPONSE_BYTES sets this limit"
        );
        Err(napi::Error::from_reason(text))
    }
}
