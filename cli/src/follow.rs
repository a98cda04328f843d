//! Follows one run until it has ended, the deadline has passed or Ctrl-C was pressed.

use std::borrow::Cow;
use std::fs;
use std::time::{Duration, Instant};

use flymyai_core::{Client, EventStream, StreamEnd, WaitOptions};

use crate::context::Context;
use crate::durations;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::layout::indented;
use crate::run_timeline::FRAME_PERIOD;
use crate::timeline::{
    Event, LiveClock, duration, end_parts, text_member, time_member, write_early_end, write_end,
    write_event, write_status,
};

/// The time that cancelling a run may take.
const CANCEL_LIMIT: Duration = Duration::from_secs(15);
/// The time of a request that is sent at the deadline.
const LAST_REQUEST: Duration = Duration::from_millis(500);

/// How a run is followed.
pub(crate) struct Follow<'a> {
    pub(crate) run_id: &'a str,
    /// Seconds until the command ends without the run.
    pub(crate) timeout: Option<f64>,
    /// Seconds between two polls.
    pub(crate) poll_interval: f64,
    /// Whether the run is cancelled at the deadline.
    pub(crate) cancels: bool,
    /// The event after which the events are shown.
    pub(crate) after: Option<&'a str>,
    /// Whether the events are the data of the command, rather than its progress.
    pub(crate) events_are_data: bool,
    /// The time at which the command began, if it has started the run.
    pub(crate) begun: Option<Instant>,
    /// The command that continues to follow the run.
    pub(crate) continuation: String,
    /// The file for the output of a completed run.
    pub(crate) output: Option<&'a str>,
}

/// The end of a run that was followed, or of the following.
pub(crate) struct Ended {
    pub(crate) exit: Exit,
    /// The run's record, if the run has ended.
    pub(crate) record: Option<bytes::Bytes>,
}

impl Ended {
    /// The run's output as JSON, if it has completed.
    pub(crate) fn output(&self) -> Option<&[u8]> {
        let record = self.record.as_deref()?;
        flymyai_core::json_member(record, "agent_result").filter(|_| self.exit == Exit::COMPLETED)
    }
}

/// The reason for the end of the following.
enum Stop {
    Run(String),
    Deadline,
    Interrupt,
}

