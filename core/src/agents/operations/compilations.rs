// Generated from api/compilations.toml by `make generate`; do not edit.
//! The operations of `compilations`.

use http::Method;

use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};

pub(crate) static LIST: Operation =
    Operation::new("compilations.list", Method::GET, "compilations/");
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
);
pub(crate) static FREEZE: Operation = Operation::new(
    "compilations.freeze",
    Method::POST,
    "compilations/freeze-instruction/{execution_id}/",
);
pub(crate) static RUN: Operation = Operation::new(
    "compilations.run",
    Method::POST,
    "compilations/{compilation_id}/run/",
);
pub(crate) static RUN_INSTRUCTION: Operation = Operation::new(
    "compilations.run_instruction",
    Method::POST,
    "compilations/{compilation_id}/run-instruction/",
)
.body(Body::OnlyOrNone(&[Field::new("variables", When::Truthy)]))
.keyed(KeyRule::Common);
pub(crate) static RUN_INSTRUCTION_AND_WAIT: Operation = Operation::new(
    "compilations.run_instruction_and_wait",
    Method::POST,
    "compilations/{compilation_id}/run-instruction/",
)
.body(Body::OnlyOrNone(&[Field::new("variables", When::Truthy)]))
.keyed(KeyRule::Common)
.flow(Flow::ThenRun(&super::runs::GET));
pub(crate) static WAIT: Operation = Operation::new(
    "compilations.wait",
    Method::GET,
    "compilations/{compilation_id}/",
)
.flow(Flow::WaitForCompilation);

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &GET,
    &UPDATE,
    &COMPILE,
    &FREEZE,
    &RUN,
    &RUN_INSTRUCTION,
    &RUN_INSTRUCTION_AND_WAIT,
    &WAIT,
];
