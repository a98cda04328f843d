//! Standard output and standard error.
//!
//! Data goes to standard output, everything else to standard error. Only on a terminal, the last
//! line of standard error is redrawn.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, IsTerminal, Write};

use unicode_width::UnicodeWidthStr;

use crate::failure::Failure;
use crate::layout::{printable, shortened};

/// How a part of a line is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Dim,
    Bold,
    Red,
    Green,
    Yellow,
}

impl Style {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "0",
            Self::Dim => "2",
            Self::Bold => "1",
            Self::Red => "31",
            Self::Green => "32",
            Self::Yellow => "33",
        }
    }
}

/// One line in parts.
pub(crate) type Parts<'a> = [(Style, Cow<'a, str>)];

/// The output of the process.
#[derive(Debug)]
pub(crate) struct Console {
    is_json: bool,
    /// Whether standard error is a terminal, for people.
    is_live: bool,
    colors_out: bool,
    colors_err: bool,
    /// The columns of the live line that is shown.
    shown: Cell<usize>,
}

impl Console {
    pub(crate) fn new(is_json: bool) -> Self {
        let is_live = io::stderr().is_terminal() && !is_json;
        Self {
            is_json,
            is_live,
            colors_out: io::stdout().is_terminal() && takes_colors(),
            colors_err: is_live && takes_colors(),
            shown: Cell::new(0),
        }
    }

    /// Whether standard output is for programs.
    pub(crate) fn is_json(&self) -> bool {
        self.is_json
    }

    /// Whether a last line can be redrawn.
    pub(crate) fn is_live(&self) -> bool {
        self.is_live
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
        let limit = self.is_live.then(columns).flatten();
        let line = rendered(parts, limit, self.colors_err);
        self.clear();
        // Progress that can't be written is lost; the command goes on.
        let _ = writeln!(io::stderr(), "{line}");
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
        if !self.is_live {
            return;
        }
        // The last column stays free: some terminals wrap after it.
        let room = columns().unwrap_or(80).saturating_sub(1);
        let text = shortened(text, room);
        let width = text.width();
        // Blanks rather than a control sequence: old consoles of Windows have none.
        let rest = self.shown.replace(width).saturating_sub(width);
        let line = match self.colors_err {
            true => format!("\r\x1b[2m{text}\x1b[0m{:rest$}\r", ""),
            false => format!("\r{text}{:rest$}\r", ""),
        };
        let mut err = io::stderr().lock();
        let _ = err.write_all(line.as_bytes()).and_then(|()| err.flush());
    }

    /// Removes the live line.
    pub(crate) fn clear(&self) {
        let width = self.shown.replace(0);
        if width > 0 {
            let mut err = io::stderr().lock();
            let _ = write!(err, "\r{:width$}\r", "").and_then(|()| err.flush());
        }
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
            let (label, end) = match self.colors_err {
                true => ("\x1b[31m", "\x1b[0m"),
                false => ("", ""),
            };
            writeln!(err, "{label}flymyai:{end} {text}")
        };
    }
}

fn output_failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Failure::broken_pipe(),
        _ => Failure::system(error),
    }
}

fn rendered(parts: &Parts<'_>, limit: Option<usize>, colors: bool) -> String {
    let mut line = String::new();
    let mut room = limit.unwrap_or(usize::MAX);
    for (style, text) in parts {
        let text = shortened(&printable(text), room).into_owned();
        room = room.saturating_sub(text.width());
        match style {
            Style::Plain => line.push_str(&text),
            _ if !colors || text.is_empty() => line.push_str(&text),
            _ => {
                line.push_str(&format!("\x1b[{}m{text}\x1b[0m", style.code()));
            }
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// The width of the terminal.
fn columns() -> Option<usize> {
    let size = terminal_size::terminal_size_of(io::stderr());
    let size = size.or_else(terminal_size::terminal_size);
    // A terminal of width 0 does not know its size.
    size.map(|(width, _)| usize::from(width.0))
        .filter(|width| *width > 0)
}

/// <https://no-color.org>, and terminals that are known to have no colours.
fn takes_colors() -> bool {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    match std::env::var("TERM") {
        Ok(term) => term != "dumb",
        Err(_) => std::env::var_os("WT_SESSION").is_some(),
    }
}
