//! The command `flymyai`: starts, follows and scripts runs of the FlyMy.AI agent cloud.
//!
//! The Python extension and the Node addon link this crate, and their launchers call [`main`]; the
//! program `flymyai` does the same. Data is written to standard output, progress and errors to
//! standard error. `--json` makes both machine-readable. [`Timeline`] is its timeline for the packages,
//! which write the text themselves.
//!
//! The tables of `commands` are the grammar, and `lexopt` splits the arguments: clap makes the wheel
//! and the addon larger by 0.16 MB (0.37 MB unpacked), and would need a copy of core's operations.
#![forbid(unsafe_code)]

mod api_call;
mod commands;
mod console;
mod context;
mod credentials;
mod durations;
mod echo;
mod exit;
mod failure;
mod follow;
mod following;
mod help;
mod interrupts;
mod key_values;
mod layout;
mod redaction;
mod run_timeline;
mod screen;
mod syntax;
mod timeline;

use std::ffi::OsString;

use console::Console;
use exit::Exit;
use failure::Failure;
use syntax::Request;

pub use run_timeline::{FRAME_PERIOD, Timeline};

/// Runs the command with these arguments, without the program's name, and returns the exit code.
///
/// It reads the environment, reads standard input, and writes to standard output and standard
/// error. It starts threads of its own, and handles Ctrl-C from then on: the caller must end the
/// process with the code.
///
/// ```
/// assert_eq!(flymyai_cli::main(["--version".into()]), 0);
/// ```
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // The form of errors is known even if the arguments are wrong.
    let is_json = arguments.iter().any(|argument| argument == "--json");
    let console = Console::new(is_json);
    match execute(arguments, &console) {
        Ok(exit) => exit.code(),
        Err(failure) => {
            console.failure(&failure);
            failure.exit().code()
        }
    }
}

fn execute(arguments: Vec<OsString>, console: &Console) -> Result<Exit, Failure> {
    match syntax::parse(arguments)? {
        Request::Version => {
            console.line(concat!("flymyai ", env!("CARGO_PKG_VERSION")))?;
            Ok(Exit::COMPLETED)
        }
        Request::Help(text) => {
            console.line(text.trim_end())?;
            Ok(Exit::COMPLETED)
        }
        Request::Run(command, input) => context::run(command, &input, console),
    }
}
