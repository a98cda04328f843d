//! The resolved declarations, which the writers of the languages read.

mod operation;
mod record;

use std::collections::{BTreeMap, HashMap};

use serde_json::{Number, Value};

use crate::types::Type;

pub(crate) use record::{Enum, Field, Method, Model, Property, PropertyValue, Set};

/// All declarations.
pub struct Api {
    pub(crate) resources: Vec<Resource>,
    pub(crate) common: Common,
    /// The resource that each model and enum belongs to.
    pub(crate) owners: HashMap<String, (usize, Kind)>,
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
            Flow::Events | Flow::Watch => &self.event_poll_interval,
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
    /// The `__module__` of its classes in Python, if it is not that of most.
    pub(crate) python_module: Option<String>,
    pub(crate) operations: Vec<Operation>,
    pub(crate) models: Vec<Model>,
    pub(crate) enums: Vec<Enum>,
}

#[derive(Clone)]
pub(crate) struct Operation {
    /// Without its resource.
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) method: String,
    pub(crate) path: String,
    /// In the order of a call: those of the path that are passed by position are first.
    pub(crate) arguments: Vec<Argument>,
    /// The arguments of a list that its iteration does not have.
    pub(crate) list_only: Vec<String>,
    /// The known further fields of an open body.
    pub(crate) fields: Vec<Argument>,
    pub(crate) is_open: bool,
    /// The order of the body's fields; empty if it is that of the arguments.
    pub(crate) body_order: Vec<String>,
    /// The order of the query; empty if it is that of the arguments.
    pub(crate) query_order: Vec<String>,
    pub(crate) omit_empty_body: bool,
    pub(crate) empty_body: bool,
    pub(crate) fields_first: bool,
    pub(crate) is_team: bool,
    /// Whether it starts a run or a compilation, and does not wait for it.
    pub(crate) starts_work: bool,
    /// Whether it passes the events of the run that it waits for to a function.
    pub(crate) takes_events: bool,
    pub(crate) timeout: Option<u16>,
    pub(crate) status: Option<u16>,
    /// The member of the response that is the result.
    pub(crate) member: Option<String>,
    pub(crate) paging: Option<Paging>,
    pub(crate) returns: Option<(Type, String)>,
    /// Another model that the result may be.
    pub(crate) other: Option<Other>,
    pub(crate) flow: Flow,
    pub(crate) is_idempotent: bool,
    pub(crate) key: Option<Key>,
    pub(crate) checks: Vec<Check>,
    /// Whether arguments are checked before anything is sent, also by a list's iteration.
    pub(crate) is_checked: bool,
    pub(crate) raises: Vec<(String, String)>,
    pub(crate) options: Option<(String, String)>,
    pub(crate) handwritten: Vec<String>,
    pub(crate) example: Example,
}

/// Which idempotency keys an operation takes.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) is_team: bool,
    /// The argument without which the call has no key.
    pub(crate) with: Option<String>,
}

/// Another model that a result may be.
#[derive(Clone)]
pub(crate) struct Other {
    pub(crate) model: String,
    pub(crate) when: When,
}

/// When a result is the other model.
#[derive(Clone)]
pub(crate) enum When {
    /// If this member of the response is truthy.
    Truthy(String),
    /// If this argument is given.
    Given(String),
}

