//! Follows one run until it has ended, the deadline has passed or Ctrl-C was pressed.

use std::time::{Duration, Instant};

use flymyai_core::{Client, EventStream, StreamEnd, WaitOptions};

use crate::console::Style;
use crate::context::Context;
use crate::durations;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::timeline::{
    Event, duration, end_parts, text_member, time_member, write_early_end, write_end, write_event,
    write_status,
};

/// The time between two drawings of the live line.
const FRAME: Duration = Duration::from_millis(100);

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
    Deadline(flymyai_core::Error),
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
        // The time of the start, for the elapsed times; the same poll tells unknown runs.
        let record = context.call(client, "runs.get", self.run_id, None).await?;
        let record = record.body.unwrap_or_default();
        let started = time_member(&record, "created_at");
        if let Some(cursor) = self.after {
            check_cursor(&record, self.run_id, cursor)?;
        }
        let wait = WaitOptions {
            timeout: self.remaining(),
            poll_interval: self.poll_interval,
        };
        let mut stream = client.event_stream(self.run_id, wait)?;
        let stop = self.events(context, &mut stream, started).await?;
        context.console.clear();
        match stop {
            Stop::Run(status) => self.ended(context, client, &status).await,
            Stop::Deadline(error) => self.deadline(context, client, &error).await,
            Stop::Interrupt => {
                let status = stream.status().map(str::to_owned);
                self.detached(context, status.as_deref())
            }
        }
    }

    /// The rest of the timeout, of which starting the run has taken a part.
    fn remaining(&self) -> Option<f64> {
        let spent = self
            .begun
            .map_or(0.0, |begun| begun.elapsed().as_secs_f64());
        self.timeout.map(|timeout| (timeout - spent).max(0.0))
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
        let mut frames = tokio::time::interval(FRAME);
        let clock = LiveClock::new(self.begun, started);
        loop {
            // Not dropped between two frames: that would cancel its request.
            let batch = {
                // Not dropped between two frames: that would cancel its request.
                let mut batch = Box::pin(stream.next_batch());
                loop {
                    tokio::select! {
                        biased;
                        batch = &mut batch => break batch?,
                        () = context.interrupts.first() => return Ok(Stop::Interrupt),
                        _ = frames.tick(), if console.is_live() => {
                            let status = if status.is_empty() { "pending" } else { &status };
                            console.live(&clock.line(self.run_id, status));
                        }
                    }
                }
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
                    Some(StreamEnd::TimedOut(error)) => Stop::Deadline(error.clone()),
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
        let record = context.call(client, "runs.get", self.run_id, None).await?;
        let record = record.body.unwrap_or_default();
        let exit = Exit::of_status(status);
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
        error: &flymyai_core::Error,
    ) -> Result<Ended, Failure> {
        let run_id = self.run_id;
        let status = error.last_status().unwrap_or("pending");
        let timeout = durations::elapsed(self.timeout.unwrap_or_default());
        let mut failure = Failure::deadline(
            format!("run {run_id} is still {status} after {timeout}; it goes on"),
            run_id,
        );
        if self.cancels {
            context.call(client, "runs.cancel", run_id, None).await?;
            failure = Failure::deadline(
                format!("run {run_id} was {status} after {timeout}, and is cancelled"),
                run_id,
            )
            .with_hint(format!("Its events: flymyai events {run_id}"));
        }
        self.end_early(context, Some(status), "deadline", Exit::DEADLINE)?;
        context.console.failure(&failure.with_run(run_id));
        Ok(Ended {
            exit: Exit::DEADLINE,
            record: None,
        })
    }

    fn detached(&self, context: &Context<'_>, status: Option<&str>) -> Result<Ended, Failure> {
        self.end_early(context, status, "detached", Exit::DETACHED)?;
        context.console.note(&[
            (
                Style::Plain,
                "Detached: the run goes on. Continue with: ".into(),
            ),
            (Style::Bold, format!("flymyai watch {}", self.run_id).into()),
        ]);
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

/// The elapsed time of the live line.
struct LiveClock {
    since: Instant,
    /// The time that had passed before.
    before: f64,
}

impl LiveClock {
    fn new(begun: Option<Instant>, started: Option<f64>) -> Self {
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

    fn line(&self, run_id: &str, status: &str) -> String {
        let elapsed = self.before + self.since.elapsed().as_secs_f64();
        let elapsed = durations::elapsed(elapsed);
        format!("{elapsed:>7}  {status} · run {run_id} · Ctrl-C detaches")
    }
}
