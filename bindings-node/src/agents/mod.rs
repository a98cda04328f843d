//! The agents API: calls, waits and event streams.

mod batch_stream;
mod client;
mod event_stream;
mod page_stream;
