//! The methods of a resource's classes.

use serde_json::Value;

use super::annotation;
use super::docstrings::docstring;
use super::resources::reader;
use crate::model::{Api, Argument, ArgumentLocation, Flow, Operation, Resource, When};
use crate::text::screaming;
use crate::types::Type;

pub(super) fn method(
    api: &Api,
    resource: &Resource,
    operation: &Operation,
    is_async: bool,
) -> String {
    let word = match (is_async, operation.flow) {
        (false, _) => "def",
        (true, _) => "async def",
    };
    let result = operation
        .returns
        .as_ref()
        .map_or("None".to_owned(), |(found, _)| annotation(found));
    let result = match &operation.other {
        Some(other) => format!("Union[{result}, {}]", other.model),
        None => result,
    };
    let result = match (operation.flow, is_async) {
        (Flow::Iter, false) => format!("Iterator[{result}]"),
        (Flow::Iter, true) => format!("AsyncIterator[{result}]"),
        (Flow::Events, false) => format!("Generator[{result}, None, None]"),
        (Flow::Events, true) => format!("AsyncGenerator[{result}, None]"),
        _ => result,
    };
    let parameters = parameters(api, resource, operation);
    format!(
        "{overloads}    {word} {name}({parameters}) -> {result}:\n{docstring}{body}",
        overloads = overloads(operation, &parameters, word),
        name = operation.name,
        parameters = parameters.join(", "),
        docstring = docstring(api, resource, operation, is_async),
        body = body(resource, operation, is_async),
    )
}

/// For type checkers: which of two models the result is, by the argument that decides it.
fn overloads(operation: &Operation, parameters: &[String], word: &str) -> String {
    let (Some(other), Some((plain, _))) = (&operation.other, &operation.returns) else {
        return String::new();
    };
    let plain = annotation(plain);
    let (name, without, with) = match &other.when {
        When::Truthy(name) => (name, "Literal[False] = False", "Literal[True]"),
        When::Given(name) => (name, "None = None", "str"),
    };
    let start = format!("{name}: ");
    if !parameters.iter().any(|each| each.starts_with(&start)) {
        return String::new();
    }
    let both = format!("Union[{plain}, {}]", other.model);
    let rows = [
        (Some(without), &plain),
        (Some(with), &other.model),
        (None, &both),
    ];
    let mut text = String::new();
    for (declared, result) in rows {
        let parameters = parameters.iter().map(|each| match declared {
            Some(declared) if each.starts_with(&start) => format!("{start}{declared}"),
            _ => each.clone(),
        });
        let parameters: Vec<String> = parameters.collect();
        text += &format!(
            "    @overload\n    {word} {}({}) -> {result}: ...\n\n",
            operation.name,
            parameters.join(", ")
        );
    }
    text
}

fn parameters(api: &Api, resource: &Resource, operation: &Operation) -> Vec<String> {
    let parameter = |argument| parameter(resource, argument);
    let mut list = vec!["self".to_owned()];
    list.extend(operation.positional_in_python().map(parameter));
    let mut named: Vec<String> = operation.named_in_python().map(parameter).collect();
    if operation.flow.polls() {
        let waits = &api.common.waits;
        let interval = waits.interval(operation.flow);
        named.push(format!("timeout: Optional[float] = {}", waits.timeout));
        named.push(format!("poll_interval: float = {interval}"));
    }
    if operation.flow == Flow::Events {
        named.push("raise_on_timeout: bool = False".to_owned());
    }
    if operation.is_idempotent {
        named.push("idempotency_key: Optional[str] = None".to_owned());
    }
    if operation.takes_events {
        named.push("on_event: Optional[Callable[[ExecutionLog], object]] = None".to_owned());
    }
    if !named.is_empty() {
        list.push("*".to_owned());
        list.extend(named);
    }
    if operation.is_open {
        list.push(format!("**{}: Any", operation.rest_in_python()));
    }
    list
}

fn parameter(resource: &Resource, argument: &Argument) -> String {
    // An argument of an enum takes its text, too, and one that names a record the record's own id.
    let declared = match argument.r#type.inner() {
        _ if argument.is_any => "Any".to_owned(),
        _ if argument.python_type.is_some() => {
            let declared = argument.python_type.clone().unwrap_or_default();
            if argument.r#type.is_nullable() {
                format!("Optional[{declared}]")
            } else {
                declared
            }
        }
        Type::TextId if has_uuids(resource) && argument.r#type.is_nullable() => {
            "Optional[Union[ResourceID, UUID]]".to_owned()
        }
        Type::TextId if has_uuids(resource) => "Union[ResourceID, UUID]".to_owned(),
        Type::Decimal if argument.r#type.is_nullable() => {
            "Optional[Union[Decimal, str, int]]".to_owned()
        }
        Type::Decimal => "Union[Decimal, str, int]".to_owned(),
        Type::Secret => "Union[SecretStr, str]".to_owned(),
        Type::Named(name) => {
            annotation(&argument.r#type).replace(name, &format!("Union[{name}, str]"))
        }
        _ => annotation(&argument.r#type),
    };
    let name = &argument.name;
    match &argument.default {
        Some(default) => {
            let default = match (argument.r#type.inner(), default) {
                (Type::Named(name), Value::String(text)) => format!("{name}.{}", screaming(text)),
                _ => literal(default),
            };
            format!("{name}: {declared} = {default}")
        }
        None if argument.is_optional() => format!("{name}: {declared} = None"),
        None => format!("{name}: {declared}"),
    }
}

