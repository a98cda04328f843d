//! Limits on the size of a reply and on its time to arrive.

use std::time::Duration;

use super::env::from_env;

/// The environment variable that bounds the bytes of one reply, decompressed.
pub const MAX_RESPONSE_BYTES_ENV: &str = "FLYMYAI_MAX_RESPONSE_BYTES";
/// The environment variable that bounds the seconds in which one reply arrives.
pub const RESPONSE_TIMEOUT_ENV: &str = "FLYMYAI_RESPONSE_TIMEOUT";
/// The most bytes of a reply of the agents service.
pub const DEFAULT_MAX_RESPONSE_BYTES: u64 = 128 << 20;
/// The most bytes of a reply of the inference service, or of one event of a stream.
/// This is the length limit of JavaScript strings.
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
    /// The limits of the agents service's replies, with the environment's settings.
    #[must_use]
    pub fn agents() -> Self {
        Self::from_env(DEFAULT_MAX_RESPONSE_BYTES)
    }

    /// The same for the inference service.
    #[must_use]
    pub fn inference() -> Self {
        Self::from_env(DEFAULT_MAX_PREDICTION_BYTES)
    }

    /// The most bytes of an event under these limits.
    pub(crate) fn largest_event(&self) -> usize {
        usize::try_from(self.max_bytes).unwrap_or(usize::MAX)
    }

    /// An invalid number is ignored, as in all other variables.
    fn from_env(max_bytes: u64) -> Self {
        let number = |name: &str| from_env(name)?.trim().parse::<f64>().ok();
        let seconds = number(RESPONSE_TIMEOUT_ENV).filter(|seconds| *seconds > 0.0);
        let or = |default| match seconds {
            // A value too large for a `Duration`, such as infinity, means no limit.
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
