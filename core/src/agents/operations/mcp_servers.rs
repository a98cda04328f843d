// Generated from api/mcp_servers.toml by `make generate`; do not edit.
//! The operations of `mcp_servers`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation = Operation::new("mcp_servers.list", Method::GET, "mcp-servers/")
    .flow(Flow::Pages(&Paging::link("MCP servers")));
pub(crate) static GET: Operation =
    Operation::new("mcp_servers.get", Method::GET, "mcp-servers/{server_id}/")
        .checks(&[Check::new("server_id", Rule::Named(named::server_id), "")]);
pub(crate) static CREATE: Operation =
    Operation::new("mcp_servers.create", Method::POST, "mcp-servers/")
        .body(Body::Only(&[
            Field::new("name", When::Given),
            Field::new("url", When::Given),
            Field::new(
                "transport_type",
                When::DefaultUnlessNull("\"streamable_http\""),
            ),
            Field::new("auth_type", When::DefaultUnlessNull("\"none\"")),
            Field::new("oauth_client_id", When::Given),
            Field::new("oauth_client_secret", When::Given),
            Field::new("oauth_scopes", When::Given),
            Field::new("auth_credentials", When::Given),
            Field::new("is_active", When::DefaultUnlessNull("true")),
        ]))
        .checks(&[Check::new(
            "auth_type",
            Rule::Named(named::new_server_settings),
            "",
        )]);
pub(crate) static UPDATE: Operation = Operation::new(
    "mcp_servers.update",
    Method::PATCH,
    "mcp-servers/{server_id}/",
)
.body(Body::Only(&[
    Field::new("name", When::Given),
    Field::new("url", When::Given),
    Field::new("transport_type", When::Given),
    Field::new("auth_type", When::Given),
    Field::new("auth_credentials", When::Given),
    Field::new("oauth_client_id", When::Given),
    Field::new("oauth_client_secret", When::Given),
    Field::new("oauth_scopes", When::Given),
    Field::new("is_active", When::Given),
]))
.checks(&[
    Check::new("auth_type", Rule::Named(named::server_settings), ""),
    Check::new("server_id", Rule::Named(named::server_id), ""),
]);
pub(crate) static DELETE: Operation = Operation::new(
    "mcp_servers.delete",
    Method::DELETE,
    "mcp-servers/{server_id}/",
)
.checks(&[Check::new("server_id", Rule::Named(named::server_id), "")])
.flow(Flow::Done);
pub(crate) static AUTHORIZE: Operation = Operation::new(
    "mcp_servers.authorize",
    Method::POST,
    "mcp-servers/{server_id}/authorize/",
)
.checks(&[Check::new("server_id", Rule::Named(named::server_id), "")]);
pub(crate) static CONNECT: Operation = Operation::new(
    "mcp_servers.connect",
    Method::POST,
    "mcp-servers/{server_id}/connect/",
)
.checks(&[Check::new("server_id", Rule::Named(named::server_id), "")]);
pub(crate) static DISCONNECT: Operation = Operation::new(
    "mcp_servers.disconnect",
    Method::POST,
    "mcp-servers/{server_id}/disconnect/",
)
.checks(&[Check::new("server_id", Rule::Named(named::server_id), "")]);
pub(crate) static CALL: Operation = Operation::new(
    "mcp_servers.call",
    Method::POST,
    "mcp-servers/{server_id}/call/",
)
.body(Body::Only(&[
    Field::new("action", When::Always),
    Field::new("arguments", When::Or("{}")),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new("server_id", Rule::Named(named::server_id), "")]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &GET,
    &CREATE,
    &UPDATE,
    &DELETE,
    &AUTHORIZE,
    &CONNECT,
    &DISCONNECT,
    &CALL,
];
