//! How large a reply may be, and how long it may take to arrive.

use std::time::Duration;

use super::from_env;

/// The environment variable that bounds the bytes of one reply, decompressed.
pub const MAX_RESPONSE_BYTES_ENV: &str = "FLYMYAI_MAX_RESPONSE_BYTES";
/// The environment variable that bounds the seconds in which one reply arrives.
pub const RESPONSE_TIMEOUT_ENV: &str = "FLYMYAI_RESPONSE_TIMEOUT";
/// The most bytes of a reply of the agents service.
pub const DEFAULT_MAX_RESPONSE_BYTES: u64 = 128 << 20;
/// The most bytes of a reply of the inference service, or of one event of a stream.
/// JavaScript has no longer text.
pub const DEFAULT_MAX_PREDICTION_BYTES: u64 = (1 << 29) - 24;
/// How long the body of a reply, or an event that has begun, may take to arrive.
pub const DEFAULT_RESPONSE_TIMEOUT: Duration = Duration::from_secs(600);
/// The same for a prediction, and from one event of a stream to the next: the head of
/// such a reply arrives before the model has done its work.
pub const DEFAULT_PREDICTION_TIMEOUT: Duration = Duration::from_secs(86_400);

/// The bounds of one reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseLimits {
    /// How many bytes its body may have, decompressed. In a stream of events that are
    /// consumed as they come, this is for each event with the comments before it.
    pub max_bytes: u64,
    /// How long the body may take to arrive, counted from its head.
    pub timeout: Option<Duration>,
    /// The same for a prediction, and from one event of a stream to the next.
    pub prediction_timeout: Option<Duration>,
}

impl ResponseLimits {
    /// The bounds of the agents service's replies, as the environment has them.
    #[must_use]
    pub fn agents() -> Self {
        Self::from_env(DEFAULT_MAX_RESPONSE_BYTES)
    }

    /// The same for the inference service.
    #[must_use]
    pub fn inference() -> Self {
        Self::from_env(DEFAULT_MAX_PREDICTION_BYTES)
    }

    /// How many bytes an event of these limits has at most.
    pub(crate) fn largest_event(&self) -> usize {
        usize::try_from(self.max_bytes).unwrap_or(usize::MAX)
    }

    /// A variable that can't be used counts as absent, as all variables with numbers do.
    fn from_env(max_bytes: u64) -> Self {
        let number = |name: &str| from_env(name)?.trim().parse::<f64>().ok();
        let seconds = number(RESPONSE_TIMEOUT_ENV).filter(|seconds| *seconds > 0.0);
        let or = |default| match seconds {
            // What no clock can count to (infinity included) is no limit.
            Some(seconds) => Duration::try_from_secs_f64(seconds).ok(),
            None => Some(default),
        };
        Self {
            max_bytes: number(MAX_RESPONSE_BYTES_ENV)
                .filter(|bytes| *bytes >= 1.0)
                .map_or(max_bytes, |bytes| bytes as u64),
            timeout: or(DEFAULT_RESPONSE_TIMEOUT),
            prediction_timeout: or(DEFAULT_PREDICTION_TIMEOUT),
        }
    }
}
