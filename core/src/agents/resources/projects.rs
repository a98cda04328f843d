// Generated from api/projects.toml by `make generate`; do not edit.
//! Projects: apps, sites, fleets of agents and artifacts, with their agents and costs.

use serde_json::{Map, Value};

use crate::agents::call::TypedCall;
use crate::agents::client::Client;
use crate::agents::models::{
    Id, Project, ProjectAgent, ProjectCopy, ProjectCreate, ProjectCreated, ProjectErrors,
    ProjectList, ProjectPlan, ProjectPlanRequest, ProjectTemplates,
};
use crate::agents::operation::Arguments;
use crate::agents::operations::projects as table;
use crate::agents::page_stream::{PageStream, TypedRows};
use crate::error::Error;

/// The projects of this account.
///
/// See [`Client::projects`].
#[derive(Clone, Copy, Debug)]
pub struct Projects<'a>(pub(super) &'a Client);

impl Client {
    /// The projects of this account.
    #[must_use]
    pub fn projects(&self) -> Projects<'_> {
        Projects(self)
    }
}

impl Projects<'_> {
    /// Returns the projects, and the kinds of projects that this account may have.
    pub fn list(&self) -> TypedCall<ProjectList> {
        TypedCall::new(self.0, &table::LIST, Arguments::default())
    }

    /// Returns one project.
    pub fn get(&self, project_id: impl Into<Id>) -> TypedCall<Project> {
        let mut fields = Map::new();
        fields.insert("project_id".into(), serde_json::json!(project_id.into()));
        TypedCall::with_fields(self.0, &table::GET, None, &fields)
    }

    /// Returns a page of the latest errors of a project.
    pub fn errors(
        &self,
        project_id: impl Into<Id>,
        limit: Option<i64>,
        before: Option<&str>,
    ) -> TypedCall<ProjectErrors> {
        let mut fields = Map::new();
        if let Some(limit) = limit {
            fields.insert("limit".into(), limit.into());
        }
        if let Some(before) = before {
            fields.insert("before".into(), before.into());
        }
        fields.insert("project_id".into(), serde_json::json!(project_id.into()));
        TypedCall::with_fields(self.0, &table::ERRORS, None, &fields)
    }

    /// Yields the rows of `errors` one by one.
    ///
    /// A page is requested when its first row is needed, so that the memory for a list of any
    /// length is that of one page.
    ///
    /// # Errors
    ///
    /// Arguments that can't be used.
    pub fn iter_errors(
        &self,
        project_id: impl Into<Id>,
        limit: Option<i64>,
        before: Option<&str>,
    ) -> Result<TypedRows<Map<String, Value>>, Error> {
        let call: TypedCall<()> = {
            let mut fields = Map::new();
            if let Some(limit) = limit {
                fields.insert("limit".into(), limit.into());
            }
            if let Some(before) = before {
                fields.insert("before".into(), before.into());
            }
            fields.insert("project_id".into(), serde_json::json!(project_id.into()));
            TypedCall::with_fields(self.0, &table::ERRORS, None, &fields)
        };
        Ok(TypedRows::new(PageStream::new(call.into_call()?)?))
    }

    /// Returns the templates of projects.
    pub fn templates(&self) -> TypedCall<ProjectTemplates> {
        TypedCall::new(self.0, &table::TEMPLATES, Arguments::default())
    }

    /// Returns the plan and the cost of a `create`; nothing is created.
    pub fn plan(&self, options: &ProjectPlanRequest) -> TypedCall<ProjectPlan> {
        TypedCall::with_fields(self.0, &table::PLAN, None, options)
    }

    /// Creates the project of a plan.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn create(&self, options: &ProjectCreate) -> TypedCall<ProjectCreated> {
        TypedCall::with_fields(self.0, &table::CREATE, None, options)
    }

    /// Returns the agent of an app or a site; the first call creates it.
    pub fn agent(&self, project_id: impl Into<Id>, model: Option<&str>) -> TypedCall<ProjectAgent> {
        let mut fields = Map::new();
        if let Some(model) = model {
            fields.insert("model".into(), model.into());
        }
        fields.insert("project_id".into(), serde_json::json!(project_id.into()));
        TypedCall::with_fields(self.0, &table::AGENT, None, &fields)
    }

    /// Stops an app or a site; its data stays.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn stop(&self, project_id: impl Into<Id>) -> TypedCall<Project> {
        let mut fields = Map::new();
        fields.insert("project_id".into(), serde_json::json!(project_id.into()));
        TypedCall::with_fields(self.0, &table::STOP, None, &fields)
    }

    /// Starts a stopped app or site. Without `plan_token`, it only returns the plan with the
    /// cost.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn start(&self, project_id: impl Into<Id>, plan_token: Option<&str>) -> TypedCall<Value> {
        let mut fields = Map::new();
        if let Some(plan_token) = plan_token {
            fields.insert("plan_token".into(), plan_token.into());
        }
        fields.insert("project_id".into(), serde_json::json!(project_id.into()));
        TypedCall::with_fields(self.0, &table::START, None, &fields)
    }

    /// Makes an app or a fleet public, or private again.
    pub fn share(&self, project_id: impl Into<Id>, public: bool) -> TypedCall<Project> {
        let mut fields = Map::new();
        fields.insert("public".into(), public.into());
        fields.insert("project_id".into(), serde_json::json!(project_id.into()));
        TypedCall::with_fields(self.0, &table::SHARE, None, &fields)
    }

    /// Copies an app or a fleet to this account.
    ///
    /// See [`TypedCall::idempotency_key`] for sending it again after a failure.
    pub fn copy(&self, project: impl Into<Id>, name: Option<&str>) -> TypedCall<ProjectCopy> {
        let mut fields = Map::new();
        if let Some(name) = name {
            fields.insert("name".into(), name.into());
        }
        fields.insert("project".into(), serde_json::json!(project.into()));
        TypedCall::with_fields(self.0, &table::COPY, None, &fields)
    }
}
