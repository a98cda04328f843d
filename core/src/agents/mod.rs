//! The agents API: its client, calls, waits and event streams.
//!
//! The engine (`requester`) lies at the bottom; waits, event streams, flows and calls
//! use it, and the `client` is on top.

pub(crate) mod argument_map;
pub(crate) mod call;
pub(crate) mod checks;
pub(crate) mod client;
mod decimals;
#[cfg(feature = "files")]
mod directories;
mod encoding;
pub(crate) mod events;
pub(crate) mod fields;
pub(crate) mod flows;
pub(crate) mod idempotency;
mod invocation;
pub mod models;
mod named_calls;
pub(crate) mod operation;
pub(crate) mod operations;
mod page_list;
pub(crate) mod page_stream;
pub(crate) mod pages;
pub(crate) mod request;
mod requester;
pub(crate) mod resources;
mod response;
mod run_lists;
mod teams;
pub(crate) mod traces;
pub(crate) mod wait;
