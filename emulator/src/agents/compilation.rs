//! Compilations: runs distilled into a plan that can be followed again.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::Raw;
use super::version::Version;
use crate::accounts::Moment;
use crate::clock::{Micros, Stamp};
use crate::response::{ApiError, Fields, Outcome};

/// Steps of the pace after which compiling begins, and after which it is done.
const COMPILING: u64 = 1;
const COMPILED: u64 = 3;
/// Steps of the pace that a run of the compiled script takes.
const RUNNING: u64 = 3;

pub(super) struct Compilation {
    pub(super) id: u64,
    pub(super) execution: u64,
    /// The agent whose run this was.
    pub(super) task: Arc<str>,
    pub(super) outcome: Result<Compiled, String>,
    cron_schedule: String,
    timezone: String,
    /// An instruction that replaces the compiled one.
    rewritten: Option<String>,
    launched: Option<Micros>,
    labels: Labels,
    /// Whether a user wrote it, so that nothing was compiled.
    is_saved: bool,
    pub(super) is_live: bool,
    /// Its version for deployments.
    pub(super) version: Option<Version>,
    pace: Micros,
    created: Micros,
    touched: Micros,
}

/// A user's name and note of a saved instruction.
#[derive(Default)]
pub(super) struct Labels {
    pub(super) name: String,
    pub(super) note: String,
    pub(super) source: Option<u64>,
}

/// The result of compiling.
pub(super) struct Compiled {
    pub(super) instruction: String,
    pub(super) script: String,
    pub(super) result: Raw,
}

impl Compilation {
    pub(super) fn new(
        id: u64,
        execution: u64,
        task: Arc<str>,
        outcome: Result<Compiled, String>,
        moment: Moment,
    ) -> Self {
        Self {
            id,
            execution,
            task,
            outcome,
            cron_schedule: String::new(),
            timezone: "UTC".to_owned(),
            rewritten: None,
            launched: None,
            labels: Labels::default(),
            is_saved: false,
            is_live: false,
            version: None,
            pace: moment.pace,
            created: moment.now,
            touched: moment.now,
        }
    }

    /// Marks it as written by a user.
    pub(super) fn save_as(&mut self, labels: Labels) {
        self.labels = labels;
        self.is_saved = true;
    }

    pub(super) fn status(&self, now: Micros) -> &'static str {
        let steps = |since: Micros| {
            now.saturating_sub(since)
                .checked_div(self.pace)
                .unwrap_or(u64::MAX)
        };
        if let Some(launched) = self.launched {
            return if steps(launched) < RUNNING {
                "running"
            } else {
                "completed"
            };
        }
        if self.is_saved {
            return "compiled";
        }
        match steps(self.created) {
            steps if steps < COMPILING => "pending",
            steps if steps < COMPILED => "compiling",
            _ if self.outcome.is_err() => "failed",
            _ => "compiled",
        }
    }

    /// When the status will change next, if it does on its own.
    pub(super) fn next_change(&self, now: Micros) -> Option<Micros> {
        let launched = self.launched.map(|at| at + RUNNING * self.pace);
        let steps = [COMPILING, COMPILED].map(|steps| self.created + steps * self.pace);
        let moments = launched.into_iter().chain(steps);
        moments.filter(|at| *at > now).min()
    }

    /// An error unless the compilation is ready.
    pub(super) fn ready(&self, now: Micros) -> Outcome<&Compiled> {
        match (self.status(now), &self.outcome) {
            ("compiled" | "running" | "completed", Ok(compiled)) => Ok(compiled),
            (status, _) => Err(ApiError::bad(format!(
                "The compilation is not ready: its status is {status}."
            ))),
        }
    }

    pub(super) fn update(&mut self, fields: &Fields, now: Micros) -> Outcome<()> {
        let instruction = fields.text("instruction_md")?;
        let schedule = fields.text("cron_schedule")?;
        let timezone = fields.text("timezone")?;
        self.rewritten = instruction.or(self.rewritten.take());
        self.cron_schedule = schedule.unwrap_or(std::mem::take(&mut self.cron_schedule));
        self.timezone = timezone.unwrap_or(std::mem::take(&mut self.timezone));
        self.touched = now;
        Ok(())
    }

    /// Starts the compiled script.
    pub(super) fn launch(&mut self, now: Micros) -> Outcome<()> {
        self.ready(now)?;
        self.launched = Some(now);
        self.touched = now;
        Ok(())
    }

    pub(super) fn view(&self, moment: Moment) -> View<'_> {
        let status = self.status(moment.now);
        let compiled = self
            .outcome
            .as_ref()
            .ok()
            .filter(|_| !matches!(status, "pending" | "compiling"));
        let changed = match status {
            "pending" => self.created,
            _ if self.is_saved && self.launched.is_none() => self.created,
            "compiling" => self.created + COMPILING * self.pace,
            "completed" => self.launched.unwrap_or(self.created) + RUNNING * self.pace,
            _ => self.created + COMPILED * self.pace,
        };
        View {
            id: self.id,
            execution: self.execution,
            status,
            script_code: compiled.map_or("", |compiled| &compiled.script),
            instruction_md: self
                .rewritten
                .as_deref()
                .or(compiled.map(|compiled| &*compiled.instruction))
                .unwrap_or(""),
            cron_schedule: &self.cron_schedule,
            timezone: &self.timezone,
            result: compiled
                .filter(|_| status == "completed")
                .map(|compiled| &*compiled.result),
            error: self.outcome.as_ref().err().filter(|_| status == "failed"),
            is_live: self.is_live,
            name: &self.labels.name,
            note: &self.labels.note,
            source_compilation: self.labels.source,
            user_agent_task: &self.task,
            deployments: None,
            created_at: moment.stamp(self.created),
            updated_at: moment.stamp(changed.max(self.touched)),
        }
    }
}

#[derive(Serialize)]
pub(super) struct View<'a> {
    id: u64,
    execution: u64,
    status: &'static str,
    script_code: &'a str,
    instruction_md: &'a str,
    cron_schedule: &'a str,
    timezone: &'a str,
    result: Option<&'a RawValue>,
    error: Option<&'a String>,
    is_live: bool,
    name: &'a str,
    note: &'a str,
    source_compilation: Option<u64>,
    user_agent_task: &'a str,
    /// The deployments of the agent, which keep the version that they were published with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) deployments: Option<Vec<Value>>,
    created_at: Stamp,
    updated_at: Stamp,
}
