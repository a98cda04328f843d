//! The agents API: calls, waits and event streams.

pub(crate) mod client;
pub(crate) mod event_stream;