impl Follow<'_> {
    /// Shows the events of the run, and its end.
    pub(crate) async fn run(
        &self,
        context: &Context<'_>,
        client: &Client,
    ) -> Result<Ended, Failure> {
        let result = self.to_end(context, client).await;
        if let Err(failure) = &result
            && context.console.is_json()
            && !failure.is_silent()
        {
            // The one last line of standard output; the failure itself goes to standard error.
            let exit = failure.exit();
            write_early_end(context.console, self.run_id, None, "error", exit)?;
        }
        result.map_err(|failure| failure.with_run(self.run_id))
    }

    async fn to_end(&self, context: &Context<'_>, client: &Client) -> Result<Ended, Failure> {
        let since = self.begun.unwrap_or_else(Instant::now);
        let initial = self.begun.map(|_| "pending");
        // The time of the start, for the elapsed times; the same poll tells unknown runs.
        let record = tokio::select! {
            record = context.record(client, self.run_id) => record?,
            () = context.interrupts.first() => return self.detached(context, initial),
            () = at_deadline(since, self.timeout) => {
                return self.deadline(context, client, initial).await;
            }
        };
        let known = text_member(&record, "status").map(Cow::into_owned);
        let started = time_member(&record, "created_at");
        if let Some(cursor) = self.after {
            check_cursor(&record, self.run_id, cursor)?;
        }
        let wait = WaitOptions {
            timeout: self
                .timeout
                .map(|timeout| (timeout - since.elapsed().as_secs_f64()).max(0.0)),
            poll_interval: self.poll_interval,
        };
        let mut stream = client.event_stream(self.run_id, wait)?;
        let stop = self.events(context, &mut stream, started).await?;
        context.console.clear();
        match stop {
            Stop::Run(status) => self.ended(context, client, &status).await,
            Stop::Deadline => {
                let status = stream.status().or(known.as_deref());
                self.deadline(context, client, status).await
            }
            Stop::Interrupt => self.detached(context, stream.status().or(known.as_deref())),
        }
    }

    async fn events(
        &self,
        context: &Context<'_>,
        stream: &mut EventStream,
        started: Option<f64>,
    ) -> Result<Stop, Failure> {
        let console = context.console;
        let mut hidden = self.after.is_some();
        let mut status = String::new();
        let mut frames = tokio::time::interval(FRAME_PERIOD);
        let clock = LiveClock::new(self.begun, started);
        loop {
            let batch = {
                // Not dropped between two frames: that would cancel its request.
                let mut batch = Box::pin(stream.next_batch());
                loop {
                    tokio::select! {
                        biased;
                        batch = &mut batch => break batch,
                        () = context.interrupts.first() => return Ok(Stop::Interrupt),
                        _ = frames.tick(), if console.is_live() => {
                            let status = if status.is_empty() { "pending" } else { &status };
                            console.live(&clock.line(self.run_id, status));
                        }
                    }
                }
            };
            let batch = match batch {
                Ok(batch) => batch,
                // The deadline has ended a poll without a response.
                Err(_) if matches!(stream.end(), Some(StreamEnd::TimedOut(_))) => {
                    return Ok(Stop::Deadline);
                }
                Err(error) => return Err(error.into()),
            };
            let known = stream.status().unwrap_or_default();
            if known != status && !known.is_empty() {
                known.clone_into(&mut status);
                if console.is_json() {
                    write_status(console, self.run_id, Some(&status))?;
                }
            }
            let Some(batch) = batch else {
                return Ok(match stream.end() {
                    Some(StreamEnd::RunEnded(status)) => Stop::Run(status.clone()),
                    Some(StreamEnd::TimedOut(_)) => Stop::Deadline,
                    // Any other end was an error of the batch.
                    _ => Stop::Interrupt,
                });
            };
            for json in batch {
                let event = Event::new(json, started);
                if hidden {
                    hidden = event.cursor().as_deref() != self.after;
                    continue;
                }
                write_event(console, self.run_id, &event, self.events_are_data)?;
            }
        }
    }

    async fn ended(
        &self,
        context: &Context<'_>,
        client: &Client,
        status: &str,
    ) -> Result<Ended, Failure> {
        let record = context.record(client, self.run_id).await?;
        let exit = Exit::of_status(status);
        if let (Exit::COMPLETED, Some(path)) = (exit, self.output) {
            // Before the last line, whose exit code is that of the command.
            write_output(path, &record).map_err(|failure| {
                failure.with_hint(format!(
                    "The output is in: flymyai runs get {}",
                    self.run_id
                ))
            })?;
        }
        if context.console.is_json() {
            write_end(context.console, self.run_id, &record, status)?;
        } else {
            let elapsed = duration(&record);
            let error = text_member(&record, "error").unwrap_or_default();
            context.console.note(&end_parts(elapsed, status, &error));
        }
        Ok(Ended {
            exit,
            record: Some(record),
        })
    }

    async fn deadline(
        &self,
        context: &Context<'_>,
        client: &Client,
        status: Option<&str>,
    ) -> Result<Ended, Failure> {
        let run_id = self.run_id;
        let timeout = durations::elapsed(self.timeout.unwrap_or_default());
        let text = deadline_text(run_id, status, &timeout);
        let mut failure = Failure::deadline(text, run_id, &self.continuation);
        let before = status;
        let mut status = status.map(str::to_owned);
        if self.cancels {
            tokio::select! {
                cancelled = self.cancel(context, client) => {
                    status = cancelled?;
                    let after = status.as_deref().unwrap_or("cancelled");
                    let text = match before {
                        Some(before) => {
                            format!("run {run_id} was {before} after {timeout}, and is {after}")
                        }
                        None => format!("run {run_id} is {after} after {timeout}"),
                    };
                    failure = Failure::deadline(text, run_id, &self.continuation)
                        .with_hint(format!("Its events: flymyai events {run_id}"));
                }
                () = either(tokio::time::sleep(CANCEL_LIMIT), context.interrupts.first()) => {
                    let text = format!("run {run_id} may not be cancelled: no response");
                    failure = Failure::deadline(text, run_id, &self.continuation);
                }
            }
        }
        self.end_early(context, status.as_deref(), "deadline", Exit::DEADLINE)?;
        context.console.failure(&failure.with_run(run_id));
        Ok(Ended {
            exit: Exit::DEADLINE,
            record: None,
        })
    }

    /// Cancels the run; returns its status after that.
    async fn cancel(
        &self,
        context: &Context<'_>,
        client: &Client,
    ) -> Result<Option<String>, Failure> {
        context
            .call(client, "runs.cancel", self.run_id, None)
            .await?;
        // Its status is worth a moment only: the run is cancelled.
        let record = context.record(client, self.run_id);
        Ok(match tokio::time::timeout(LAST_REQUEST, record).await {
            Ok(Ok(record)) => text_member(&record, "status").map(Cow::into_owned),
            _ => None,
        })
    }

    fn detached(&self, context: &Context<'_>, status: Option<&str>) -> Result<Ended, Failure> {
        self.end_early(context, status, "detached", Exit::DETACHED)?;
        // Not shortened, however narrow the terminal is.
        context.console.say(&detached_text(&self.continuation));
        Ok(Ended {
            exit: Exit::DETACHED,
            record: None,
        })
    }

    fn end_early(
        &self,
        context: &Context<'_>,
        status: Option<&str>,
        reason: &str,
        exit: Exit,
    ) -> Result<(), Failure> {
        if !context.console.is_json() {
            return Ok(());
        }
        write_early_end(context.console, self.run_id, status, reason, exit)
    }
}

