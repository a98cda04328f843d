//! The agents API: calls, waits, event streams and the rows of lists.

pub(crate) mod batch_stream;
pub(crate) mod client;
