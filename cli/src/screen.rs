//! The lines of one terminal, the last of which is redrawn; as text, which the caller writes.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_width::UnicodeWidthStr;

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

/// The state of the stream that the lines are written to.
#[derive(Debug)]
pub(crate) struct Screen {
    /// Whether it is a terminal, for people.
    is_live: bool,
    colors: bool,
    /// The columns of the live line that is shown.
    shown: Cell<usize>,
}

impl Screen {
    pub(crate) fn new(is_live: bool) -> Self {
        Self {
            is_live,
            colors: is_live && takes_colors(),
            shown: Cell::new(0),
        }
    }

    /// Whether a last line can be redrawn.
    pub(crate) fn is_live(&self) -> bool {
        self.is_live
    }

    pub(crate) fn has_colors(&self) -> bool {
        self.colors
    }

    /// A line that stays, in place of the live line.
    pub(crate) fn note(&self, parts: &Parts<'_>, columns: Option<usize>) -> String {
        let line = rendered(parts, columns, self.colors);
        format!("{}{line}\n", self.clear())
    }

    /// The last line, drawn again.
    pub(crate) fn live(&self, text: &str, columns: Option<usize>) -> String {
        // The last column stays free: some terminals wrap after it.
        let room = columns.unwrap_or(80).saturating_sub(1);
        let text = printable(text);
        let text = shortened(&text, room);
        let width = text.width();
        // Blanks rather than a control sequence: old consoles of Windows have none.
        let rest = self.shown.replace(width).saturating_sub(width);
        match self.colors {
            true => format!("\r\x1b[2m{text}\x1b[0m{:rest$}\r", ""),
            false => format!("\r{text}{:rest$}\r", ""),
        }
    }

    /// Removes the live line.
    pub(crate) fn clear(&self) -> String {
        match self.shown.replace(0) {
            0 => String::new(),
            width => format!("\r{:width$}\r", ""),
        }
    }
}

/// A line in at most so many columns.
pub(crate) fn rendered(parts: &Parts<'_>, limit: Option<usize>, colors: bool) -> String {
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

/// <https://no-color.org>, and terminals that are known to have no colours.
pub(crate) fn takes_colors() -> bool {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    match std::env::var("TERM") {
        Ok(term) => term != "dumb",
        Err(_) => std::env::var_os("WT_SESSION").is_some(),
    }
}
