//! The command `flymyai`.
#![allow(
    dead_code,
    reason = "only JavaScript calls it, which Rust's tests can't see"
)]

use napi_derive::napi;

/// Runs the command with these arguments, and returns the exit code of the process. It blocks the
/// calling thread until the command has ended.
#[napi]
#[must_use]
pub(crate) fn run_command(arguments: Vec<String>) -> u32 {
    flymyai_cli::main(arguments.into_iter().map(Into::into)).into()
}