/// The line of a command or call that was interrupted.
pub(crate) fn detached_text(continuation: &str) -> String {
    format!("Detached: the run goes on. Continue with: {continuation}")
}

/// Ends with the first of two.
async fn either(first: impl Future<Output = ()>, second: impl Future<Output = ()>) {
    tokio::select! {
        () = first => {}
        () = second => {}
    }
}

/// The text of a deadline, with the run's last status if it is known.
pub(crate) fn deadline_text(run_id: &str, status: Option<&str>, timeout: &str) -> String {
    match status {
        Some(status) => format!("run {run_id} is still {status} after {timeout}; it goes on"),
        None => format!("the service has sent nothing about run {run_id} for {timeout}"),
    }
}

/// Ends at the deadline. A request that was sent just before it gets a moment for its response.
pub(crate) async fn at_deadline(since: Instant, timeout: Option<f64>) {
    let limit = timeout.and_then(|timeout| Duration::try_from_secs_f64(timeout).ok());
    let Some(limit) = limit.and_then(|limit| since.checked_add(limit)) else {
        return std::future::pending().await;
    };
    let limit = limit.max(Instant::now() + LAST_REQUEST);
    tokio::time::sleep_until(limit.into()).await;
}

/// Writes the output of a run to a file.
fn write_output(path: &str, record: &[u8]) -> Result<(), Failure> {
    let output = flymyai_core::json_member(record, "agent_result").unwrap_or(b"null");
    let mut text = indented(output);
    text.push(b'\n');
    fs::write(path, text).map_err(|error| Failure::file(path, &error))
}

/// An unknown cursor would hide all events.
pub(crate) fn check_cursor(record: &[u8], run_id: &str, cursor: &str) -> Result<(), Failure> {
    let logs = flymyai_core::json_member(record, "logs");
    let logs = logs
        .and_then(flymyai_core::json_elements)
        .unwrap_or_default();
    let mut ids = logs.iter().map(|log| text_member(log, "id"));
    if ids.any(|id| id.as_deref() == Some(cursor)) {
        return Ok(());
    }
    Err(Failure::usage(format!("--after: run {run_id} has no event {cursor}")).with_run(run_id))
}
