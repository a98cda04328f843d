// Generated from api/shares.toml by `make generate`; do not edit.
//! The operations of `shares`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;
use crate::agents::request::Channel;

pub(crate) static LIST: Operation = Operation::new("shares.list", Method::GET, "/mcp-shares/")
    .query(&[
        Field::new("scope", When::Default("\"received\"")),
        Field::new("cursor", When::Truthy),
    ])
    .channel(Channel::Team)
    .timeout(35)
    .checks(&[
        Check::new(
            "scope",
            Rule::OneOf(&["sent", "received"]),
            "scope must be sent or received",
        )
        .refusing_null(),
        Check::new("cursor", Rule::Named(named::team_cursor), ""),
    ])
    .flow(Flow::Page(&Paging::single("Shares", "items")));
pub(crate) static INVITATIONS: Operation =
    Operation::new("shares.invitations", Method::GET, "/mcp-share-invitations/")
        .query(&[
            Field::new("scope", When::Default("\"received\"")),
            Field::new("cursor", When::Truthy),
        ])
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[
            Check::new(
                "scope",
                Rule::OneOf(&["sent", "received"]),
                "scope must be sent or received",
            )
            .refusing_null(),
            Check::new("cursor", Rule::Named(named::team_cursor), ""),
        ])
        .flow(Flow::Page(&Paging::single("Share invitations", "items")));
pub(crate) static INVITE: Operation =
    Operation::new("shares.invite", Method::POST, "/mcp-share-invitations/")
        .body(Body::Only(&[
            Field::new("source_id", When::Always),
            Field::new("email", When::Always),
            Field::new("accept_sharing", When::Always),
            Field::new("access_days", When::Default("7")),
        ]))
        .keyed(KeyRule::Team)
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[Check::new("source_id", Rule::Uuid, "")]);
pub(crate) static ACCEPT: Operation = Operation::new(
    "shares.accept",
    Method::POST,
    "/mcp-share-invitations/{invitation_id}/accept/",
)
.body(Body::Only(&[Field::new("accept_billing", When::Always)]))
.channel(Channel::Team)
.timeout(35)
.checks(&[Check::new("invitation_id", Rule::Uuid, "")]);
pub(crate) static CANCEL: Operation = Operation::new(
    "shares.cancel",
    Method::DELETE,
    "/mcp-share-invitations/{invitation_id}/",
)
.channel(Channel::Team)
.timeout(35)
.checks(&[Check::new("invitation_id", Rule::Uuid, "")]);
pub(crate) static REVOKE: Operation =
    Operation::new("shares.revoke", Method::DELETE, "/mcp-shares/{share_id}/")
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[Check::new("share_id", Rule::Uuid, "")]);
pub(crate) static TOOLS: Operation =
    Operation::new("shares.tools", Method::GET, "/mcp-shares/{share_id}/tools/")
        .query(&[Field::new("cursor", When::Truthy)])
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[
            Check::new("share_id", Rule::Uuid, ""),
            Check::new("cursor", Rule::Named(named::team_cursor), ""),
        ])
        .flow(Flow::Page(&Paging::single("Share actions", "tools")));
pub(crate) static CALL: Operation =
    Operation::new("shares.call", Method::POST, "/mcp-shares/{share_id}/call/")
        .body(Body::Only(&[
            Field::new("name", When::Always),
            Field::new("arguments", When::Always),
        ]))
        .keyed(KeyRule::Team)
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[Check::new("share_id", Rule::Uuid, "")]);
pub(crate) static DEVICES: Operation = Operation::new(
    "shares.devices",
    Method::GET,
    "/mcp-shares/{share_id}/devices/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("share_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Share devices", "items")));
pub(crate) static CREATE_DEVICE: Operation = Operation::new(
    "shares.create_device",
    Method::POST,
    "/mcp-shares/{share_id}/devices/",
)
.body(Body::Only(&[
    Field::new("label", When::Always),
    Field::new("access_days", When::Default("7")),
]))
.keyed(KeyRule::Team)
.channel(Channel::Team)
.timeout(35)
.checks(&[Check::new("share_id", Rule::Uuid, "")]);
pub(crate) static REVOKE_DEVICE: Operation = Operation::new(
    "shares.revoke_device",
    Method::DELETE,
    "/mcp-shares/{share_id}/devices/{device_id}/",
)
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("share_id", Rule::Uuid, ""),
    Check::new("device_id", Rule::Uuid, ""),
]);
pub(crate) static ACTIVITY: Operation = Operation::new(
    "shares.activity",
    Method::GET,
    "/mcp-shares/{share_id}/activity/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("share_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Share activity", "items")));

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &INVITATIONS,
    &INVITE,
    &ACCEPT,
    &CANCEL,
    &REVOKE,
    &TOOLS,
    &CALL,
    &DEVICES,
    &CREATE_DEVICE,
    &REVOKE_DEVICE,
    &ACTIVITY,
];
