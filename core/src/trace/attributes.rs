//! The attributes of a span and of its events.

use serde::{Serialize, Serializer};

pub(super) type Attributes = Vec<(&'static str, Value)>;

/// The value of an attribute.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Value {
    Text(String),
    Number(u32),
    Count(usize),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Writes attributes as one object.
pub(super) fn as_map<S: Serializer>(
    attributes: &Attributes,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(attributes.iter().map(|(name, value)| (name, value)))
}
