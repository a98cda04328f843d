// Generated from api/artifacts.toml by `make generate`; do not edit.
//! The operations of `artifacts`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static STATUS: Operation =
    Operation::new("artifacts.status", Method::GET, "/artifacts/status/");
pub(crate) static LIST: Operation = Operation::new("artifacts.list", Method::GET, "/artifacts/")
    .query(&[
        Field::new("cursor", When::Truthy),
        Field::new("page_size", When::Given),
        Field::new("scope", When::Unless("\"mine\"")),
    ])
    .checks(&[
        Check::new(
            "scope",
            Rule::OneOf(&["mine", "shared"]),
            "scope must be mine or shared",
        )
        .refusing_null(),
        Check::new("page_size", Rule::Named(named::artifact_page_size), ""),
    ])
    .flow(Flow::Page(&Paging::single("Artifacts", "results")));
pub(crate) static TYPES: Operation =
    Operation::new("artifacts.types", Method::GET, "/artifacts/types/").member("types");
pub(crate) static GET: Operation =
    Operation::new("artifacts.get", Method::GET, "/artifacts/{+artifact_id}/")
        .local("share_link")
        .checks(&[Check::new(
            "artifact_id",
            Rule::Named(named::artifact_or_link),
            "",
        )]);
pub(crate) static CREATE: Operation =
    Operation::new("artifacts.create", Method::POST, "/artifacts/")
        .body(Body::Only(&[
            Field::new("name", When::Given),
            Field::new("type", When::Given),
            Field::new("files", When::Given),
            Field::new("description", When::Given),
            Field::new("entry", When::Given),
            Field::new("message", When::Given),
            Field::new("visibility", When::Given),
            Field::new("with_sources", When::Given),
            Field::new("dry_run", When::Truthy),
        ]))
        .keyed(KeyRule::Common)
        .checks(&[Check::new(
            "name",
            Rule::Named(named::name_and_files_or_type),
            "",
        )]);
