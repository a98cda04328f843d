// Generated from api/compilations.toml by `make generate`; do not edit.
//! The operations of `compilations`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation =
    Operation::new("compilations.list", Method::GET, "compilations/")
        .query(&[
            Field::new("agent_id", When::Given).sent_as("task"),
            Field::new("execution_id", When::Given).sent_as("execution"),
            Field::new("is_live", When::Given),
        ])
        .checks(&[Check::new("is_live", Rule::Named(named::truth), "")])
        .flow(Flow::Pages(&Paging::link("Compilations").or_empty_object()));
pub(crate) static GET_LIVE: Operation =
    Operation::new("compilations.get_live", Method::GET, "compilations/")
        .query(&[
            Field::new("agent_id", When::Always).sent_as("task"),
            Field::new("is_live", When::Constant("true")),
        ])
        .flow(Flow::First);
pub(crate) static SAVE_INSTRUCTION: Operation = Operation::new(
    "compilations.save_instruction",
    Method::POST,
    "compilations/save-instruction/{execution_id}/",
)
.body(Body::Only(&[
    Field::new("instruction_md", When::Always),
    Field::new("make_live", When::Default("false")),
    Field::new("name", When::Given),
    Field::new("note", When::Given),
    Field::new("source_compilation_id", When::Given),
]));
pub(crate) static SET_LIVE: Operation = Operation::new(
    "compilations.set_live",
    Method::POST,
    "compilations/{compilation_id}/set-live/",
)
.body(Body::Only(&[]));
pub(crate) static RUN_LIVE: Operation = Operation::new(
    "compilations.run_live",
    Method::POST,
    "compilations/live/{agent_id}/run-instruction/",
)
.body(Body::OnlyOrNone(&[
    Field::new("variables", When::Truthy),
    Field::new("subagent_limits", When::Given),
]))
.keyed(KeyRule::Common)
.starts_work();
pub(crate) static GET: Operation = Operation::new(
    "compilations.get",
    Method::GET,
    "compilations/{compilation_id}/",
);
pub(crate) static UPDATE: Operation = Operation::new(
    "compilations.update",
    Method::PATCH,
    "compilations/{compilation_id}/",
)
.body(Body::Only(&[
    Field::new("instruction_md", When::Given),
    Field::new("cron_schedule", When::Given),
    Field::new("timezone", When::Given),
]));
pub(crate) static COMPILE: Operation = Operation::new(
    "compilations.compile",
    Method::POST,
    "compilations/compile/{execution_id}/",
)
.starts_work();
pub(crate) static FREEZE: Operation = Operation::new(
    "compilations.freeze",
    Method::POST,
    "compilations/freeze-instruction/{execution_id}/",
)
.starts_work();
pub(crate) static RUN: Operation = Operation::new(
    "compilations.run",
    Method::POST,
    "compilations/{compilation_id}/run/",
)
.starts_work();
pub(crate) static RUN_INSTRUCTION: Operation = Operation::new(
    "compilations.run_instruction",
    Method::POST,
    "compilations/{compilation_id}/run-instruction/",
)
.body(Body::OnlyOrNone(&[
    Field::new("subagent_limits", When::Given),
    Field::new("variables", When::Truthy),
    Field::new("external_user_id", When::Given),
    Field::new("deployment_id", When::Given),
    Field::new("connections", When::Given),
    Field::new("resource_set_id", When::Given),
    Field::new("resource_set_revision", When::Given),
]))
.keyed(KeyRule::Common)
.starts_work()
.checks(&[
    Check::new(
        "external_user_id",
        Rule::Named(named::user_and_deployment),
        "",
    ),
    Check::new("connections", Rule::Named(named::run_selection), ""),
    Check::new("connections", Rule::Named(named::connections), ""),
]);
pub(crate) static RUN_INSTRUCTION_AND_WAIT: Operation = Operation::new(
    "compilations.run_instruction_and_wait",
    Method::POST,
    "compilations/{compilation_id}/run-instruction/",
)
.body(Body::OnlyOrNone(&[
    Field::new("subagent_limits", When::Given),
    Field::new("variables", When::Truthy),
    Field::new("external_user_id", When::Given),
    Field::new("deployment_id", When::Given),
    Field::new("connections", When::Given),
    Field::new("resource_set_id", When::Given),
    Field::new("resource_set_revision", When::Given),
]))
.keyed(KeyRule::Common)
.checks(&[
    Check::new(
        "external_user_id",
        Rule::Named(named::user_and_deployment),
        "",
    ),
    Check::new("connections", Rule::Named(named::run_selection), ""),
    Check::new("connections", Rule::Named(named::connections), ""),
])
.flow(Flow::ThenRun(&super::runs::GET));
pub(crate) static WAIT: Operation = Operation::new(
    "compilations.wait",
    Method::GET,
    "compilations/{compilation_id}/",
)
.flow(Flow::WaitForCompilation);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &GET_LIVE,
    &SAVE_INSTRUCTION,
    &SET_LIVE,
    &RUN_LIVE,
    &GET,
    &UPDATE,
    &COMPILE,
    &FREEZE,
    &RUN,
    &RUN_INSTRUCTION,
    &RUN_INSTRUCTION_AND_WAIT,
    &WAIT,
];
