//! The files of `api/` as they are written. An unknown key is an error of the parser.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Deserialize;
use toml::Spanned;

/// Named entries in the order of the file.
pub(crate) type Entries<T> = IndexMap<Spanned<String>, T>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CommonFile {
    /// Docs of the arguments that several operations share.
    pub(crate) arguments: BTreeMap<String, String>,
    /// Conditions of the errors that each operation may end with.
    pub(crate) errors: BTreeMap<String, String>,
    pub(crate) waits: WaitsEntry,
}

/// The defaults of waits, in seconds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaitsEntry {
    pub(crate) timeout: serde_json::Number,
    pub(crate) poll_interval: serde_json::Number,
    pub(crate) event_poll_interval: serde_json::Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceFile {
    pub(crate) resource: ResourceEntry,
    #[serde(default)]
    pub(crate) operations: Entries<OperationEntry>,
    #[serde(default)]
    pub(crate) models: Entries<ModelEntry>,
    #[serde(default)]
    pub(crate) enums: Entries<EnumEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceEntry {
    /// The attribute of the client.
    pub(crate) name: Spanned<String>,
    pub(crate) class: String,
    /// One record of the resource, in words.
    pub(crate) item: String,
    pub(crate) module: String,
    pub(crate) doc: String,
    /// The `__module__` of its classes in Python, if it is not that of most.
    pub(crate) python_module: Option<String>,
    /// `team` for the requests of teams and shares.
    pub(crate) channel: Option<Spanned<String>>,
    /// Seconds for each phase of a request, for clients with the default timeout.
    pub(crate) timeout: Option<u16>,
}

/// How the pages of a list follow each other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PagesEntry {
    /// `cursor`, `link`, or `single` for pages that the caller requests one by one.
    pub(crate) kind: Spanned<String>,
    /// The noun for the rows in errors.
    pub(crate) name: String,
    /// Whether an empty object is an empty list, as for the lists of 1.1.0.
    #[serde(default)]
    pub(crate) empty_object: bool,
    /// The member with the rows of a single page; members around it are named before, with dots.
    pub(crate) rows: Option<String>,
    /// The member of a single page with the position of the next page, named likewise.
    pub(crate) next: Option<String>,
    /// The argument that takes this position.
    pub(crate) position: Option<String>,
    /// The type of a row of such a page.
    pub(crate) of: Option<Spanned<String>>,
    /// Defaults of arguments that `iter` has instead of those of the list.
    #[serde(default)]
    pub(crate) iter: IndexMap<String, toml::Value>,
    /// Examples of `iter`.
    #[serde(default)]
    pub(crate) example: ExampleEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperationEntry {
    pub(crate) doc: Option<String>,
    pub(crate) request: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) arguments: Entries<ArgumentEntry>,
    /// Fields that may be left out of an open body; their presence makes the body open.
    pub(crate) fields: Option<Entries<ArgumentEntry>>,
    pub(crate) returns: Option<ReturnsEntry>,
    pub(crate) flow: Option<Spanned<String>>,
    pub(crate) pages: Option<Spanned<PagesEntry>>,
    pub(crate) idempotency: Option<Spanned<String>>,
    /// The order of the body's fields, if it is not that of the arguments.
    pub(crate) body_order: Option<Spanned<Vec<String>>>,
    /// The order of the query, if it is not that of the arguments.
    pub(crate) query_order: Option<Spanned<Vec<String>>>,
    #[serde(default)]
    pub(crate) omit_empty_body: bool,
    /// Whether a body is sent without arguments.
    #[serde(default)]
    pub(crate) empty_body: bool,
    /// Whether the arguments follow the other fields of an open body.
    #[serde(default)]
    pub(crate) fields_first: bool,
    /// The work that it starts, and does not wait for: `run` or `compilation`.
    pub(crate) starts: Option<Spanned<String>>,
    /// Whether a wait for a run passes the run's events to a function.
    #[serde(default)]
    pub(crate) on_event: bool,
    /// Seconds for each phase of a request, for clients with the default timeout.
    pub(crate) timeout: Option<u16>,
    /// The only status that is a success.
    pub(crate) status: Option<u16>,
    #[serde(default)]
    pub(crate) checks: Vec<Spanned<CheckEntry>>,
    #[serde(default)]
    pub(crate) raises: IndexMap<String, String>,
    pub(crate) options: Option<OptionsEntry>,
    /// The languages whose method is written by hand.
    #[serde(default)]
    pub(crate) handwritten: Vec<Spanned<String>>,
    #[serde(default)]
    pub(crate) example: ExampleEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ArgumentEntry {
    pub(crate) r#type: Spanned<String>,
    pub(crate) doc: Option<String>,
    pub(crate) default: Option<toml::Value>,
    /// `query`, `local`, or the body.
    pub(crate) r#in: Option<Spanned<String>>,
    /// The name in the request, if it differs.
    pub(crate) wire: Option<String>,
    pub(crate) send: Option<Spanned<String>>,
    /// Whether a path argument is passed by name.
    #[serde(default)]
    pub(crate) keyword: bool,
    /// Where an argument outside the path is passed by position: `python`, or `everywhere`.
    pub(crate) positional: Option<Spanned<String>>,
    /// A value that is always sent, and is no argument.
    pub(crate) constant: Option<toml::Value>,
    /// The argument with which the constant is sent.
    pub(crate) with: Option<String>,
    /// The function of the bindings that makes the value JSON.
    pub(crate) convert: Option<String>,
    /// The same where only Python has such a function.
    pub(crate) python_convert: Option<String>,
    /// Its type in Python's signatures, if that is wider than `type`.
    pub(crate) python_type: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReturnsEntry {
    pub(crate) r#type: Spanned<String>,
    pub(crate) doc: Option<String>,
    /// Another model of the result, selected by `truthy` or `given`.
    pub(crate) or: Option<Spanned<String>>,
    /// The member of the response that is the result, if that is a list in an object.
    pub(crate) member: Option<String>,
    /// The member of the response that decides on `or`, by Python's rules of truth.
    pub(crate) truthy: Option<String>,
    /// The argument that is given.
    pub(crate) given: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OptionsEntry {
    pub(crate) name: Spanned<String>,
    pub(crate) doc: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckEntry {
    pub(crate) argument: String,
    pub(crate) rule: Spanned<String>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
    pub(crate) of: Option<Vec<String>>,
    pub(crate) text: Option<String>,
    /// Whether null is refused, too.
    #[serde(default)]
    pub(crate) refuse_null: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExampleEntry {
    pub(crate) python: Option<String>,
    /// Only where it can't be derived from `python`.
    pub(crate) python_async: Option<String>,
    pub(crate) typescript: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelEntry {
    pub(crate) doc: Option<String>,
    pub(crate) extends: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) handwritten: Vec<Spanned<String>>,
    /// The class of Python with further methods, in `flymyai/types/_handwritten.py`.
    pub(crate) python_base: Option<String>,
    /// The models that the class is derived from in Python alone; it declares all their fields.
    #[serde(default)]
    pub(crate) python_extends: Vec<Spanned<String>>,
    /// Unknown fields: `allow` keeps them, `forbid` refuses them. Otherwise they are dropped.
    pub(crate) extra: Option<Spanned<String>>,
    /// Whether errors hide the input.
    #[serde(default)]
    pub(crate) hide_input: bool,
    /// Whether it is a page: a generic class, whose rows are of the type `T`.
    #[serde(default)]
    pub(crate) generic: bool,
    /// The list of its rows, which JavaScript iterates over, with those of the following pages.
    pub(crate) rows: Option<Spanned<String>>,
    #[serde(default)]
    pub(crate) fields: Entries<FieldEntry>,
    #[serde(default)]
    pub(crate) properties: Entries<PropertyEntry>,
    /// Methods written by hand: in the `python_base`, in `ts/record-methods.ts`, and in Rust's
    /// `models/handwritten.rs`.
    #[serde(default)]
    pub(crate) methods: Entries<MethodEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldEntry {
    pub(crate) r#type: Spanned<String>,
    pub(crate) doc: Option<String>,
    pub(crate) default: Option<toml::Value>,
    /// The name in the response, if it differs.
    pub(crate) wire: Option<String>,
    /// The least number.
    pub(crate) min: Option<i64>,
    /// Whether only a whole number is accepted, not text.
    #[serde(default)]
    pub(crate) strict: bool,
    /// The least and the most characters or items.
    pub(crate) min_length: Option<u32>,
    pub(crate) max_length: Option<u32>,
    /// The only value that the text has.
    pub(crate) literal: Option<String>,
    /// A regular expression that the text matches.
    pub(crate) pattern: Option<String>,
    /// Whether `repr` leaves it out, as it is secret.
    #[serde(default)]
    pub(crate) hidden: bool,
    /// Whether the text is a decimal number, which the response may have without quotes.
    #[serde(default)]
    pub(crate) exact: bool,
    /// Whether a response must have it, although it may be null.
    #[serde(default)]
    pub(crate) required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PropertyEntry {
    pub(crate) doc: Option<String>,
    /// The field whose value it has.
    pub(crate) same_as: Option<Spanned<String>>,
    /// `set` of the enum of this field.
    pub(crate) of: Option<Spanned<String>>,
    pub(crate) set: Option<String>,
    /// A further set, in which the value counts if the field `with` is not empty.
    pub(crate) or_set: Option<String>,
    pub(crate) with: Option<String>,
}

/// A method of a record that is written by hand in each language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MethodEntry {
    pub(crate) doc: Option<String>,
    /// The parameters and the result in TypeScript, as an interface writes them.
    pub(crate) typescript: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnumEntry {
    pub(crate) doc: Option<String>,
    /// The name in Rust, if it differs.
    pub(crate) rust: Option<String>,
    pub(crate) default: Spanned<String>,
    /// Whether Python's constructor refuses unknown values; responses never do.
    #[serde(default)]
    pub(crate) strict: bool,
    pub(crate) values: IndexMap<String, String>,
    #[serde(default)]
    pub(crate) sets: IndexMap<String, SetEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetEntry {
    pub(crate) doc: String,
    pub(crate) values: Vec<Spanned<String>>,
}
