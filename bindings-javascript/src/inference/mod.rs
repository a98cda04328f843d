//! The inference API: requests, and their responses as they arrive.

pub(crate) mod client;
pub(crate) mod payload;
mod read_ahead;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod sse;
