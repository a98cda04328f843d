//! Rust: the operation tables, the typed methods, the records.

pub(crate) mod models;
pub(crate) mod operations;
pub(crate) mod resources;

use crate::model::{Api, Operation};
use crate::output::shared_header;
use crate::text::{Language, localized, paragraphs};
use crate::types::Type;

/// The owned type of a field or a result.
fn owned(api: &Api, declared: &Type) -> String {
    match declared {
        Type::Text | Type::Time | Type::Decimal | Type::Uuid => "String".into(),
        Type::Secret => "Secret".into(),
        Type::Page(name, of) => format!("{name}<{}>", owned(api, of)),
        Type::Int => "i64".into(),
        Type::Float => "f64".into(),
        Type::Bool => "bool".into(),
        Type::Id | Type::TextId | Type::IntId => "Id".into(),
        Type::Json | Type::FreeObject => "Value".into(),
        Type::Object => "Map<String, Value>".into(),
        Type::Named(name) => api
            .find_enum(name)
            .map_or_else(|| name.clone(), |found| found.rust.clone()),
        Type::List(inner) => match **inner {
            Type::Object => "Vec<Value>".into(),
            _ => format!("Vec<{}>", owned(api, inner)),
        },
        // A value has a null of its own.
        Type::Nullable(inner) if **inner == Type::Json => "Value".into(),
        Type::Nullable(inner) => format!("Option<{}>", owned(api, inner)),
    }
}

/// The type of an argument's field in a struct: enums are text, objects any JSON.
fn argument(api: &Api, declared: &Type) -> String {
    match declared {
        Type::Object => "Value".into(),
        // An enum is its text, a model its JSON.
        Type::Named(name) if api.find_model(name).is_some() => "Value".into(),
        Type::Named(_) | Type::Secret => "String".into(),
        Type::List(inner) => format!("Vec<{}>", argument(api, inner)),
        Type::Nullable(inner) => format!("Option<{}>", argument(api, inner)),
        other => owned(api, other),
    }
}

fn doc(text: &str, indent: &str) -> String {
    paragraphs(
        &localized(text, Language::Rust),
        96,
        &format!("{indent}/// "),
    ) + "\n"
}

/// The defaults of waits.
pub(crate) fn waits(api: &Api) -> String {
    let waits = &api.common.waits;
    let seconds = |number: &serde_json::Number| number.as_f64().unwrap_or_default();
    format!(
        "{}//! The defaults of waits, in seconds.\n\n\
         /// The timeout of a wait or of a stream of events.\n\
         pub(crate) const TIMEOUT: f64 = {:?};\n\
         /// The poll interval of a wait.\n\
         pub(crate) const POLL_INTERVAL: f64 = {:?};\n\
         /// The poll interval of a stream of events.\n\
         pub(crate) const EVENT_POLL_INTERVAL: f64 = {:?};\n",
        shared_header("//"),
        seconds(&waits.timeout),
        seconds(&waits.poll_interval),
        seconds(&waits.event_poll_interval),
    )
}

/// The largest number of separate arguments of a method; more of them are a struct.
const MAX_PARAMETERS: usize = 2;

/// Whether the arguments outside the path are a struct: the operation's options type.
fn takes_struct(operation: &Operation) -> bool {
    !operation.is_open && operation.beside_path().count() > MAX_PARAMETERS
}
