//! The events of a run as lines, for people and for programs.

use std::borrow::Cow;
use std::time::Instant;

use bytes::Bytes;
use flymyai_core::{json_member, json_text, parse_timestamp};
use serde_json::json;

use crate::console::Console;
use crate::durations;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::one_line;
use crate::screen::{Parts, Style};

/// The columns of an event's type: the longest of the common ones.
const TYPE_COLUMNS: usize = 19;
/// The columns of the elapsed time, such as `59m59s`.
const TIME_COLUMNS: usize = 7;

/// One event of a run.
pub(crate) struct Event {
    json: Bytes,
    elapsed: Option<f64>,
}

impl Event {
    /// An event of a run that started at this time.
    pub(crate) fn new(json: Bytes, started: Option<f64>) -> Self {
        let created = text_member(&json, "created_at");
        let elapsed = between(started, created.as_deref());
        Self { json, elapsed }
    }

    /// The place of the event in its run, for `--after`.
    pub(crate) fn cursor(&self) -> Option<Cow<'_, str>> {
        text_member(&self.json, "id")
    }

    /// The line for people.
    pub(crate) fn parts(&self) -> [(Style, Cow<'_, str>); 3] {
        let kind = text_member(&self.json, "type").unwrap_or_default();
        let message = text_member(&self.json, "message").unwrap_or_default();
        event_parts(self.elapsed, &kind, message)
    }

    /// The line for programs.
    pub(crate) fn write_json(&self, console: &Console, run_id: &str) -> Result<(), Failure> {
        let line = Line::new("run.event", run_id).value("cursor", self.cursor().as_deref());
        let line = line.elapsed(self.elapsed);
        line.raw("event", &self.json).write(console)
    }
}

/// One event of a run.
pub(crate) fn event_parts<'a>(
    elapsed: Option<f64>,
    kind: &str,
    message: Cow<'a, str>,
) -> [(Style, Cow<'a, str>); 3] {
    let style = match kind {
        "tool_call_exception" => Style::Red,
        "task_cancelled" => Style::Yellow,
        _ => Style::Bold,
    };
    [
        (Style::Dim, time_column(elapsed).into()),
        (style, format!("{kind:TYPE_COLUMNS$}  ").into()),
        (Style::Plain, message),
    ]
}

/// The seconds from the start of a run to a time in a record.
pub(crate) fn between(started: Option<f64>, time: Option<&str>) -> Option<f64> {
    let at = time.and_then(seconds);
    at.zip(started).map(|(at, started)| (at - started).max(0.0))
}

/// The end of a run, or of the command that has followed it.
pub(crate) fn end_parts<'a>(
    elapsed: Option<f64>,
    status: &str,
    text: &'a str,
) -> [(Style, Cow<'a, str>); 3] {
    let style = match status {
        "completed" => Style::Green,
        "failed" => Style::Red,
        _ => Style::Yellow,
    };
    [
        (Style::Dim, time_column(elapsed).into()),
        (style, format!("{status:TYPE_COLUMNS$}  ").into()),
        (Style::Plain, text.into()),
    ]
}

fn time_column(elapsed: Option<f64>) -> String {
    let text = elapsed.map(durations::elapsed).unwrap_or_default();
    format!("{text:>TIME_COLUMNS$}  ")
}

/// A member of a record as text; nothing if it is missing or null.
pub(crate) fn text_member<'a>(record: &'a [u8], name: &str) -> Option<Cow<'a, str>> {
    json_text(json_member(record, name)?)
}

/// Seconds since 1970 of a time in a record.
pub(crate) fn time_member(record: &[u8], name: &str) -> Option<f64> {
    seconds(&text_member(record, name)?)
}

/// Seconds since 1970 of a timestamp.
pub(crate) fn seconds(timestamp: &str) -> Option<f64> {
    Some(parse_timestamp(timestamp)?.as_secs_f64())
}

/// One line of NDJSON about a run; JSON of the service is passed on unchanged.
pub(crate) struct Line(Vec<u8>);

