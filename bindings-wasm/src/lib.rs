//! The WebAssembly module of `flymyai-js-client`.
//!
//! It has the same classes as the Node addon, `bindings-node`, behind one function that runs
//! commands: the module needs no generated JavaScript, and can be replaced by a fresh instance after
//! a panic. JavaScript's end is `bindings-node/ts/wasm`, which also names the imports.
//!
//! * [`command`]: what JavaScript can ask for, as JSON.
//! * [`dispatch`]: runs these commands.
//! * [`executor`]: runs core's futures whenever JavaScript calls.
//! * [`form_layout`]: forms that JavaScript sends.
//! * [`host`]: timers, clocks, random numbers and variables of JavaScript.
//! * [`memory`]: passes text and bytes.
//! * [`objects`]: the objects that JavaScript refers to by number.
//! * [`outcomes`]: returns the outcomes of calls.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::cast_possible_truncation,
    reason = "addresses and lengths have 32 bits"
)]

mod command;
mod dispatch;
mod executor;
mod form_layout;
mod host;
mod memory;
mod objects;
mod outcomes;
