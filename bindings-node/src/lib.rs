//! The native addon of `flymyai-js-client`.
//!
//! It gives the types of `flymyai-javascript` to Node as classes, and runs their futures on the
//! addon's tokio runtime. Core implements the API; TypeScript defines the public names and error
//! classes. The interface of the addon is private to `ts/native` and changes together
//! with it.

mod agents;
mod callback;
mod command;
mod directory;
mod emulator;
mod inference;
mod logs;
mod runtime;
mod timeline;
mod trace;
mod trust_roots;
