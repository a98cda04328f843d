// Generated from api/apps.toml by `make generate`; do not edit.
//! The records of `apps`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

/// The changes and the cost of an `apply`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppPlan {
    /// The token of the plan, for `apply`.
    pub plan_token: String,
    /// The app, as `owner/name`.
    #[serde(default)]
    pub app: Option<String>,
    /// The changes, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub changes: Vec<Value>,
    /// The cost of the app in US dollars per hour, as decimal text.
    #[serde(default)]
    pub usd_per_hour: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A release of an app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppRelease {
    /// The release's id.
    pub release: String,
    /// Its state; `applying` until it is complete.
    pub status: String,
    /// The app, as `owner/name`.
    #[serde(default)]
    pub app: Option<String>,
    /// Its number among the app's releases.
    #[serde(default)]
    pub number: Option<i64>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The files of an app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppFiles {
    /// The files, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub files: Vec<Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A part of a file of an app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppFile {
    /// The file.
    pub path: String,
    /// The part, if the file is text.
    #[serde(default)]
    pub content: Option<String>,
    /// The part as base64, if the file is not text.
    #[serde(default)]
    pub content_base64: Option<String>,
    /// The start of the next part; `null` at the end of the file.
    #[serde(default)]
    pub next_offset: Option<i64>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// An app to plan.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AppPlanRequest {
    /// The files of the template, `flymy.yaml` at its root; see `artifact_file`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<Value>>,
    /// An app that was applied, as `owner/name`, instead of `files`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// Files that replace those of `app`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<Value>>,
    /// The number of running instances of each part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instances: Option<Value>,
}

/// A plan to apply.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AppApply {
    /// The `plan_token` of `plan`.
    pub plan_token: String,
    /// The files, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<Value>>,
    /// The app, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// The overrides, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overrides: Option<Vec<Value>>,
    /// The instances, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instances: Option<Value>,
}

/// The files to return.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AppFilesFilter {
    /// The app, as `owner/name`.
    pub app: String,
    /// The file to read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The start of the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// The length of the part, 1 to 200,000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}
