// Generated from api/ by `make generate`; do not edit.
//! The API's operations as data, one file per resource.

pub(crate) mod agents;
pub(crate) mod compilations;
pub(crate) mod runs;
pub(crate) mod tools;

use crate::agents::operation::Operation;

const ALL: [&[&Operation]; 4] = [
    agents::OPERATIONS,
    compilations::OPERATIONS,
    runs::OPERATIONS,
    tools::OPERATIONS,
];

/// All operations that [`Client::call`](crate::Client::call) knows.
///
/// ```
/// assert!(flymyai_core::operations().any(|operation| operation.name() == "runs.get"));
/// ```
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    ALL.into_iter().flatten().copied()
}

pub(crate) fn find(name: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.name == name)
}
