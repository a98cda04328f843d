//! The limits on responses that JavaScript sets.

use flymyai_core::{Error, ResponseLimits};

use crate::error::Failure;

/// The limits of a client; infinity sets no limit.
#[cfg_attr(feature = "napi", napi_derive::napi(object, object_to_js = false))]
#[cfg_attr(
    feature = "serde",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default)
)]
#[derive(Clone, Copy, Default)]
pub struct Limits {
    /// Bytes of a response, decompressed.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::convert::number"))]
    pub max_response_bytes: Option<f64>,
    /// Seconds that the body of a response may take to arrive.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::convert::number"))]
    pub response_timeout: Option<f64>,
}

impl Limits {
    /// The default limits, with these in place of theirs.
    pub(crate) fn applied_to(self, defaults: ResponseLimits) -> Result<ResponseLimits, Error> {
        defaults.with_options(self.max_response_bytes, self.response_timeout)
    }
}

/// Counts the bytes of a response that JavaScript reads itself.
pub struct BodySize {
    limits: ResponseLimits,
    bytes: u64,
}

impl BodySize {
    /// The count of one response of an inference client with these limits, which are valid.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let defaults = crate::profile::response_limits();
        Self {
            limits: limits.applied_to(defaults).unwrap_or(defaults),
            bytes: 0,
        }
    }

    /// Adds the bytes of a chunk; the failure of a response that exceeds the limit.
    pub fn add(&mut self, bytes: f64) -> Option<Failure> {
        self.bytes = self.bytes.saturating_add(bytes as u64);
        let checked = self.limits.check_size(self.bytes);
        checked.err().as_ref().map(Failure::from)
    }
}
