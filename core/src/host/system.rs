//! tokio's timers and the functions of the operating system.

use std::time::SystemTime;

pub(crate) use tokio::task::{consume_budget, yield_now};
pub use tokio::time::Instant;
pub(crate) use tokio::time::{sleep_until, timeout, timeout_at};

/// The time of day.
pub(crate) fn system_time() -> SystemTime {
    SystemTime::now()
}

/// Fills the buffer with unpredictable bytes; false if the system has none.
pub(crate) fn fill_random(bytes: &mut [u8]) -> bool {
    getrandom::fill(bytes).is_ok()
}

/// An environment variable, if it is set and is text.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
