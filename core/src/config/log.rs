//! The log of clients that get no other one.

use std::sync::OnceLock;

use super::env::from_env;
use crate::log::Log;

/// The environment variable that holds the level of the records that are printed to stderr.
pub const LOG_ENV: &str = "FLYMYAI_LOG";

/// A log that prints the records of the level in `FLYMYAI_LOG` to stderr.
///
/// ```
/// let log = flymyai_core::log_from_env();
/// assert!(!log.has_records());
/// ```
#[must_use]
pub fn log_from_env() -> Log {
    Log::new(from_env(LOG_ENV).as_deref())
}

/// The log that all clients without another one share.
pub(super) fn default_log() -> Log {
    static LOG: OnceLock<Log> = OnceLock::new();
    LOG.get_or_init(log_from_env).clone()
}
