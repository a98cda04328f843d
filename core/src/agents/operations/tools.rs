// Generated from api/tools.toml by `make generate`; do not edit.
//! The operations of `tools`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation = Operation::new("tools.list", Method::GET, "tools/")
    .query(&[
        Field::new("mcp_tool", When::Given),
        Field::new("alias", When::Given),
        Field::new("page_size", When::Given),
    ])
    .checks(&[
        Check::new(
            "page_size",
            Rule::Integer { min: 1, max: 100 },
            "page_size must be an integer between 1 and 100.",
        ),
        Check::new("mcp_tool", Rule::Slug(255), ""),
        Check::new("alias", Rule::Slug(64), ""),
        Check::new("page_size", Rule::Named(named::filtered_page_size), ""),
    ])
    .flow(Flow::Pages(
        &Paging::cursor("Configured tools")
            .or_empty_object()
            .stream_defaults(&[("page_size", "100")]),
    ));
pub(crate) static AVAILABLE: Operation =
    Operation::new("tools.available", Method::GET, "tools/available/");
pub(crate) static CREATE: Operation = Operation::new("tools.create", Method::POST, "tools/")
    .body(Body::OpenFirst(&[
        Field::new("mcp_tool", When::Always),
        Field::new("alias", When::Unless("null")),
    ]))
    .checks(&[Check::new("alias", Rule::Slug(64), "")]);
pub(crate) static GET: Operation = Operation::new("tools.get", Method::GET, "tools/{tool_id}/");
pub(crate) static GET_BROWSER_PROFILE: Operation = Operation::new(
    "tools.get_browser_profile",
    Method::GET,
    "tools/{tool_id}/browser-profile/",
)
.field_in_path()
.timeout(70)
.checks(&[Check::new("tool_id", Rule::Named(named::tool_id), "")]);
pub(crate) static CREATE_BROWSER_PROFILE: Operation = Operation::new(
    "tools.create_browser_profile",
    Method::POST,
    "tools/{tool_id}/browser-profile/",
)
.body(Body::Only(&[Field::new("name", When::Always)]))
.field_in_path()
.timeout(70)
.checks(&[
    Check::new("tool_id", Rule::Named(named::tool_id), ""),
    Check::new("name", Rule::Named(named::profile_name), ""),
]);
pub(crate) static RECONCILE_BROWSER_PROFILE: Operation = Operation::new(
    "tools.reconcile_browser_profile",
    Method::POST,
    "tools/{tool_id}/browser-profile-reconcile/",
)
.field_in_path()
.timeout(70)
.checks(&[Check::new("tool_id", Rule::Named(named::tool_id), "")]);
pub(crate) static UPDATE: Operation =
    Operation::new("tools.update", Method::PATCH, "tools/{tool_id}/")
        .body(Body::Open(&[]))
        .checks(&[Check::new("alias", Rule::Slug(64), "").refusing_null()]);
pub(crate) static DELETE: Operation =
    Operation::new("tools.delete", Method::DELETE, "tools/{tool_id}/").flow(Flow::Done);
pub(crate) static PROVIDE_CONFIG: Operation = Operation::new(
    "tools.provide_config",
    Method::POST,
    "tools/{tool_id}/provide-config/",
)
.body(Body::Only(&[Field::new("user_response", When::Always)]));
pub(crate) static CALL: Operation =
    Operation::new("tools.call", Method::POST, "tools/{tool_id}/call/")
        .body(Body::Only(&[
            Field::new("action", When::Always),
            Field::new("arguments", When::Or("{}")),
            Field::new("execution_id", When::Given),
        ]))
        .keyed(KeyRule::Common)
        .checks(&[Check::new(
            "execution_id",
            Rule::Named(named::execution_id),
            "",
        )]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &AVAILABLE,
    &CREATE,
    &GET,
    &GET_BROWSER_PROFILE,
    &CREATE_BROWSER_PROFILE,
    &RECONCILE_BROWSER_PROFILE,
    &UPDATE,
    &DELETE,
    &PROVIDE_CONFIG,
    &CALL,
];
