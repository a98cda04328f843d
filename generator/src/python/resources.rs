//! A resource's two classes.

use std::fmt::Write as _;

use serde_json::Value;

use super::example::awaited;
use super::{WIDTH, annotation, has_word, typing};
use crate::model::{Api, Argument, Flow, Kind, Operation, Place, Resource};
use crate::output::{common_header, header, imports};
use crate::text::{
    Language, details, localized, paragraphs, prefixed, screaming, summary, wrapped,
};
use crate::types::Type;

/// The `__module__` of the classes, as in the published package.
const HOME: &str = "flymyai.agents._resources";

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let classes = class(api, resource, false) + "\n\n" + &class(api, resource, true);
    let readers = readers(resource);
    let mut text = header("#", resource);
    let _ = write!(
        text,
        "\"\"\"{}\"\"\"\n\nfrom __future__ import annotations\n\n",
        resource.module
    );
    let _ = writeln!(text, "from typing import {}\n", typing(&classes).join(", "));
    let _ = writeln!(
        text,
        "from {} import {}",
        imports::PYTHON_ARGUMENTS,
        known(&classes, &["id_text", "json_bytes"]).join(", ")
    );
    let replies = format!("{readers}{classes}");
    let mut names = known(&readers, &["Many", "Single"]);
    let plain = ["decoded", "nothing"];
    names.extend(plain.into_iter().filter(|name| {
        let operations = resource.operations.iter();
        let mut read = operations
            .filter(|each| !each.is_handwritten("python"))
            .map(reader);
        read.any(|(read, _)| read == *name)
    }));
    let names = names.join(", ");
    let _ = writeln!(text, "from {} import {names}", imports::PYTHON_REPLIES);
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
    let mut models = vec!["ResourceID".to_owned()];
    models.extend(
        api.homes
            .iter()
            .filter(|(_, (_, kind))| *kind == Kind::Model)
            .map(|(name, _)| name.clone()),
    );
    models.retain(|name| has_word(&replies, name));
    models.sort();
    let _ = writeln!(
        text,
        "from {} import {}",
        imports::PYTHON_TYPES,
        models.join(", ")
    );
    let _ = write!(
        text,
        "\nTYPE_CHECKING = False\nif TYPE_CHECKING:\n    from {} import AsyncAgentClient\n    \
         from {} import SyncAgentClient\n\n{readers}\n\n{classes}",
        imports::PYTHON_ASYNC_CLIENT,
        imports::PYTHON_CLIENT,
    );
    text
}

fn known<'a>(code: &str, names: &[&'a str]) -> Vec<&'a str> {
    let names = names.iter().copied();
    names.filter(|name| has_word(code, name)).collect()
}

/// What reads a result: its name, and its definition where it has one.
fn reader(operation: &Operation) -> (String, Option<String>) {
    match operation.returns.as_ref().map(|(found, _)| found) {
        None => ("nothing".into(), None),
        Some(Type::Named(name)) => {
            let constant = format!("_{}", screaming(name));
            (constant, Some(format!("Single({name})")))
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
            lines.push(format!("{name} = {made}\n"));
        }
    }
    lines.sort();
    lines.dedup();
    lines.concat()
}

fn class(api: &Api, resource: &Resource, is_async: bool) -> String {
    let (name, class) = (&resource.name, &resource.class);
    let mut about = resource.doc.trim_end_matches('.').to_owned();
    let (prefix, wait, client, make) = if is_async {
        ("Async", "await ", "AsyncAgentClient", "async_client_of")
    } else {
        ("", "", "SyncAgentClient", "client_of")
    };
    let _ = write!(about, ": `client.{name}`");
    about += if is_async {
        " of an `AsyncAgentClient`."
    } else {
        "."
    };
    let mut text = format!(
        "class {prefix}{class}:\n    \"\"\"{about}\n\n    Args:\n        \
         client: The client that sends the requests.\n\n    Example:\n        \
         >>> found = {wait}client.{name}.list()\n    \"\"\"\n\n    __module__ = \"{HOME}\"\n\n    \
         def __init__(self, client: {client}) -> None:\n        \
         self._c = {make}(client, self, \"{name}\")\n",
    );
    for operation in &resource.operations {
        text += "\n";
        text += &method(api, resource, operation, is_async);
    }
    text
}

fn method(api: &Api, resource: &Resource, operation: &Operation, is_async: bool) -> String {
    let word = match (is_async, operation.flow) {
        (false, _) => "def",
        (true, _) => "async def",
    };
    let result = operation
        .returns
        .as_ref()
        .map_or("None".to_owned(), |(found, _)| annotation(found));
    let result = match (operation.flow, is_async) {
        (Flow::Events, false) => format!("Generator[{result}, None, None]"),
        (Flow::Events, true) => format!("AsyncGenerator[{result}, None]"),
        _ => result,
    };
    format!(
        "    {word} {name}({parameters}) -> {result}:\n{docstring}{body}",
        name = operation.name,
        parameters = parameters(operation).join(", "),
        docstring = docstring(api, resource, operation, is_async),
        body = body(resource, operation, is_async),
    )
}

