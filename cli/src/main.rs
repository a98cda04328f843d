//! The command as a program; the packages for Python and JavaScript have it, too.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(flymyai_cli::main(std::env::args_os().skip(1)))
}
