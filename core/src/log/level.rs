//! The levels of log records.

/// The level of a log record; a log prints the records of its level and of those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// No record.
    Off,
    /// A failure; no record has this level today.
    Error,
    /// Lost records, and settings that are not valid.
    Warning,
    /// Retries and ends of runs.
    Info,
    /// Requests, polls, events and connections.
    Debug,
}

const LEVELS: [LogLevel; 5] = [
    LogLevel::Off,
    LogLevel::Error,
    LogLevel::Warning,
    LogLevel::Info,
    LogLevel::Debug,
];

impl LogLevel {
    /// The level with this name, in any case; the error names the valid ones.
    ///
    /// ```
    /// use flymyai_core::LogLevel;
    ///
    /// assert_eq!(LogLevel::parse("DEBUG"), Ok(LogLevel::Debug));
    /// assert!(LogLevel::parse("loud").unwrap_err().contains("use off, error,"));
    /// ```
    ///
    /// # Errors
    ///
    /// The text of a warning.
    pub fn parse(text: &str) -> Result<Self, String> {
        let name = text.trim();
        // The name that Python's `logging` had first.
        let name = if name.eq_ignore_ascii_case("warn") {
            "warning"
        } else {
            name
        };
        let known = LEVELS
            .iter()
            .find(|level| level.name().eq_ignore_ascii_case(name));
        known.copied().ok_or_else(|| {
            format!(
                "FLYMYAI_LOG is {text:?}, which is no level: nothing is printed; use off, error, \
                 warning, info or debug"
            )
        })
    }

    /// The level's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}
