//! The records, the enums and the structs of arguments.

use std::fmt::Write as _;

use serde_json::Value;

use super::{argument, doc, owned, takes_struct};
use crate::model::{Api, Enum, Field, Model, Operation, Resource};
use crate::output::{common_header, header};
use crate::text::{pascal, snake};
use crate::types::Type;

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let mut body: String = resource.enums.iter().map(enumeration).collect();
    let mut helpers = String::new();
    for model in &resource.models {
        if !model.handwritten.iter().any(|each| each == "rust") {
            body += &record(api, model, &mut helpers);
        }
    }
    let mut seen = Vec::new();
    for operation in resource.operations.iter().filter(|each| takes_struct(each)) {
        if let Some((name, _)) = &operation.options
            && !seen.contains(name)
        {
            seen.push(name.clone());
            body += &options(api, operation);
        }
    }
    body += &helpers;
    let module = format!("//! The records of `{}`.\n\n", resource.name);
    header("//", resource) + &module + &imports(api, resource, &body) + "\n" + &body
}

fn imports(api: &Api, resource: &Resource, body: &str) -> String {
    let uses = |word: &str| body.contains(word);
    let mut text = String::new();
    let deserializer = if uses("D: Deserializer") {
        "Deserializer, "
    } else {
        ""
    };
    let deserialize = if uses("Deserialize)]") {
        "Deserialize, "
    } else {
        ""
    };
    if uses("Serialize") {
        let _ = writeln!(text, "use serde::{{{deserialize}{deserializer}Serialize}};");
    }
    match (uses("Map<"), uses("Value")) {
        (true, _) => text += "use serde_json::{Map, Value};\n\n",
        (false, true) => text += "use serde_json::Value;\n\n",
        _ => {}
    }
    let mut values = Vec::new();
    if body.contains(": Id,") || body.contains("<Id>") {
        values.push("Id");
    }
    if uses("Secret") {
        values.push("Secret");
    }
    if uses("\"or_default\"") {
        values.push("or_default");
    }
    if !values.is_empty() {
        let _ = writeln!(text, "use super::values::{{{}}};", values.join(", "));
    }
    for other in api
        .resources
        .iter()
        .filter(|each| each.name != resource.name)
    {
        let models = other.models.iter().map(|each| &each.name);
        let enums = other.enums.iter().map(|each| &each.rust);
        let names: Vec<&str> = models
            .chain(enums)
            .filter(|name| {
                body.contains(&format!(": {name},")) || body.contains(&format!("<{name}>"))
            })
            .map(String::as_str)
            .collect();
        if !names.is_empty() {
            let _ = writeln!(text, "use super::{}::{{{}}};", other.name, names.join(", "));
        }
    }
    text
}

fn enumeration(declared: &Enum) -> String {
    let mut text = format!(
        "open_enum! {{\n{}    {} {{\n",
        doc(&declared.doc, "    "),
        declared.rust
    );
    for (value, about) in &declared.values {
        text += &doc(about, "        ");
        let _ = writeln!(text, "        {} = {value:?},", pascal(value));
    }
    let _ = writeln!(text, "    }}, default {}\n}}\n", pascal(&declared.default));
    for set in &declared.sets {
        let values: Vec<String> = set.values.iter().map(|each| format!("{each:?}")).collect();
        let _ = write!(
            text,
            "impl {} {{\n{}    pub const {}: &[&str] = &[{}];\n}}\n\n",
            declared.rust,
            doc(&set.doc, "    "),
            set.name,
            values.join(", ")
        );
    }
    text
}

