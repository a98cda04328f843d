// Generated from api/projects.toml by `make generate`; do not edit.
//! The records of `projects`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::values::or_default;

/// A project; further fields of the response are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Its id, which begins with its kind.
    pub id: String,
    /// `app`, `site`, `fleet` or `artifact`.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its state, if it has one.
    #[serde(default)]
    pub status: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The projects of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectList {
    /// The kinds of projects that the account may have.
    #[serde(default, deserialize_with = "or_default")]
    pub modules: Vec<String>,
    /// The projects.
    #[serde(default, deserialize_with = "or_default")]
    pub projects: Vec<Project>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The templates of projects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectTemplates {
    /// The templates, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub templates: Vec<Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The plan and the cost of creating or starting a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectPlan {
    /// The project's id.
    #[serde(default)]
    pub project: Option<String>,
    /// The plan, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub plan: Map<String, Value>,
    /// The token of the plan, for the call that executes it.
    #[serde(default)]
    pub plan_token: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A new project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectCreated {
    /// The project's id.
    pub project: String,
    /// Its first release, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub release: Map<String, Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A page of the errors of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectErrors {
    /// The project's id.
    #[serde(default)]
    pub project: Option<String>,
    /// The errors, the newest first, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub errors: Vec<Value>,
    /// The start of the next page; `null` for the last page.
    #[serde(default)]
    pub next_before: Option<String>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A copy of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectCopy {
    /// The copy, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub project: Map<String, Value>,
    /// Its agents, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub agents: Vec<Value>,
    /// The remaining setup, under the service's own names.
    #[serde(default, deserialize_with = "or_default")]
    pub setup: Map<String, Value>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// The agent of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectAgent {
    /// The project's id.
    pub project: String,
    /// The agent's id.
    pub agent: String,
    /// The agent's name.
    #[serde(default)]
    pub name: Option<String>,
    /// The model that it uses.
    #[serde(default)]
    pub model: Option<String>,
    /// Whether this call has created it.
    #[serde(default)]
    pub created: Option<bool>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A project to plan.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectPlanRequest {
    /// The project's name.
    pub name: String,
    /// The id of the template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Its description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The budget, under the service's own names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Value>,
}

/// A project to create.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectCreate {
    /// The project's name, as in the plan.
    pub name: String,
    /// The `plan_token` of `plan`.
    pub plan_token: String,
    /// The template, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// The description, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The budget, as in the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Value>,
}
