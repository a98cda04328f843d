//! The types that declarations name.

/// A type of a field, an argument or a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Int,
    Float,
    Bool,
    /// An id that is text or a number.
    Id,
    /// An id that is text; Python takes numbers, too.
    TextId,
    /// An id that is a number; Python takes text, too.
    IntId,
    /// A time: `datetime` in Python, ISO 8601 text elsewhere.
    Time,
    /// Any JSON.
    Json,
    /// A JSON object with keys of the user's or the service's.
    Object,
    /// The same, whose members are indexed without a check.
    FreeObject,
    /// A decimal number: `Decimal` in Python, text elsewhere.
    Decimal,
    /// A UUID: `UUID` in Python, text elsewhere.
    Uuid,
    /// A secret text: `SecretStr` in Python.
    Secret,
    /// A record or an enum.
    Named(String),
    /// A page with rows of a type: a generic model.
    Page(String, Box<Type>),
    List(Box<Type>),
    Nullable(Box<Type>),
}

/// The names of the built-in types.
pub(crate) const BUILT_IN: [&str; 14] = [
    "text",
    "int",
    "float",
    "bool",
    "id",
    "text_id",
    "int_id",
    "time",
    "json",
    "object",
    "free_object",
    "decimal",
    "uuid",
    "secret",
];

impl Type {
    /// Reads `text`, `[Tool]`, `object?` and the like; names of records and enums are not checked.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some(inner) = text.strip_suffix('?') {
            return match Self::parse(inner)? {
                Self::Nullable(_) => None,
                inner => Some(Self::Nullable(inner.into())),
            };
        }
        if let Some(inner) = text.strip_prefix('[') {
            return Some(Self::List(Self::parse(inner.strip_suffix(']')?)?.into()));
        }
        Some(match text {
            "text" => Self::Text,
            "int" => Self::Int,
            "float" => Self::Float,
            "bool" => Self::Bool,
            "id" => Self::Id,
            "text_id" => Self::TextId,
            "int_id" => Self::IntId,
            "time" => Self::Time,
            "json" => Self::Json,
            "object" => Self::Object,
            "free_object" => Self::FreeObject,
            "decimal" => Self::Decimal,
            "uuid" => Self::Uuid,
            "secret" => Self::Secret,
            page if page.ends_with('>') => {
                let (name, inner) = page.split_once('<')?;
                let inner = Self::parse(inner.strip_suffix('>')?)?;
                is_name(name).then(|| Self::Page(name.to_owned(), inner.into()))?
            }
            name if is_name(name) => Self::Named(name.to_owned()),
            _ => return None,
        })
    }

    pub(crate) fn is_nullable(&self) -> bool {
        matches!(self, Self::Nullable(_))
    }

    pub(crate) fn is_id(&self) -> bool {
        matches!(self.inner(), Self::Id | Self::TextId | Self::IntId)
    }

    /// The type without its null.
    pub(crate) fn inner(&self) -> &Self {
        match self {
            Self::Nullable(inner) => inner,
            other => other,
        }
    }

    /// All records and enums inside.
    pub(crate) fn all_named(&self) -> Vec<&str> {
        match self {
            Self::Named(name) => vec![name],
            Self::Page(name, inner) => {
                let mut names = inner.all_named();
                names.push(name);
                names
            }
            Self::List(inner) | Self::Nullable(inner) => inner.all_named(),
            _ => Vec::new(),
        }
    }

    /// The record or enum inside.
    pub(crate) fn named(&self) -> Option<&str> {
        match self {
            Self::Named(name) | Self::Page(name, _) => Some(name),
            Self::List(inner) | Self::Nullable(inner) => inner.named(),
            _ => None,
        }
    }
}

/// Whether it is in the style of a record's or an enum's name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.chars().all(|each| each.is_ascii_alphanumeric())
}
