//! TypeScript: the resources, the types, and the tables that make records of responses.

mod bodies;
mod docs;
pub(crate) mod records;
pub(crate) mod resources;
pub(crate) mod types;

use crate::model::{Api, Flow, Operation, Resource};
use crate::output::shared_header;
use crate::text::{Language, camel, localized, paragraphs, wrapped};
use crate::types::Type;

/// The widest line of a doc comment.
const WIDTH: usize = 96;

/// The type of a field or a result.
fn annotation(declared: &Type) -> String {
    match declared {
        Type::Text | Type::TextId | Type::Time | Type::Decimal | Type::Uuid | Type::Secret => {
            "string".into()
        }
        Type::Page(name, of) => format!("{name}<{}>", annotation(of)),
        Type::Int | Type::Float | Type::IntId => "number".into(),
        Type::Bool => "boolean".into(),
        Type::Id => "ResourceID".into(),
        Type::Json | Type::FreeObject => "Json".into(),
        Type::Object => "JsonObject".into(),
        Type::Named(name) => name.clone(),
        Type::List(inner) => match **inner {
            Type::Object => "Json[]".into(),
            _ => format!("{}[]", annotation(inner)),
        },
        // Any JSON includes null.
        Type::Nullable(inner) if matches!(**inner, Type::Json | Type::FreeObject) => "Json".into(),
        Type::Nullable(inner) => format!("{} | null", annotation(inner)),
    }
}

/// A doc comment.
fn comment(text: &str, indent: &str) -> String {
    let text = localized(text, Language::TypeScript);
    if text.chars().count() + indent.len() + 7 <= 100 && !text.contains('\n') {
        return format!("{indent}/** {text} */\n");
    }
    let lines = paragraphs(&text, WIDTH, &format!("{indent} * "));
    format!("{indent}/**\n{lines}\n{indent} */\n")
}

/// A tag of a doc comment.
fn tag(text: &str, indent: &str) -> String {
    let text = localized(text, Language::TypeScript);
    wrapped(
        &text,
        WIDTH,
        &format!("{indent} * "),
        &format!("{indent} *   "),
    ) + "\n"
}

/// The defaults of waits.
pub(crate) fn waits(api: &Api) -> String {
    let waits = &api.common.waits;
    format!(
        "{}\n/** The defaults of a wait, in seconds. */\n\
         export const WAIT_DEFAULTS = {{ timeout: {timeout}, pollInterval: {} }};\n\n\
         /** The defaults of a stream of events, in seconds. */\n\
         export const EVENT_STREAM_DEFAULTS = {{ timeout: {timeout}, pollInterval: {} }};\n",
        shared_header("//"),
        waits.poll_interval,
        waits.event_poll_interval,
        timeout = waits.timeout,
    )
}

/// A value of a declaration as TypeScript writes it.
fn literal(value: &serde_json::Value) -> String {
    value.to_string()
}

/// The parameter for arguments outside the path.
pub(super) struct Options {
    /// The type.
    pub(super) name: String,
    /// The type that it extends, if it is a type of its own.
    pub(super) bases: Option<Vec<&'static str>>,
    /// The names of the arguments that the bases hold.
    inherited: Vec<&'static str>,
    pub(super) is_required: bool,
}

impl Options {
    pub(super) fn of(operation: &Operation) -> Self {
        let named = || operation.named();
        let has_variables = named().any(|each| each.name == "variables");
        let mut bases = Vec::new();
        let mut inherited = Vec::new();
        if operation.is_idempotent && has_variables {
            bases.push("StartOptions");
            inherited.extend(["variables", "idempotency_key"]);
        }
        if operation.flow == Flow::Events {
            bases.push("EventStreamOptions");
        } else if operation.flow.polls() {
            bases.push("WaitOptions");
        }
        if bases.is_empty() {
            bases.push("RequestOptions");
        }
        let has_own = operation.is_open
            || (operation.is_idempotent && !has_variables)
            || named().any(|each| !inherited.contains(&&*each.name));
        let is_required = named().any(|each| !each.is_optional());
        let base = bases.first().copied().unwrap_or_default();
        let is_own = (has_own || bases.len() > 1) && !operation.is_change();
        match &operation.options {
            Some((name, _)) if is_own => Self {
                name: name.clone(),
                bases: Some(bases),
                inherited,
                is_required,
            },
            _ => Self {
                name: base.to_owned(),
                bases: None,
                inherited,
                is_required,
            },
        }
    }

    pub(super) fn has(&self, argument: &str) -> bool {
        self.inherited.contains(&argument)
    }
}

/// The record whose names an open body has: the result or, if that has no names, the record that
/// `get` returns.
fn opened<'a>(
    api: &'a Api,
    resource: &Resource,
    operation: &Operation,
) -> Option<&'a crate::model::Model> {
    let mut get = resource.operations.iter();
    let get = get.find(|each| each.name == "get");
    let named = |each: &Operation| each.returns.as_ref()?.0.named().map(str::to_owned);
    let name = named(operation).or_else(|| named(get?))?;
    api.find_model(&name).filter(|_| operation.is_open)
}

/// A reader's name: that of a record, with a small first letter.
fn reader(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_ascii_lowercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

/// An argument's name.
fn name_of(argument: &crate::model::Argument) -> String {
    camel(&argument.name)
}
