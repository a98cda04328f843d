//! Python: the resources, sync and async, and the pydantic models.

mod docstrings;
mod example;
pub(crate) mod methods;
pub(crate) mod raw_types;
pub(crate) mod resources;
pub(crate) mod types;

use std::fmt::Write as _;

use crate::output::common_header;
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
        Type::Decimal => "Decimal".into(),
        Type::Uuid => "UUID".into(),
        Type::Secret => "SecretStr".into(),
        Type::Page(name, of) => format!("{name}[{}]", annotation(of)),
        Type::Named(name) => name.clone(),
        Type::List(inner) => format!("List[{}]", annotation(inner)),
        Type::Nullable(inner) => format!("Optional[{}]", annotation(inner)),
    }
}

/// The names of `typing` in the code.
fn typing(code: &str) -> Vec<&'static str> {
    [
        "Any",
        "AsyncGenerator",
        "AsyncIterator",
        "Callable",
        "Dict",
        "FrozenSet",
        "Generator",
        "Generic",
        "Iterator",
        "List",
        "Literal",
        "Mapping",
        "Optional",
        "Sequence",
        "Tuple",
        "TypeVar",
        "Union",
        "overload",
    ]
    .into_iter()
    .filter(|name| has_word(code, name))
    .collect()
}

/// A package whose names are imported when they are used: the models of resources that a
/// program does not use are never built.
fn lazy_package(about: &str, rows: &[(String, String)]) -> String {
    let mut rows = rows.to_vec();
    rows.sort();
    let mut modules: Vec<(&str, Vec<&str>)> = Vec::new();
    for (name, module) in &rows {
        match modules.iter_mut().find(|(known, _)| known == module) {
            Some((_, names)) => names.push(name),
            None => modules.push((module, vec![name])),
        }
    }
    modules.sort_unstable();
    let mut text = common_header("#");
    let _ = write!(
        text,
        "\"\"\"{about}\"\"\"\n\nfrom __future__ import annotations\n\n\
         TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from typing import List\n\n"
    );
    for (module, names) in &modules {
        let _ = writeln!(text, "    from .{module} import {}", names.join(", "));
    }
    let all: Vec<String> = rows.iter().map(|(name, _)| format!("{name:?}")).collect();
    let _ = write!(text, "\n__all__ = [{},]\n\n_MODULES = {{", all.join(", "));
    for (name, module) in &rows {
        let _ = write!(text, "{name:?}: {module:?}, ");
    }
    text + "}\n\n\ndef __getattr__(name: str) -> object:\n    \
            module = _MODULES.get(name)\n    \
            if module is None:\n        \
            raise AttributeError(f\"module {__name__!r} has no attribute {name!r}\")\n    \
            from .._internal.finalization import import_module\n\n    \
            value: object = getattr(import_module(f\"{__name__}.{module}\"), name)\n    \
            globals()[name] = value\n    \
            return value\n\n\n\
            def __dir__() -> List[str]:\n    \
            return sorted({*globals(), *__all__})\n"
}

/// A short docstring.
fn docstring(text: &str, indent: &str) -> String {
    let text = localized(text, Language::Python);
    let lines = wrapped(&text, WIDTH, &format!("{indent}\"\"\""), indent);
    format!("{lines}\"\"\"\n")
}
