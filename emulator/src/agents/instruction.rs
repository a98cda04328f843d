//! Instructions: the calls of a run as text, for further runs.

use std::fmt::Write;

use serde_json::Value;

use super::plan::Plan;
use super::schema::{kind, properties};
use super::task::Task;
use super::{Raw, goal};

/// The instruction a run of this agent is distilled into, in Markdown.
pub(super) fn markdown(task: &Task, plan: &Plan) -> String {
    let mut out = format!(
        "# {}\n\n## Goal\n\n{}\n",
        task.name,
        goal::text(&task.user_prompt)
    );
    section(
        &mut out,
        "Input",
        task.input_schema.as_ref(),
        &task.input_description,
    );
    out.push_str("\n## Steps\n\n");
    let calls = plan.lines.iter().filter(|line| line.kind == "tool_called");
    let mut last = 0;
    for (index, call) in calls.enumerate() {
        last = index + 1;
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{last}. {}", call.message);
    }
    let _ = writeln!(out, "{}. Answer in the shape given below.", last + 1);
    section(
        &mut out,
        "Output",
        task.output_schema.as_ref(),
        &task.output_description,
    );
    out
}

fn section(out: &mut String, title: &str, schema: Option<&Raw>, description: &str) {
    let _ = write!(out, "\n## {title}\n\n");
    if !description.is_empty() {
        let _ = writeln!(out, "{description}\n");
    }
    let schema: Value = schema
        .and_then(|schema| serde_json::from_str(schema.get()).ok())
        .unwrap_or_default();
    let properties = properties(&schema);
    if properties.is_empty() {
        out.push_str("Nothing in particular.\n");
    }
    for property in properties {
        let _ = writeln!(
            out,
            "- `{}`: {}",
            property.name,
            kind(property.schema).unwrap_or("any value")
        );
    }
}

/// The same as a script.
pub(super) fn script(task: &Task, plan: &Plan) -> String {
    let mut out = format!("# {}\ndef run(variables):\n", task.name);
    for call in plan.lines.iter().filter(|line| line.kind == "tool_called") {
        let function = serde_json::from_str::<Value>(call.data.get()).unwrap_or_default();
        let function = function
            .get("function")
            .and_then(Value::as_str)
            .unwrap_or("call")
            .to_owned();
        let _ = writeln!(out, "    {function}(**variables)");
    }
    out.push_str("    return output()\n");
    out
}
