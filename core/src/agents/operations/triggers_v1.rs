// Generated from api/triggers_v1.toml by `make generate`; do not edit.
//! The operations of `triggers_v1`.

use http::Method;

use crate::agents::checks::{Check, Rule};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};

pub(crate) static LIST: Operation = Operation::new("triggers_v1.list", Method::GET, "triggers/")
    .query(&[Field::new("agent_id", When::Given).sent_as("task")])
    .checks(&[Check::new("agent_id", Rule::Uuid, "")]);
pub(crate) static GET: Operation = Operation::new(
    "triggers_v1.get",
    Method::GET,
    "triggers/{trigger_id}/",
)
.checks(&[Check::new("trigger_id", Rule::Uuid, "")]);
pub(crate) static CREATE: Operation =
    Operation::new("triggers_v1.create", Method::POST, "triggers/")
        .body(Body::Only(&[
            Field::new("agent_id", When::Always).sent_as("agent_task"),
            Field::new("kind", When::Constant("\"webhook\"")),
            Field::new("secret", When::Given),
            Field::new("rate_limit_per_hour", When::Given),
            Field::new("config", When::Given),
        ]))
        .keyed(KeyRule::Common)
        .checks(&[Check::new("agent_id", Rule::Uuid, "")]);
pub(crate) static UPDATE: Operation = Operation::new(
    "triggers_v1.update",
    Method::PATCH,
    "triggers/{trigger_id}/",
)
.body(Body::Only(&[
    Field::new("secret", When::Given),
    Field::new("rate_limit_per_hour", When::Given),
    Field::new("config", When::Given),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new("trigger_id", Rule::Uuid, "")]);
pub(crate) static PAUSE: Operation = Operation::new(
    "triggers_v1.pause",
    Method::POST,
    "triggers/{trigger_id}/pause/",
)
.body(Body::Only(&[]))
.keyed(KeyRule::Common)
.checks(&[Check::new("trigger_id", Rule::Uuid, "")]);
pub(crate) static ACTIVATE: Operation = Operation::new(
    "triggers_v1.activate",
    Method::POST,
    "triggers/{trigger_id}/activate/",
)
.body(Body::Only(&[]))
.keyed(KeyRule::Common)
.checks(&[Check::new("trigger_id", Rule::Uuid, "")]);
pub(crate) static DELETE: Operation = Operation::new(
    "triggers_v1.delete",
    Method::DELETE,
    "triggers/{trigger_id}/",
)
.keyed(KeyRule::Common)
.status(204)
.checks(&[Check::new("trigger_id", Rule::Uuid, "")])
.flow(Flow::Done);
pub(crate) static EVENTS: Operation = Operation::new(
    "triggers_v1.events",
    Method::GET,
    "triggers/{trigger_id}/events/",
)
.checks(&[Check::new("trigger_id", Rule::Uuid, "")]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST, &GET, &CREATE, &UPDATE, &PAUSE, &ACTIVATE, &DELETE, &EVENTS,
];
