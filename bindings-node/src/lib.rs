//! The native addon of `flymyai-js-client`.
//!
//! It converts arguments, runs core's futures on the addon's tokio runtime, and returns their
//! outcomes. Core implements the API; TypeScript defines the public names and error classes. The
//! interface of the addon is private to `ts/native/binding.ts` and changes together with it.

mod agents;
mod callback;
mod convert;
mod directory;
mod error;
mod inference;
mod limits;
mod profile;
mod runtime;
mod trust_roots;
