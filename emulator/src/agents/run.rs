//! Runs. The progress of a run is not stored; it follows from its plan and the clock.

use std::sync::{Arc, OnceLock};

use serde_json::json;
use serde_json::value::RawValue;

use super::plan::{Ending, Line, Plan};
use super::task::Task;
use super::timeline::Timeline;
use super::{Raw, goal};
use crate::clock::Micros;

pub(super) struct Run {
    pub(super) id: u64,
    pub(super) task: Arc<str>,
    pub(super) task_number: u64,
    pub(super) sequence: u64,
    pub(super) previous: Option<u64>,
    pub(super) variables: Raw,
    /// The first message of the user, after the prompt.
    pub(super) message: Option<String>,
    pub(super) limits: Option<Raw>,
    pub(super) prompt: String,
    pub(super) plan: Arc<Plan>,
    progress: Progress,
    pub(super) started: Micros,
    /// Messages, cancellations and other external changes, in order.
    pub(super) extras: Vec<Extra>,
}

/// The source of a run's progress.
pub(super) enum Progress {
    Clock {
        pace: Micros,
    },
    /// Each poll of its detail is a step; it ends at poll number `needed`.
    Counted {
        needed: u64,
        seen: u64,
    },
}

pub(super) struct Extra {
    pub(super) line: Line,
    pub(super) at: Micros,
    /// How many lines of the plan had been written before.
    pub(super) after: usize,
    /// Whether the run had ended before.
    pub(super) late: bool,
    /// Its part in the conversation.
    pub(super) text: Option<String>,
}

/// The progress of a run at one moment.
#[derive(Clone, Copy)]
pub(super) struct Stage {
    pub(super) status: &'static str,
    /// How many lines of the plan are written.
    pub(super) written: usize,
    pub(super) changed: Micros,
}

/// The variables of a run that was started without any.
pub(super) fn no_variables() -> Raw {
    static NONE: OnceLock<Raw> = OnceLock::new();
    let none =
        || RawValue::from_string("{}".to_owned()).unwrap_or_else(|_| RawValue::NULL.to_owned());
    Arc::clone(NONE.get_or_init(|| Arc::from(none())))
}

impl Run {
    pub(super) fn new(
        task: &Task,
        id: u64,
        sequence: u64,
        variables: Raw,
        plan: Arc<Plan>,
        progress: Progress,
        started: Micros,
    ) -> Self {
        let mut prompt = goal::text(&task.user_prompt);
        if variables.get() != "{}" {
            prompt.push_str("\n\nVariables: ");
            prompt.push_str(variables.get());
        }
        Self {
            id,
            task: Arc::clone(&task.uuid),
            task_number: task.number,
            sequence,
            previous: None,
            variables,
            message: None,
            limits: None,
            prompt,
            plan,
            progress,
            started,
            extras: Vec::new(),
        }
    }

    /// Counts a poll of the detail, if the progress of the run depends on polls.
    pub(super) fn poll(&mut self) {
        if let Progress::Counted { seen, .. } = &mut self.progress {
            *seen += 1;
        }
    }

