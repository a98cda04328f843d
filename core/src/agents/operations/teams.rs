// Generated from api/teams.toml by `make generate`; do not edit.
//! The operations of `teams`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;
use crate::agents::request::Channel;

pub(crate) static LIST: Operation = Operation::new("teams.list", Method::GET, "/mcp-teams/")
    .query(&[Field::new("cursor", When::Truthy)])
    .channel(Channel::Team)
    .timeout(35)
    .decimals(&["items.reserved", "items.spend_limit", "items.spent"])
    .checks(&[Check::new("cursor", Rule::Named(named::team_cursor), "")])
    .flow(Flow::Page(&Paging::single("Teams", "items")));
pub(crate) static GET: Operation =
    Operation::new("teams.get", Method::GET, "/mcp-teams/{team_id}/")
        .channel(Channel::Team)
        .timeout(35)
        .decimals(&["reserved", "spend_limit", "spent"])
        .checks(&[Check::new("team_id", Rule::Uuid, "")]);
pub(crate) static ENABLE: Operation = Operation::new("teams.enable", Method::POST, "/mcp-teams/")
    .body(Body::Only(&[
        Field::new("username", When::Always),
        Field::new("create", When::Default("false")),
        Field::new("accept_billing", When::Default("false")),
    ]))
    .channel(Channel::Team)
    .timeout(35)
    .decimals(&["reserved", "spend_limit", "spent"]);
pub(crate) static UPDATE: Operation =
    Operation::new("teams.update", Method::PATCH, "/mcp-teams/{team_id}/")
        .body(Body::OpenFirst(&[Field::new("revision", When::Given)]))
        .channel(Channel::Team)
        .timeout(35)
        .decimals(&["reserved", "spend_limit", "spent"])
        .checks(&[Check::new("team_id", Rule::Uuid, "")]);
pub(crate) static CONNECTIONS: Operation = Operation::new(
    "teams.connections",
    Method::GET,
    "/mcp-teams/{team_id}/connections/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Team connections", "items")));
pub(crate) static ADD_CONNECTION: Operation = Operation::new(
    "teams.add_connection",
    Method::POST,
    "/mcp-teams/{team_id}/connections/",
)
.body(Body::Only(&[
    Field::new("source_kind", When::Always),
    Field::new("source_id", When::Always),
    Field::new("label", When::Always),
    Field::new("actions", When::Always),
    Field::new("shared", When::Default("false")),
    Field::new("consent", When::Default("false")),
]))
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("source_id", Rule::Uuid, ""),
]);
pub(crate) static SHARE_CONNECTION: Operation = Operation::new(
    "teams.share_connection",
    Method::PATCH,
    "/mcp-teams/{team_id}/connections/{connection_id}/",
)
.body(Body::Only(&[
    Field::new("revision", When::Always),
    Field::new("actions", When::Always),
    Field::new("shared", When::Always),
    Field::new("consent", When::Always),
]))
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("connection_id", Rule::Uuid, ""),
]);
pub(crate) static REVOKE_CONNECTION: Operation = Operation::new(
    "teams.revoke_connection",
    Method::DELETE,
    "/mcp-teams/{team_id}/connections/{connection_id}/",
)
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("connection_id", Rule::Uuid, ""),
]);
pub(crate) static INVITE: Operation = Operation::new(
    "teams.invite",
    Method::POST,
    "/mcp-teams/{team_id}/invites/",
)
.body(Body::Only(&[
    Field::new("email", When::Default("\"\"")),
    Field::new("role", When::Default("\"member\"")),
    Field::new("access_days", When::Default("7")),
    Field::new("call_limit", When::Default("500")),
    Field::new("spend_limit", When::Default("\"5\"")),
]))
.keyed(KeyRule::Team)
.channel(Channel::Team)
.timeout(35)
.decimals(&["spend_limit"])
.checks(&[Check::new("team_id", Rule::Uuid, "")]);
pub(crate) static CLAIM_INVITE: Operation = Operation::new(
    "teams.claim_invite",
    Method::POST,
    "/mcp-team-invitations/claim/",
)
.body(Body::Only(&[
    Field::new("token", When::Always),
    Field::new("accept_team_scope", When::Always),
]))
.channel(Channel::Team)
.timeout(35);
pub(crate) static DECIDE_INVITE: Operation = Operation::new(
    "teams.decide_invite",
    Method::POST,
    "/mcp-teams/{team_id}/invites/{invite_id}/decision/",
)
.body(Body::Only(&[Field::new("approve", When::Always)]))
.channel(Channel::Team)
.timeout(35)
.decimals(&["spend_limit"])
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("invite_id", Rule::Uuid, ""),
]);
pub(crate) static DEVICES: Operation = Operation::new(
    "teams.devices",
    Method::GET,
    "/mcp-teams/{team_id}/devices/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Team devices", "items")));
pub(crate) static CREATE_DEVICE: Operation = Operation::new(
    "teams.create_device",
    Method::POST,
    "/mcp-teams/{team_id}/devices/",
)
.body(Body::Only(&[
    Field::new("label", When::Always),
    Field::new("access_days", When::Default("7")),
]))
.keyed(KeyRule::Team)
.channel(Channel::Team)
.timeout(35)
.checks(&[Check::new("team_id", Rule::Uuid, "")]);
pub(crate) static REVOKE_DEVICE: Operation = Operation::new(
    "teams.revoke_device",
    Method::DELETE,
    "/mcp-teams/{team_id}/devices/{device_id}/",
)
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("device_id", Rule::Uuid, ""),
]);
pub(crate) static ACTIVITY: Operation = Operation::new(
    "teams.activity",
    Method::GET,
    "/mcp-teams/{team_id}/activity/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Team activity", "items")));
