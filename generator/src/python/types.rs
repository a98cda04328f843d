//! The pydantic models and enums of a resource.

use std::fmt::Write as _;

use serde_json::Value;

use super::methods::literal;
use super::{annotation, docstring, typing};
use crate::model::{Api, Enum, Field, Kind, Model, PropertyValue, Resource};
use crate::output::{common_header, header, imports};
use crate::text::{has_word, screaming};

/// The `__module__` of the classes, as in the published package.
const HOME: &str = "flymyai.agents._types";

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let mut parts: Vec<String> = Vec::new();
    for each in &resource.enums {
        parts.push(enumeration(each));
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
    parts.extend(resource.models.iter().map(|each| model(api, each)));
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
    let _ = write!(text, "from typing import {}\n\n", typing(&body).join(", "));
    let field = if has_word(&body, "Field") {
        ", Field"
    } else {
        ""
    };
    let _ = write!(text, "from pydantic import BaseModel{field}\n\n");
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

fn enumeration(declared: &Enum) -> String {
    let note = if declared.is_strict {
        format!(
            "\n\n    A value that is newer than this package arrives as an instance of this class\n    \
             with that text; the constructor refuses it: `{}(\"x\")` is a `ValueError`.\n    \"\"\"",
            declared.name
        )
    } else {
        "\n\n    A value that is newer than this package is an instance of this class with that\n    \
         text.\n    \"\"\""
            .to_owned()
    };
    let mut text = format!(
        "class {}(str, Enum):\n    \"\"\"{}{note}\n\n    __module__ = \"{HOME}\"\n\n",
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

fn model(api: &Api, model: &Model) -> String {
    let base = model.extends.as_deref().unwrap_or("BaseModel");
    let mut text = format!("class {}({base}):\n", model.name);
    text += &docstring(&model.doc, "    ");
    let _ = write!(text, "\n    __module__ = \"{HOME}\"\n\n");
    for field in &model.fields {
        let _ = writeln!(
            text,
            "    {}: {}{}",
            field.name,
            annotation(&field.r#type),
            default(api, field)
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
            PropertyValue::InSet { field, set } => {
                ("bool".to_owned(), format!("self.{field} in {set}"))
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

fn default(api: &Api, field: &Field) -> String {
    match &field.default {
        None if field.r#type.is_nullable() => " = None".into(),
        None => String::new(),
        Some(Value::Array(_)) => " = Field(default_factory=list)".into(),
        Some(Value::Object(_)) => " = Field(default_factory=dict)".into(),
        Some(Value::String(text)) => {
            match field.r#type.named().and_then(|name| api.find_enum(name)) {
                Some(found) => format!(" = {}.{}", found.name, screaming(text)),
                None => format!(" = {text:?}"),
            }
        }
        Some(value) => format!(" = {}", literal(value)),
    }
}

pub(crate) fn package(api: &Api) -> String {
    let mut text = common_header("#") + "\"\"\"The records of responses.\"\"\"\n\n";
    let mut all = vec!["\"ResourceID\"".to_owned()];
    text += "from .identifiers import ResourceID\n";
    for (at, resource) in api.resources.iter().enumerate() {
        let mut names: Vec<&str> = api
            .homes
            .iter()
            .filter(|(_, (home, kind))| *home == at && matches!(kind, Kind::Model | Kind::Enum))
            .map(|(name, _)| name.as_str())
            .collect();
        if names.is_empty() {
            continue;
        }
        names.sort_unstable();
        let _ = writeln!(text, "from .{} import {}", resource.name, names.join(", "));
        all.extend(names.iter().map(|name| format!("{name:?}")));
    }
    all.sort();
    let _ = writeln!(text, "\n__all__ = [{},]", all.join(", "));
    text
}
