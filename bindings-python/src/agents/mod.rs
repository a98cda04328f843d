//! The agents API: its client, calls and event streams.

pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod pages;
pub(crate) mod stream;
pub(crate) mod trace;
