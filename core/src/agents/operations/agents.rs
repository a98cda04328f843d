// Generated from api/agents.toml by `make generate`; do not edit.
//! The operations of `agents`.

use http::Method;

use crate::agents::checks::{Check, Rule, named};
use crate::agents::fields::{Body, Field, When};
use crate::agents::idempotency::KeyRule;
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static CREATE: Operation = Operation::new("agents.create", Method::POST, "tasks/")
    .body(Body::Only(&[
        Field::new("name", When::Always),
        Field::new("goal", When::Given).sent_as("user_prompt"),
        Field::new("user_prompt_source", When::Given),
        Field::new("tools", When::Given).sent_as("available_tools"),
        Field::new("mcp_servers", When::Given).sent_as("available_custom_mcp_servers"),
        Field::new("mcp_resource_set_ids", When::Given),
        Field::new("mcp_access_mode", When::Given),
        Field::new("input_schema", When::Given),
        Field::new("input_description", When::Given),
        Field::new("output_schema", When::Given),
        Field::new("output_description", When::Given),
        Field::new("status", When::Given),
        Field::new("preview", When::Given),
    ]))
    .returns_agents()
    .checks(&[
        Check::new("goal", Rule::Named(named::goal_or_source), ""),
        Check::new(
            "mcp_access_mode",
            Rule::OneOf(&["legacy", "scoped"]),
            "mcp_access_mode must be 'legacy' or 'scoped'.",
        ),
    ]);
pub(crate) static LIST: Operation = Operation::new("agents.list", Method::GET, "tasks/")
    .query(&[
        Field::new("pagination", When::With("page_size", "\"cursor\"")),
        Field::new("page_size", When::Given),
    ])
    .returns_agents()
    .checks(&[Check::new(
        "page_size",
        Rule::Integer { min: 1, max: 100 },
        "page_size must be an integer between 1 and 100.",
    )])
    .flow(Flow::Pages(&Paging::cursor("Agents").or_empty_object()));
pub(crate) static GET: Operation =
    Operation::new("agents.get", Method::GET, "tasks/{agent_id}/").returns_agents();
pub(crate) static UPDATE: Operation =
    Operation::new("agents.update", Method::PATCH, "tasks/{agent_id}/")
        .body(Body::OpenFirst(&[
            Field::new("goal", When::Given).sent_as("user_prompt"),
            Field::new("tools", When::Given).sent_as("available_tools"),
            Field::new("mcp_servers", When::Given).sent_as("available_custom_mcp_servers"),
            Field::new("mcp_access_mode", When::Unless("null")),
        ]))
        .returns_agents()
        .checks(&[Check::new(
            "mcp_access_mode",
            Rule::OneOf(&["legacy", "scoped"]),
            "mcp_access_mode must be 'legacy' or 'scoped'.",
        )]);
pub(crate) static DELETE: Operation =
    Operation::new("agents.delete", Method::DELETE, "tasks/{agent_id}/").flow(Flow::Done);
pub(crate) static RUN: Operation =
    Operation::new("agents.run", Method::POST, "tasks/{agent_id}/run-loop/")
        .body(Body::Only(&[
            Field::new("variables", When::Or("{}")),
            Field::new("message", When::Given),
            Field::new("subagent_limits", When::Given),
        ]))
        .keyed(KeyRule::Common)
        .starts_work();
pub(crate) static RUN_AND_WAIT: Operation = Operation::new(
    "agents.run_and_wait",
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
pub(crate) static FREEZE: Operation = Operation::new(
    "agents.freeze",
    Method::POST,
    "compilations/freeze-instruction/{run_id}/",
)
.starts_work();
pub(crate) static SUGGEST_SCHEMA: Operation = Operation::new(
    "agents.suggest_schema",
    Method::POST,
    "tasks/suggest-schema/",
)
.body(Body::Only(&[
    Field::new("user_prompt", When::Always),
    Field::new("generate_descriptions", When::Default("false")),
    Field::new("input_hint", When::Given),
    Field::new("output_hint", When::Given),
]));
pub(crate) static COMPILE_FROM_RUN: Operation = Operation::new(
    "agents.compile_from_run",
    Method::POST,
    "compilations/freeze-instruction/{run_id}/",
)
.flow(Flow::ThenCompilation(&super::compilations::GET));

pub(super) static OPERATIONS: &[&Operation] = &[
    &CREATE,
    &LIST,
    &GET,
    &UPDATE,
    &DELETE,
    &RUN,
    &RUN_AND_WAIT,
    &FREEZE,
    &SUGGEST_SCHEMA,
    &COMPILE_FROM_RUN,
];
