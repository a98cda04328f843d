//! `flymyai wait`: waits for several runs at once.

use flymyai_core::{Arguments, Client, Error, WaitOptions};
use tokio::task::JoinSet;

use super::{POLL_INTERVAL, TIMEOUT};
use crate::context::{Context, Handler, continued, seconds, timeout};
use crate::durations;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::follow::deadline_text;
use crate::screen::Style;
use crate::syntax::{Command, Flag, Input};
use crate::timeline::{text_member, write_early_end, write_end};

pub(super) const COMMAND: Command = Command {
    name: "wait",
    arguments: "RUN...",
    about: "Wait until runs have ended, and print their statuses",
    details: "Without --any, the exit code is 0 if all runs have completed, 1 if one has failed, and\n\
              7 if one was cancelled and none has failed.",
    flags: &[
        Flag::switch("all", "wait for all runs; the default"),
        Flag::switch("any", "wait for the first run that ends"),
        TIMEOUT,
        POLL_INTERVAL,
    ],
    count: (1, usize::MAX),
    handler: Handler::Detaching(|context, input| Box::pin(wait(context, input))),
};

/// A run and the result of waiting for it: its record.
type Ended = (String, Result<bytes::Bytes, Error>);

async fn wait(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    if input.has("any") && input.has("all") {
        return Err(input.usage("--any and --all exclude each other"));
    }
    let options = WaitOptions {
        timeout: timeout(input)?,
        poll_interval: seconds(input, "poll-interval")?.unwrap_or(1.0),
    };
    let client = context.client(input)?;
    let mut runs: Vec<String> = Vec::new();
    for run_id in &input.arguments {
        if !runs.contains(run_id) {
            runs.push(run_id.clone());
        }
    }
    let mut waits = start(&client, &runs, options)?;
    let mut exits = Vec::new();
    loop {
        let ended = tokio::select! {
            ended = waits.join_next() => ended,
            () = context.interrupts.first() => {
                let any = if input.has("any") { " --any" } else { "" };
                let command = continued(input, &format!("wait {}{any}", runs.join(" ")));
                let text = format!("Detached: the runs go on. Continue with: {command}");
                return detached(context, &runs, &text);
            }
        };
        let Some(Ok((run_id, result))) = ended else {
            break;
        };
        runs.retain(|known| *known != run_id);
        exits.push(report(context, input, &run_id, result)?);
        if input.has("any") {
            break;
        }
    }
    Ok(combined(&exits))
}

fn start(client: &Client, runs: &[String], wait: WaitOptions) -> Result<JoinSet<Ended>, Failure> {
    let mut waits = JoinSet::new();
    for run_id in runs {
        let arguments = Arguments {
            id: Some(run_id.clone()),
            wait,
            ..Arguments::default()
        };
        let call = client.call("runs.wait", arguments)?;
        let run_id = run_id.clone();
        waits.spawn(async move {
            let result = call.run().await;
            (
                run_id,
                result.map(|response| response.body.unwrap_or_default()),
            )
        });
    }
    Ok(waits)
}

/// Prints the end of one run; a failure does not end the other waits.
fn report(
    context: &Context<'_>,
    input: &Input,
    run_id: &str,
    result: Result<bytes::Bytes, Error>,
) -> Result<Exit, Failure> {
    let console = context.console;
    let record = match result {
        Ok(record) => record,
        Err(error) => {
            let mut failure = Failure::from(error.clone());
            let is_deadline = failure.exit() == Exit::DEADLINE;
            if is_deadline {
                let timeout = durations::elapsed(timeout(input)?.unwrap_or_default());
                let text = deadline_text(run_id, error.last_status(), &timeout);
                let command = continued(input, &format!("watch {run_id}"));
                failure = Failure::deadline(text, run_id, &command);
            }
            if console.is_json() {
                let reason = if is_deadline { "deadline" } else { "error" };
                let (status, exit) = (error.last_status(), failure.exit());
                write_early_end(console, run_id, status, reason, exit)?;
            }
            let failure = failure.with_run(run_id);
            console.failure(&failure);
            return Ok(failure.exit());
        }
    };
    let status = text_member(&record, "status").unwrap_or_default();
    let exit = Exit::of_status(&status);
    if console.is_json() {
        write_end(console, run_id, &record, &status)?;
    } else {
        let style = match exit {
            Exit::COMPLETED => Style::Green,
            Exit::CANCELLED => Style::Yellow,
            _ => Style::Red,
        };
        let error = text_member(&record, "error").unwrap_or_default();
        console.row(&[
            (Style::Plain, format!("{run_id}  ").into()),
            (style, format!("{status}  ").into()),
            (Style::Plain, error),
        ])?;
    }
    Ok(exit)
}

fn detached(context: &Context<'_>, runs: &[String], text: &str) -> Result<Exit, Failure> {
    if context.console.is_json() {
        for run_id in runs {
            write_early_end(context.console, run_id, None, "detached", Exit::DETACHED)?;
        }
    }
    context.console.say(text);
    Ok(Exit::DETACHED)
}

/// The code of several runs: that of a failed request, of a failed run, of the deadline, of a
/// cancelled run, in this order.
fn combined(exits: &[Exit]) -> Exit {
    let order = [
        Exit::USAGE,
        Exit::AUTHENTICATION,
        Exit::NOT_FOUND,
        Exit::SERVICE,
        Exit::FAILED,
        Exit::DEADLINE,
        Exit::CANCELLED,
    ];
    let found = order.into_iter().find(|exit| exits.contains(exit));
    found.unwrap_or(Exit::COMPLETED)
}
