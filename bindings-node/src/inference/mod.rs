//! The inference API: requests, their replies in pieces, and what is in them.

mod client;
mod payload;
mod read_ahead;
mod request;
mod response;
mod sse;

pub(crate) use read_ahead::ReadAhead;
pub(crate) use response::{Head, latin};
pub(crate) use sse::Events;
