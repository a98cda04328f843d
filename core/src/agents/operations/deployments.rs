// Generated from api/deployments.toml by `make generate`; do not edit.
//! The operations of `deployments`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation = Operation::new("deployments.list", Method::GET, "deployments/")
    .query(&[
        Field::new("agent_id", When::Given).sent_as("agent_task"),
        Field::new("status", When::Given),
    ])
    .flow(Flow::Pages(&Paging::link("Agent deployments")));
pub(crate) static GET: Operation = Operation::new(
    "deployments.get",
    Method::GET,
    "deployments/{deployment_id}/",
);
pub(crate) static CREATE: Operation =
    Operation::new("deployments.create", Method::POST, "deployments/").body(Body::Only(&[
        Field::new("agent_id", When::Always).sent_as("agent_task"),
        Field::new("version_id", When::Always).sent_as("candidate_version"),
        Field::new("name", When::Default("\"Production\"")),
        Field::new("status", When::Default("\"draft\"")),
        Field::new("publish_mode", When::Default("\"embedded\"")),
    ]));
pub(crate) static UPDATE: Operation = Operation::new(
    "deployments.update",
    Method::PATCH,
    "deployments/{deployment_id}/",
)
.body(Body::Open(&[]));
pub(crate) static PUBLISH: Operation = Operation::new(
    "deployments.publish",
    Method::POST,
    "deployments/{deployment_id}/publish/",
)
.body(Body::Only(&[
    Field::new("publish_mode", When::Default("\"embedded\"")),
    Field::new("version_id", When::Given).sent_as("candidate_version"),
]));
pub(crate) static PREFLIGHT: Operation = Operation::new(
    "deployments.preflight",
    Method::POST,
    "deployments/{deployment_id}/preflight/",
)
.body(Body::Only(&[
    Field::new("publish_mode", When::Default("\"embedded\"")),
    Field::new("version_id", When::Given).sent_as("candidate_version"),
]));
pub(crate) static ACCESS: Operation = Operation::new(
    "deployments.access",
    Method::GET,
    "deployments/{deployment_id}/access/",
)
.query(&[Field::new("external_user_id", When::Given)]);
pub(crate) static CREATE_CONNECTION_LINK: Operation = Operation::new(
    "deployments.create_connection_link",
    Method::POST,
    "deployments/{deployment_id}/connect-session/",
)
.body(Body::Only(&[
    Field::new("external_user_id", When::Always),
    Field::new("slot", When::Always),
    Field::new("alias", When::Given),
]))
.checks(&[
    Check::new("slot", Rule::Slug(128), "").refusing_null(),
    Check::new("alias", Rule::Slug(64), ""),
]);
pub(crate) static RUN: Operation = Operation::new(
    "deployments.run",
    Method::POST,
    "deployments/{deployment_id}/run/",
)
.body(Body::Only(&[
    Field::new("external_user_id", When::Always),
    Field::new("variables", When::Given),
    Field::new("connections", When::Given),
    Field::new("resource_set_id", When::Given),
    Field::new("resource_set_revision", When::Given),
]))
.keyed(KeyRule::Common)
.starts_work()
.checks(&[
    Check::new("connections", Rule::Named(named::run_selection), ""),
    Check::new("connections", Rule::Named(named::connections), ""),
]);
pub(crate) static RUN_AND_WAIT: Operation = Operation::new(
    "deployments.run_and_wait",
    Method::POST,
    "deployments/{deployment_id}/run/",
)
.body(Body::Only(&[
    Field::new("external_user_id", When::Always),
    Field::new("variables", When::Given),
    Field::new("connections", When::Given),
    Field::new("resource_set_id", When::Given),
    Field::new("resource_set_revision", When::Given),
]))
.keyed(KeyRule::Common)
.checks(&[
    Check::new("connections", Rule::Named(named::run_selection), ""),
    Check::new("connections", Rule::Named(named::connections), ""),
])
.flow(Flow::ThenRun(&super::runs::GET));

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &GET,
    &CREATE,
    &UPDATE,
    &PUBLISH,
    &PREFLIGHT,
    &ACCESS,
    &CREATE_CONNECTION_LINK,
    &RUN,
    &RUN_AND_WAIT,
];
