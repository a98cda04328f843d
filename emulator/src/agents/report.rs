//! Runs as clients see them, written straight to JSON.

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::plan::{Ending, Line};
use super::run::{Run, Stage};
use crate::accounts::Moment;
use crate::clock::{Micros, Stamp};

/// Ids of logs are the run's id times this, plus the position in the run; no run writes as many.
const LOGS_PER_RUN: u64 = 10_000;

impl Run {
    /// The run in lists: without logs and without the agent's uuid.
    pub(super) fn row(&self, moment: Moment) -> View<'_> {
        let stage = self.stage(moment.now);
        View {
            id: self.id,
            user_agent_task: self.task_number,
            previous_execution: self.previous,
            original_prompt: &self.prompt,
            variables: &self.variables,
            subagent_limits: self.limits.as_deref(),
            messages: Messages { run: self, stage },
            status: stage.status,
            run_seq: self.sequence,
            error: match &self.plan.ending {
                Ending::Failed(error) if stage.status == "failed" => Some(error),
                _ => None,
            },
            agent_result: match &self.plan.ending {
                Ending::Completed(result) if stage.status == "completed" => Some(result),
                _ => None,
            },
            created_at: moment.stamp(self.started),
            updated_at: moment.stamp(stage.changed),
            logs: None,
            user_agent_task_uuid: None,
            effort: None,
            model: None,
        }
    }

    /// The whole run.
    pub(super) fn detail(&self, moment: Moment) -> View<'_> {
        let mut view = self.row(moment);
        view.logs = Some(Logs {
            run: self,
            stage: view.messages.stage,
            moment,
        });
        view.user_agent_task_uuid = Some(&self.task);
        view
    }
}

#[derive(Serialize)]
pub(super) struct View<'a> {
    id: u64,
    user_agent_task: u64,
    previous_execution: Option<u64>,
    original_prompt: &'a str,
    variables: &'a RawValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    subagent_limits: Option<&'a RawValue>,
    messages: Messages<'a>,
    status: &'static str,
    run_seq: u64,
    error: Option<&'a String>,
    agent_result: Option<&'a RawValue>,
    created_at: Stamp,
    updated_at: Stamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    logs: Option<Logs<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_agent_task_uuid: Option<&'a str>,
    /// The effort and the model of an appended message, if the request has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) effort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) model: Option<String>,
}

struct Messages<'a> {
    run: &'a Run,
    stage: Stage,
}

impl Serialize for Messages<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Message<'a> {
            role: &'static str,
            content: &'a str,
        }
        let mut out = serializer.serialize_seq(None)?;
        out.serialize_element(&Message {
            role: "user",
            content: &self.run.prompt,
        })?;
        if let Some(content) = &self.run.message {
            out.serialize_element(&Message {
                role: "user",
                content,
            })?;
        }
        let appended = |late| {
            let extras = self
                .run
                .extras
                .iter()
                .filter(move |extra| extra.late == late);
            extras
                .filter_map(|extra| extra.text.as_deref())
                .map(|content| Message {
                    role: "user",
                    content,
                })
        };
        for message in appended(false) {
            out.serialize_element(&message)?;
        }
        if let (Ending::Completed(result), "completed") = (&self.run.plan.ending, self.stage.status)
        {
            out.serialize_element(&Message {
                role: "assistant",
                content: result.get(),
            })?;
        }
        for message in appended(true) {
            out.serialize_element(&message)?;
        }
        out.end()
    }
}

struct Logs<'a> {
    run: &'a Run,
    stage: Stage,
    moment: Moment,
}

impl Serialize for Logs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Log<'a> {
            id: u64,
            created_at: Stamp,
            updated_at: Stamp,
            #[serde(rename = "type")]
            kind: &'a str,
            message: &'a str,
            data: &'a RawValue,
        }
        let Logs { run, stage, moment } = self;
        let mut out = serializer.serialize_seq(None)?;
        let mut extras = run.extras.iter().peekable();
        // Later logs never precede earlier ones, so the position of a log is its id.
        let mut id = run.id * LOGS_PER_RUN;
        let mut write = |line: &Line, at: Micros| {
            let at = moment.stamp(at);
            let Line {
                kind,
                message,
                data,
            } = line;
            id += 1;
            out.serialize_element(&Log {
                id,
                created_at: at,
                updated_at: at,
                kind,
                message,
                data,
            })
        };
        for index in 0..=stage.written {
            while let Some(extra) = extras.next_if(|extra| extra.after <= index) {
                write(&extra.line, extra.at)?;
            }
            if let Some(line) = run.plan.lines.get(index).filter(|_| index < stage.written) {
                write(line, run.written_at(index))?;
            }
        }
        out.end()
    }
}
