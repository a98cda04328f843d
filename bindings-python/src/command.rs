//! The command `flymyai`.

use std::ffi::OsString;

use pyo3::prelude::*;

/// Runs the command with these arguments, and returns the exit code of the process.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| flymyai_cli::main(arguments))
}
