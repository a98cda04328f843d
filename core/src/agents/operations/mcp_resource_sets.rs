// Generated from api/mcp_resource_sets.toml by `make generate`; do not edit.
//! The operations of `mcp_resource_sets`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation =
    Operation::new("mcp_resource_sets.list", Method::GET, "mcp-resource-sets/")
        .query(&[
            Field::new("query", When::Truthy),
            Field::new("authority_type", When::Given),
            Field::new("principal_id", When::Given),
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
            Check::new(
                "authority_type",
                Rule::OneOf(&["owner", "external_principal"]),
                "authority_type must be 'owner' or 'external_principal'.",
            ),
            Check::new("principal_id", Rule::Named(named::principal), ""),
        ])
        .flow(Flow::Pages(&Paging::cursor("MCP resource sets")));
pub(crate) static LIST_MEMBERS: Operation = Operation::new(
    "mcp_resource_sets.list_members",
    Method::GET,
    "mcp-resource-sets/{resource_set_id}/members/",
)
.query(&[Field::new("page_size", When::Default("100"))])
.checks(&[Check::new(
    "page_size",
    Rule::Integer { min: 1, max: 100 },
    "page_size must be an integer between 1 and 100.",
)
.refusing_null()])
.flow(Flow::Pages(&Paging::cursor("MCP resource-set members")));
pub(crate) static GET: Operation = Operation::new(
    "mcp_resource_sets.get",
    Method::GET,
    "mcp-resource-sets/{resource_set_id}/",
);
pub(crate) static CREATE: Operation = Operation::new(
    "mcp_resource_sets.create",
    Method::POST,
    "mcp-resource-sets/",
)
.body(Body::Only(&[
    Field::new("name", When::Always),
    Field::new("management_mode", When::Default("\"flymyai\"")),
    Field::new("description", When::Given),
    Field::new("status", When::Given),
    Field::new("principal_id", When::Given),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new(
    "management_mode",
    Rule::Named(named::management_mode),
    "",
)]);
pub(crate) static UPDATE: Operation = Operation::new(
    "mcp_resource_sets.update",
    Method::PATCH,
    "mcp-resource-sets/{resource_set_id}/",
)
.body(Body::Only(&[
    Field::new("expected_revision", When::Always),
    Field::new("name", When::Given),
    Field::new("description", When::Given),
    Field::new("status", When::Given),
]))
.checks(&[Check::new(
    "expected_revision",
    Rule::Integer {
        min: 1,
        max: 9223372036854775807,
    },
    "expected_revision must be an integer of at least 1.",
)
.refusing_null()]);
pub(crate) static REPLACE: Operation = Operation::new(
    "mcp_resource_sets.replace",
    Method::PUT,
    "mcp-resource-sets/{resource_set_id}/",
)
.body(Body::Only(&[
    Field::new("expected_revision", When::Always),
    Field::new("name", When::Given),
    Field::new("description", When::DefaultUnlessNull("\"\"")),
    Field::new("status", When::DefaultUnlessNull("\"active\"")),
]))
.checks(&[Check::new(
    "expected_revision",
    Rule::Integer {
        min: 1,
        max: 9223372036854775807,
    },
    "expected_revision must be an integer of at least 1.",
)
.refusing_null()]);
pub(crate) static DELETE: Operation = Operation::new(
    "mcp_resource_sets.delete",
    Method::DELETE,
    "mcp-resource-sets/{resource_set_id}/",
)
.flow(Flow::Done);
pub(crate) static REPLACE_MEMBERS: Operation = Operation::new(
    "mcp_resource_sets.replace_members",
    Method::POST,
    "mcp-resource-sets/{resource_set_id}/replace-members/",
)
.body(Body::Only(&[
    Field::new("expected_revision", When::Always),
    Field::new("members", When::Always),
]))
.checks(&[
    Check::new(
        "expected_revision",
        Rule::Integer {
            min: 1,
            max: 9223372036854775807,
        },
        "expected_revision must be an integer of at least 1.",
    )
    .refusing_null(),
    Check::new("members", Rule::Named(named::members), ""),
]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &LIST_MEMBERS,
    &GET,
    &CREATE,
    &UPDATE,
    &REPLACE,
    &DELETE,
    &REPLACE_MEMBERS,
];
