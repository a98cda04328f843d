//! Behaviour on unreliable networks, over real sockets.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../account/mod.rs"]
mod account;

mod clocks;
mod deadlines;
mod faults;
mod outcomes;
mod stops;
mod teams;
mod waits;
