//! Parts of error texts.

use std::fmt;

use bytes::Bytes;

/// A value inside an error text that each language shows in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Plain text, shown as it is.
    Plain(String),
    /// One JSON value: JavaScript shows its text, Python its own literal.
    Json(Bytes),
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Json(raw) => f.write_str(&String::from_utf8_lossy(raw)),
        }
    }
}

/// One complaint of the service about a run's variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The variable it is about, where the text names one.
    pub field: Option<String>,
    /// Text before the value (`name: ` when the service answered by name).
    pub prefix: String,
    /// The complaint itself.
    pub value: Text,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.value)
    }
}
