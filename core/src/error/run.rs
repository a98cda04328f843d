//! The error of a run that has failed or was cancelled.

use super::{Error, ErrorKind, Subject};

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
}
