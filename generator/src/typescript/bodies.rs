//! The body of a method: how its arguments become a request, and a response its result.

use std::fmt::Write as _;

use super::{annotation, name_of, opened, reader};
use crate::model::{Api, Argument, ArgumentLocation, Flow, Operation, Resource, Rule, Send, When};
use crate::text::{camel, screaming};
use crate::types::Type;

/// The types of a method whose option selects one of two records as its result.
pub(super) struct Chosen {
    /// The type parameter: the type of the option that decides it.
    pub(super) generic: String,
    /// The addition to the type of the options.
    pub(super) narrowed: String,
    pub(super) returned: String,
}

pub(super) fn chosen(operation: &Operation) -> Option<Chosen> {
    let other = operation.other.as_ref()?;
    let (plain, _) = operation.returns.as_ref()?;
    let (argument, generic, yes) = match &other.when {
        When::Truthy(name) => (name, "extends boolean = false", "true"),
        When::Given(name) => (
            name,
            "extends string | null | undefined = undefined",
            "string",
        ),
    };
    if !operation.named().any(|each| each.name == *argument) {
        return None;
    }
    Some(Chosen {
        generic: format!("<Chosen {generic}>"),
        narrowed: format!(" & {{ {}?: Chosen | undefined }}", camel(argument)),
        returned: format!(
            "Chosen extends {yes} ? {} : {}",
            other.model,
            annotation(plain)
        ),
    })
}

