//! The interfaces of a resource, and the enums.

use std::fmt::Write as _;

use super::{Options, annotation, comment, literal, name_of};
use crate::model::{
    Api, Argument, Field, Kind, Model, Operation, Property, PropertyValue, Resource,
};
use crate::output::{common_header, header};
use crate::text::{camel, has_word, screaming};
use crate::types::Type;

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let mut parts: Vec<String> = resource.models.iter().map(model).collect();
    let mut seen = Vec::new();
    for operation in &resource.operations {
        if let Some(text) = options(operation, &mut seen) {
            parts.push(text);
        }
    }
    let body = parts.join("\n");
    let mut text = header("//", resource);
    let mut import = |names: Vec<String>, from: &str| {
        let names: Vec<String> = names
            .into_iter()
            .filter(|name| has_word(&body, name))
            .collect();
        if !names.is_empty() {
            let _ = writeln!(
                text,
                "import type {{ {} }} from \"./{from}.js\";",
                names.join(", ")
            );
        }
    };
    let common = [
        "ArtifactFileInput",
        "EventStreamOptions",
        "Json",
        "JsonObject",
        "OutputOf",
        "OutputSchema",
        "RequestOptions",
        "ResourceID",
        "SchemaSource",
        "StartOptions",
        "WaitOptions",
    ];
    import(common.map(str::to_owned).into(), "common");
    let enums = api
        .owners
        .iter()
        .filter(|(_, (_, kind))| *kind == Kind::Enum);
    import(enums.map(|(name, _)| name.clone()).collect(), "status");
    for other in api
        .resources
        .iter()
        .filter(|each| each.name != resource.name)
    {
        import(
            other.models.iter().map(|each| each.name.clone()).collect(),
            &other.name,
        );
    }
    text + "\n" + &body
}

/// The fields in the order of JavaScript's records: times are last.
pub(super) fn ordered(model: &Model) -> impl Iterator<Item = &Field> {
    let first = model.fields.iter().filter(|each| !is_time(each));
    first.chain(model.fields.iter().filter(|each| is_time(each)))
}

/// The properties that follow a field: a second name after its field, a conclusion before
/// the times.
pub(super) fn properties_after<'a>(
    model: &'a Model,
    field: &'a Field,
) -> impl Iterator<Item = &'a Property> {
    let last = model.fields.iter().rfind(|each| !is_time(each));
    let is_last = last.is_some_and(|last| last.name == field.name);
    let (names, conclusions): (Vec<_>, Vec<_>) = model
        .properties
        .iter()
        .partition(|each| matches!(each.value, PropertyValue::SameAs(_)));
    names
        .into_iter()
        .filter(|each| each.value.field() == field.name)
        .chain(conclusions.into_iter().filter(move |_| is_last))
}

fn is_time(field: &Field) -> bool {
    matches!(&*field.name, "created_at" | "updated_at")
}

fn model(model: &Model) -> String {
    let extends = model
        .extends
        .as_ref()
        .map_or(String::new(), |base| format!(" extends {base}"));
    let mut text = comment(&model.doc, "");
    let generic = if model.is_generic { "<T>" } else { "" };
    let rows = model.fields.iter().find_map(|field| match &field.r#type {
        Type::List(row) if model.rows.as_ref() == Some(&field.name) => Some(annotation(row)),
        _ => None,
    });
    let extends = match (model.is_generic, rows) {
        (true, _) => " extends AsyncIterable<T>".to_owned(),
        (_, Some(row)) => format!(" extends AsyncIterable<{row}>"),
        _ => extends,
    };
    let _ = writeln!(text, "export interface {}{generic}{extends} {{", model.name);
    for field in ordered(model) {
        let about = if *field.r#type.inner() == Type::Time {
            format!(
                "{}: ISO 8601, as the service sent it.",
                field.doc.trim_end_matches('.')
            )
        } else {
            field.doc.clone()
        };
        text += &comment(&about, "  ");
        let declared = annotation(&field.r#type);
        // A record that refuses unknown fields is made by programs.
        let is_made = model.extra.as_deref() == Some("forbid");
        let _ = if is_made && (field.default.is_some() || field.r#type.is_nullable()) {
            writeln!(text, "  {}?: {declared} | undefined;", camel(&field.wire))
        } else {
            writeln!(text, "  {}: {declared};", camel(&field.wire))
        };
        for property in properties_after(model, field) {
            text += &comment(&property.doc, "  ");
            let declared = match &property.value {
                PropertyValue::SameAs(_) => annotation(&field.r#type),
                PropertyValue::InSet { .. } => "boolean".to_owned(),
            };
            let _ = writeln!(text, "  {}: {declared};", camel(&property.name));
        }
    }
    for method in &model.methods {
        text += &comment(&method.doc, "  ");
        let _ = writeln!(text, "  {}{};", camel(&method.name), method.typescript);
    }
    text + "}\n"
}