fn parameters(operation: &Operation) -> Vec<String> {
    let mut list = vec!["self".to_owned()];
    list.extend(operation.positional().map(parameter));
    let mut named: Vec<String> = operation.named().map(parameter).collect();
    match operation.flow {
        Flow::Events => named.extend([
            "timeout: Optional[float] = 300".to_owned(),
            "poll_interval: float = 1.0".to_owned(),
            "raise_on_timeout: bool = False".to_owned(),
        ]),
        flow if flow.is_wait() => named.extend([
            "timeout: Optional[float] = 300".to_owned(),
            "poll_interval: float = 2.0".to_owned(),
        ]),
        _ => {}
    }
    if operation.is_idempotent {
        named.push("idempotency_key: Optional[str] = None".to_owned());
    }
    if !named.is_empty() {
        list.push("*".to_owned());
        list.extend(named);
    }
    if operation.is_open {
        list.push("**kwargs: Any".to_owned());
    }
    list
}

fn parameter(argument: &Argument) -> String {
    // An argument of an enum takes its text, too.
    let declared = match argument.r#type.inner() {
        Type::Named(_) => {
            annotation(&argument.r#type).replace(argument.r#type.named().unwrap_or_default(), "str")
        }
        _ => annotation(&argument.r#type),
    };
    let name = &argument.name;
    match &argument.default {
        Some(default) => format!("{name}: {declared} = {}", literal(default)),
        None if argument.r#type.is_nullable() => format!("{name}: {declared} = None"),
        None => format!("{name}: {declared}"),
    }
}

/// A JSON value as Python writes it.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".into(),
        Value::Bool(true) => "True".into(),
        Value::Bool(false) => "False".into(),
        other => other.to_string(),
    }
}

fn docstring(api: &Api, resource: &Resource, operation: &Operation, is_async: bool) -> String {
    let indent = "        ";
    let local = |text: &str| localized(text, Language::Python);
    let about = local(&operation.doc);
    if is_async {
        let twin = format!(
            "{};\u{a0}see\u{a0}`{}.{}`.",
            summary(&about).trim_end_matches('.'),
            resource.class,
            operation.name
        );
        let derived = || awaited(&operation.example.python);
        let example = operation
            .example
            .python_async
            .clone()
            .unwrap_or_else(derived);
        return format!(
            "{}\n\n{indent}Example:\n{}\n{indent}\"\"\"\n",
            wrapped(&twin, WIDTH, &format!("{indent}\"\"\""), indent),
            prefixed(&example, "            "),
        );
    }
    let mut text = wrapped(summary(&about), WIDTH, &format!("{indent}\"\"\""), indent) + "\n";
    if let Some(more) = details(&about) {
        let _ = write!(text, "\n{}\n", paragraphs(more, WIDTH, indent));
    }
    let mut section = |title: &str, rows: Vec<String>| {
        if !rows.is_empty() {
            let _ = write!(text, "\n{indent}{title}:\n{}\n", rows.join("\n"));
        }
    };
    let item = |name: &str, about: &str| {
        let about = format!("{name}: {}", local(about));
        wrapped(&about, WIDTH, "            ", "                ")
    };
    section(
        "Args",
        documented(api, operation)
            .iter()
            .map(|(name, about)| item(name, about))
            .collect(),
    );
    if let Some((_, about)) = &operation.returns
        && operation.flow != Flow::Events
    {
        section(
            "Returns",
            vec![wrapped(
                &local(about),
                WIDTH,
                "            ",
                "            ",
            )],
        );
    }
    section(
        "Raises",
        raised(api, resource, operation)
            .iter()
            .map(|(name, about)| item(name, about))
            .collect(),
    );
    section(
        "Example",
        vec![prefixed(&operation.example.python, "            ")],
    );
    format!("{text}{indent}\"\"\"\n")
}

/// The parameters with their docs.
fn documented(api: &Api, operation: &Operation) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = operation
        .positional()
        .chain(operation.named())
        .map(|each| (each.name.clone(), each.doc.clone()))
        .collect();
    let mut shared = |name: &str| list.push((name.to_owned(), api.shared_doc(name).to_owned()));
    if operation.flow.is_wait() || operation.flow == Flow::Events {
        shared("timeout");
        shared("poll_interval");
    }
    if operation.flow == Flow::Events {
        shared("raise_on_timeout");
    }
    if operation.is_idempotent {
        shared("idempotency_key");
    }
    if operation.is_open {
        let shared = if operation.is_change() {
            "changes"
        } else {
            "extra"
        };
        let mut about = api.shared_doc(shared).to_owned();
        let renamed = operation
            .fields
            .iter()
            .filter(|each| each.wire != each.name);
        let names: Vec<String> = renamed.map(|each| format!("`{}`", each.name)).collect();
        if let [first @ .., last] = &names[..] {
            let _ = write!(about, " {} and {last} are accepted, too.", first.join(", "));
        }
        list.push(("**kwargs".to_owned(), about));
    }
    list
}