pub(super) fn body(api: &Api, resource: &Resource, operation: &Operation) -> String {
    let mut text = String::new();
    let mut request: Vec<String> = Vec::new();
    let is_wait = operation.flow.is_wait();
    let named: Vec<&Argument> = operation.named().collect();
    let id = operation.id();
    let is_first = |each: &Argument| operation.positional().any(|first| first.name == each.name);
    let mut options = "options";
    for name in &operation.list_only {
        let _ = writeln!(
            text,
            "withoutFilter(options, \"{}\", \"{}.{}\");",
            camel(name),
            camel(&resource.name),
            camel(crate::python::methods::listed(resource, operation))
        );
    }
    if let Some(id) = id.filter(|id| takes_options_first(id)) {
        let _ = writeln!(
            text,
            "const [idValue, selected] = idAndOptions({0}, options);\n\
             const id = optionalIdentifier(idValue, \"{0}\");",
            name_of(id)
        );
        request.push("id".into());
        options = "selected";
    } else if let Some(id) = id.filter(|id| is_first(id)) {
        let read = if id.is_optional() {
            "optionalIdentifier"
        } else {
            "identifier"
        };
        let _ = writeln!(text, "const id = {read}({0}, \"{0}\");", name_of(id));
        request.push("id".into());
    }
    let names_map = operation.is_open.then(|| {
        opened(api, resource, operation).map_or("noNames".to_owned(), |model| {
            format!("{}_NAMES", screaming(&model.name))
        })
    });
    // Fields of an open body whose numbers are sent as text.
    let exact: Vec<String> = opened(api, resource, operation)
        .into_iter()
        .filter(|_| operation.is_open)
        .flat_map(|model| &model.fields)
        .filter(|field| *field.r#type.inner() == Type::Decimal)
        .map(|field| format!(", \"{}\"", field.wire))
        .collect();
    let has_schemas = operation
        .fields
        .iter()
        .any(|field| field.convert.as_deref() == Some("json_schema"));
    let outgoing = |value: &str, names: &str| match exact.is_empty() {
        true if has_schemas => format!("jsonSchemas(outgoing({value}, {names}))"),
        true => format!("outgoing({value}, {names})"),
        false => format!("decimalTexts(outgoing({value}, {names}){})", exact.concat()),
    };
    let more: Vec<String> = operation
        .as_fields()
        .filter(|each| is_first(each))
        .map(|each| member(operation, each))
        .collect();
    if let Some(names) = &names_map {
        if operation.is_change() {
            let _ = writeln!(
                text,
                "const {{ signal: own, ...rest }} = given(fields, \"fields\");\n\
                 const {{ {}signal = own }} = given(options);\n\
                 const changes = {};",
                named
                    .iter()
                    .map(|each| format!("{0} = rest.{0}, ", name_of(each)))
                    .collect::<String>(),
                outgoing(
                    &match named.is_empty() {
                        true => "rest".to_owned(),
                        false => {
                            let names = named.iter().map(|each| {
                                let name = name_of(each);
                                format!(", ...({name} !== undefined && {{ {name} }})")
                            });
                            format!("{{ ...rest{} }}", names.collect::<String>())
                        }
                    },
                    names
                )
            );
            request.push(match more.is_empty() {
                true => "fields: changes".into(),
                false => format!("fields: {{ {}, ...changes }}", more.join(", ")),
            });
        } else {
            let key = if operation.is_idempotent {
                "idempotencyKey, "
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "const {{ {key}signal, ...rest }} = given(options);\n\
                 const fields = {};",
                outgoing(&checked(operation, &named), names)
            );
            request.push(match more.is_empty() {
                true => "fields".into(),
                false => format!("fields: {{ {}, ...fields }}", more.join(", ")),
            });
        }
    } else {
        let source = if is_wait {
            text += "const wait = given(options);\n";
            "wait".to_owned()
        } else {
            format!("given({options})")
        };
        let mut parts: Vec<String> = named
            .iter()
            .map(|each| match local(each) {
                name if name == name_of(each) => name,
                name => format!("{}: {name}", name_of(each)),
            })
            .collect();
        if operation.is_idempotent {
            parts.push("idempotencyKey".into());
        }
        parts.push("signal".into());
        let _ = writeln!(text, "const {{ {} }} = {source};", parts.join(", "));
        let mut members = more;
        for each in &named {
            if id.is_some_and(|id| id.name == each.name) {
                let _ = writeln!(text, "const id = identifier({0}, \"{0}\");", name_of(each));
                request.push("id".into());
            } else {
                members.push(member(operation, each));
            }
        }
        if !members.is_empty() {
            let _ = writeln!(text, "const fields = {{ {} }};", members.join(", "));
            request.push("fields".into());
        }
    }
    if operation.is_idempotent {
        request.push("idempotencyKey".into());
    }
    request.push("signal".into());
    if operation.flow == Flow::Iter {
        let _ = writeln!(text, "return {{ {} }};", request.join(", "));
        return text;
    }
    let read = read_by(operation);
    let (how, wait) = match operation.flow {
        Flow::Page if read.starts_with("pageOf(") => ("page", ""),
        _ if operation.takes_events => ("runAndWait", ", wait"),
        _ if is_wait => ("wait", ", wait"),
        _ => ("call", ""),
    };
    let sent = format!(
        "await this.#connection.{how}(\"{}.{}\", {{ {} }}{wait}, {read})",
        resource.name,
        operation.name,
        request.join(", ")
    );
    let _ = match chosen(operation) {
        Some(Chosen { returned, .. }) => writeln!(text, "return ({sent}) as {returned};"),
        None => writeln!(text, "return {sent};"),
    };
    text
}

/// The expression that reads the result of an operation.
pub(super) fn read_by(operation: &Operation) -> String {
    let plain = plain_reader(operation);
    let Some(other) = &operation.other else {
        return plain;
    };
    let model = reader(&other.model);
    match &other.when {
        When::Truthy(member) => format!("either({plain}, {model}, \"{member}\")"),
        When::Given(name) => {
            let argument = operation.arguments.iter().find(|each| each.name == *name);
            let local = argument.map(local).unwrap_or_default();
            format!("choose({local}, {plain}, {model})")
        }
    }
}

fn plain_reader(operation: &Operation) -> String {
    match operation.returns.as_ref().map(|(found, _)| found) {
        None => "nothing".to_owned(),
        Some(Type::Page(name, of)) => {
            let rows = operation
                .paging
                .as_ref()
                .map_or("results", |paging| &paging.rows);
            let one = of.named().map_or("untouched".to_owned(), reader);
            format!("pageOf({}, \"{rows}\", {one})", screaming(name))
        }
        Some(Type::Named(name)) => reader(name),
        Some(Type::Nullable(inner)) if inner.named().is_some() => {
            format!("orNull({})", reader(inner.named().unwrap_or_default()))
        }
        Some(Type::List(inner)) if inner.named().is_some() => {
            reader(inner.named().unwrap_or_default()) + "List"
        }
        Some(_) => "untouched".to_owned(),
    }
}

/// The variable that an argument is read into: some names can't be variables.
fn local(argument: &Argument) -> String {
    match name_of(argument).as_str() {
        "arguments" => "args".to_owned(),
        name @ ("id" | "fields" | "wait" | "options" | "default" | "delete" | "function"
        | "public") => {
            format!("{name}Value")
        }
        name => name.to_owned(),
    }
}

/// The options of an open body, with the checks of its arguments.
fn checked(operation: &Operation, named: &[&Argument]) -> String {
    let checks: Vec<String> = named
        .iter()
        .filter_map(|each| {
            let name = name_of(each);
            let plain = format!("rest.{name}");
            let value = guarded(operation, each, plain.clone());
            (value != plain).then(|| format!(", {name}: {value}"))
        })
        .collect();
    match checks.is_empty() {
        true => "rest".to_owned(),
        false => format!("{{ ...rest{} }}", checks.concat()),
    }
}

/// A value with the checks of its argument that core, which has no `undefined`, can't make.
fn guarded(operation: &Operation, argument: &Argument, value: String) -> String {
    let name = name_of(argument);
    let mut value = value;
    if *argument.r#type.inner() == Type::Int && !is_integer_in_core(operation, argument) {
        value = format!("integer({value}, \"{name}\")");
    }
    let is_in_query = argument.location == ArgumentLocation::Query;
    let is_left_out = argument.location == ArgumentLocation::Body && argument.send != Send::Always;
    if !argument.is_optional() && !argument.r#type.is_id() && (is_in_query || is_left_out) {
        let more = if is_in_query { ", true" } else { "" };
        value = format!("required({value}, \"{name}\"{more})");
    }
    value
}

