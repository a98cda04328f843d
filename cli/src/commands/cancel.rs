//! `flymyai cancel`: cancels runs.

use crate::context::{Context, Handler};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::screen::Style;
use crate::syntax::{Command, Input};
use crate::timeline::{text_member, write_status};

pub(super) const COMMAND: Command = Command {
    name: "cancel",
    arguments: "RUN...",
    about: "Cancel runs that have not ended",
    details: "It prints the status of each run after that: a run that has ended keeps its own.",
    flags: &[],
    count: (1, usize::MAX),
    handler: Handler::Simple(|context, input| Box::pin(cancel(context, input))),
};

async fn cancel(context: &Context<'_>, input: &Input) -> Result<Exit, Failure> {
    let client = context.client(input)?;
    let mut exit = Exit::COMPLETED;
    for run_id in &input.arguments {
        match one(context, &client, run_id).await {
            Ok(()) => {}
            Err(failure) if failure.is_silent() => return Err(failure),
            // One unknown id must not keep the others running.
            Err(failure) => {
                context.console.failure(&failure);
                if exit == Exit::COMPLETED {
                    exit = failure.exit();
                }
            }
        }
    }
    Ok(exit)
}

async fn one(
    context: &Context<'_>,
    client: &flymyai_core::Client,
    run_id: &str,
) -> Result<(), Failure> {
    context.call(client, "runs.cancel", run_id, None).await?;
    let record = context.record(client, run_id).await?;
    let status = text_member(&record, "status").unwrap_or_default();
    if context.console.is_json() {
        return write_status(context.console, run_id, Some(&status));
    }
    context.console.row(&[
        (Style::Plain, format!("{run_id}  ").into()),
        (Style::Yellow, status),
    ])
}
