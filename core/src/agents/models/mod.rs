// Generated from api/ by `make generate`; do not edit.
//! The records of the service, for Rust programs.
//!
//! Unknown fields are ignored, null stands for the default, and a status or type
//! that this version does not know is kept.

#[macro_use]
mod open_enum;

mod agents;
mod compilations;
mod handwritten;
mod runs;
mod tools;
mod values;

pub use agents::{Agent, AgentCreate, AgentSchemaRequest, AgentStatus, SchemaSuggestion};
pub use compilations::{Compilation, CompilationStatus, CompilationUpdate};
pub use handwritten::*;
pub use runs::{ExecutionLog, ExecutionLogType, Run, RunDetail, RunStatus};
pub use tools::{AvailableTool, ConfigurationStep, Tool};
pub use values::Id;