impl Line {
    pub(crate) fn new(kind: &str, run_id: &str) -> Self {
        let line = Self(b"{".to_vec());
        line.raw("type", json!(kind).to_string().as_bytes())
            .value("run_id", run_id)
    }

    pub(crate) fn value(self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.raw(name, value.into().to_string().as_bytes())
    }

    /// Adds the time in seconds, with milliseconds, if it is known.
    pub(crate) fn elapsed(self, seconds: Option<f64>) -> Self {
        let seconds = seconds.map(|seconds| (seconds * 1000.0).round() / 1000.0);
        self.value("elapsed", seconds)
    }

    pub(crate) fn raw(mut self, name: &str, json: &[u8]) -> Self {
        if self.0.len() > 1 {
            self.0.push(b',');
        }
        self.0.extend_from_slice(json!(name).to_string().as_bytes());
        self.0.push(b':');
        self.0.extend_from_slice(&one_line(json));
        self
    }

    pub(crate) fn write(mut self, console: &Console) -> Result<(), Failure> {
        self.0.push(b'}');
        console.line(self.0)
    }
}

/// The line about a status.
pub(crate) fn write_status(
    console: &Console,
    run_id: &str,
    status: Option<&str>,
) -> Result<(), Failure> {
    let line = Line::new("run.status", run_id).value("status", status);
    line.write(console)
}

/// The last line about a run that has not ended, or whose end is unknown.
pub(crate) fn write_early_end(
    console: &Console,
    run_id: &str,
    status: Option<&str>,
    reason: &str,
    exit: Exit,
) -> Result<(), Failure> {
    let line = Line::new("run.ended", run_id)
        .value("status", status)
        .value("reason", reason)
        .value("exit_code", exit.code());
    let line = line.elapsed(None).raw("output", b"null");
    line.raw("error", b"null").write(console)
}

/// The last line about a run that has ended.
pub(crate) fn write_end(
    console: &Console,
    run_id: &str,
    record: &[u8],
    status: &str,
) -> Result<(), Failure> {
    let member = |name| json_member(record, name).unwrap_or(b"null");
    let line = Line::new("run.ended", run_id)
        .value("status", status)
        .value("reason", status)
        .value("exit_code", Exit::of_status(status).code());
    let line = line.elapsed(duration(record));
    let line = line.raw("output", member("agent_result"));
    line.raw("error", member("error")).write(console)
}

/// The time between the start of a run and its last change.
pub(crate) fn duration(record: &[u8]) -> Option<f64> {
    let updated = text_member(record, "updated_at");
    between(time_member(record, "created_at"), updated.as_deref())
}

/// Writes one event in the form of the output.
pub(crate) fn write_event(
    console: &Console,
    run_id: &str,
    event: &Event,
    is_data: bool,
) -> Result<(), Failure> {
    let parts = event.parts();
    let parts: &Parts<'_> = &parts;
    match (console.is_json(), is_data) {
        (true, _) => event.write_json(console, run_id),
        (false, true) => console.row(parts),
        (false, false) => {
            console.note(parts);
            Ok(())
        }
    }
}

/// The elapsed time of the live line.
#[derive(Debug)]
pub(crate) struct LiveClock {
    since: Instant,
    /// The time that had passed before.
    before: f64,
}

impl LiveClock {
    pub(crate) fn new(begun: Option<Instant>, started: Option<f64>) -> Self {
        let now = std::time::SystemTime::now();
        let now = now
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let before = started.map_or(0.0, |started| now.as_secs_f64() - started);
        match begun {
            Some(since) => Self { since, before: 0.0 },
            None => Self {
                since: Instant::now(),
                // The clocks of this machine and of the service may differ.
                before: before.max(0.0),
            },
        }
    }

    pub(crate) fn line(&self, run_id: &str, status: &str) -> String {
        let elapsed = self.before + self.since.elapsed().as_secs_f64();
        let elapsed = durations::elapsed(elapsed);
        format!("{elapsed:>7}  {status} · run {run_id} · Ctrl-C detaches")
    }
}
