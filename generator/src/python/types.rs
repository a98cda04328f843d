//! The pydantic models and enums of a resource.

use std::fmt::Write as _;

use serde_json::Value;

use super::methods::literal;
use super::{annotation, docstring, typing};
use crate::model::{Api, Enum, Field, Model, PropertyValue, Resource};
use crate::output::{header, imports};
use crate::text::{has_word, paragraphs, screaming};
use crate::types::Type;

/// The `__module__` of most classes, as in the published package.
const DEFAULT_MODULE: &str = "flymyai.agents._types";

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let python_module = resource.python_module.as_deref().unwrap_or(DEFAULT_MODULE);
    let mut parts: Vec<String> = Vec::new();
    for each in &resource.enums {
        parts.push(enumeration(python_module, each));
        parts.extend(api.sets_of_properties(each).map(|set| {
            let values: Vec<String> = set.values.iter().map(|each| format!("{each:?}")).collect();
            format!(
                "{}: FrozenSet[str] = frozenset(({},))\n{}",
                set.name,
                values.join(", "),
                docstring(&set.doc, "")
            )
        }));
    }
    if resource.models.iter().any(|each| each.is_generic) {
        parts.push("T = TypeVar(\"T\")\n".to_owned());
    }
    parts.extend(
        resource
            .models
            .iter()
            .map(|each| model(api, python_module, each)),
    );
    let body = parts.join("\n\n");
    let mut text = header("#", resource);
    let _ = write!(
        text,
        "\"\"\"The records of `client.{}`.\"\"\"\n\n",
        resource.name
    );
    if has_word(&body, "default_factory") {
        text += "# pyright: reportUnknownVariableType=false\n\
                 # (the factory is a plain `list`, as in the published package)\n\n";
    }
    if has_word(&body, "datetime") {
        text += "from datetime import datetime\n";
    }
    if has_word(&body, "Enum") {
        text += "from enum import Enum\n";
    }
    let fields = || resource.models.iter().flat_map(|model| &model.fields);
    let has = |wanted: &Type| fields().any(|field| field.r#type.inner() == wanted);
    if has(&Type::Decimal) {
        text += "from decimal import Decimal\n";
    }
    if has(&Type::Uuid) {
        text += "from uuid import UUID\n";
    }
    let typing = typing(&body);
    if !typing.is_empty() {
        let _ = write!(text, "from typing import {}\n\n", typing.join(", "));
    }
    let pydantic: Vec<&str> = ["BaseModel", "ConfigDict", "Field", "SecretStr"]
        .into_iter()
        .filter(|name| has_word(&body, name))
        .collect();
    let _ = write!(text, "from pydantic import {}\n\n", pydantic.join(", "));
    let mut own: Vec<&str> = resource
        .models
        .iter()
        .filter_map(|model| model.python_base.as_deref())
        .collect();
    own.sort_unstable();
    own.dedup();
    if !own.is_empty() {
        let _ = writeln!(text, "from ._handwritten import {}", own.join(", "));
    }
    for other in api
        .resources
        .iter()
        .filter(|each| each.name != resource.name)
    {
        let names: Vec<&str> = other
            .models
            .iter()
            .map(|each| &*each.name)
            .chain(other.enums.iter().map(|each| &*each.name))
            .filter(|name| has_word(&body, name))
            .collect();
        if !names.is_empty() {
            let _ = writeln!(text, "from .{} import {}", other.name, names.join(", "));
        }
    }
    if has_word(&body, "ResourceID") {
        let _ = writeln!(
            text,
            "from {} import ResourceID",
            imports::PYTHON_IDENTIFIERS
        );
    }
    let helpers: Vec<&str> = ["reduced", "tolerant_schema", "unlisted"]
        .into_iter()
        .filter(|name| has_word(&body, name))
        .collect();
    if !helpers.is_empty() {
        let _ = writeln!(
            text,
            "from {} import {}",
            imports::PYTHON_ENUMS,
            helpers.join(", ")
        );
    }
    text + "\n\n" + &body
}

fn enumeration(python_module: &str, declared: &Enum) -> String {
    let note = if declared.is_strict {
        let text = format!(
            "A value that is newer than this package arrives as an instance of this class with that \
             text; the constructor refuses it: `{}(\"x\")` is a `ValueError`.",
            declared.name
        );
        format!("\n\n{}\n    \"\"\"", paragraphs(&text, 84, "    "))
    } else {
        "\n\n    A value that is newer than this package is an instance of this class with that\n    \
         text.\n    \"\"\""
            .to_owned()
    };
    let mut text = format!(
        "class {}(str, Enum):\n    \"\"\"{}{note}\n\n    __module__ = \"{python_module}\"\n\n",
        declared.name, declared.doc
    );
    for (value, about) in &declared.values {
        let _ = writeln!(text, "    {} = {value:?}", screaming(value));
        text += &docstring(about, "    ");
    }
    text += if declared.is_strict {
        "\n    __get_pydantic_core_schema__ = classmethod(tolerant_schema)\n"
    } else {
        "\n    @classmethod\n    def _missing_(cls, value: object) -> Any:\n        \
         return unlisted(cls, value)\n"
    };
    text + "\n    def __reduce_ex__(self, proto: object) -> Tuple[Any, ...]:\n        \
            return reduced(self)\n"
}

