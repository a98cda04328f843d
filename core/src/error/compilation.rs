//! The error of a compilation that has failed.

use bytes::Bytes;

use super::{Error, ErrorKind, Subject};
use crate::scan;

impl Error {
    /// The error of a compilation that has failed; `None` for any other.
    ///
    /// ```
    /// use flymyai_core::Error;
    ///
    /// let error = Error::from_compilation(&br#"{"id": 5, "status": "failed"}"#[..].into());
    /// assert_eq!(error.unwrap().message(), "Compilation 5 failed: (no error)");
    /// ```
    #[must_use]
    pub fn from_compilation(body: &Bytes) -> Option<Self> {
        let object = scan::document(body)?;
        if scan::member(object, "status") != Some(b"\"failed\"") {
            return None;
        }
        let id = scan::member(object, "id")
            .and_then(scan::text)
            .unwrap_or_default();
        let why = scan::member(object, "error").filter(|error| !scan::is_falsy(error));
        let why = why.and_then(scan::text).unwrap_or("(no error)".into());
        let text = format!("Compilation {id} failed: {why}");
        let error = Self::new(ErrorKind::CompilationFailed, text)
            .with_subject(Subject::Compilation(id.to_string()));
        Some(error.with_body(body.clone()))
    }
}
