//! A resource's two classes.

use std::fmt::Write as _;

use super::methods::method;
use super::typing;
use crate::model::{Api, Operation, Resource, When};
use crate::output::{header, imports};
use crate::text::{has_word, screaming};
use crate::types::Type;

/// The `__module__` of most classes, as in the published package.
const DEFAULT_MODULE: &str = "flymyai.agents._resources";

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let classes = class(api, resource, false) + "\n\n" + &class(api, resource, true);
    let readers = readers(resource);
    let mut text = header("#", resource);
    let _ = write!(
        text,
        "\"\"\"{}\"\"\"\n\nfrom __future__ import annotations\n\n",
        resource.module
    );
    if classes.contains("os.PathLike") {
        text += "import os\n";
    }
    let _ = writeln!(text, "from typing import {}\n", typing(&classes).join(", "));
    let _ = writeln!(
        text,
        "from {} import {}",
        imports::PYTHON_ARGUMENTS,
        known(&classes, &["id_text", "id_value", "json_bytes"]).join(", ")
    );
    let mut conversions: Vec<&str> = resource
        .operations
        .iter()
        .filter(|operation| !operation.is_handwritten("python"))
        .flat_map(|operation| &operation.arguments)
        .filter_map(|argument| argument.python_convert.as_deref())
        .collect();
    if classes.contains("json_schemas(") {
        conversions.push("json_schemas");
    }
    conversions.sort_unstable();
    conversions.dedup();
    if !conversions.is_empty() {
        let _ = writeln!(
            text,
            "from {} import {}",
            imports::PYTHON_CONVERSIONS,
            conversions.join(", ")
        );
    }
    for (name, module) in [
        ("Decimal", "decimal"),
        ("UUID", "uuid"),
        ("SecretStr", "pydantic"),
    ] {
        if has_word(&classes, name) {
            let _ = writeln!(text, "from {module} import {name}");
        }
    }
    let responses = format!("{readers}{classes}");
    let mut names = known(&readers, &["Either", "Many", "Maybe", "Single"]);
    let plain = ["decoded", "nothing"];
    names.extend(plain.into_iter().filter(|name| {
        let operations = resource.operations.iter();
        let mut read = operations
            .filter(|each| !each.is_handwritten("python"))
            .map(reader);
        read.any(|(read, _)| read == *name)
    }));
    if classes.contains("choose(") {
        names.push("choose");
    }
    let names = names.join(", ");
    let _ = writeln!(text, "from {} import {names}", imports::PYTHON_RESPONSES);
    if classes.contains("Events(") {
        let _ = writeln!(
            text,
            "from {} import AsyncEvents, Events",
            imports::PYTHON_EVENT_STREAM
        );
    }
    if classes.contains("handwritten.") {
        text += "from . import _handwritten as handwritten\n";
    }
    let _ = writeln!(
        text,
        "from {} import async_client_of, client_of",
        imports::PYTHON_STUBS
    );
    let mut models = vec![
        "ResourceID".to_owned(),
        "RuntimeConnections".to_owned(),
        "SchemaSource".to_owned(),
    ];
    models.extend(api.owners.keys().cloned());
    models.retain(|name| has_word(&responses, name));
    models.sort();
    let _ = writeln!(
        text,
        "from {} import {}",
        imports::PYTHON_TYPES,
        models.join(", ")
    );
    if has_word(&classes, "SyncAgentClient") {
        let _ = write!(
            text,
            "\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n    from {} import AsyncAgentClient\n    \
             from {} import SyncAgentClient\n",
            imports::PYTHON_ASYNC_CLIENT,
            imports::PYTHON_CLIENT,
        );
    }
    let _ = write!(text, "\n{readers}\n\n{classes}");
    text
}

fn known<'a>(code: &str, names: &[&'a str]) -> Vec<&'a str> {
    let names = names.iter().copied();
    names.filter(|name| has_word(code, name)).collect()
}

