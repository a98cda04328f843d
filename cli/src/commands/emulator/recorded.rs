//! A run as a scenario of the emulator, which plays it back.

use flymyai_core::{json_elements, json_member};
use flymyai_emulator::{Scenario, Speed};
use serde_json::json;

use crate::failure::Failure;
use crate::layout::one_line;
use crate::redaction::redacted;
use crate::timeline::{text_member, time_member};

/// The scenario of a run that has ended, and the number of secrets that it lacks.
pub(super) fn scenario(record: &[u8], run_id: &str) -> Result<(String, usize), Failure> {
    let steps = steps(record, run_id)?;
    let name = format!("Recording of run {run_id}");
    let agent_id = text_member(record, "user_agent_task_uuid");
    let members = [("agent_id", agent_id.as_deref()), ("name", Some(&name))];
    let members = members.iter().filter_map(|(member, value)| {
        let value = (*value)?;
        Some(format!("      \"{member}\": {},\n", json!(value)))
    });
    let members: String = members.collect();
    let (steps, removed): (Vec<String>, Vec<usize>) =
        steps.iter().map(|step| redacted(step)).unzip();
    let removed = removed.iter().sum();
    let steps = steps.join(",\n        ");
    let scenario = format!(
        "{{\n  \"agents\": [\n    {{\n{members}      \"script\": [\n        {steps}\n      ]\n    }}\n  ]\n}}"
    );
    // A record of another form must not become a file that can't be played.
    match Scenario::parse(&scenario, Speed::default()) {
        Ok(_) => Ok((scenario, removed)),
        Err(error) => {
            Err(Failure::usage(format!("it can't be played back: {error}")).with_run(run_id))
        }
    }
}

/// The steps of the script, each as JSON.
fn steps(record: &[u8], run_id: &str) -> Result<Vec<String>, Failure> {
    let status = text_member(record, "status").unwrap_or_default();
    let raw = |value: &[u8]| String::from_utf8_lossy(&one_line(value)).into_owned();
    let end = match &*status {
        "completed" => {
            let output = json_member(record, "agent_result").filter(|value| *value != b"null");
            format!("{{\"output\": {}}}", output.map_or("{}".to_owned(), raw))
        }
        "failed" => {
            let error = text_member(record, "error").unwrap_or_default();
            json!({ "fail": error }).to_string()
        }
        "cancelled" => json!({ "cancelled": true }).to_string(),
        _ => {
            let text = format!("it has not ended, its status is {status}");
            let hint = format!("`flymyai wait {run_id}` waits for its end.");
            return Err(Failure::usage(text).with_run(run_id).with_hint(hint));
        }
    };
    let mut steps = Vec::new();
    let mut now = time_member(record, "created_at");
    let logs = json_member(record, "logs").and_then(json_elements);
    let logs = logs.unwrap_or_default();
    let has_events = !logs.is_empty();
    for log in logs {
        pause_until(&mut steps, &mut now, time_member(log, "created_at"));
        let kind = text_member(log, "type").unwrap_or_default();
        let message = text_member(log, "message").unwrap_or_default();
        let data = json_member(log, "data").filter(|data| data.starts_with(b"{"));
        let data = data.map_or("{}".to_owned(), raw);
        steps.push(format!(
            "{{\"event\": {}, \"message\": {}, \"data\": {data}}}",
            json!(kind),
            json!(message)
        ));
    }
    // A later change of the record, such as of its title, also changes `updated_at`.
    if !has_events {
        pause_until(&mut steps, &mut now, time_member(record, "updated_at"));
    }
    steps.push(end);
    Ok(steps)
}

/// Adds the time up to the next moment, in whole milliseconds.
fn pause_until(steps: &mut Vec<String>, now: &mut Option<f64>, next: Option<f64>) {
    let Some(next) = next else { return };
    let pause = now.map_or(0.0, |now| ((next - now) * 1000.0).round() / 1000.0);
    if pause > 0.0 {
        steps.push(json!({ "pause": pause }).to_string());
        *now = Some(next);
    } else if now.is_none() {
        *now = Some(next);
    }
}
