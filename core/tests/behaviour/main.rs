//! Behaviour on unreliable networks, over real sockets.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../account/mod.rs"]
mod account;

mod clocks;
mod deadlines;
mod faults;
mod stops;
mod waits;
