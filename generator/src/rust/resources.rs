//! The typed methods of each resource.

use std::fmt::Write as _;

use super::{MAX_PARAMETERS, doc, owned, takes_struct};
use crate::model::{Api, Argument, Flow, Operation, Resource, Send};
use crate::output::{common_header, header};
use crate::text::{has_word, screaming};
use crate::types::Type;

pub(crate) fn file(api: &Api, resource: &Resource) -> String {
    let methods: Vec<String> = resource
        .operations
        .iter()
        .filter(|each| !each.is_handwritten("rust"))
        .map(|each| method(api, resource, each))
        .collect();
    let methods = methods.join("\n");
    let (name, class) = (&resource.name, &resource.class);
    let mut text = header("//", resource) + &doc(&resource.module, "").replace("///", "//!") + "\n";
    if has_word(&methods, "Map") {
        text += "use serde_json::{Map, Value};\n\n";
    } else if has_word(&methods, "Value") {
        text += "use serde_json::Value;\n\n";
    }
    text += "use crate::agents::call::TypedCall;\nuse crate::agents::client::Client;\n";
    let models = model_imports(api, &methods);
    let _ = writeln!(
        text,
        "use crate::agents::models::{{{}}};",
        models.join(", ")
    );
    if has_word(&methods, "TypedRows") {
        text +=
            "use crate::agents::page_stream::{PageStream, TypedRows};\nuse crate::error::Error;\n";
    }
    if has_word(&methods, "Arguments") {
        text += "use crate::agents::operation::Arguments;\n";
    }
    let _ = write!(
        text,
        "use crate::agents::operations::{name} as table;\n\n\
         {about}///\n/// See [`Client::{name}`].\n\
         #[derive(Clone, Copy, Debug)]\n\
         pub struct {class}<'a>(pub(super) &'a Client);\n\n\
         impl Client {{\n\
         {about}#[must_use]\n\
         pub fn {name}(&self) -> {class}<'_> {{ {class}(self) }}\n\
         }}\n\n\
         impl {class}<'_> {{\n{methods}}}\n",
        about = doc(&resource.doc, ""),
    );
    text
}

fn model_imports(api: &Api, code: &str) -> Vec<String> {
    let mut names: Vec<String> = vec!["Id".to_owned(), "Secret".to_owned()];
    for resource in &api.resources {
        names.extend(resource.models.iter().map(|each| each.name.clone()));
        names.extend(resource.enums.iter().map(|each| each.rust.clone()));
        let options = resource.operations.iter().filter(|each| takes_struct(each));
        names.extend(options.filter_map(|each| Some(each.options.clone()?.0)));
    }
    names.retain(|name| has_word(code, name));
    names.sort();
    names.dedup();
    names
}