/// Whether records of the resource have ids that are `uuid.UUID`s.
fn has_uuids(resource: &Resource) -> bool {
    let mut fields = resource.models.iter().flat_map(|model| &model.fields);
    fields.any(|field| matches!(field.r#type.inner(), Type::Uuid))
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
    let id = operation.id();
    let id_text = id.map(id_text);
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
    if operation.flow == Flow::Iter {
        let made = if is_async { "AsyncEvents" } else { "Events" };
        let each = if is_async {
            format!("{indent}    async for row in rows:\n{indent}        yield row\n")
        } else {
            format!("{indent}    yield from rows\n")
        };
        return format!(
            "{indent}pages = self._c._pages(\"{}.{}\", {}, {})\n\
             {indent}with {made}(pages, {read}, False, self._c) as rows:\n{each}",
            resource.name,
            listed(resource, operation),
            id_text.unwrap_or_else(|| "None".to_owned()),
            fields(operation).unwrap_or_else(|| "None".to_owned()),
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
    if operation.flow == Flow::First
        && let Some(subject) = operation.as_fields().next()
    {
        given.push(format!("subject={}", subject.name));
    }
    if operation.is_idempotent {
        given.push("idempotency_key=idempotency_key".into());
    }
    let send = if operation.takes_events {
        given.insert(0, "on_event".into());
        "_send_with_events"
    } else {
        "_send"
    };
    format!(
        "{indent}return {wait}self._c.{send}({})\n",
        given.join(", ")
    )
}

/// The operation whose rows an iteration yields.
pub(crate) fn listed<'a>(resource: &'a Resource, iteration: &'a Operation) -> &'a str {
    let lists = resource.operations.iter();
    let mut found = lists.filter(|each| {
        each.flow != Flow::Iter
            && each
                .iteration()
                .is_some_and(|found| found.name == iteration.name)
    });
    found.next().map_or("", |each| &each.name)
}

fn id_text(argument: &Argument) -> String {
    converted_id(argument, "id_text")
}

/// An id in a body, where numbers stay numbers.
fn id_value(argument: &Argument) -> String {
    converted_id(argument, "id_value")
}

fn converted_id(argument: &Argument, function: &str) -> String {
    let name = &argument.name;
    let text = format!("{function}({name}, \"{name}\")");
    if argument.is_optional() {
        format!("None if {name} is None else {text}")
    } else {
        text
    }
}

/// Whether a further field is a JSON Schema, which may be given as a class.
fn is_schema(field: &Argument) -> bool {
    field.convert.as_deref() == Some("json_schema")
}

fn documented_names(operation: &Operation) -> Vec<String> {
    let all = operation
        .positional_in_python()
        .chain(operation.named_in_python());
    let mut names: Vec<String> = all.map(|each| each.name.clone()).collect();
    if operation.flow.polls() {
        names.extend(["timeout", "poll_interval"].map(str::to_owned));
    }
    if operation.is_idempotent {
        names.push("idempotency_key".to_owned());
    }
    names
}

/// The arguments as one JSON object; nothing where there are none.
fn fields(operation: &Operation) -> Option<String> {
    let members: Vec<String> = operation
        .as_fields()
        .map(|each| {
            let name = &each.name;
            let value = match &each.python_convert {
                Some(convert) => format!("{convert}({name}, \"{name}\")"),
                None if each.r#type.is_id() && each.location == ArgumentLocation::Body => {
                    id_value(each)
                }
                None if each.r#type.is_id() => id_text(each),
                None => name.clone(),
            };
            format!("\"{name}\": {value}")
        })
        .collect();
    let has_schemas = operation.fields.iter().any(is_schema);
    let rest = match (operation.rest_in_python(), has_schemas) {
        (rest, true) => format!("json_schemas({rest})"),
        (rest, false) => rest.to_owned(),
    };
    match (members.is_empty(), operation.is_open) {
        (true, true) => Some(format!("json_bytes({rest})")),
        (true, false) => None,
        (false, true) => Some(format!("json_bytes({{{}, **{rest}}})", members.join(", "))),
        (false, false) => Some(format!("json_bytes({{{}}})", members.join(", "))),
    }
}
