//! The inference API: its client, payloads, calls, responses and prediction streams.

pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod payload;
pub(crate) mod response;
pub(crate) mod stream;
