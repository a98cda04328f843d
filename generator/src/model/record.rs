//! Models and enums, which become the records of the languages.

use serde_json::Value;

use crate::types::Type;

pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) extends: Option<String>,
    pub(crate) handwritten: Vec<String>,
    pub(crate) python_base: Option<String>,
    /// The models that the class is derived from in Python alone.
    pub(crate) python_extends: Vec<String>,
    pub(crate) extra: Option<String>,
    pub(crate) hides_input: bool,
    pub(crate) is_generic: bool,
    /// The list that JavaScript iterates over.
    pub(crate) rows: Option<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) properties: Vec<Property>,
    pub(crate) methods: Vec<Method>,
}

/// A method of a record that is written by hand in each language.
pub(crate) struct Method {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) typescript: String,
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) r#type: Type,
    pub(crate) default: Option<Value>,
    /// The name in the response.
    pub(crate) wire: String,
    pub(crate) min: Option<i64>,
    pub(crate) is_strict: bool,
    pub(crate) min_length: Option<u32>,
    pub(crate) max_length: Option<u32>,
    pub(crate) literal: Option<String>,
    pub(crate) pattern: Option<String>,
    pub(crate) is_hidden: bool,
    pub(crate) is_exact: bool,
    pub(crate) is_required: bool,
    pub(crate) doc: String,
}

pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) value: PropertyValue,
}

pub(crate) enum PropertyValue {
    SameAs(String),
    /// Whether the field is in a set of its enum.
    InSet {
        field: String,
        set: String,
        /// A further set, in which the value counts if this field is not empty.
        or: Option<(String, String)>,
    },
}

impl PropertyValue {
    pub(crate) fn field(&self) -> &str {
        match self {
            Self::SameAs(field) | Self::InSet { field, .. } => field,
        }
    }
}

pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) rust: String,
    pub(crate) doc: String,
    pub(crate) default: String,
    pub(crate) is_strict: bool,
    pub(crate) values: Vec<(String, String)>,
    pub(crate) sets: Vec<Set>,
}

pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) values: Vec<String>,
}
