//! Standard output and standard error.
//!
//! Data goes to standard output, everything else to standard error. Only on a terminal, the last
//! line of standard error is redrawn.

use std::io::{self, IsTerminal, Write};

use crate::failure::Failure;
use crate::layout::printable;
use crate::screen::{Parts, Screen, rendered, takes_colors};

/// The output of the process.
#[derive(Debug)]
pub(crate) struct Console {
    is_json: bool,
    colors_out: bool,
    /// Standard error.
    screen: Screen,
}

impl Console {
    pub(crate) fn new(is_json: bool) -> Self {
        let is_live = io::stderr().is_terminal() && !is_json;
        Self {
            is_json,
            colors_out: io::stdout().is_terminal() && takes_colors(),
            screen: Screen::new(is_live),
        }
    }

    /// Whether standard output is for programs.
    pub(crate) fn is_json(&self) -> bool {
        self.is_json
    }

    /// Whether a last line can be redrawn.
    pub(crate) fn is_live(&self) -> bool {
        self.screen.is_live()
    }

    /// Writes a line of data.
    pub(crate) fn line(&self, text: impl AsRef<[u8]>) -> Result<(), Failure> {
        self.clear();
        let mut out = io::stdout().lock();
        out.write_all(text.as_ref())
            .and_then(|()| out.write_all(b"\n"))
            .and_then(|()| out.flush())
            .map_err(|error| output_failure(&error))
    }

    /// Writes data without a line break.
    pub(crate) fn bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        self.clear();
        let mut out = io::stdout().lock();
        out.write_all(bytes)
            .and_then(|()| out.flush())
            .map_err(|error| output_failure(&error))
    }

    /// Asks for an input, on a terminal.
    pub(crate) fn prompt(&self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{text}").and_then(|()| err.flush());
    }

    /// Writes a line of data for people.
    pub(crate) fn row(&self, parts: &Parts<'_>) -> Result<(), Failure> {
        let limit = io::stdout().is_terminal().then(columns).flatten();
        self.line(rendered(parts, limit, self.colors_out))
    }

    /// Writes a line of progress; nothing if the output is for programs.
    pub(crate) fn note(&self, parts: &Parts<'_>) {
        if self.is_json {
            return;
        }
        let limit = self.is_live().then(columns).flatten();
        // Progress that can't be written is lost; the command goes on.
        write_progress(&self.screen.note(parts, limit));
    }

    /// The same with plain text, which is not shortened.
    pub(crate) fn say(&self, text: &str) {
        if self.is_json {
            return;
        }
        self.clear();
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Draws the last line again; nothing without a terminal.
    pub(crate) fn live(&self, text: &str) {
        if self.is_live() {
            write_progress(&self.screen.live(text, columns()));
        }
    }

    /// Removes the live line.
    pub(crate) fn clear(&self) {
        write_progress(&self.screen.clear());
    }

    /// Reports the failure that ends the command, or that of one of several runs.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.clear();
        if failure.is_silent() {
            return;
        }
        let mut err = io::stderr().lock();
        let _ = if self.is_json {
            writeln!(err, "{}", failure.json())
        } else {
            let text = failure.text();
            let text: Vec<_> = text.lines().map(printable).collect();
            let text = text.join("\n");
            let (label, end) = match self.screen.has_colors() {
                true => ("\x1b[31m", "\x1b[0m"),
                false => ("", ""),
            };
            writeln!(err, "{label}flymyai:{end} {text}")
        };
    }
}

/// Writes to standard error.
fn write_progress(text: &str) {
    if !text.is_empty() {
        let mut err = io::stderr().lock();
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

fn output_failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::broken_pipe(),
        _ => Failure::system(error),
    }
}

/// The width of the terminal.
fn columns() -> Option<usize> {
    let size = terminal_size::terminal_size_of(io::stderr());
    let size = size.or_else(terminal_size::terminal_size);
    // A terminal of width 0 does not know its size.
    size.map(|(width, _)| usize::from(width.0))
        .filter(|width| *width > 0)
}
