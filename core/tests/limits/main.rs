//! Responses that are hostile, broken or slow end in an error, and leave the runtime to others.
#![allow(clippy::panic, clippy::unwrap_used)]

mod bodies;
mod decompression;
mod events;
mod redirects;
mod server;
