//! The inference API: requests, and their responses as they arrive.

mod client;
mod payload;
mod read_ahead;
mod request;
mod response;
mod sse;