/// Named checks, with their arguments that they refuse unless they are integers.
const STRICT: [(&str, &str); 3] = [
    ("priced_runs", "limit"),
    ("run_selection", "resource_set_revision"),
    ("tool_id", "tool_id"),
];

/// Whether core refuses all other values than integers. Some of its checks take text, too, as the
/// published package for Python does.
fn is_integer_in_core(operation: &Operation, argument: &Argument) -> bool {
    operation.checks.iter().any(|each| match &each.rule {
        Rule::Named(name) => STRICT.contains(&(name, &argument.name)),
        Rule::Integer { .. } => each.argument == argument.name,
        _ => false,
    })
}

/// Whether the options may take the place of this id, which a link in them replaces.
pub(super) fn takes_options_first(id: &Argument) -> bool {
    id.is_optional()
}

fn member(operation: &Operation, argument: &Argument) -> String {
    let local = local(argument);
    let local = guarded(operation, argument, local);
    if let Some(convert) = &argument.convert {
        // The one conversion that may read files.
        let wait = if convert == "file_entries" {
            "await "
        } else {
            ""
        };
        let name = match &**convert {
            "json_schema" => format!(", \"{}\"", name_of(argument)),
            _ => String::new(),
        };
        return format!("{}: {wait}{}({local}{name})", argument.name, camel(convert));
    }
    let value = match (argument.r#type.is_id(), argument.is_optional()) {
        (true, true) => format!("optionalIdentifier({local}, \"{}\")", name_of(argument)),
        (true, false) => format!("identifier({local}, \"{}\")", name_of(argument)),
        (false, _) => local.clone(),
    };
    if value == argument.name {
        value
    } else {
        format!("{}: {value}", argument.name)
    }
}
