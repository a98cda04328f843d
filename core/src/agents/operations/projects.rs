// Generated from api/projects.toml by `make generate`; do not edit.
//! The operations of `projects`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation = Operation::new("projects.list", Method::GET, "projects/");
pub(crate) static GET: Operation =
    Operation::new("projects.get", Method::GET, "projects/{+project_id}/")
        .field_in_path()
        .checks(&[Check::new("project_id", Rule::Named(named::project_id), "")]);
pub(crate) static ERRORS: Operation = Operation::new(
    "projects.errors",
    Method::GET,
    "projects/{+project_id}/errors/",
)
.query(&[
    Field::new("limit", When::Given),
    Field::new("before", When::Given),
])
.field_in_path()
.checks(&[
    Check::new("project_id", Rule::Named(named::project_id), ""),
    Check::new("limit", Rule::Named(named::error_limit), ""),
])
.flow(Flow::Page(
    &Paging::single("Project errors", "errors").position("next_before", "before"),
));
pub(crate) static TEMPLATES: Operation =
    Operation::new("projects.templates", Method::GET, "projects/templates/");
pub(crate) static PLAN: Operation = Operation::new("projects.plan", Method::POST, "projects/")
    .body(Body::Only(&[
        Field::new("name", When::Given),
        Field::new("description", When::Given),
        Field::new("template", When::Given),
        Field::new("budget", When::Given),
    ]));
pub(crate) static CREATE: Operation = Operation::new("projects.create", Method::POST, "projects/")
    .body(Body::Only(&[
        Field::new("name", When::Given),
        Field::new("description", When::Given),
        Field::new("template", When::Given),
        Field::new("budget", When::Given),
        Field::new("plan_token", When::Given),
    ]))
    .keyed(KeyRule::Common);
pub(crate) static AGENT: Operation = Operation::new(
    "projects.agent",
    Method::POST,
    "projects/{+project_id}/agent/",
)
.body(Body::OnlyOrNone(&[Field::new("model", When::Given)]))
.field_in_path()
.checks(&[
    Check::new("project_id", Rule::Named(named::running_project_id), ""),
    Check::new("model", Rule::Named(named::agent_model), ""),
]);
pub(crate) static STOP: Operation = Operation::new(
    "projects.stop",
    Method::POST,
    "projects/{+project_id}/stop/",
)
.body(Body::Only(&[]))
.keyed(KeyRule::Common)
.field_in_path()
.checks(&[Check::new(
    "project_id",
    Rule::Named(named::running_project_id),
    "",
)]);
pub(crate) static START: Operation = Operation::new(
    "projects.start",
    Method::POST,
    "projects/{+project_id}/start/",
)
.body(Body::Only(&[Field::new("plan_token", When::Given)]))
.keyed(KeyRule::Common)
.keyed_with("plan_token")
.field_in_path()
.checks(&[
    Check::new("project_id", Rule::Named(named::running_project_id), ""),
    Check::new("plan_token", Rule::Named(named::start_plan), ""),
]);
pub(crate) static SHARE: Operation = Operation::new(
    "projects.share",
    Method::POST,
    "projects/{+project_id}/public/",
)
.body(Body::Only(&[Field::new("public", When::Always)]))
.field_in_path()
.checks(&[
    Check::new("project_id", Rule::Named(named::shared_project), ""),
    Check::new("public", Rule::Bool, "public must be True or False").refusing_null(),
]);
pub(crate) static COPY: Operation =
    Operation::new("projects.copy", Method::POST, "projects/{+project}/copy/")
        .body(Body::Only(&[Field::new("name", When::Given)]))
        .keyed(KeyRule::Common)
        .field_in_path()
        .checks(&[
            Check::new("project", Rule::Named(named::shared_project), ""),
            Check::new("name", Rule::Named(named::project_name), ""),
        ]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST, &GET, &ERRORS, &TEMPLATES, &PLAN, &CREATE, &AGENT, &STOP, &START, &SHARE, &COPY,
];
