//! How a form is encoded.

/// Whose forms these are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Urlencoded without files, multipart with; line breaks stay as they are.
    Python,
    /// Always multipart; line breaks in text are CRLF, as the form standard says.
    JavaScript,
}
