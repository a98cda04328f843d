//! Scripted agents: what their runs do, and when, as a test writes it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::Raw;
use super::plan::{Ending, Line, Plan};
use crate::clock::{Micros, micros};
use crate::duration::DurationText;

const STEPS: &str = "tool, event, pause, output, fail, cancelled or hang";

/// When the lines of a plan are written, and when the run ends, since its start.
pub(super) struct Timeline {
    pub(super) lines: Vec<Micros>,
    pub(super) end: Micros,
}

/// A step of a script; see the table in the README.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RunStep {
    tool: Option<String>,
    arguments: Option<Box<RawValue>>,
    error: Option<String>,
    event: Option<String>,
    message: Option<String>,
    data: Option<Box<RawValue>>,
    pause: Option<DurationText>,
    output: Option<Box<RawValue>>,
    fail: Option<String>,
    cancelled: Option<bool>,
    hang: Option<bool>,
}

/// The plan of a script whose pauses are divided by `speed`, or which of its steps is wrong.
pub(super) fn plan(script: Vec<RunStep>, speed: f64) -> Result<Plan, String> {
    let mut lines = Vec::new();
    let mut times = Vec::new();
    let mut now: Micros = 0;
    let mut ending = None;
    for (index, step) in script.into_iter().enumerate() {
        let wrong = |text: String| format!("script[{index}]: {text}");
        if ending.is_some() {
            return Err(wrong("the step before it ends the run".to_owned()));
        }
        step.check().map_err(wrong)?;
        if let Some(DurationText(pause)) = step.pause {
            now = now.saturating_add(micros(pause.as_secs_f64() / speed));
        } else if let Some(output) = step.output {
            if !output.get().starts_with('{') {
                return Err(wrong("output must be an object".to_owned()));
            }
            ending = Some(Ending::Completed(Arc::from(output)));
        } else if let Some(text) = step.fail {
            ending = Some(Ending::Failed(text));
        } else if step.cancelled == Some(true) {
            ending = Some(Ending::Cancelled);
        } else if step.hang == Some(true) {
            ending = Some(Ending::Never);
        } else {
            let written = step.lines().map_err(wrong)?;
            times.resize(times.len() + written.len(), now);
            lines.extend(written);
        }
    }
    Ok(Plan {
        lines,
        ending: ending.unwrap_or_else(|| Ending::Completed(super::run::no_variables())),
        timeline: Some(Timeline {
            lines: times,
            end: now,
        }),
    })
}

impl RunStep {
    /// One action, and only the members that belong to it.
    fn check(&self) -> Result<(), String> {
        let actions = [
            ("tool", self.tool.is_some()),
            ("event", self.event.is_some()),
            ("pause", self.pause.is_some()),
            ("output", self.output.is_some()),
            ("fail", self.fail.is_some()),
            ("cancelled", self.cancelled == Some(true)),
            ("hang", self.hang == Some(true)),
        ];
        let mut given = actions.iter().filter(|(_, given)| *given);
        let Some((action, _)) = given.next() else {
            return Err(format!("a step has one of {STEPS}"));
        };
        if let Some((second, _)) = given.next() {
            return Err(format!(
                "a step has one of {STEPS}, not {action} and {second}"
            ));
        }
        let details = [
            ("arguments", self.arguments.is_some(), "tool"),
            ("error", self.error.is_some(), "tool"),
            ("data", self.data.is_some(), "event"),
        ];
        for (detail, given, owner) in details {
            if given && *action != owner {
                return Err(format!("{detail} belongs to {owner}, not to {action}"));
            }
        }
        if self.message.is_some() && !matches!(*action, "tool" | "event") {
            return Err(format!("message belongs to tool or event, not to {action}"));
        }
        Ok(())
    }

    /// The events that a step writes.
    fn lines(self) -> Result<Vec<Line>, String> {
        if let Some(function) = self.tool {
            return tool_lines(&function, self.arguments, self.message, self.error);
        }
        // Types that are not known today, too: a recorded run may have them.
        let kind = self.event.unwrap_or_default();
        if kind.is_empty() {
            return Err("an event has a type, such as \"tool_called\"".to_owned());
        }
        let data = match self.data {
            None => super::run::no_variables(),
            Some(data) if data.get().starts_with('{') => Raw::from(data),
            Some(_) => return Err("data must be an object".to_owned()),
        };
        Ok(vec![Line {
            message: self.message.unwrap_or_else(|| kind.clone()),
            kind: Cow::Owned(kind),
            data,
        }])
    }
}

fn tool_lines(
    function: &str,
    arguments: Option<Box<RawValue>>,
    message: Option<String>,
    error: Option<String>,
) -> Result<Vec<Line>, String> {
    let arguments = match arguments {
        None => json!({}),
        Some(arguments) => match serde_json::from_str(arguments.get()) {
            Ok(Value::Object(values)) => Value::Object(values),
            _ => return Err("arguments must be an object".to_owned()),
        },
    };
    let message = message.unwrap_or_else(|| format!("Called {function}"));
    let data = json!({ "function": function, "arguments": arguments });
    let mut lines = vec![Line::new("tool_called", message, data)];
    if let Some(error) = error {
        let message = format!("{function} failed: {error}");
        let data = json!({ "function": function, "error": error });
        lines.push(Line::new("tool_call_exception", message, data));
    }
    Ok(lines)
}
