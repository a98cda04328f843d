// Generated from api/compilations.toml by `make generate`; do not edit.
//! The records of `compilations`.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::values::{Id, or_default};

open_enum! {
    /// The status of a compilation.
    CompilationStatus {
        /// Waiting to be made.
        Pending = "pending",
        /// In progress.
        Compiling = "compiling",
        /// Made: it can be run.
        Compiled = "compiled",
        /// Its script is running.
        Running = "running",
        /// Its script has run.
        Completed = "completed",
        /// It could not be made, or its script failed.
        Failed = "failed",
    }, default Pending
}

impl CompilationStatus {
    /// The statuses that end a wait: the compilation is ready, or has failed.
    pub const WAIT_END_STATUSES: &[&str] = &["compiled", "running", "completed", "failed"];
}

impl CompilationStatus {
    /// The statuses in which a compilation can be run.
    pub const READY_STATUSES: &[&str] = &["compiled", "completed", "running"];
}

/// A run frozen into an instruction, or compiled into a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compilation {
    /// The compilation's id.
    pub id: Id,
    /// The id of the run that it was made from.
    pub execution: Id,
    /// Its status.
    #[serde(default, deserialize_with = "or_default")]
    pub status: CompilationStatus,
    /// The script that `compilations.compile` makes.
    #[serde(default, deserialize_with = "or_default")]
    pub script_code: String,
    /// The instruction that freezing makes, in Markdown.
    #[serde(default, deserialize_with = "or_default")]
    pub instruction_md: String,
    /// When it runs by itself, as a cron line; empty for never.
    #[serde(default, deserialize_with = "or_default")]
    pub cron_schedule: String,
    /// The time zone of the schedule.
    #[serde(
        default = "compilation_timezone",
        deserialize_with = "or_compilation_timezone"
    )]
    pub timezone: String,
    /// The result of its script.
    #[serde(default)]
    pub result: Option<Value>,
    /// The error, if it failed.
    #[serde(default)]
    pub error: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

/// The fields of a compilation to change; fields that are left out keep their values.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CompilationUpdate {
    /// The instruction, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instruction_md: Option<String>,
    /// When it runs by itself, as a cron line; empty for never.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cron_schedule: Option<String>,
    /// The time zone of the schedule, such as `Europe/Berlin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

fn compilation_timezone() -> String {
    "UTC".to_owned()
}

fn or_compilation_timezone<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|found| found.unwrap_or_else(compilation_timezone))
}
