//! The inference API: requests, their replies in pieces, and what is in them.

mod client;
mod events;
mod files;
mod payload;
mod read_ahead;
mod reply;
mod request;
mod sending;

pub(crate) use events::Events;
pub(crate) use read_ahead::ReadAhead;
pub(crate) use reply::{Head, latin};
