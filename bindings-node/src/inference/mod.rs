//! The inference API: requests, their replies in pieces, and what is in them.

mod client;
mod events;
mod files;
mod payload;
mod reply;
mod request;
mod sending;

pub(crate) use reply::{Head, latin};
