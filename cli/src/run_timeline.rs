//! The timeline for programs that follow a run themselves: the packages.

use std::time::Duration;

use crate::screen::Screen;
use crate::timeline::{LiveClock, between, end_parts, event_parts, seconds};

/// The time between two drawings of the live line of a terminal.
pub const FRAME_PERIOD: Duration = Duration::from_millis(100);

/// The timeline of one run, as text that the caller writes to standard error.
///
/// Each text begins with the removal of the live line, if one is shown. `columns` is the width of
/// the terminal; without it, lines are not shortened.
///
/// ```
/// use flymyai_cli::Timeline;
///
/// let mut timeline = Timeline::new("7", false);
/// timeline.update(Some("2026-03-01T12:00:00Z"), Some("running"));
/// assert_eq!(
///     timeline.event("2026-03-01T12:00:04Z", "tool_called", "Called search", None),
///     "   4.0s  tool_called          Called search\n"
/// );
/// assert_eq!(
///     timeline.end(Some("2026-03-01T12:01:04Z"), "completed", "", None),
///     "  1m04s  completed\n"
/// );
/// ```
#[derive(Debug)]
pub struct Timeline {
    run_id: String,
    status: String,
    /// The start of the run in seconds since 1970, once it is known.
    started: Option<f64>,
    clock: LiveClock,
    screen: Screen,
}

impl Timeline {
    /// The timeline of a run; `is_terminal` selects colours and a live last line.
    #[must_use]
    pub fn new(run_id: &str, is_terminal: bool) -> Self {
        Self {
            run_id: run_id.to_owned(),
            status: "pending".to_owned(),
            started: None,
            clock: LiveClock::new(None, None),
            screen: Screen::new(is_terminal),
        }
    }

    /// Sets the start of the run and its status, as far as they are known.
    pub fn update(&mut self, created_at: Option<&str>, status: Option<&str>) {
        let started = created_at.and_then(seconds);
        if started.is_some() && started != self.started {
            self.started = started;
            self.clock = LiveClock::new(None, started);
        }
        if let Some(status) = status {
            status.clone_into(&mut self.status);
        }
    }

    /// The line of an event.
    pub fn event(
        &mut self,
        created_at: &str,
        kind: &str,
        message: &str,
        columns: Option<usize>,
    ) -> String {
        let elapsed = between(self.started, Some(created_at));
        self.note(&event_parts(elapsed, kind, message.into()), columns)
    }

    /// The line about the end of the run.
    pub fn end(
        &mut self,
        updated_at: Option<&str>,
        status: &str,
        error: &str,
        columns: Option<usize>,
    ) -> String {
        let elapsed = between(self.started, updated_at);
        self.note(&end_parts(elapsed, status, error), columns)
    }

    /// The live line as it is now; empty without a terminal.
    pub fn frame(&mut self, columns: Option<usize>) -> String {
        match self.screen.is_live() {
            true => self
                .screen
                .live(&self.clock.line(&self.run_id, &self.status), columns),
            false => String::new(),
        }
    }

    /// The removal of the live line; empty if none is shown.
    pub fn clear(&mut self) -> String {
        self.screen.clear()
    }

    /// The line of a watch that was interrupted, with the code that continues it.
    pub fn detached(&mut self, continuation: &str) -> String {
        let text = crate::follow::detached_text(continuation);
        // Not shortened, however narrow the terminal is.
        format!("{}{text}\n", self.screen.clear())
    }

    fn note(&self, parts: &crate::screen::Parts<'_>, columns: Option<usize>) -> String {
        let columns = columns.filter(|_| self.screen.is_live());
        self.screen.note(parts, columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_terminal_nothing_is_redrawn_or_shortened() {
        let mut timeline = Timeline::new("7", false);
        assert_eq!(timeline.frame(Some(20)), "");
        let line = timeline.event("?", "tool_called", &"x".repeat(99), Some(20));
        assert!(line.ends_with(&format!("{}\n", "x".repeat(99))), "{line}");
        assert!(!line.contains(['\r', '\u{1b}']));
        assert_eq!(timeline.clear(), "");
    }

    #[test]
    fn a_line_replaces_the_live_line() {
        let mut timeline = Timeline::new("7", true);
        let frame = timeline.frame(Some(20));
        assert!(frame.contains("pending"), "{frame}");
        let line = timeline.end(None, "failed", "no\ncredit", Some(40));
        assert!(line.starts_with('\r'), "{line}");
        assert!(line.contains("no credit"), "{line}");
        // It is gone.
        assert_eq!(timeline.clear(), "");
    }
}