/// The errors with their conditions.
fn raised(api: &Api, resource: &Resource, operation: &Operation) -> Vec<(String, String)> {
    let mut list: Vec<(String, String)> = operation
        .raises
        .iter()
        .map(|(name, about)| (name.clone(), format!("If {about}.")))
        .collect();
    for (name, about) in &api.common.errors {
        let is_own = operation.raises.iter().any(|(own, _)| own == name);
        let missing = if operation.name == "get" {
            format!("there is no such {}, or ", resource.item)
        } else {
            String::new()
        };
        if !is_own {
            list.push((name.clone(), format!("If {missing}{about}.")));
        }
    }
    list
}

fn body(resource: &Resource, operation: &Operation, is_async: bool) -> String {
    let indent = "        ";
    let wait = if is_async { "await " } else { "" };
    if operation.is_handwritten("python") {
        let names: Vec<String> = documented_names(operation)
            .into_iter()
            .map(|name| format!("{name}={name}"))
            .collect();
        let result = operation
            .returns
            .as_ref()
            .map_or("None".to_owned(), |(found, _)| annotation(found));
        return format!(
            "{indent}result: {result} = {wait}handwritten.{}_{}(self._c, {})\n\
             {indent}return result\n",
            resource.name,
            operation.name,
            names.join(", ")
        );
    }
    let id = operation.in_path().next();
    let id_text = id.map(|each| format!("id_text({0}, \"{0}\")", each.name));
    let (read, _) = reader(operation);
    if operation.flow == Flow::Events {
        let (made, each) = if is_async {
            let each =
                format!("{indent}    async for event in events:\n{indent}        yield event\n");
            ("AsyncEvents", each)
        } else {
            ("Events", format!("{indent}    yield from events\n"))
        };
        let subject = id.map_or("None", |each| &each.name);
        return format!(
            "{indent}stream = self._c._events({}, timeout, poll_interval, {subject})\n\
             {indent}with {made}(stream, {read}, raise_on_timeout) as events:\n{each}",
            id_text.unwrap_or_default(),
        );
    }
    let mut given = vec![read, format!("\"{}.{}\"", resource.name, operation.name)];
    let has_id = id_text.is_some();
    given.extend(id_text);
    if let Some(fields) = fields(operation) {
        given.push(if has_id {
            fields
        } else {
            format!("fields={fields}")
        });
    }
    if operation.flow.is_wait() {
        let subject = id.map_or("None", |each| &each.name);
        given.push("timeout=timeout".into());
        given.push("poll_interval=poll_interval".into());
        given.push(format!("subject={subject}"));
    }
    if operation.is_idempotent {
        given.push("idempotency_key=idempotency_key".into());
    }
    format!("{indent}return {wait}self._c._send({})\n", given.join(", "))
}

fn documented_names(operation: &Operation) -> Vec<String> {
    let all = operation.positional().chain(operation.named());
    let mut names: Vec<String> = all.map(|each| each.name.clone()).collect();
    if operation.is_idempotent {
        names.push("idempotency_key".to_owned());
    }
    names
}

/// The arguments as one JSON object; nothing where there are none.
fn fields(operation: &Operation) -> Option<String> {
    let more_ids = operation.in_path().skip(1);
    let named = operation.named().filter(|each| each.place != Place::Path);
    let members: Vec<String> = more_ids
        .chain(named)
        .map(|each| {
            let name = &each.name;
            let value = match (each.r#type.is_id(), each.is_optional()) {
                (true, true) => format!("None if {name} is None else id_text({name}, \"{name}\")"),
                (true, false) => format!("id_text({name}, \"{name}\")"),
                (false, _) => name.clone(),
            };
            format!("\"{name}\": {value}")
        })
        .collect();
    match (members.is_empty(), operation.is_open) {
        (true, true) => Some("json_bytes(kwargs)".into()),
        (true, false) => None,
        (false, true) => Some(format!("json_bytes({{{}, **kwargs}})", members.join(", "))),
        (false, false) => Some(format!("json_bytes({{{}}})", members.join(", "))),
    }
}

pub(crate) fn package(api: &Api) -> String {
    let mut text = common_header("#") + "\"\"\"What a client offers, by resource.\"\"\"\n\n";
    let mut names = Vec::new();
    for resource in &api.resources {
        let (name, class) = (&resource.name, &resource.class);
        let _ = writeln!(text, "from .{name} import Async{class}, {class}");
        names.push(format!("\"{class}\""));
        names.push(format!("\"Async{class}\""));
    }
    names.sort();
    let _ = writeln!(text, "\n__all__ = [{},]", names.join(", "));
    text
}
