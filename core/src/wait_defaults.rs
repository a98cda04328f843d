// Generated from api/common.toml by `make generate`; do not edit.
//! The defaults of waits, in seconds.

/// The timeout of a wait or of a stream of events.
pub(crate) const TIMEOUT: f64 = 300.0;
/// The poll interval of a wait.
pub(crate) const POLL_INTERVAL: f64 = 2.0;
/// The poll interval of a stream of events.
pub(crate) const EVENT_POLL_INTERVAL: f64 = 1.0;
