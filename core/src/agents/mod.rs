//! The agents API: its client, calls, waits and event streams.
//!
//! The engine (`requester`) lies at the bottom; waits, event streams, flows and calls
//! use it, and the `client` is on top.

pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod events;
mod flows;
mod named_calls;
mod pages;
pub(crate) mod request;
mod requester;
mod response;
mod run_lists;
pub(crate) mod wait;
