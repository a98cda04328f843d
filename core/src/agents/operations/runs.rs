// Generated from api/runs.toml by `make generate`; do not edit.
//! The operations of `runs`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static CREATE: Operation =
    Operation::new("runs.create", Method::POST, "tasks/{agent_id}/run-loop/")
        .body(Body::Only(&[
            Field::new("variables", When::Or("{}")),
            Field::new("message", When::Given),
            Field::new("subagent_limits", When::Given),
        ]))
        .keyed(KeyRule::Common)
        .starts_work();
pub(crate) static LIST: Operation = Operation::new("runs.list", Method::GET, "executions/")
    .local("agent_id")
    .checks(&[Check::new(
        "agent_id",
        Rule::NotBlank,
        "agent_id must not be empty",
    )])
    .flow(Flow::ListRuns(
        &Paging::link("Agent runs").or_empty_object(),
        &super::runs::GET,
    ));
pub(crate) static GET: Operation = Operation::new("runs.get", Method::GET, "executions/{run_id}/");
pub(crate) static CANCEL: Operation =
    Operation::new("runs.cancel", Method::POST, "executions/{run_id}/cancel/").flow(Flow::Done);
pub(crate) static PRICES: Operation =
    Operation::new("runs.prices", Method::GET, "executions/{run_id}/prices/").decimals(&[
        "llm_usage.price",
        "model_inference.price",
        "tool_calls.price",
        "total_price",
        "total_with_inference",
    ]);
pub(crate) static LIST_PRICES: Operation =
    Operation::new("runs.list_prices", Method::GET, "executions/prices/")
        .query(&[
            Field::new("ids", When::Given),
            Field::new("limit", When::Given),
        ])
        .decimals(&[
            "llm_usage.price",
            "model_inference.price",
            "tool_calls.price",
            "total_price",
            "total_with_inference",
        ])
        .checks(&[Check::new("ids", Rule::Named(named::priced_runs), "")])
        .flow(Flow::Pages(&Paging::link("Run prices")));
pub(crate) static APPEND_MESSAGE: Operation = Operation::new(
    "runs.append_message",
    Method::POST,
    "executions/{run_id}/append-message/",
)
.body(Body::Only(&[
    Field::new("text", When::Always),
    Field::new("effort", When::Given),
    Field::new("model", When::Given),
]));
pub(crate) static SUGGEST_SCHEMA: Operation = Operation::new(
    "runs.suggest_schema",
    Method::POST,
    "executions/{run_id}/suggest-schema/",
)
.body(Body::OnlyOrNone(&[
    Field::new("inputs_prompt", When::Given),
    Field::new("outputs_prompt", When::Given),
]));
pub(crate) static WAIT: Operation =
    Operation::new("runs.wait", Method::GET, "executions/{run_id}/").flow(Flow::WaitForRun);
pub(crate) static CREATE_AND_WAIT: Operation = Operation::new(
    "runs.create_and_wait",
    Method::POST,
    "tasks/{agent_id}/run-loop/",
)
.body(Body::Only(&[
    Field::new("variables", When::Or("{}")),
    Field::new("message", When::Given),
    Field::new("subagent_limits", When::Given),
]))
.keyed(KeyRule::Common)
.flow(Flow::ThenRun(&super::runs::GET));

pub(super) static OPERATIONS: &[&Operation] = &[
    &CREATE,
    &LIST,
    &GET,
    &CANCEL,
    &PRICES,
    &LIST_PRICES,
    &APPEND_MESSAGE,
    &SUGGEST_SCHEMA,
    &WAIT,
    &CREATE_AND_WAIT,
];
