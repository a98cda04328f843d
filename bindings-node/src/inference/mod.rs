//! The inference API: requests, their replies in pieces, and what is in them.

mod client;
mod events;
mod files;
mod payload;
mod reply;
mod request;
mod sending;

use napi_derive::napi;

pub(crate) use reply::{Head, latin};

/// Whether another attempt may fare better than one that was refused so.
#[napi]
#[must_use]
pub(crate) fn is_passing_status(status: u16) -> bool {
    flymyai_core::is_passing_status(status)
}