    pub(super) fn status(&self, now: Micros) -> &'static str {
        self.stage(now).status
    }

    pub(super) fn stage(&self, now: Micros) -> Stage {
        if let Some(cancelled) = self
            .extras
            .iter()
            .find(|extra| extra.line.kind == "task_cancelled")
        {
            let changed = self.extras.last().map_or(cancelled.at, |extra| extra.at);
            return Stage {
                status: "cancelled",
                written: cancelled.after,
                changed,
            };
        }
        let mut stage = match self.progress {
            Progress::Clock { pace } => match &self.plan.timeline {
                Some(timeline) => self.stage_by_timeline(now, timeline),
                None => self.stage_by_clock(now, pace),
            },
            Progress::Counted { needed, seen } => self.stage_by_count(needed, seen),
        };
        if let Some(extra) = self.extras.last() {
            stage.changed = stage.changed.max(extra.at);
        }
        stage
    }

    /// When the run will change next, if it does on its own.
    pub(super) fn next_change(&self, now: Micros) -> Option<Micros> {
        let Progress::Clock { pace } = self.progress else {
            return None;
        };
        if is_terminal(self.status(now)) {
            return None;
        }
        let Some(timeline) = &self.plan.timeline else {
            let done = now.saturating_sub(self.started).checked_div(pace)?;
            let ends = !matches!(self.plan.ending, Ending::Never);
            let last = self.plan.lines.len() as u64 + 1 + u64::from(ends);
            return (done < last).then_some(self.started + (done + 1) * pace);
        };
        let end = (!matches!(self.plan.ending, Ending::Never)).then_some(timeline.end);
        let moments = timeline.lines.iter().copied().chain(end);
        let moments = moments.map(|at| self.started.saturating_add(at));
        moments.filter(|at| *at > now).min()
    }

    fn stage_by_timeline(&self, now: Micros, timeline: &Timeline) -> Stage {
        let since = now.saturating_sub(self.started);
        let written = timeline.lines.iter().take_while(|at| **at <= since).count();
        let ended = since >= timeline.end;
        let last = written
            .checked_sub(1)
            .and_then(|last| timeline.lines.get(last));
        let changed = if ended {
            timeline.end
        } else {
            last.copied().unwrap_or(0)
        };
        Stage {
            status: if ended {
                self.plan.ending.status()
            } else {
                "running"
            },
            written,
            changed: self.started.saturating_add(changed),
        }
    }

    /// Step 1 starts the run, each of the next ones writes a log, and the one after the last log ends it.
    fn stage_by_clock(&self, now: Micros, pace: Micros) -> Stage {
        let lines = self.plan.lines.len() as u64;
        let steps = now
            .saturating_sub(self.started)
            .checked_div(pace)
            .unwrap_or(u64::MAX);
        let last = match self.plan.ending {
            Ending::Never => lines + 1,
            _ => lines + 2,
        };
        let steps = steps.min(last);
        let written = steps.saturating_sub(1).min(lines) as usize;
        let status = match steps {
            0 => "pending",
            steps if steps == lines + 2 => self.plan.ending.status(),
            _ => "running",
        };
        Stage {
            status,
            written,
            changed: self.started + steps * pace,
        }
    }

    fn stage_by_count(&self, needed: u64, seen: u64) -> Stage {
        let lines = self.plan.lines.len();
        if seen >= needed {
            return Stage {
                status: self.plan.ending.status(),
                written: lines,
                changed: self.started + seen,
            };
        }
        let status = if seen <= 1 { "pending" } else { "running" };
        Stage {
            status,
            written: lines.min(seen.saturating_sub(1) as usize),
            changed: self.started + seen,
        }
    }

    /// Stops the run, unless it has ended.
    pub(super) fn cancel(&mut self, now: Micros) {
        let stage = self.stage(now);
        if is_terminal(stage.status) {
            return;
        }
        let line = Line::new(
            "task_cancelled",
            "The run was cancelled by the user.".to_owned(),
            json!({}),
        );
        self.extras.push(Extra {
            line,
            at: now,
            after: stage.written,
            late: false,
            text: None,
        });
    }

    pub(super) fn append_message(&mut self, text: String, now: Micros) {
        let stage = self.stage(now);
        let line = Line::new("user_added_message", text.clone(), json!({ "text": text }));
        let late = is_terminal(stage.status);
        self.extras.push(Extra {
            line,
            at: now,
            after: stage.written,
            late,
            text: Some(text),
        });
    }

    /// The result of the run, if it has completed.
    pub(super) fn result(&self, now: Micros) -> Option<&Raw> {
        match &self.plan.ending {
            Ending::Completed(result) if self.status(now) == "completed" => Some(result),
            _ => None,
        }
    }

    /// When a line of the plan was written.
    pub(super) fn written_at(&self, index: usize) -> Micros {
        let timeline = self.plan.timeline.as_ref();
        let scripted = timeline.and_then(|timeline| timeline.lines.get(index));
        match self.progress {
            Progress::Clock { pace } => match scripted {
                Some(at) => self.started.saturating_add(*at),
                None => self.started + (index as u64 + 2) * pace,
            },
            Progress::Counted { .. } => self.started + index as u64,
        }
    }
}

impl Ending {
    fn status(&self) -> &'static str {
        match self {
            Ending::Completed(_) => "completed",
            Ending::Failed(_) => "failed",
            Ending::Cancelled => "cancelled",
            Ending::Never => "running",
        }
    }
}

pub(super) fn is_terminal(status: &str) -> bool {
    matches!(status, "completed" | "failed" | "cancelled")
}
