//! The agents API: calls, waits and event streams.

mod batches;
mod client;
mod event_stream;
mod page_stream;