fn model(api: &Api, python_module: &str, model: &Model) -> String {
    let mut bases: Vec<&str> = model.python_base.as_deref().into_iter().collect();
    bases.extend(model.python_extends.iter().map(String::as_str));
    if model.python_extends.is_empty() {
        bases.push(model.extends.as_deref().unwrap_or("BaseModel"));
    }
    if model.is_generic {
        bases.push("Generic[T]");
    }
    let mut text = format!("class {}({}):\n", model.name, bases.join(", "));
    text += &docstring(&model.doc, "    ");
    let _ = write!(text, "\n    __module__ = \"{python_module}\"\n\n");
    let mut config = Vec::new();
    if let Some(extra) = &model.extra {
        config.push(format!("extra={extra:?}"));
    }
    if model.hides_input {
        config.push("hide_input_in_errors=True".to_owned());
    }
    // The service's names take precedence: pydantic reserves this prefix for its own methods.
    if model
        .fields
        .iter()
        .any(|field| field.name.starts_with("model_"))
    {
        config.push("protected_namespaces=()".to_owned());
    }
    if !config.is_empty() {
        let _ = write!(
            text,
            "    model_config = ConfigDict({})\n\n",
            config.join(", ")
        );
    }
    for field in &model.fields {
        let _ = writeln!(
            text,
            "    {}: {}{}{}",
            field.name,
            field_annotation(field),
            default(api, field),
            if widens(api, model, field) {
                "  # type: ignore[assignment]"
            } else {
                ""
            }
        );
        text += &docstring(&field.doc, "    ");
    }
    for property in &model.properties {
        let field = model
            .fields
            .iter()
            .find(|each| each.name == property.value.field());
        let (result, value) = match &property.value {
            PropertyValue::SameAs(name) => (
                field.map_or("Any".to_owned(), |each| annotation(&each.r#type)),
                format!("self.{name}"),
            ),
            PropertyValue::InSet { field, set, or } => {
                let more = or.as_ref().map_or(String::new(), |(set, with)| {
                    format!(" or (self.{field} in {set} and bool(self.{with}))")
                });
                ("bool".to_owned(), format!("self.{field} in {set}{more}"))
            }
        };
        let _ = write!(
            text,
            "\n    @property\n    def {}(self) -> {result}:\n{}        return {value}\n",
            property.name,
            docstring(&property.doc, "        ")
        );
    }
    text
}

fn field_annotation(field: &Field) -> String {
    match &field.literal {
        Some(literal) => format!("Literal[{literal:?}]"),
        None => annotation(&field.r#type),
    }
}

/// Whether a field may be null that is never null in a base.
fn widens(api: &Api, model: &Model, field: &Field) -> bool {
    let mut bases: Vec<&str> = model.python_extends.iter().map(String::as_str).collect();
    let mut is_wider = false;
    while let Some(base) = bases.pop().and_then(|name| api.find_model(name)) {
        let same = base.fields.iter().find(|each| each.name == field.name);
        is_wider |= same.is_some_and(|same| same.r#type != field.r#type);
        bases.extend(base.extends.as_deref());
    }
    is_wider
}

fn default(api: &Api, field: &Field) -> String {
    let default = match &field.default {
        None if field.is_required => None,
        None if field.r#type.is_nullable() => Some("None".to_owned()),
        None => None,
        Some(Value::Array(_)) => Some("default_factory=list".to_owned()),
        Some(Value::Object(_)) => Some("default_factory=dict".to_owned()),
        Some(Value::String(text)) => {
            match field.r#type.named().and_then(|name| api.find_enum(name)) {
                Some(found) => Some(format!("{}.{}", found.name, screaming(text))),
                None => Some(format!("{text:?}")),
            }
        }
        Some(value) => Some(literal(value)),
    };
    let mut options: Vec<String> = default
        .iter()
        .map(|default| match default.starts_with("default_factory") {
            true => default.clone(),
            false => format!("default={default}"),
        })
        .collect();
    let has_factory = options
        .iter()
        .any(|each| each.starts_with("default_factory"));
    let plain = options.len();
    if field.wire != field.name {
        options.push(format!("alias={:?}", field.wire));
    }
    options.extend(field.min.map(|min| format!("ge={min}")));
    options.extend(field.is_strict.then(|| "strict=True".to_owned()));
    options.extend(
        field
            .min_length
            .map(|length| format!("min_length={length}")),
    );
    options.extend(
        field
            .max_length
            .map(|length| format!("max_length={length}")),
    );
    options.extend(
        field
            .pattern
            .as_ref()
            .map(|pattern| format!("pattern=r{pattern:?}")),
    );
    options.extend(field.is_hidden.then(|| "repr=False".to_owned()));
    match default {
        _ if has_factory || options.len() > plain => format!(" = Field({})", options.join(", ")),
        Some(default) => format!(" = {default}"),
        None => String::new(),
    }
}

pub(crate) fn package(api: &Api) -> String {
    let mut rows: Vec<(String, String)> = ["ResourceID", "RuntimeConnections", "SchemaSource"]
        .map(|name| (name.to_owned(), "identifiers".to_owned()))
        .into();
    for (name, (index, _)) in &api.owners {
        if let Some(resource) = api.resources.get(*index) {
            rows.push((name.clone(), resource.name.clone()));
        }
    }
    super::lazy_package("The records of responses.", &rows)
}
