// Generated from api/apps.toml by `make generate`; do not edit.
//! The operations of `apps`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::Operation;

pub(crate) static PLAN: Operation = Operation::new("apps.plan", Method::POST, "apps/plan/")
    .body(Body::Only(&[
        Field::new("files", When::Given),
        Field::new("app", When::Given),
        Field::new("overrides", When::Given),
        Field::new("instances", When::Given),
    ]))
    .decimals(&["usd_per_hour"])
    .checks(&[
        Check::new("files", Rule::Named(named::app_source), ""),
        Check::new("app", Rule::Named(named::app_name), ""),
    ]);
pub(crate) static APPLY: Operation = Operation::new("apps.apply", Method::POST, "apps/apply/")
    .body(Body::Only(&[
        Field::new("files", When::Given),
        Field::new("app", When::Given),
        Field::new("overrides", When::Given),
        Field::new("instances", When::Given),
        Field::new("plan_token", When::Always),
    ]))
    .keyed(KeyRule::Common)
    .checks(&[
        Check::new("files", Rule::Named(named::app_source), ""),
        Check::new("app", Rule::Named(named::app_name), ""),
        Check::new("plan_token", Rule::Named(named::plan_token), ""),
    ]);
pub(crate) static FILES: Operation = Operation::new("apps.files", Method::GET, "apps/files/")
    .query(&[
        Field::new("app", When::Always),
        Field::new("path", When::Given),
        Field::new("offset", When::Given),
        Field::new("limit", When::Given),
    ])
    .checks(&[
        Check::new(
            "app",
            Rule::Text,
            "app must be an applied app as owner/name",
        )
        .refusing_null(),
        Check::new("app", Rule::Named(named::app_name), ""),
        Check::new("path", Rule::Named(named::template_file), ""),
    ]);
pub(crate) static STATUS: Operation =
    Operation::new("apps.status", Method::GET, "apps/releases/{release_id}/")
        .checks(&[Check::new("release_id", Rule::Uuid, "")]);

pub(super) static OPERATIONS: &[&Operation] = &[&PLAN, &APPLY, &FILES, &STATUS];