pub(crate) static PUBLISH: Operation = Operation::new(
    "artifacts.publish",
    Method::POST,
    "/artifacts/{artifact_id}/versions/",
)
.body(Body::Only(&[
    Field::new("base_version", When::Given),
    Field::new("files", When::Given),
    Field::new("delete", When::Given),
    Field::new("entry", When::Given),
    Field::new("message", When::Given),
    Field::new("publish", When::DefaultUnlessNull("true")),
    Field::new("dry_run", When::Truthy),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_id),
    "",
)]);
pub(crate) static CREATE_FROM_DIRECTORY: Operation = Operation::new(
    "artifacts.create_from_directory",
    Method::POST,
    "/artifacts/",
)
.local("directory")
.body(Body::Only(&[
    Field::new("name", When::Always),
    Field::new("description", When::Given),
    Field::new("entry", When::Given),
    Field::new("message", When::Given),
    Field::new("visibility", When::Given),
    Field::new("with_sources", When::Given),
    Field::new("dry_run", When::Truthy),
]))
.keyed(KeyRule::Common)
.flow(Flow::CreateFromDirectory);
pub(crate) static PUBLISH_DIRECTORY: Operation = Operation::new(
    "artifacts.publish_directory",
    Method::POST,
    "/artifacts/{artifact_id}/versions/",
)
.local("directory")
.body(Body::Only(&[
    Field::new("base_version", When::Given),
    Field::new("entry", When::Given),
    Field::new("message", When::Given),
    Field::new("publish", When::DefaultUnlessNull("true")),
    Field::new("dry_run", When::Truthy),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_id),
    "",
)])
.flow(Flow::PublishDirectory(&FILES));
pub(crate) static VERSIONS: Operation = Operation::new(
    "artifacts.versions",
    Method::GET,
    "/artifacts/{artifact_id}/versions/",
)
.query(&[
    Field::new("cursor", When::Truthy),
    Field::new("page_size", When::Given),
])
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_id), ""),
    Check::new("page_size", Rule::Named(named::artifact_page_size), ""),
])
.flow(Flow::Page(&Paging::single("Artifact versions", "results")));
pub(crate) static FILES: Operation = Operation::new(
    "artifacts.files",
    Method::GET,
    "/artifacts/{+artifact_id}/versions/{version}/files/",
)
.local("share_link")
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_or_link), ""),
    Check::new("version", Rule::Named(named::version_number), ""),
]);
pub(crate) static READ_FILE: Operation = Operation::new(
    "artifacts.read_file",
    Method::GET,
    "/artifacts/{+artifact_id}/versions/{version}/files/",
)
.local("share_link")
.query(&[
    Field::new("path", When::Always),
    Field::new("offset", When::DefaultUnlessNull("0")),
    Field::new("max_bytes", When::Given),
])
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_or_link), ""),
    Check::new("version", Rule::Named(named::version_number), ""),
]);
pub(crate) static VIEW: Operation = Operation::new(
    "artifacts.view",
    Method::GET,
    "/artifacts/{+artifact_id}/versions/{version}/view/",
)
.local("share_link")
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_or_link), ""),
    Check::new("version", Rule::Named(named::version_number), ""),
]);
pub(crate) static UPDATE: Operation = Operation::new(
    "artifacts.update",
    Method::PATCH,
    "/artifacts/{artifact_id}/",
)
.body(Body::Only(&[
    Field::new("name", When::Given),
    Field::new("description", When::Given),
    Field::new("live_version", When::Given),
]))
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_id),
    "",
)]);
pub(crate) static SHARE: Operation = Operation::new(
    "artifacts.share",
    Method::PATCH,
    "/artifacts/{artifact_id}/share/",
)
.body(Body::Only(&[
    Field::new("visibility", When::Given),
    Field::new("with_sources", When::Given),
    Field::new("reset_link", When::Given),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_id),
    "",
)]);
pub(crate) static CLONE: Operation = Operation::new(
    "artifacts.clone",
    Method::POST,
    "/artifacts/{+artifact_id}/clone/",
)
.local("share_link")
.body(Body::Only(&[
    Field::new("version", When::Given),
    Field::new("name", When::Given),
    Field::new("dry_run", When::Truthy),
]))
.keyed(KeyRule::Common)
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_or_link),
    "",
)]);
pub(crate) static LINEAGE: Operation = Operation::new(
    "artifacts.lineage",
    Method::GET,
    "/artifacts/{artifact_id}/lineage/",
)
.query(&[
    Field::new("cursor", When::Truthy),
    Field::new("page_size", When::Given),
])
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_id), ""),
    Check::new("page_size", Rule::Named(named::artifact_page_size), ""),
])
.flow(Flow::Page(
    &Paging::single("Artifact copies", "clones.results").position("clones.next_cursor", "cursor"),
));
pub(crate) static HISTORY: Operation = Operation::new(
    "artifacts.history",
    Method::GET,
    "/artifacts/{artifact_id}/history/",
)
.query(&[
    Field::new("cursor", When::Truthy),
    Field::new("page_size", When::Given),
])
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_id), ""),
    Check::new("page_size", Rule::Named(named::artifact_page_size), ""),
])
.flow(Flow::Page(&Paging::single("Artifact events", "results")));
pub(crate) static MEMBERS: Operation = Operation::new(
    "artifacts.members",
    Method::GET,
    "/artifacts/{artifact_id}/members/",
)
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_id),
    "",
)]);
pub(crate) static ADD_MEMBER: Operation = Operation::new(
    "artifacts.add_member",
    Method::POST,
    "/artifacts/{artifact_id}/members/",
)
.body(Body::Only(&[
    Field::new("user", When::Always),
    Field::new("role", When::Default("\"view\"")),
]))
.checks(&[
    Check::new(
        "role",
        Rule::OneOf(&["view", "edit"]),
        "role must be view or edit",
    )
    .refusing_null(),
    Check::new("artifact_id", Rule::Named(named::artifact_id), ""),
]);
pub(crate) static REMOVE_MEMBER: Operation = Operation::new(
    "artifacts.remove_member",
    Method::DELETE,
    "/artifacts/{artifact_id}/members/{member_id}/",
)
.checks(&[
    Check::new("artifact_id", Rule::Named(named::artifact_id), ""),
    Check::new("member_id", Rule::Uuid, ""),
]);
pub(crate) static INVITATIONS: Operation = Operation::new(
    "artifacts.invitations",
    Method::GET,
    "/artifacts/invitations/",
)
.query(&[
    Field::new("cursor", When::Truthy),
    Field::new("page_size", When::Given),
])
.checks(&[Check::new(
    "page_size",
    Rule::Named(named::artifact_page_size),
    "",
)])
.flow(Flow::Page(&Paging::single(
    "Artifact invitations",
    "results",
)));
pub(crate) static ACCEPT_INVITATION: Operation = Operation::new(
    "artifacts.accept_invitation",
    Method::POST,
    "/artifacts/invitations/{invitation_id}/accept/",
)
.checks(&[Check::new("invitation_id", Rule::Uuid, "")]);
pub(crate) static DECLINE_INVITATION: Operation = Operation::new(
    "artifacts.decline_invitation",
    Method::POST,
    "/artifacts/invitations/{invitation_id}/decline/",
)
.checks(&[Check::new("invitation_id", Rule::Uuid, "")]);
pub(crate) static DELETE: Operation = Operation::new(
    "artifacts.delete",
    Method::DELETE,
    "/artifacts/{artifact_id}/",
)
.checks(&[Check::new(
    "artifact_id",
    Rule::Named(named::artifact_id),
    "",
)]);

pub(super) static OPERATIONS: &[&Operation] = &[
    &STATUS,
    &LIST,
    &TYPES,
    &GET,
    &CREATE,
    &PUBLISH,
    &CREATE_FROM_DIRECTORY,
    &PUBLISH_DIRECTORY,
    &VERSIONS,
    &FILES,
    &READ_FILE,
    &VIEW,
    &UPDATE,
    &SHARE,
    &CLONE,
    &LINEAGE,
    &HISTORY,
    &MEMBERS,
    &ADD_MEMBER,
    &REMOVE_MEMBER,
    &INVITATIONS,
    &ACCEPT_INVITATION,
    &DECLINE_INVITATION,
    &DELETE,
];