/// The options type of an operation, unless it was written before or is a common one.
fn options(operation: &Operation, seen: &mut Vec<String>) -> Option<String> {
    let (name, about) = operation.options.as_ref()?;
    let options = Options::of(operation);
    if seen.contains(name) || (options.bases.is_none() && !operation.is_change()) {
        return None;
    }
    seen.push(name.clone());
    let extends = match &options.bases {
        Some(bases) => format!(" extends {}", bases.join(", ")),
        // The fields may hold the signal, too.
        None => " extends RequestOptions".to_owned(),
    };
    let mut text = comment(about, "");
    let _ = writeln!(text, "export interface {name}{extends} {{");
    for argument in operation.named().filter(|each| !options.has(&each.name)) {
        text += &member(argument, argument.is_optional());
    }
    for field in &operation.fields {
        text += &member(field, true);
    }
    if operation.is_idempotent && !options.has("idempotency_key") {
        text += &comment(
            "The key of this call: the service does the work once for all calls with the same key. With a key, the client also retries the call after failures whose outcome is unknown.",
            "  ",
        );
        text += "  idempotencyKey?: string | undefined;\n";
    }
    if operation.takes_events {
        text += &comment(
            "Is called for each event of the run, once and in order; its promise is awaited. An exception in it ends the wait, not the run.",
            "  ",
        );
        text += "  onEvent?: ((event: ExecutionLog) => unknown) | null | undefined;\n";
    }
    if operation.is_open {
        text += "  /** Any other field of the service. */\n  [field: string]: Json;\n";
    }
    Some(text + "}\n")
}

fn member(argument: &Argument, is_optional: bool) -> String {
    let mut about = comment(&argument.doc, "  ");
    if let Some(default) = &argument.default {
        about = super::comment(
            &format!("{}\n\n@defaultValue {}", argument.doc, literal(default)),
            "  ",
        );
    }
    let mark = if is_optional { "?" } else { "" };
    let more = if is_optional { " | undefined" } else { "" };
    format!(
        "{about}  {}{mark}: {}{more};\n",
        name_of(argument),
        match &argument.convert {
            // The result of the conversion has no interface of its own.
            Some(convert) if convert == "file_entries" =>
                "readonly ArtifactFileInput[] | null".to_owned(),
            Some(convert) if convert == "json_schema" => "SchemaSource | null".to_owned(),
            _ => annotation(&argument.r#type),
        }
    )
}

pub(crate) fn statuses(api: &Api) -> String {
    let mut text = common_header("//");
    text += "// Each list is open: the service may add a value, which then arrives as plain text.\n\
             type Open<Known extends string> = Known | (string & Record<never, never>);\n";
    for resource in &api.resources {
        for each in &resource.enums {
            let name = &each.name;
            text += "\n";
            text += &comment(&each.doc, "");
            let _ = writeln!(text, "export const {name} = Object.freeze({{");
            for (value, about) in &each.values {
                text += &comment(about, "  ");
                let _ = writeln!(text, "  {}: {value:?},", screaming(value));
            }
            text += "} as const);\n";
            text += &comment(
                &format!(
                    "{} One of the known values, or a newer one of the service.",
                    each.doc
                ),
                "",
            );
            let _ = writeln!(
                text,
                "export type {name} = Open<(typeof {name})[keyof typeof {name}]>;"
            );
        }
    }
    text
}

pub(crate) fn index(api: &Api) -> String {
    let mut text = common_header("//");
    let mut enums: Vec<&str> = Vec::new();
    for resource in &api.resources {
        let mut names: Vec<String> = resource
            .models
            .iter()
            .map(|each| each.name.clone())
            .collect();
        for operation in &resource.operations {
            let mut seen = names.clone();
            if options(operation, &mut seen).is_some() {
                names = seen;
            }
        }
        enums.extend(resource.enums.iter().map(|each| &*each.name));
        if !names.is_empty() {
            names.sort();
            let _ = writeln!(
                text,
                "export type {{ {} }} from \"./{}.js\";",
                names.join(", "),
                resource.name
            );
        }
    }
    enums.sort_unstable();
    let _ = writeln!(
        text,
        "export {{ {} }} from \"./status.js\";",
        enums.join(", ")
    );
    text
}
