//! What users rely on when the network does not behave, over real sockets.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../world/mod.rs"]
mod world;

mod clocks;
mod deadlines;
mod faults;
mod stops;
mod waits;
