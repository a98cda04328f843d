// Generated from api/ by `make generate`; do not edit.
//! The typed methods, one file per resource; `handwritten.rs` has those with a
//! behaviour of their own.

mod agents;
mod compilations;
mod handwritten;
mod runs;
mod tools;

pub use agents::Agents;
pub use compilations::Compilations;
pub use runs::Runs;
pub use tools::Tools;