fn method(api: &Api, resource: &Resource, operation: &Operation) -> String {
    let mut parameters = vec!["&self".to_owned()];
    for argument in operation.in_path() {
        let declared = if argument.is_optional() {
            "Option<Id>"
        } else {
            "impl Into<Id>"
        };
        parameters.push(format!("{}: {declared}", argument.name));
    }
    let named: Vec<&Argument> = operation
        .outside_path()
        .filter(|each| !each.is_constant)
        .chain(&operation.fields)
        .collect();
    let fields = if named.is_empty() && !operation.is_open {
        None
    } else if operation.is_change()
        || (operation.is_open && (operation.fields.is_empty() || named.len() > MAX_PARAMETERS))
    {
        parameters.push("fields: &Value".into());
        Some(("", "fields".to_owned()))
    } else if named.len() > MAX_PARAMETERS
        && let Some((options, _)) = &operation.options
    {
        parameters.push(format!("options: &{options}"));
        Some(("", "options".to_owned()))
    } else {
        for argument in &named {
            let optional = argument.is_optional()
                || operation
                    .fields
                    .iter()
                    .any(|each| each.name == argument.name);
            parameters.push(format!(
                "{}: {}",
                argument.name,
                parameter(argument.r#type.inner(), optional)
            ));
        }
        Some(("&", members(operation, &named)))
    };
    let table = format!("&table::{}", screaming(&operation.name));
    let is_optional = |name: &str| {
        operation
            .in_path()
            .any(|each| each.name == name && each.is_optional())
    };
    let mut path: Vec<&str> = operation.in_path().map(|each| &*each.name).collect();
    let first = operation.id().map(|id| {
        path.retain(|name| *name != id.name);
        id.name.as_str()
    });
    let more: String = operation
        .in_path()
        .filter(|each| path.contains(&&*each.name))
        .map(|each| {
            let name = &each.name;
            let value = match each.r#type.is_id() {
                true => format!("{name}.into().to_string().into()"),
                // The rule of such an argument distinguishes a number from its text.
                false => format!("serde_json::json!({name}.into())"),
            };
            format!("fields.insert({name:?}.into(), {value});")
        })
        .collect();
    let call = match (fields, first) {
        (None, None) if more.is_empty() => {
            format!("TypedCall::new(self.0, {table}, Arguments::default())")
        }
        (None, Some(id)) if more.is_empty() => {
            format!("TypedCall::new(self.0, {table}, Arguments::of({id}))")
        }
        (fields, first) => {
            let id = first.map_or("None".to_owned(), |id| {
                if is_optional(id) {
                    id.to_owned()
                } else {
                    format!("Some({id}.into())")
                }
            });
            match fields {
                Some(("", name)) if more.is_empty() => {
                    format!("TypedCall::with_fields(self.0, {table}, {id}, {name})")
                }
                Some(("", name)) => {
                    let fields = format!(
                        "let fields = serde_json::to_value({name}).unwrap_or_default();\
                         let mut fields = fields.as_object().cloned().unwrap_or_default();"
                    );
                    format!("{fields}{more}TypedCall::with_fields(self.0, {table}, {id}, &fields)")
                }
                Some((_, made)) => {
                    format!("{made}{more}TypedCall::with_fields(self.0, {table}, {id}, &fields)")
                }
                None => format!(
                    "let mut fields = Map::new();{more}\
                     TypedCall::with_fields(self.0, {table}, {id}, &fields)"
                ),
            }
        }
    };
    let result = operation
        .returns
        .as_ref()
        .map_or("()".to_owned(), |(found, _)| owned(api, found));
    // The result is one of two records, which no single type describes.
    let result = if operation.other.is_some() {
        "Value".to_owned()
    } else {
        result
    };
    let mut about = doc(&operation.doc, "    ");
    if operation.is_idempotent {
        about += "    ///\n    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.\n";
    }
    if operation.flow.is_wait() {
        about += "    ///\n    /// See [`TypedCall::wait_options`] for the timeout and the poll interval.\n";
    }
    if operation.flow == Flow::Iter {
        about += "    ///\n    /// # Errors\n    ///\n    /// Arguments that can't be used.\n";
        let list = super::super::python::methods::listed(resource, operation);
        let iteration = screaming(&operation.name);
        let call = call.replace(
            &format!("&table::{iteration}"),
            &format!("&table::{}", screaming(list)),
        );
        return format!(
            "{about}    pub fn {name}({parameters}) -> Result<TypedRows<{result}>, Error> {{ \
             let call: TypedCall<()> = {{ {call} }};\
             Ok(TypedRows::new(PageStream::new(call.into_call()?)?)) }}\n",
            name = operation.name,
            parameters = parameters.join(", "),
        );
    }
    format!(
        "{about}    pub fn {name}({parameters}) -> TypedCall<{result}> {{ {call} }}\n",
        name = operation.name,
        parameters = parameters.join(", "),
    )
}

fn parameter(declared: &Type, is_optional: bool) -> String {
    let plain = match declared {
        Type::Text | Type::Time | Type::Named(_) | Type::Decimal | Type::Uuid | Type::Secret => {
            "&str"
        }
        Type::Int => "i64",
        Type::Float => "f64",
        Type::Bool => "bool",
        Type::Id | Type::TextId | Type::IntId => "Id",
        _ => "&Value",
    };
    if is_optional {
        format!("Option<{plain}>")
    } else {
        plain.to_owned()
    }
}

/// The JSON object of the arguments, as `fields`.
fn members(operation: &Operation, named: &[&Argument]) -> String {
    // Null counts as missing, except in an open body and where a default is sent.
    let is_exact = operation.is_open
        || operation.in_path().count() > usize::from(operation.id().is_some())
        || named
            .iter()
            .any(|each| matches!(each.send, Send::Default(_)));
    if !is_exact {
        let members: Vec<String> = named
            .iter()
            .map(|each| format!("{:?}: {}", each.name, each.name))
            .collect();
        return format!(
            "let fields = serde_json::json!({{ {} }});",
            members.join(", ")
        );
    }
    let mut text = "let mut fields = Map::new();".to_owned();
    for argument in named {
        let name = &argument.name;
        let value = match argument.r#type.inner() {
            Type::Text
            | Type::Time
            | Type::Named(_)
            | Type::Int
            | Type::Float
            | Type::Bool
            | Type::Decimal
            | Type::Uuid
            | Type::Secret => {
                format!("{name}.into()")
            }
            Type::Id | Type::TextId | Type::IntId => format!("{name}.to_string().into()"),
            _ => format!("{name}.clone()"),
        };
        let insert = format!("fields.insert({name:?}.into(), {value});");
        let is_field = operation.fields.iter().any(|each| each.name == *name);
        text += &if argument.is_optional() || is_field {
            format!("if let Some({name}) = {name} {{ {insert} }}")
        } else {
            insert
        };
    }
    text
}

pub(crate) fn module(api: &Api) -> String {
    let mut text = common_header("//");
    text += "//! The typed methods, one file per resource; `handwritten.rs` has those with a\n\
             //! behaviour of their own.\n\n";
    for resource in &api.resources {
        let _ = writeln!(text, "mod {};", resource.name);
    }
    text += "mod handwritten;\n\n";
    for resource in &api.resources {
        let _ = writeln!(text, "pub use {}::{};", resource.name, resource.class);
    }
    text
}
