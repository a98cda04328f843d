//! Requests whose connection ends, stalls or is refused.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod closed;
mod limits;
mod server;
mod uploads;
