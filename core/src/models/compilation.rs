//! Compilations.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::open::CompilationStatus;
use super::{Id, or_default};

/// A run, frozen into an instruction or compiled into a script.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compilation {
    /// The compilation's id.
    pub id: Id,
    /// The run it was made from.
    pub execution: Id,
    /// Its state.
    #[serde(default, deserialize_with = "or_default")]
    pub status: CompilationStatus,
    /// The script.
    #[serde(default, deserialize_with = "or_default")]
    pub script_code: String,
    /// The instruction, in Markdown.
    #[serde(default, deserialize_with = "or_default")]
    pub instruction_md: String,
    /// When it runs by itself, in cron's notation.
    #[serde(default, deserialize_with = "or_default")]
    pub cron_schedule: String,
    /// The time zone of the schedule; UTC unless said otherwise.
    #[serde(default = "utc", deserialize_with = "or_utc")]
    pub timezone: String,
    /// What its last run gave.
    #[serde(default)]
    pub result: Option<Value>,
    /// What went wrong.
    #[serde(default)]
    pub error: Option<String>,
    /// When it was created, ISO 8601.
    pub created_at: String,
    /// When it last changed, ISO 8601.
    pub updated_at: String,
}

fn utc() -> String {
    "UTC".to_owned()
}

fn or_utc<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    Option::deserialize(source).map(|zone| zone.unwrap_or_else(utc))
}
