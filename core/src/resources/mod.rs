//! The API's operations, one file per resource.
//!
//! To add one: a constant that describes it, an entry in the file's
//! `OPERATIONS`, a typed method. See `docs/architecture.md`.

mod agents;
pub(crate) mod compilations;
pub(crate) mod runs;
mod tools;

use crate::operation::Operation;

pub use agents::{AgentFields, Agents, SchemaRequest};
pub use compilations::{CompilationFields, Compilations};
pub use runs::Runs;
pub use tools::Tools;

const ALL: [&[&Operation]; 4] = [
    agents::OPERATIONS,
    runs::OPERATIONS,
    tools::OPERATIONS,
    compilations::OPERATIONS,
];

/// All operations that [`Client::call`](crate::Client::call) knows, in the API's order.
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
