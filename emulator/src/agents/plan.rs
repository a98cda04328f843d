//! Plans: the logs and the end of a run, determined at its start.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::task::Task;
use super::timeline::Timeline;
use super::tool::Tool;
use super::{Raw, catalogue, goal, sample};

/// The logs a run writes in this order, and how it ends after the last one.
pub(super) struct Plan {
    pub(super) lines: Vec<Line>,
    pub(super) ending: Ending,
    /// When this happens; without it, at the pace of the run.
    pub(super) timeline: Option<Timeline>,
}

pub(super) struct Line {
    pub(super) kind: Cow<'static, str>,
    pub(super) message: String,
    pub(super) data: Raw,
}

pub(super) enum Ending {
    Completed(Raw),
    Failed(String),
    Cancelled,
    Never,
}

impl Line {
    pub(super) fn new(kind: &'static str, message: String, data: Value) -> Self {
        Self {
            kind: Cow::Borrowed(kind),
            message,
            data: raw(&data),
        }
    }
}

/// The JSON text of a value.
pub(super) fn raw(value: &Value) -> Raw {
    // Only a map with keys that aren't strings cannot be written, and a `Value` has none.
    serde_json::value::to_raw_value(value)
        .map_or_else(|_| Arc::clone(&super::run::no_variables()), Arc::from)
}

impl Plan {
    /// An agent without an instruction declares its functions, then calls them one by one.
    pub(super) fn explore(task: &Task, tools: &[&Tool], variables: &Raw) -> Self {
        let goal = &task.user_prompt;
        let functions = functions(tools);
        let mut lines = vec![declared(&functions)];
        let calls = goal::logs(goal).map_or(3, |logs| logs.saturating_sub(1));
        let text = goal::text(goal);
        for (index, function) in functions.iter().cycle().take(calls).enumerate() {
            if goal::is_flaky(goal) && index + 1 == calls {
                lines.push(exception(function));
            }
            lines.push(called(function, &text, index));
        }
        let ending = if goal::fails(goal) {
            lines.push(exception(functions.last().map_or("search", String::as_str)));
            Ending::Failed("The agent gave up: a tool it depends on kept failing.".to_owned())
        } else if goal::hangs(goal) {
            Ending::Never
        } else {
            completed(task, variables)
        };
        Self {
            lines,
            ending,
            timeline: None,
        }
    }

    /// An agent that follows a frozen instruction makes each call once.
    pub(super) fn follow(task: &Task, tools: &[&Tool], variables: &Raw) -> Self {
        let functions = functions(tools);
        let mut lines = vec![declared(&functions)];
        lines.extend(
            functions
                .first()
                .map(|function| called(function, &goal::text(&task.user_prompt), 0)),
        );
        Self {
            lines,
            ending: completed(task, variables),
            timeline: None,
        }
    }
}

fn functions(tools: &[&Tool]) -> Vec<String> {
    let functions: Vec<String> = tools
        .iter()
        .map(|tool| catalogue::function(&tool.mcp_tool))
        .collect();
    if functions.is_empty() {
        vec!["think".to_owned()]
    } else {
        functions
    }
}

fn declared(functions: &[String]) -> Line {
    let message = format!("Declared: {}", functions.join(", "));
    Line::new(
        "declared_functions",
        message,
        json!({ "functions": functions }),
    )
}

fn called(function: &str, text: &str, index: usize) -> Line {
    let words: Vec<&str> = text.split_whitespace().take(4).collect();
    let subject = words.join(" ");
    let subject = subject.trim_end_matches([',', '.', ';', ':']);
    let query = match index {
        0 => subject.to_owned(),
        _ => format!("{subject}, part {}", index + 1),
    };
    let message = match function {
        "browser_navigate" => "Called browser_navigate to extract page content".to_owned(),
        _ => format!("Called {function} with query {query:?}"),
    };
    Line::new(
        "tool_called",
        message,
        json!({ "function": function, "arguments": { "query": query } }),
    )
}

fn exception(function: &str) -> Line {
    let message = format!("{function} failed: no answer within 30 s");
    Line::new(
        "tool_call_exception",
        message,
        json!({ "function": function, "error": "timeout" }),
    )
}

fn completed(task: &Task, variables: &Raw) -> Ending {
    let schema = task
        .output_schema
        .as_ref()
        .and_then(|schema| serde_json::from_str::<Value>(schema.get()).ok());
    let variables: Map<String, Value> = serde_json::from_str(variables.get()).unwrap_or_default();
    let output = sample::output(schema.as_ref(), &goal::text(&task.user_prompt), &variables);
    Ending::Completed(raw(&Value::Object(output)))
}