fn record(api: &Api, model: &Model, helpers: &mut String) -> String {
    let mut text = doc(&model.doc, "");
    text += "#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]\n";
    let generic = if model.is_generic { "<T>" } else { "" };
    let _ = writeln!(text, "pub struct {}{generic} {{", model.name);
    if let Some(base) = &model.extends {
        let _ = writeln!(
            text,
            "    /// The fields of [`{base}`].\n    #[serde(flatten)]\n    pub {}: {base},",
            snake(base)
        );
    }
    for field in &model.fields {
        text += &time_doc(&field.doc, &field.r#type, "    ");
        text += &attribute(api, model, field, helpers);
        if field.wire != field.name {
            let _ = writeln!(text, "    #[serde(rename = {:?})]", field.wire);
        }
        let _ = writeln!(
            text,
            "    pub {}: {},",
            raw(&field.name),
            owned(api, &field.r#type)
        );
    }
    if model.extra.as_deref() == Some("allow") && model.extends.is_none() {
        text += "    /// Fields that this version does not know.\n    #[serde(flatten)]\n    \
                 pub extra: Map<String, Value>,\n";
    }
    text += "}\n\n";
    if let Some(base) = &model.extends {
        let _ = write!(
            text,
            "impl std::ops::Deref for {name} {{\n    type Target = {base};\n\n    \
             fn deref(&self) -> &{base} {{ &self.{part} }}\n}}\n\n",
            name = model.name,
            part = snake(base),
        );
    }
    text
}

/// A doc; that of a time has its format.
fn time_doc(text: &str, declared: &Type, indent: &str) -> String {
    if *declared.inner() == Type::Time {
        let text = text.trim_end_matches('.');
        doc(&format!("{text}, ISO 8601."), indent)
    } else {
        doc(text, indent)
    }
}

/// A field's name; keywords need a prefix.
fn raw(name: &str) -> String {
    match name {
        "type" | "use" | "ref" | "match" | "move" | "in" | "where" => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// The serde attributes of a field that may be missing.
fn attribute(api: &Api, model: &Model, field: &Field, helpers: &mut String) -> String {
    let plain = "    #[serde(default)]\n".to_owned();
    let Some(default) = &field.default else {
        return if field.is_required {
            "    #[serde(deserialize_with = \"Option::deserialize\")]\n".into()
        } else if field.r#type.is_nullable() {
            plain
        } else {
            String::new()
        };
    };
    let is_empty = match default {
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => match field.r#type.named().and_then(|name| api.find_enum(name)) {
            Some(found) => found.default == *text,
            None => text.is_empty(),
        },
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null => true,
    };
    // Null is a value of its own where any JSON is allowed.
    if is_empty && field.r#type != Type::Json {
        return "    #[serde(default, deserialize_with = \"or_default\")]\n".into();
    }
    let name = format!("{}_{}", snake(&model.name), field.name);
    let declared = owned(api, &field.r#type);
    let value = match default {
        Value::String(text) => format!("{text:?}.to_owned()"),
        Value::Array(_) => "Value::Array(Vec::new())".to_owned(),
        Value::Object(_) => "Value::Object(Map::new())".to_owned(),
        other => other.to_string(),
    };
    let _ = write!(helpers, "fn {name}() -> {declared} {{ {value} }}\n\n");
    if field.r#type == Type::Json {
        return format!("    #[serde(default = {name:?})]\n");
    }
    let _ = write!(
        helpers,
        "fn or_{name}<'de, D: Deserializer<'de>>(source: D) -> Result<{declared}, D::Error> {{\n\
             Option::deserialize(source).map(|found| found.unwrap_or_else({name}))\n}}\n\n"
    );
    format!("    #[serde(default = {name:?}, deserialize_with = \"or_{name}\")]\n")
}

fn options(api: &Api, operation: &Operation) -> String {
    let Some((name, about)) = &operation.options else {
        return String::new();
    };
    let mut text = doc(about, "");
    let _ = writeln!(
        text,
        "#[derive(Clone, Debug, Default, Serialize)]\npub struct {name} {{"
    );
    for argument_ in operation.beside_path() {
        text += &doc(&argument_.doc, "    ");
        let mut declared = argument(api, &argument_.r#type);
        let is_default = matches!(&argument_.default, Some(Value::Bool(false)));
        if argument_.is_optional() && !is_default {
            text += "    #[serde(skip_serializing_if = \"Option::is_none\")]\n";
            if !argument_.r#type.is_nullable() {
                declared = format!("Option<{declared}>");
            }
        }
        let _ = writeln!(text, "    pub {}: {declared},", raw(&argument_.name));
    }
    text + "}\n\n"
}

pub(crate) fn module(api: &Api) -> String {
    let mut text = common_header("//");
    text += "//! The records of the service, for Rust programs.\n//!\n\
             //! Unknown fields are ignored, null stands for the default, and a status or type\n\
             //! that this version does not know is kept.\n\n\
             #[macro_use]\nmod open_enum;\n\nmod handwritten;\nmod values;\n";
    for resource in &api.resources {
        let _ = writeln!(text, "mod {};", resource.name);
    }
    text += "\npub use handwritten::*;\npub use values::{Id, Secret};\n";
    for resource in &api.resources {
        let mut names: Vec<&str> = Vec::new();
        let models = resource.models.iter();
        names.extend(
            models
                .filter(|each| !each.handwritten.iter().any(|language| language == "rust"))
                .map(|each| &*each.name),
        );
        names.extend(resource.enums.iter().map(|each| &*each.rust));
        let options = resource.operations.iter().filter(|each| takes_struct(each));
        names.extend(options.filter_map(|each| Some(&*each.options.as_ref()?.0)));
        names.sort_unstable();
        names.dedup();
        let _ = writeln!(text, "pub use {}::{{{}}};", resource.name, names.join(", "));
    }
    text
}
