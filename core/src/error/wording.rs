//! Texts of errors with parts that each language writes in its own way: a number, a status,
//! a JSON value. The sentences are the same in all languages.

use std::fmt::Display;

/// The record that a wait polls, by the id that the caller wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A run.
    Run(String),
    /// A compilation.
    Compilation(String),
}

impl Subject {
    /// The name of a run in log records.
    pub(crate) const RUN: &str = "run";

    /// The name of its kind in log records.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Run(_) => Self::RUN,
            Self::Compilation(_) => "compilation",
        }
    }

    /// The id.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Run(id) | Self::Compilation(id) => id,
        }
    }

    /// The text of a wait that has reached its timeout, in seconds.
    ///
    /// ```
    /// use flymyai_core::Subject;
    ///
    /// let text = Subject::Run("7".to_owned()).timeout_text("2.5", "running");
    /// assert_eq!(text, "Run 7 did not complete within 2.5s (last status: running)");
    /// ```
    #[must_use]
    pub fn timeout_text(&self, timeout: impl Display, status: impl Display) -> String {
        match self {
            Self::Run(id) => {
                format!("Run {id} did not complete within {timeout}s (last status: {status})")
            }
            Self::Compilation(id) => format!("Compilation {id} still {status} after {timeout}s"),
        }
    }
}

/// The text of a response with a status outside 2xx.
///
/// ```
/// assert_eq!(flymyai_core::status_text(404, "no such run"), "HTTP 404: no such run");
/// ```
#[must_use]
pub fn status_text(status: u16, detail: impl Display) -> String {
    format!("HTTP {status}: {detail}")
}

/// The text of a response that refuses the variables of a run.
///
/// ```
/// let problems = ["'a' is missing".to_owned(), "'b' is not a number".to_owned()];
/// let text = flymyai_core::variables_text(&problems);
/// assert_eq!(text, "Invalid variables: 'a' is missing; 'b' is not a number");
/// ```
#[must_use]
pub fn variables_text(problems: &[String]) -> String {
    format!("Invalid variables: {}", problems.join("; "))
}
