//! The generated files, with their paths and their writers.
//!
//! A folder that moves is one line of `folders`.

use crate::model::{Api, Resource};
use crate::{operation_list, python, rust, typescript};

/// A generated file.
pub struct File {
    /// Relative to the root of the repository.
    pub path: String,
    /// Its text before formatting.
    pub text: String,
}

/// The folders of each kind of file.
mod folders {
    pub(super) const RUST_OPERATIONS: &str = "core/src/agents/operations";
    pub(super) const RUST_RESOURCES: &str = "core/src/agents/resources";
    pub(super) const RUST_MODELS: &str = "core/src/agents/models";
    pub(super) const PYTHON_RESOURCES: &str = "bindings-python/python/flymyai/resources";
    pub(super) const PYTHON_TYPES: &str = "bindings-python/python/flymyai/types";
    pub(super) const TYPESCRIPT_RESOURCES: &str = "bindings-node/ts/resources";
    pub(super) const TYPESCRIPT_TYPES: &str = "bindings-node/ts/types";
    pub(super) const TYPESCRIPT_RECORDS: &str = "bindings-node/ts/records";
    pub(super) const RUST_WAITS: &str = "core/src/wait_defaults.rs";
    pub(super) const TYPESCRIPT_WAITS: &str = "bindings-node/ts/wait-defaults.ts";
    pub(super) const PYTHON_RAW_TYPES: &str = "bindings-python/python/flymyai/agents/_raw_types.py";
    pub(super) const OPERATION_LIST: &str = "tests/vectors/operations.json";
}

/// The names by which generated code imports hand-written modules.
pub(crate) mod imports {
    pub(crate) const PYTHON_ARGUMENTS: &str = ".._arguments";
    pub(crate) const PYTHON_CONVERSIONS: &str = ".._conversions";
    pub(crate) const PYTHON_EVENT_STREAM: &str = "..agents._event_stream";
    pub(crate) const PYTHON_RESPONSES: &str = "..agents._responses";
    pub(crate) const PYTHON_CLIENT: &str = "..agents._sync_client";
    pub(crate) const PYTHON_ASYNC_CLIENT: &str = "..agents._async_client";
    pub(crate) const PYTHON_STUBS: &str = "..agents._stubs";
    pub(crate) const PYTHON_TYPES: &str = "..types";
    pub(crate) const PYTHON_ENUMS: &str = ".open_enum";
    pub(crate) const PYTHON_IDENTIFIERS: &str = ".identifiers";
    pub(crate) const TYPESCRIPT_ARGUMENTS: &str = "../arguments.js";
    pub(crate) const TYPESCRIPT_CONVERSIONS: &str = "../conversions.js";
    pub(crate) const TYPESCRIPT_CONNECTION: &str = "../agents/connection.js";
    pub(crate) const TYPESCRIPT_TYPES: &str = "../types/index.js";
    pub(crate) const TYPESCRIPT_RECORDS: &str = "../records";
    pub(crate) const TYPESCRIPT_RECORD_READER: &str = "../records.js";
    pub(crate) const TYPESCRIPT_RECORD_METHODS: &str = "../record-methods.js";
}

type Write = fn(&Api, &Resource) -> String;
type WriteOnce = fn(&Api) -> String;

/// All generated files, not yet formatted.
#[must_use]
pub fn files(api: &Api) -> Vec<File> {
    use folders::{
        OPERATION_LIST, PYTHON_RAW_TYPES, PYTHON_RESOURCES, PYTHON_TYPES, RUST_MODELS,
        RUST_OPERATIONS, RUST_RESOURCES, RUST_WAITS, TYPESCRIPT_RECORDS, TYPESCRIPT_RESOURCES,
        TYPESCRIPT_TYPES, TYPESCRIPT_WAITS,
    };
    let for_each: [(&str, &str, Write); 8] = [
        (RUST_OPERATIONS, "rs", rust::operations::file),
        (RUST_RESOURCES, "rs", rust::resources::file),
        (RUST_MODELS, "rs", rust::models::file),
        (PYTHON_RESOURCES, "py", python::resources::file),
        (PYTHON_TYPES, "py", python::types::file),
        (TYPESCRIPT_RESOURCES, "ts", typescript::resources::file),
        (TYPESCRIPT_TYPES, "ts", typescript::types::file),
        (TYPESCRIPT_RECORDS, "ts", typescript::records::file),
    ];
    let once: [(&str, &str, WriteOnce); 7] = [
        (RUST_OPERATIONS, "mod.rs", rust::operations::module),
        (RUST_RESOURCES, "mod.rs", rust::resources::module),
        (RUST_MODELS, "mod.rs", rust::models::module),
        (PYTHON_RESOURCES, "__init__.py", python::resources::package),
        (PYTHON_TYPES, "__init__.py", python::types::package),
        (TYPESCRIPT_TYPES, "status.ts", typescript::types::statuses),
        (TYPESCRIPT_TYPES, "api.ts", typescript::types::index),
    ];
    let mut files = Vec::new();
    for (folder, extension, write) in for_each {
        for resource in &api.resources {
            files.push(File {
                path: format!("{folder}/{}.{extension}", resource.name),
                text: write(api, resource),
            });
        }
    }
    for (folder, name, write) in once {
        files.push(File {
            path: format!("{folder}/{name}"),
            text: write(api),
        });
    }
    let whole: [(&str, WriteOnce); 4] = [
        (PYTHON_RAW_TYPES, python::raw_types::file),
        (RUST_WAITS, rust::waits),
        (TYPESCRIPT_WAITS, typescript::waits),
        (OPERATION_LIST, operation_list::file),
    ];
    files.extend(whole.map(|(path, write)| File {
        path: path.to_owned(),
        text: write(api),
    }));
    files
}

/// The first line of a file that one declaration leads to.
pub(crate) fn header(comment: &str, resource: &Resource) -> String {
    format!(
        "{comment} Generated from api/{}.toml by `make generate`; do not edit.\n",
        resource.name
    )
}

/// The first line of a file that the common declarations lead to.
pub(crate) fn shared_header(comment: &str) -> String {
    format!("{comment} Generated from api/common.toml by `make generate`; do not edit.\n")
}

/// The first line of a file that all declarations lead to.
pub(crate) fn common_header(comment: &str) -> String {
    format!("{comment} Generated from api/ by `make generate`; do not edit.\n")
}