pub(crate) static CAPABILITIES: Operation = Operation::new(
    "teams.capabilities",
    Method::GET,
    "/mcp-teams/capabilities/",
)
.channel(Channel::Team)
.timeout(35);
pub(crate) static ELIGIBLE: Operation =
    Operation::new("teams.eligible", Method::GET, "/mcp-teams/eligible/")
        .query(&[Field::new("cursor", When::Truthy)])
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[Check::new("cursor", Rule::Named(named::team_cursor), "")])
        .flow(Flow::Page(&Paging::single("Eligible teams", "items")));
pub(crate) static SOURCES: Operation = Operation::new(
    "teams.sources",
    Method::GET,
    "/mcp-teams/{team_id}/sources/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Team sources", "items")));
pub(crate) static MEMBERS: Operation = Operation::new(
    "teams.members",
    Method::GET,
    "/mcp-teams/{team_id}/members/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Team members", "items")));
pub(crate) static UPDATE_MEMBER: Operation = Operation::new(
    "teams.update_member",
    Method::PATCH,
    "/mcp-teams/{team_id}/members/{member_id}/",
)
.body(Body::OpenFirst(&[Field::new("epoch", When::Given)]))
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("member_id", Rule::Uuid, ""),
]);
pub(crate) static REMOVE_MEMBER: Operation = Operation::new(
    "teams.remove_member",
    Method::DELETE,
    "/mcp-teams/{team_id}/members/{member_id}/",
)
.body(Body::Only(&[Field::new("accept_team_scope", When::Always)]))
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("member_id", Rule::Uuid, ""),
]);
pub(crate) static INVITATIONS: Operation = Operation::new(
    "teams.invitations",
    Method::GET,
    "/mcp-teams/{team_id}/invites/",
)
.query(&[Field::new("cursor", When::Truthy)])
.channel(Channel::Team)
.timeout(35)
.decimals(&["items.spend_limit"])
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("cursor", Rule::Named(named::team_cursor), ""),
])
.flow(Flow::Page(&Paging::single("Team invitations", "items")));
pub(crate) static PREVIEW_INVITE: Operation = Operation::new(
    "teams.preview_invite",
    Method::POST,
    "/mcp-team-invitations/preview/",
)
.body(Body::Only(&[Field::new("token", When::Always)]))
.channel(Channel::Team)
.timeout(35);
pub(crate) static USAGE: Operation =
    Operation::new("teams.usage", Method::GET, "/mcp-teams/{team_id}/usage/")
        .query(&[
            Field::new("group", When::Default("\"actor\"")),
            Field::new("cursor", When::Truthy),
        ])
        .channel(Channel::Team)
        .timeout(35)
        .checks(&[
            Check::new(
                "group",
                Rule::OneOf(&["actor", "action"]),
                "group must be actor or action",
            )
            .refusing_null(),
            Check::new("team_id", Rule::Uuid, ""),
            Check::new("cursor", Rule::Named(named::team_cursor), ""),
        ])
        .flow(Flow::Page(&Paging::single("Team usage", "items")));
pub(crate) static PROPOSE_TRANSFER: Operation = Operation::new(
    "teams.propose_transfer",
    Method::POST,
    "/mcp-teams/{team_id}/transfer/",
)
.body(Body::Only(&[
    Field::new("member_id", When::Always).sent_as("recipient_id")
]))
.channel(Channel::Team)
.timeout(35)
.checks(&[
    Check::new("team_id", Rule::Uuid, ""),
    Check::new("member_id", Rule::Uuid, ""),
]);
pub(crate) static ACCEPT_TRANSFER: Operation = Operation::new(
    "teams.accept_transfer",
    Method::POST,
    "/mcp-teams/{team_id}/transfer/accept/",
)
.body(Body::Only(&[Field::new("accept_billing", When::Always)]))
.channel(Channel::Team)
.timeout(35)
.decimals(&["reserved", "spend_limit", "spent"])
.checks(&[Check::new("team_id", Rule::Uuid, "")]);
pub(crate) static CANCEL_TRANSFER: Operation = Operation::new(
    "teams.cancel_transfer",
    Method::DELETE,
    "/mcp-teams/{team_id}/transfer/",
)
.channel(Channel::Team)
.timeout(35)
.checks(&[Check::new("team_id", Rule::Uuid, "")]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &GET,
    &ENABLE,
    &UPDATE,
    &CONNECTIONS,
    &ADD_CONNECTION,
    &SHARE_CONNECTION,
    &REVOKE_CONNECTION,
    &INVITE,
    &CLAIM_INVITE,
    &DECIDE_INVITE,
    &DEVICES,
    &CREATE_DEVICE,
    &REVOKE_DEVICE,
    &ACTIVITY,
    &CAPABILITIES,
    &ELIGIBLE,
    &SOURCES,
    &MEMBERS,
    &UPDATE_MEMBER,
    &REMOVE_MEMBER,
    &INVITATIONS,
    &PREVIEW_INVITE,
    &USAGE,
    &PROPOSE_TRANSFER,
    &ACCEPT_TRANSFER,
    &CANCEL_TRANSFER,
];
