//! Callbacks into JavaScript: requests that a `fetch` sends, and files that JavaScript reads.

mod channel;
pub(crate) mod fetch_exchange;
pub(crate) mod fetch_transport;
pub(crate) mod file;
pub(crate) mod stepper;
pub(crate) mod thrown;
