//! Parts of error texts.

use std::fmt;

use bytes::Bytes;

/// A value inside an error text that each language writes in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Plain text.
    Plain(String),
    /// One JSON value, which a language may write as its own literal.
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

/// One message of the service about a run's variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The variable of the message, if the text names one.
    pub field: Option<String>,
    /// Text before the value (`name: ` if the response has problems by name).
    pub prefix: String,
    /// The message itself.
    pub value: Text,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.prefix, self.value)
    }
}
