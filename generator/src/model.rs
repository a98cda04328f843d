//! The declarations, resolved: what the writers of the languages read.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Number, Value};

use crate::types::Type;

/// All declarations.
pub struct Api {
    pub(crate) resources: Vec<Resource>,
    pub(crate) common: Common,
    /// The resource that each model and enum belongs to.
    pub(crate) homes: HashMap<String, (usize, Kind)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Model,
    Enum,
}

pub(crate) struct Common {
    pub(crate) arguments: BTreeMap<String, String>,
    pub(crate) errors: BTreeMap<String, String>,
    pub(crate) waits: Waits,
}

/// The defaults of waits, in seconds, as the declaration writes them.
pub(crate) struct Waits {
    pub(crate) timeout: Number,
    pub(crate) poll_interval: Number,
    /// The poll interval of streams of events.
    pub(crate) event_poll_interval: Number,
}

impl Waits {
    /// The poll interval of an operation with this flow.
    pub(crate) fn interval(&self, flow: Flow) -> &Number {
        match flow {
            Flow::Events => &self.event_poll_interval,
            _ => &self.poll_interval,
        }
    }
}

pub(crate) struct Resource {
    pub(crate) name: String,
    pub(crate) class: String,
    pub(crate) item: String,
    pub(crate) module: String,
    pub(crate) doc: String,
    pub(crate) operations: Vec<Operation>,
    pub(crate) models: Vec<Model>,
    pub(crate) enums: Vec<Enum>,
}

pub(crate) struct Operation {
    /// Without its resource.
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) method: String,
    pub(crate) path: String,
    /// In the order of a call: those of the path that are passed by position come first.
    pub(crate) arguments: Vec<Argument>,
    /// The known further fields of an open body.
    pub(crate) fields: Vec<Argument>,
    pub(crate) is_open: bool,
    /// The order of the body's fields; empty if it is that of the arguments.
    pub(crate) body_order: Vec<String>,
    pub(crate) omit_empty_body: bool,
    pub(crate) returns: Option<(Type, String)>,
    pub(crate) flow: Flow,
    pub(crate) is_idempotent: bool,
    pub(crate) checks: Vec<Check>,
    pub(crate) raises: Vec<(String, String)>,
    pub(crate) options: Option<(String, String)>,
    pub(crate) handwritten: Vec<String>,
    pub(crate) example: Example,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Response,
    Done,
    Pages,
    ListRuns,
    WaitForRun,
    WaitForCompilation,
    ThenRun,
    ThenCompilation,
    Events,
}

impl Flow {
    /// Whether the call polls, and so has a timeout and an interval.
    pub(crate) fn polls(self) -> bool {
        self.is_wait() || self == Self::Events
    }

    /// Whether the call polls until there is one result.
    pub(crate) fn is_wait(self) -> bool {
        matches!(
            self,
            Self::WaitForRun | Self::WaitForCompilation | Self::ThenRun | Self::ThenCompilation
        )
    }
}

#[derive(Clone)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) r#type: Type,
    pub(crate) default: Option<Value>,
    pub(crate) place: Place,
    pub(crate) wire: String,
    pub(crate) send: Send,
    pub(crate) is_keyword: bool,
    pub(crate) doc: String,
}

impl Argument {
    /// Whether a call may leave it out.
    pub(crate) fn is_optional(&self) -> bool {
        self.default.is_some() || self.r#type.is_nullable()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Body,
    /// Used by the client, never sent.
    Local,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Send {
    Always,
    IfGiven,
    IfTruthy,
    Or(String),
    Default(String),
}

pub(crate) struct Check {
    pub(crate) argument: String,
    pub(crate) rule: Rule,
    pub(crate) text: String,
}

pub(crate) enum Rule {
    Text,
    NotBlank,
    MaxLength(i64),
    Integer { min: i64, max: i64 },
    OneOf(Vec<String>),
}

pub(crate) struct Example {
    pub(crate) python: String,
    pub(crate) python_async: Option<String>,
    pub(crate) typescript: String,
}

pub(crate) struct Model {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) extends: Option<String>,
    pub(crate) handwritten: Vec<String>,
    pub(crate) fields: Vec<Field>,
    pub(crate) properties: Vec<Property>,
}

pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) r#type: Type,
    pub(crate) default: Option<Value>,
    pub(crate) doc: String,
}

pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) value: PropertyValue,
}

pub(crate) enum PropertyValue {
    SameAs(String),
    /// Whether the field is in a set of its enum.
    InSet {
        field: String,
        set: String,
    },
}

impl PropertyValue {
    pub(crate) fn field(&self) -> &str {
        match self {
            Self::SameAs(field) | Self::InSet { field, .. } => field,
        }
    }
}

pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) rust: String,
    pub(crate) doc: String,
    pub(crate) default: String,
    pub(crate) is_strict: bool,
    pub(crate) values: Vec<(String, String)>,
    pub(crate) sets: Vec<Set>,
}

pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) values: Vec<String>,
}

impl Api {
    /// The resource that declares a record or an enum.
    pub(crate) fn home(&self, name: &str) -> Option<(&Resource, Kind)> {
        let &(at, kind) = self.homes.get(name)?;
        Some((self.resources.get(at)?, kind))
    }

    pub(crate) fn find_enum(&self, name: &str) -> Option<&Enum> {
        let (home, _) = self.home(name)?;
        home.enums.iter().find(|each| each.name == name)
    }

    pub(crate) fn find_model(&self, name: &str) -> Option<&Model> {
        let (home, _) = self.home(name)?;
        home.models.iter().find(|each| each.name == name)
    }

    /// The sets of an enum that properties of records name. The others are for core alone.
    pub(crate) fn sets_of_properties<'a>(
        &'a self,
        declared: &'a Enum,
    ) -> impl Iterator<Item = &'a Set> {
        declared.sets.iter().filter(move |set| {
            let models = self.resources.iter().flat_map(|each| &each.models);
            models.into_iter().any(|model| {
                model.properties.iter().any(|property| {
                    let PropertyValue::InSet { field, set: name } = &property.value else {
                        return false;
                    };
                    let field = model.fields.iter().find(|each| each.name == *field);
                    let named = field.and_then(|field| field.r#type.named());
                    *name == set.name && named == Some(&declared.name)
                })
            })
        })
    }

    /// The doc of an argument that several operations share.
    pub(crate) fn shared_doc(&self, argument: &str) -> &str {
        self.common
            .arguments
            .get(argument)
            .map_or("", String::as_str)
    }
}

impl Operation {
    pub(crate) fn is_handwritten(&self, language: &str) -> bool {
        self.handwritten.iter().any(|each| each == language)
    }

    /// The arguments that stand in the path, by position.
    pub(crate) fn positional(&self) -> impl Iterator<Item = &Argument> {
        self.arguments
            .iter()
            .filter(|each| each.place == Place::Path && !each.is_keyword)
    }

    /// All others.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Argument> {
        self.arguments
            .iter()
            .filter(|each| each.place != Place::Path || each.is_keyword)
    }

    pub(crate) fn in_path(&self) -> impl Iterator<Item = &Argument> {
        self.arguments
            .iter()
            .filter(|each| each.place == Place::Path)
    }

    /// Whether all that it takes beside the path is a set of changes.
    pub(crate) fn is_change(&self) -> bool {
        self.is_open && self.named().next().is_none()
    }
}
