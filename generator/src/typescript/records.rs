//! The tables by which responses become records: names, defaults, derived fields.

use std::fmt::Write as _;

use serde_json::Value;

use super::types::{ordered, properties_after};
use super::{literal, opened, reader};
use crate::model::{Api, Field, Model, PropertyValue, Resource};
use crate::output::{header, imports};
use crate::text::{camel, has_word, screaming};
use crate::types::Type;

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let mut body = String::new();
    for each in &resource.enums {
        for set in api.sets_of_properties(each) {
            let values: Vec<String> = set.values.iter().map(|each| format!("{each:?}")).collect();
            let _ = writeln!(
                body,
                "const {}: readonly unknown[] = [{}];\n",
                set.name,
                values.join(", ")
            );
        }
    }
    for model in &resource.models {
        body += &table(api, model);
    }
    for model in resource.models.iter().filter(|each| !each.is_generic) {
        let (name, constant) = (&model.name, screaming(&model.name));
        let one = reader(name);
        let _ = writeln!(
            body,
            "/** @internal */\nexport const {one} = reader<{name}>({constant});"
        );
        let is_listed = api.resources.iter().any(|resource| {
            resource.operations.iter().any(|operation| {
                matches!(&operation.returns, Some((Type::List(inner), _)) if inner.named() == Some(name))
            })
        });
        if is_listed {
            let _ = writeln!(
                body,
                "/** @internal */\nexport const {one}List = listOf({one});"
            );
        }
        body += &names(api, resource, model);
    }
    let functions = [
        "anything",
        "hidden",
        "derived",
        "extended",
        "field",
        "listOf",
        "method",
        "reader",
        "shape",
        "wireNames",
    ];
    let fallbacks = ["list", "no", "none", "object", "text"];
    let is_called =
        |name: &&str| body.contains(&format!("{name}(")) || body.contains(&format!("{name}<"));
    let is_passed = |name: &&str| {
        body.contains(&format!("\", {name})")) || body.contains(&format!("\", {name},"))
    };
    let mut engine: Vec<&str> = functions.into_iter().filter(is_called).collect();
    engine.extend(fallbacks.into_iter().filter(is_passed));
    let mut text = header("//", resource);
    let _ = writeln!(
        text,
        "import {{ {} }} from \"{}\";",
        engine.join(", "),
        imports::TYPESCRIPT_RECORD_READER
    );
    let mut methods: Vec<String> = resource
        .models
        .iter()
        .flat_map(|each| &each.methods)
        .map(|each| camel(&each.name))
        .collect();
    methods.sort();
    methods.dedup();
    if !methods.is_empty() {
        let _ = writeln!(
            text,
            "import {{ {} }} from \"{}\";",
            methods.join(", "),
            imports::TYPESCRIPT_RECORD_METHODS
        );
    }
    for other in api
        .resources
        .iter()
        .filter(|each| each.name != resource.name)
    {
        let tables: Vec<String> = other
            .models
            .iter()
            .map(|each| screaming(&each.name))
            .filter(|name| has_word(&body, name))
            .collect();
        if !tables.is_empty() {
            let _ = writeln!(
                text,
                "import {{ {} }} from \"./{}.js\";",
                tables.join(", "),
                other.name
            );
        }
    }
    let types: Vec<&str> = resource
        .models
        .iter()
        .filter(|each| !each.is_generic)
        .map(|each| &*each.name)
        .collect();
    if !types.is_empty() {
        let _ = writeln!(
            text,
            "import type {{ {} }} from \"{}\";",
            types.join(", "),
            imports::TYPESCRIPT_TYPES
        );
    }
    text + "\n" + &body
}

fn table(api: &Api, model: &Model) -> String {
    let mut rows = Vec::new();
    for field in ordered(model) {
        rows.push(row(api, field));
        for property in properties_after(model, field) {
            let from = match &property.value {
                PropertyValue::SameAs(name) => format!("record.{}", camel(name)),
                PropertyValue::InSet { field, set, or } => {
                    let field = camel(field);
                    let more = or.as_ref().map_or(String::new(), |(set, with)| {
                        let with = camel(with);
                        format!(" || ({set}.includes(record.{field}) && Boolean(record.{with}))")
                    });
                    format!("{set}.includes(record.{field}){more}")
                }
            };
            rows.push(format!(
                "derived(\"{}\", (record) => {from})",
                camel(&property.name)
            ));
        }
    }
    for method in &model.methods {
        let name = camel(&method.name);
        rows.push(format!("method(\"{name}\", {name})"));
    }
    let made = match &model.extends {
        Some(base) => format!("extended({}, {})", screaming(base), rows.join(", ")),
        None => format!("shape({})", rows.join(", ")),
    };
    format!(
        "/** @internal */\nexport const {} = {made};\n\n",
        screaming(&model.name)
    )
}

fn row(api: &Api, field: &Field) -> String {
    let wire = &field.wire;
    let fallback = match &field.default {
        None if field.r#type.is_nullable() => Some("none".to_owned()),
        None => None,
        Some(Value::Array(_)) => Some("list".to_owned()),
        Some(Value::Object(_)) => Some("object".to_owned()),
        Some(Value::Bool(false)) => Some("no".to_owned()),
        Some(Value::String(text)) if text.is_empty() => Some("text".to_owned()),
        Some(value) => Some(format!("() => {}", literal(value))),
    };
    let nested = field
        .r#type
        .named()
        .filter(|name| api.find_model(name).is_some());
    match (fallback, nested) {
        // Other hidden fields are hidden in Python, whose `repr` has all that a log shows.
        (fallback, _) if field.is_hidden && *field.r#type.inner() == Type::Secret => {
            format!(
                "hidden(\"{wire}\", {})",
                fallback.unwrap_or_else(|| "undefined".to_owned())
            )
        }
        (Some(fallback), _) if field.r#type == Type::Json => {
            format!("anything(\"{wire}\", {fallback})")
        }
        (Some(fallback), Some(name)) => {
            format!("field(\"{wire}\", {fallback}, {})", screaming(name))
        }
        (Some(fallback), None) => format!("field(\"{wire}\", {fallback})"),
        (None, Some(name)) => format!("field(\"{wire}\", undefined, {})", screaming(name)),
        (None, None) => format!("field(\"{wire}\")"),
    }
}

/// The names that an open body may use, where an operation has one.
fn names(api: &Api, resource: &Resource, model: &Model) -> String {
    let open: Vec<_> = resource
        .operations
        .iter()
        .filter(|each| opened(api, resource, each).is_some_and(|found| found.name == model.name))
        .collect();
    if open.is_empty() {
        return String::new();
    }
    let mut more: Vec<String> = Vec::new();
    for argument in open
        .iter()
        .flat_map(|each| each.named().chain(&each.fields))
    {
        let name = camel(&argument.name);
        let is_known = model.fields.iter().any(|field| field.name == argument.name);
        if name != argument.name && !is_known {
            more.push(format!("[\"{name}\", \"{}\"]", argument.name));
        }
    }
    more.sort();
    more.dedup();
    let table = screaming(&model.name);
    let made = if more.is_empty() {
        format!("wireNames({table})")
    } else {
        format!("new Map([...wireNames({table}), {}])", more.join(", "))
    };
    format!(
        "/** @internal The names that changes may use. */\nexport const {table}_NAMES = {made};\n"
    )
}