/// How the pages of a list follow each other.
#[derive(Clone)]
pub(crate) struct Paging {
    pub(crate) kind: PageKind,
    pub(crate) name: String,
    pub(crate) takes_empty_object: bool,
    /// The member with the rows.
    pub(crate) rows: String,
    /// The member with the position of the next page.
    pub(crate) next: String,
    /// The argument that takes the position.
    pub(crate) position: String,
    /// The type of a row.
    pub(crate) of: Type,
    /// Defaults of the arguments of `iter`.
    pub(crate) iter: Vec<(String, Value)>,
    pub(crate) example: Example,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageKind {
    Cursor,
    Link,
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    Response,
    Done,
    Pages,
    Page,
    /// The rows of all pages, one by one; no operation of core's table.
    Iter,
    ListRuns,
    /// The first row of a list; null if it has none.
    First,
    WaitForRun,
    WaitForCompilation,
    ThenRun,
    ThenCompilation,
    /// Sends the files of a directory.
    CreateFromDirectory,
    /// Sends the files of a directory that differ from those of a version.
    PublishDirectory,
    Events,
    /// Shows the events of a run until it has ended; no operation of core's table.
    Watch,
}

impl Flow {
    /// Whether the call polls, and so has a timeout and an interval.
    pub(crate) fn polls(self) -> bool {
        self.is_wait() || matches!(self, Self::Events | Self::Watch)
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
    pub(crate) location: ArgumentLocation,
    pub(crate) wire: String,
    pub(crate) send: Send,
    pub(crate) is_keyword: bool,
    pub(crate) positional: Positional,
    /// Whether it is no argument: its value is always sent.
    pub(crate) is_constant: bool,
    pub(crate) convert: Option<String>,
    /// The function of Python: that of all bindings, or one of its own.
    pub(crate) python_convert: Option<String>,
    /// Its type in Python's signatures, if that is wider than `type`.
    pub(crate) python_type: Option<String>,
    /// Whether Python's annotation is `Any`, as in the published package.
    pub(crate) is_any: bool,
    pub(crate) doc: String,
}

/// Where an argument outside the path is passed by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Positional {
    No,
    Python,
    Everywhere,
}

impl Argument {
    /// Whether an id, which core gets apart from the other arguments if it is the first one.
    pub(crate) fn is_path_id(&self) -> bool {
        self.location == ArgumentLocation::Path && self.r#type.is_id()
    }

    /// Whether a call may leave it out.
    pub(crate) fn is_optional(&self) -> bool {
        let is_required = self.send == Send::Always && self.location == ArgumentLocation::Body;
        self.default.is_some() || (self.r#type.is_nullable() && !is_required)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArgumentLocation {
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
    DefaultUnlessNull(String),
    Unless(String),
    Constant(String),
    With(String, String),
}

#[derive(Clone)]
pub(crate) struct Check {
    pub(crate) argument: String,
    pub(crate) rule: Rule,
    pub(crate) text: String,
    pub(crate) refuses_null: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Rule {
    Text,
    NotBlank,
    MaxLength(i64),
    Integer {
        min: i64,
        max: i64,
    },
    OneOf(Vec<String>),
    Bool,
    Slug(i64),
    Uuid,
    /// A function of core's `checks::named`.
    Named(String),
}

impl Rule {
    /// Whether it takes a UUID in any form: as text, as a `UUID`, or as an object with such a text.
    pub(crate) fn takes_uuids(&self) -> bool {
        match self {
            Self::Uuid => true,
            Self::Named(name) => name == "artifact_id" || name == "artifact_or_link",
            _ => false,
        }
    }
}

#[derive(Clone)]
pub(crate) struct Example {
    pub(crate) python: String,
    pub(crate) python_async: Option<String>,
    pub(crate) typescript: String,
}

impl Api {
    /// The resource that declares a record or an enum.
    pub(crate) fn owner(&self, name: &str) -> Option<(&Resource, Kind)> {
        let &(at, kind) = self.owners.get(name)?;
        Some((self.resources.get(at)?, kind))
    }

    pub(crate) fn find_enum(&self, name: &str) -> Option<&Enum> {
        let (resource, _) = self.owner(name)?;
        resource.enums.iter().find(|each| each.name == name)
    }

    pub(crate) fn find_model(&self, name: &str) -> Option<&Model> {
        let (resource, _) = self.owner(name)?;
        resource.models.iter().find(|each| each.name == name)
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
                    let PropertyValue::InSet {
                        field,
                        set: name,
                        or,
                    } = &property.value
                    else {
                        return false;
                    };
                    let is_other = or.as_ref().is_some_and(|(other, _)| *other == set.name);
                    let field = model.fields.iter().find(|each| each.name == *field);
                    let named = field.and_then(|field| field.r#type.named());
                    (*name == set.name || is_other) && named == Some(&declared.name)
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
