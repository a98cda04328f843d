//! Limits on the size of a response and on its time to arrive.

use std::time::Duration;

use super::env::from_env;
use super::profile::ClientProfile;
use crate::error::Error;

/// The largest number of concurrent requests of one client.
pub const MAX_CONNECTIONS: usize = 100;
/// The environment variable that bounds the bytes of one response, decompressed.
pub(crate) const MAX_RESPONSE_BYTES_ENV: &str = "FLYMYAI_MAX_RESPONSE_BYTES";
/// The environment variable that bounds the seconds in which one response arrives.
pub(crate) const RESPONSE_TIMEOUT_ENV: &str = "FLYMYAI_RESPONSE_TIMEOUT";
/// The option of a client in place of [`MAX_RESPONSE_BYTES_ENV`].
pub(crate) const MAX_RESPONSE_BYTES_OPTION: &str = "max_response_bytes";
/// The option of a client in place of [`RESPONSE_TIMEOUT_ENV`].
pub(crate) const RESPONSE_TIMEOUT_OPTION: &str = "response_timeout";
/// The most bytes of a response of the agents API.
const DEFAULT_MAX_RESPONSE_BYTES: u64 = 128 << 20;
/// The most bytes of a response of the inference API, or of one event of a stream.
const DEFAULT_MAX_PREDICTION_BYTES: u64 = 512 << 20;
/// The time limit of the body of a response, or of an event that has begun.
const DEFAULT_RESPONSE_TIMEOUT: Duration = Duration::from_secs(600);
/// The same for a prediction, and from one event of a stream to the next: the head of
/// such a response arrives before the model has done its work.
const DEFAULT_PREDICTION_TIMEOUT: Duration = Duration::from_secs(86_400);

/// The bounds of one response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseLimits {
    /// The largest size of its body in bytes, decompressed. In a stream of events that are
    /// consumed on arrival, this is for each event with the comments before it.
    pub max_bytes: u64,
    /// The time limit of the body, counted from its head.
    pub timeout: Option<Duration>,
    /// The same for a prediction, and from one event of a stream to the next.
    pub prediction_timeout: Option<Duration>,
}

impl ResponseLimits {
    /// The limits of the agents API's responses, with the environment's settings.
    #[must_use]
    pub fn agents() -> Self {
        Self::from_env(DEFAULT_MAX_RESPONSE_BYTES)
    }

    /// The same for the inference API. Its default is at most the profile's
    /// [`max_text`](ClientProfile::max_text).
    #[must_use]
    pub fn inference(profile: &ClientProfile) -> Self {
        Self::from_env(DEFAULT_MAX_PREDICTION_BYTES.min(profile.max_text))
    }

    /// These limits, with those that a program gives in place of theirs: bytes and seconds.
    /// Infinity is without a limit. Seconds replace both times.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Argument`](crate::ErrorKind::Argument) naming `max_response_bytes` or
    /// `response_timeout`: for bytes that are no whole number of 1 or more, and for seconds
    /// that are no number above 0.
    ///
    /// ```
    /// use flymyai_core::ResponseLimits;
    ///
    /// let limits = ResponseLimits::agents().with_options(Some(1e6), Some(2.5))?;
    /// assert_eq!(limits.max_bytes, 1_000_000);
    /// assert_eq!(limits.timeout, Some(std::time::Duration::from_millis(2500)));
    /// assert!(limits.with_options(None, Some(0.0)).is_err());
    /// # Ok::<(), flymyai_core::Error>(())
    /// ```
    pub fn with_options(
        mut self,
        max_bytes: Option<f64>,
        timeout: Option<f64>,
    ) -> Result<Self, Error> {
        if let Some(bytes) = max_bytes {
            // Infinity has no fraction, and NaN is not at least 1.
            if !(bytes >= 1.0 && (bytes.is_infinite() || bytes.fract() == 0.0)) {
                let name = MAX_RESPONSE_BYTES_OPTION;
                let text =
                    format!("{name} must be a whole number of bytes, 1 or more, not {bytes}");
                return Err(Error::argument(name, text));
            }
            self.max_bytes = bytes as u64;
        }
        if let Some(seconds) = timeout {
            if seconds.is_nan() || seconds <= 0.0 {
                let name = RESPONSE_TIMEOUT_OPTION;
                let text = format!("{name} must be a number of seconds above 0, not {seconds}");
                return Err(Error::argument(name, text));
            }
            self.timeout = duration(seconds);
            self.prediction_timeout = self.timeout;
        }
        Ok(self)
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
            Some(seconds) => duration(seconds),
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

/// A value too large for a `Duration`, such as infinity, means no limit.
fn duration(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_replaces_its_limit_alone() {
        let usual = ResponseLimits::inference(&ClientProfile::DEFAULT);
        assert_eq!(usual.with_options(None, None).unwrap(), usual);
        let smaller = usual.with_options(Some(5.0), None).unwrap();
        assert_eq!((smaller.max_bytes, smaller.timeout), (5, usual.timeout));
        let unlimited = usual.with_options(Some(f64::INFINITY), Some(f64::INFINITY));
        let expected = ResponseLimits {
            max_bytes: u64::MAX,
            timeout: None,
            prediction_timeout: None,
        };
        assert_eq!(unlimited.unwrap(), expected);
    }

    #[test]
    fn rejects_invalid_limits_by_name() {
        let usual = ResponseLimits::agents();
        for bytes in [0.0, 0.5, 1.5, -1.0, f64::NAN, f64::NEG_INFINITY] {
            let error = usual.with_options(Some(bytes), None).unwrap_err();
            assert_eq!(error.argument_name(), Some("max_response_bytes"), "{bytes}");
        }
        for seconds in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY] {
            let error = usual.with_options(None, Some(seconds)).unwrap_err();
            assert_eq!(error.argument_name(), Some("response_timeout"), "{seconds}");
        }
    }
}