/// The function that reads a result: its name, and its definition if it has one.
pub(super) fn reader(operation: &Operation) -> (String, Option<String>) {
    let (name, made) = plain_reader(operation);
    match &operation.other {
        None => (name, made),
        Some(other) => {
            let model = &other.model;
            let constant = format!("_{}", screaming(model));
            match &other.when {
                When::Given(argument) => {
                    // Each has a definition of its own.
                    let read = format!("choose({argument}, {name}, {constant})");
                    let made = made.map(|made| format!("{made}\n{constant} = Single({model})"));
                    (read, made)
                }
                When::Truthy(member) => {
                    let plain = operation
                        .returns
                        .as_ref()
                        .and_then(|(found, _)| found.named());
                    let plain = plain.unwrap_or_default();
                    let made = format!("Either({plain}, {model}, {member:?})");
                    (format!("{name}_OR{constant}"), Some(made))
                }
            }
        }
    }
}

fn plain_reader(operation: &Operation) -> (String, Option<String>) {
    match operation.returns.as_ref().map(|(found, _)| found) {
        None => ("nothing".into(), None),
        Some(Type::Named(name)) => {
            let constant = format!("_{}", screaming(name));
            (constant, Some(format!("Single({name})")))
        }
        Some(Type::Page(name, of)) => {
            let row = of.named().unwrap_or("dict");
            let constant = format!("_{}_OF_{}", screaming(name), screaming(row));
            let declared = super::annotation(&Type::Page(name.clone(), of.clone()));
            (constant, Some(format!("Single({declared})")))
        }
        Some(Type::Nullable(inner)) if inner.named().is_some() => {
            let name = inner.named().unwrap_or_default();
            let constant = format!("_{}_OR_NONE", screaming(name));
            (constant, Some(format!("Maybe({name})")))
        }
        Some(Type::List(inner)) if inner.named().is_some() => {
            let name = inner.named().unwrap_or_default();
            let constant = format!("_{}_LIST", screaming(name));
            (constant, Some(format!("Many({name})")))
        }
        Some(_) => ("decoded".into(), None),
    }
}

fn readers(resource: &Resource) -> String {
    let mut lines = Vec::new();
    for operation in &resource.operations {
        if let (name, Some(made)) = reader(operation)
            && !operation.is_handwritten("python")
        {
            let chosen = name.strip_prefix("choose(");
            let chosen = chosen.and_then(|names| names.split(", ").nth(1));
            let name = chosen.unwrap_or(&name);
            lines.extend(
                format!("{name} = {made}")
                    .lines()
                    .map(|line| format!("{line}\n")),
            );
        }
    }
    lines.sort();
    lines.dedup();
    lines.concat()
}

fn class(api: &Api, resource: &Resource, is_async: bool) -> String {
    let (name, class) = (&resource.name, &resource.class);
    let mut about = resource.doc.trim_end_matches('.').to_owned();
    let python_module = resource.python_module.as_deref().unwrap_or(DEFAULT_MODULE);
    let (prefix, wait, client, make) = if is_async {
        ("Async", "await ", "AsyncAgentClient", "async_client_of")
    } else {
        ("", "", "SyncAgentClient", "client_of")
    };
    // As in the published package.
    let client = if resource.python_module.is_some() {
        "Any"
    } else {
        client
    };
    let _ = write!(about, ": `client.{name}`");
    about += if is_async {
        " of an `AsyncAgentClient`."
    } else {
        "."
    };
    let has_list = resource.operations.iter().any(|each| each.name == "list");
    let example = if has_list {
        format!("found = {wait}client.{name}.list()")
    } else {
        format!("{name} = client.{name}")
    };
    let mut text = format!(
        "class {prefix}{class}:\n    \"\"\"{about}\n\n    Args:\n        \
         client: The client that sends the requests.\n\n    Example:\n        \
         >>> {example}\n    \"\"\"\n\n    __module__ = \"{python_module}\"\n\n    \
         def __init__(self, client: {client}) -> None:\n        \
         self._c = {make}(client, self, \"{name}\")\n",
    );
    for operation in &resource.operations {
        text += "\n";
        text += &method(api, resource, operation, is_async);
    }
    text
}

pub(crate) fn package(api: &Api) -> String {
    let mut rows = Vec::new();
    for resource in &api.resources {
        let class = &resource.class;
        rows.push((class.clone(), resource.name.clone()));
        rows.push((format!("Async{class}"), resource.name.clone()));
    }
    super::lazy_package("The methods of a client, by resource.", &rows)
}
