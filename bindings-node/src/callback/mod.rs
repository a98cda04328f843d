//! Callbacks into JavaScript: requests that a `fetch` sends, and files that JavaScript reads.

mod channel;
mod fetch_exchange;
mod fetch_transport;
mod file;
mod stepper;
mod thrown;

pub(crate) use fetch_transport::FetchTransport;
pub(crate) use file::NativeFile;
pub(crate) use stepper::NativeCallStepper;
