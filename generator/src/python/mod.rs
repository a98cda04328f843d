//! Python: the resources, sync and async, and the pydantic models.

mod docstrings;
mod example;
mod methods;
pub(crate) mod resources;
pub(crate) mod types;

use crate::text::{Language, has_word, localized, wrapped};
use crate::types::Type;

/// The widest line of a docstring.
const WIDTH: usize = 96;

/// The annotation of a field or a result.
fn annotation(declared: &Type) -> String {
    match declared {
        Type::Text => "str".into(),
        Type::Int => "int".into(),
        Type::Float => "float".into(),
        Type::Bool => "bool".into(),
        Type::Id | Type::TextId | Type::IntId => "ResourceID".into(),
        Type::Time => "datetime".into(),
        Type::Json => "Any".into(),
        Type::Object | Type::FreeObject => "Dict[str, Any]".into(),
        Type::Named(name) => name.clone(),
        Type::List(inner) => format!("List[{}]", annotation(inner)),
        Type::Nullable(inner) => format!("Optional[{}]", annotation(inner)),
    }
}

/// The names of `typing` that stand in the code.
fn typing(code: &str) -> Vec<&'static str> {
    [
        "Any",
        "AsyncGenerator",
        "Dict",
        "FrozenSet",
        "Generator",
        "List",
        "Optional",
        "Tuple",
    ]
    .into_iter()
    .filter(|name| has_word(code, name))
    .collect()
}

/// A short docstring.
fn docstring(text: &str, indent: &str) -> String {
    let text = localized(text, Language::Python);
    let lines = wrapped(&text, WIDTH, &format!("{indent}\"\"\""), indent);
    format!("{lines}\"\"\"\n")
}
