//! The native half of `flymyai-js-client`.
//!
//! It converts arguments, drives core's futures on the addon's tokio runtime,
//! and reports how they ended. It decides nothing: what a call means is core's
//! affair, and what an error is called is TypeScript's. Its interface is
//! private to `ts/native.ts` and changes together with it.

mod call;
mod cancel;
mod client;
mod completions;
mod error;
mod fetch;
mod inference;
mod profile;
mod questions;
mod roots;
mod stream;
