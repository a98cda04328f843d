//! The errors of a run that has failed or was cancelled, and of an output that does not fit.

use super::{Error, ErrorKind, Subject};

/// The most problems of an output in the text of its error; the error has all of them.
const MAX_PROBLEMS: usize = 20;

impl Error {
    /// The error of a run with this status; `None` if it has not failed and was not cancelled.
    ///
    /// ```
    /// use flymyai_core::Error;
    ///
    /// let error = Error::of_run("7", "failed", Some("no access")).unwrap();
    /// assert_eq!(error.message(), "Run 7 failed: no access");
    /// assert_eq!(error.code(), "run_failed");
    /// assert!(Error::of_run("7", "completed", None).is_none());
    /// ```
    #[must_use]
    pub fn of_run(id: &str, status: &str, why: Option<&str>) -> Option<Self> {
        let why = why.filter(|why| !why.is_empty());
        let (kind, text) = match status {
            "failed" => {
                let why = why.unwrap_or("(no error)");
                (ErrorKind::RunFailed, format!("Run {id} failed: {why}"))
            }
            "cancelled" => (ErrorKind::RunCancelled, format!("Run {id} was cancelled")),
            _ => return None,
        };
        let error = Self::new(kind, text).with_last_status(status);
        Some(error.with_subject(Subject::Run(id.to_owned())))
    }

    /// The error of a run whose output can't be read as a class or with a schema of the program.
    ///
    /// `problems` are the paths of the values that do not fit, and what is wrong there; there are
    /// none if the run has no output.
    ///
    /// ```
    /// use flymyai_core::Error;
    ///
    /// let problems = [("score".to_owned(), "not a number".to_owned())];
    /// let error = Error::of_output("7", "completed", "Report", &problems);
    /// assert_eq!(error.message(), "the output of run 7 does not fit Report: score: not a number");
    /// let error = Error::of_output("7", "running", "Report", &[]);
    /// assert_eq!(error.message(), "run 7 has no output for Report (status: running)");
    /// assert_eq!(error.code(), "invalid_output");
    /// ```
    #[must_use]
    pub fn of_output(id: &str, status: &str, target: &str, problems: &[(String, String)]) -> Self {
        let text = if problems.is_empty() {
            format!("run {id} has no output for {target} (status: {status})")
        } else {
            let rows = problems.iter().take(MAX_PROBLEMS).map(|(path, problem)| {
                let path = if path.is_empty() { "output" } else { path };
                format!("{path}: {problem}")
            });
            let rows = rows.collect::<Vec<_>>().join("; ");
            let more = match problems.len().saturating_sub(MAX_PROBLEMS) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            format!("the output of run {id} does not fit {target}: {rows}{more}")
        };
        Self::new(ErrorKind::InvalidOutput, text)
            .with_last_status(status)
            .with_subject(Subject::Run(id.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_the_first_problems_of_an_output() {
        let problems = vec![("a".to_owned(), "b".to_owned()); MAX_PROBLEMS + 3];
        let error = Error::of_output("7", "completed", "Report", &problems);
        assert_eq!(error.message().matches("a: b").count(), MAX_PROBLEMS);
        assert!(error.message().ends_with("a: b; and 3 more"));
    }
}
