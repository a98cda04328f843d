// Generated from api/agent_groups.toml by `make generate`; do not edit.
//! The operations of `agent_groups`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation =
    Operation::new("agent_groups.list", Method::GET, "agent-groups/")
        .query(&[
            Field::new("query", When::Truthy),
            Field::new("page_size", When::Default("100")),
        ])
        .checks(&[
            Check::new(
                "page_size",
                Rule::Integer { min: 1, max: 100 },
                "page_size must be an integer between 1 and 100.",
            )
            .refusing_null(),
            Check::new("query", Rule::Named(named::search_query), ""),
        ])
        .flow(Flow::Pages(&Paging::cursor("Agent groups")));
pub(crate) static GET: Operation =
    Operation::new("agent_groups.get", Method::GET, "agent-groups/{group_id}/");
pub(crate) static CREATE: Operation =
    Operation::new("agent_groups.create", Method::POST, "agent-groups/")
        .body(Body::Only(&[
            Field::new("name", When::Always),
            Field::new("description", When::Given),
            Field::new("is_active", When::Given),
            Field::new("agent_ids", When::Given),
            Field::new("resource_set_ids", When::Given),
        ]))
        .keyed(KeyRule::Common);
pub(crate) static UPDATE: Operation = Operation::new(
    "agent_groups.update",
    Method::PATCH,
    "agent-groups/{group_id}/",
)
.body(Body::Only(&[
    Field::new("name", When::Given),
    Field::new("description", When::Given),
    Field::new("is_active", When::Given),
    Field::new("agent_ids", When::Given),
    Field::new("resource_set_ids", When::Given),
]));
pub(crate) static REPLACE_ASSIGNMENTS: Operation = Operation::new(
    "agent_groups.replace_assignments",
    Method::PATCH,
    "agent-groups/{group_id}/",
)
.body(Body::Only(&[
    Field::new("agent_ids", When::Given),
    Field::new("resource_set_ids", When::Given),
]));
pub(crate) static DELETE: Operation = Operation::new(
    "agent_groups.delete",
    Method::DELETE,
    "agent-groups/{group_id}/",
)
.flow(Flow::Done);

pub(super) static OPERATIONS: &[&Operation] =
    &[&LIST, &GET, &CREATE, &UPDATE, &REPLACE_ASSIGNMENTS, &DELETE];
